import socket

import pytest

pytest_plugins = ["pytester"]


@pytest.fixture
def outside(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # what is not tried costs a second
    pytester.makeconftest('pytest_plugins = ["tests.wire"]')
    return pytester


def test_reaching_out_fails_even_if_swallowed(outside: pytest.Pytester) -> None:
    reaches = (
        "socket.create_connection(('192.0.2.1', 80), timeout=0.1)",
        "socket.getaddrinfo('api.telegram.org', 443)",
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))",
        "socket.gethostbyname('example.org')",
        "asyncio.run(asyncio.wait_for(asyncio.open_connection('example.org', 80), 1))",
        "httpx.get('https://api.telegram.org')",
    )
    outside.makepyfile(
        "import asyncio, httpx, socket\n"
        + "".join(
            f"def test_{number}():\n"
            f"    try:\n        {reach}\n"
            "    except Exception:\n        pass\n"
            for number, reach in enumerate(reaches)
        )
    )
    result = outside.runpytest_subprocess("-rN")
    result.assert_outcomes(failed=len(reaches))
    assert result.stdout.str().count("A test must not reach for the network") == len(reaches)


def test_reaching_out_in_a_fixture_is_an_error(outside: pytest.Pytester) -> None:
    outside.makepyfile(
        """
        import socket, pytest

        @pytest.fixture
        def x():
            try:
                socket.getaddrinfo("example.org", 1)
            except OSError:
                pass
            yield

        def test_it(x): pass
        """
    )
    outside.runpytest_subprocess().assert_outcomes(errors=1)


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1])).close()


def test_socket_pairs_are_open() -> None:
    one, other = socket.socketpair()
    one.close()
    other.close()
