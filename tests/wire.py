"""The wire is cut: a test that reaches for anything but this machine fails.

The test fails even where the code under test takes the error for a bad network and goes on.
Not seen: what another process or a C library does on its own (a browser, PostgreSQL's client).
"""

import ipaddress
import sys
from collections.abc import Generator
from typing import Any

import pytest

LOCAL_NAMES = {"", "localhost"}

# What the interpreter announces before it does it, and where in its arguments the host stands.
HOST_OF_LOOK_UP = {"socket.getaddrinfo": 0, "socket.gethostbyname": 0, "socket.gethostbyaddr": 0}
ADDRESS_OF_SENDING = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1}


class WireIsCut(OSError):
    """A test must not reach for the network"""


class Wire:
    def __init__(self) -> None:
        self.cut = False
        self.reached_for: list[str] = []

    def audit(self, event: str, args: tuple[Any, ...]) -> None:
        if self.cut and (host := host_of(event, args)) is not None and not is_local(host):
            self.reached_for.append(host)
            raise WireIsCut(f"{WireIsCut.__doc__}: {host}")


def host_of(event: str, args: tuple[Any, ...]) -> str | None:
    if event in HOST_OF_LOOK_UP:
        return text(args[HOST_OF_LOOK_UP[event]])
    if event in ADDRESS_OF_SENDING:
        address = args[ADDRESS_OF_SENDING[event]]
        return text(address[0]) if isinstance(address, tuple) else None  # else a socket file
    return None


def text(host: str | bytes | None) -> str:
    return host.decode("ascii", "replace") if isinstance(host, bytes) else host or ""


def is_local(host: str) -> bool:
    if host.lower() in LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


wire = Wire()
sys.addaudithook(wire.audit)


def watched() -> Generator[None, object, object]:
    """Runs one phase of a test with the wire cut, and fails it if it was reached for."""
    wire.cut, wire.reached_for = True, []
    try:
        result = yield
    finally:
        wire.cut = False
    if wire.reached_for:
        pytest.fail(f"{WireIsCut.__doc__}: {', '.join(wire.reached_for)}", pytrace=False)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None, object, object]:
    return (yield from watched())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    return (yield from watched())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Generator[None, object, object]:
    return (yield from watched())
