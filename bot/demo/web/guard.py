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
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"localhost", "localhost."})
OWN_NAMES = (*LOOPBACK_NAMES, "127.0.0.1", "[::1]")
COOKIE = "sopbot-knew-the-password"
READING = frozenset({"GET", "HEAD"})
SAFE_SITES = frozenset({"same-origin", "none"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

log = structlog.get_logger(__name__)


def is_loopback(host: str) -> bool:
    """Whether a host's name or address means this machine, without asking any name server."""
    name = host.strip("[]").lower()
    if name in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


class FailedLogins:
    """Wrong passwords of late, by caller: nobody tries out one after another.

    Who shares an address with such a caller may have to ask again: else a guess that is right
    would pass.
    """

    MOST, WITHIN = 10, 60.0
    """Wrong ones in so many seconds."""
    PACE = 5
    """Seconds from then on between two tries that are looked at: whoever recalls the right one is
    let in, and 17,000 a day guess none of twelve characters."""
    CALLERS = 10_000
    """Remembered at most; past that the longest known are forgotten."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._moments: OrderedDict[str, deque[float]] = OrderedDict()

    def count(self, caller: str) -> None:
        moments = self._moments.setdefault(caller, deque(maxlen=self.MOST))
        moments.append(self._monotonic())
        if len(self._moments) > self.CALLERS:
            self._moments.popitem(last=False)

    def must_wait(self, caller: str) -> bool:
        """Whether a try is not looked at, right or wrong."""
        now, moments = self._monotonic(), self._moments.get(caller, deque[float]())
        are_many = len(moments) == self.MOST and moments[0] > now - self.WITHIN
        return are_many and moments[-1] > now - self.PACE


class Guard:
    """`public`: bound to an address that others reach; then the password is what keeps them out.

    `host`: what it is bound to, if it is not public; another of this machine's own addresses.
    A browser that knew the password once does not wait for what others guess: a cookie says so,
    and says nothing else. It ends with the program.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        password: str = "",
        public: bool = False,
        host: str = "127.0.0.1",
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        if public and not password:
            raise ValueError("nothing keeps others out")
        self._app = app
        self._password = password
        self._failed = FailedLogins(monotonic)
        self._knew_it = secrets.token_urlsafe()
        names = ["*"] if public else [*OWN_NAMES, host]
        self._named = TrustedHostMiddleware(self._judge, names, www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        await self._named(scope, receive, _with_headers(send, HEADERS))

    async def _judge(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        if refused := self._refusal(request):
            await refused(scope, receive, send)
            return
        if self._password and not self._is_known(request):
            cookie = f"{COOKIE}={self._knew_it}; Path=/; HttpOnly; SameSite=Lax"
            send = _with_headers(send, {"Set-Cookie": cookie})
        await self._app(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        if not _is_same_origin(request):
            return PlainTextResponse("Only this page itself may do that.\n", 403)
        return self._password_refusal(request) if self._password else None

    def _password_refusal(self, request: Request) -> Response | None:
        caller = request.client.host if request.client else ""
        if self._failed.must_wait(caller) and not self._is_known(request):
            wait = {"Retry-After": f"{FailedLogins.PACE}"}
            told = f"Too many wrong passwords; please try again in {FailedLogins.PACE} seconds.\n"
            return PlainTextResponse(told, 429, wait)
        if self._knows_password(request.headers):
            return None
        if "authorization" in request.headers:
            self._failed.count(caller)
            log.warning("guard.wrong_password")  # an address is personal data; proxies have it
        challenge = {"WWW-Authenticate": 'Basic realm="sopbot", charset="UTF-8"'}
        return PlainTextResponse("The password, please (any name).\n", 401, challenge)

    def _is_known(self, request: Request) -> bool:
        given = request.cookies.get(COOKIE, "")
        return secrets.compare_digest(given.encode(), self._knew_it.encode())

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
        host = request.headers.get("host", "")
        return origin in (f"http://{host}", f"https://{host}")
    if request.method not in READING:
        return site is None or site == "same-origin"
    return site is None or site in SAFE_SITES or _is_navigation(request.headers)


def _is_navigation(headers: Headers) -> bool:
    """A link on another page may lead here; it sees nothing of what it opens."""
    told = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
    return told == ("navigate", "document")


def _with_headers(send: Send, more: Mapping[str, str]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in more.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
