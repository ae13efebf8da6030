"""Who may speak to the page's server: pages of its own only, and, if set, who knows the password.

Bound to this machine alone, it answers only to the machine's own names: a page elsewhere whose
name was made to point here (DNS rebinding) is refused, and so is whatever such a page sends.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import secrets
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"localhost", "localhost."})
READING = frozenset({"GET", "HEAD"})
SAFE_SITES = frozenset({"same-origin", "none"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def is_loopback(host: str) -> bool:
    """Whether a host's name or address means this machine, without asking any name server."""
    name = host.strip("[]").lower()
    if name in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


class Tries:
    """Wrong passwords of late, by caller: nobody tries out one after another."""

    MOST, WITHIN = 10, 60.0
    """Seconds."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._moments: dict[str, list[float]] = {}

    def count(self, caller: str) -> None:
        self._moments.setdefault(caller, []).append(self._monotonic())

    def are_too_many(self, caller: str) -> bool:
        since = self._monotonic() - self.WITHIN
        recent = {who: [m for m in at if m > since] for who, at in self._moments.items()}
        self._moments = {who: at for who, at in recent.items() if at}
        return len(self._moments.get(caller, ())) >= self.MOST


class Guard:
    """`public`: bound to an address that others reach; then the password is what keeps them out."""

    def __init__(self, app: ASGIApp, *, password: str = "", public: bool = False) -> None:
        if public and not password:
            raise ValueError("nothing keeps others out")
        self._app = app
        self._password = password
        self._public = public
        self._tries = Tries()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        refused = self._refusal(Request(scope))
        await (refused or self._app)(scope, receive, _with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        if not self._is_our_host(request.headers):
            return PlainTextResponse("This address serves no other host.\n", 421)
        if not _is_same_origin(request):
            return PlainTextResponse("Only this page itself may do that.\n", 403)
        return self._password_refusal(request) if self._password else None

    def _password_refusal(self, request: Request) -> Response | None:
        caller = request.client.host if request.client else ""
        if self._tries.are_too_many(caller):
            wait = {"Retry-After": f"{Tries.WITHIN:.0f}"}
            return PlainTextResponse("Too many wrong passwords; please wait.\n", 429, wait)
        if self._knows_password(request.headers):
            return None
        if "authorization" in request.headers:
            self._tries.count(caller)
        challenge = {"WWW-Authenticate": 'Basic realm="sopbot", charset="UTF-8"'}
        return PlainTextResponse("The password, please (any name).\n", 401, challenge)

    def _is_our_host(self, headers: Headers) -> bool:
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        return is_loopback(host) or (self._public and bool(host))

    def _knows_password(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return False
        try:
            _, _, password = base64.b64decode(given, validate=True).partition(b":")
        except (binascii.Error, ValueError):
            return False
        return secrets.compare_digest(password, self._password.encode())


def _is_same_origin(request: Request) -> bool:
    """Browsers tell where a request comes from; to change anything they must."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if origin is not None:
        return urlsplit(origin).netloc == request.headers.get("host")
    if request.method not in READING:
        return site is None or site == "same-origin"
    return site is None or site in SAFE_SITES or _is_navigation(request.headers)


def _is_navigation(headers: Headers) -> bool:
    """A link on another page may lead here; it sees nothing of what it opens."""
    told = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
    return told == ("navigate", "document")


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
