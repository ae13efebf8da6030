"""Whatever befalls a call to Telegram, what is told of it does not show the token."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from traceback import format_exception

import pytest
from telegram.error import TelegramError

from bot.channels.telegram import api
from bot.channels.telegram.api import TelegramBot, make_bot, make_request
from bot.system.redact import TALKATIVE
from tests.channels.telegram.raw_server import HANG_UP, OK, SILENCE, http, serving

SECRET = "very-secret"
TOKEN = f"123456:{SECRET}"
PAGE = f"<h1>While trying to retrieve http://telegram.test/bot{TOKEN}/getMe</h1>".encode()


@dataclass(frozen=True)
class Mishap:
    answer: bytes = OK
    url: str = "{server}"
    proxy: str = ""
    told: str = ""


MISHAPS = {
    "refused": Mishap(url="http://127.0.0.1:1", told="ClientConnectorError: .*refused|failed"),
    "no name": Mishap(url="http://telegram.localhost", told="ClientConnectorDNSError: .*unknown"),
    "no TLS": Mishap(url="https://{server}", told="ClientConnectorSSLError: .*SSL"),
    "late": Mishap(SILENCE, told="Timed out"),
    "hung up": Mishap(HANG_UP, told="ServerDisconnectedError"),
    "cut short": Mishap(http(b"{}").replace(b" 2\r", b" 9\r") + HANG_UP, told="Timed out"),
    "no HTTP": Mishap(PAGE + b"\r\n\r\n", told="ClientResponseError"),
    "large header": Mishap(http(b"", "200 OK", "X: " + "x" * 9000), told="ClientResponseError"),
    "bad gzip": Mishap(http(PAGE, "200 OK", "Content-Encoding: gzip"), told="Error"),
    "bad chunks": Mishap(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + PAGE, told="Error"
    ),
    "no JSON": Mishap(http(PAGE), told="Invalid server response"),
    "a page": Mishap(http(PAGE, "502 Bad Gateway"), told="<token>"),
    "sent away": Mishap(http(PAGE, "302 Found", "Location: /x"), told="Found"),
    "no proxy": Mishap(proxy="http://127.0.0.1:1", told="ClientProxyConnectionError"),
    "proxy refuses": Mishap(
        http(PAGE, "407 Who are you"), "https://telegram.test", "{server}", "ProxyError: 407"
    ),
    "proxy is late": Mishap(SILENCE, "https://telegram.test", "{server}", "Timed out"),
    "proxy's page": Mishap(
        http(PAGE, "403 Forbidden"), "http://telegram.test", "{server}", "<token>"
    ),
}


@pytest.fixture(autouse=True)
def _a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _unknown(socket.getaddrinfo))


def _unknown(ask: Callable[..., object]) -> Callable[..., object]:
    def asked(host: str, *args: object, **kwargs: object) -> object:
        if host == "telegram.localhost":
            raise socket.gaierror(-2, "Name or service unknown")
        return ask(host, *args, **kwargs)

    return asked


@asynccontextmanager
async def calling(mishap: Mishap, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TelegramBot]:
    seconds = 0.1 if mishap.told == "Timed out" else 10
    monkeypatch.setattr(api, "CONNECT_SECONDS", seconds)
    monkeypatch.setattr(api, "ANSWER_SECONDS", seconds)
    async with serving(mishap.answer) as server:
        host = server.url.removeprefix("http://")
        monkeypatch.setenv("HTTP_PROXY", mishap.proxy.format(server=host))
        monkeypatch.setenv("HTTPS_PROXY", mishap.proxy.format(server=host))
        bot = make_bot(TOKEN, mishap.url.format(server=server.url).replace("//http://", "//"))
        try:
            yield bot
        finally:
            await bot.shutdown()


def told_of(error: BaseException | None) -> list[str]:
    """All that is to be seen of it and of what led to it, even where no traceback shows that."""
    if error is None:
        return []
    own = [str(error), repr(error), repr(error.args), *format_exception(error)]
    return own + told_of(error.__cause__) + told_of(error.__context__)


@pytest.mark.parametrize("name", MISHAPS)
async def test_what_is_told_of_a_call_that_failed(
    name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name_of_logger in TALKATIVE:
        caplog.set_level(logging.WARNING, name_of_logger)
    asyncio.get_running_loop().set_debug(True)
    async with calling(MISHAPS[name], monkeypatch) as bot:
        with pytest.raises(TelegramError, match=MISHAPS[name].told) as failed:
            await bot.initialize()
        with pytest.raises(TelegramError):
            await bot.send_document(1, bytes(1_000_000))
    assert SECRET not in "".join(told_of(failed.value))
    assert SECRET not in caplog.text


@pytest.mark.parametrize("name", sorted(MISHAPS.keys() - {"no JSON"}))
async def test_what_is_told_of_a_file_that_does_not_come(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with calling(MISHAPS[name], monkeypatch) as bot, make_request(1, bot.base_url) as files:
        with pytest.raises(TelegramError) as failed:
            await whole(files.stream(f"{bot.base_file_url}/a.pdf", 9))
    assert SECRET not in "".join(told_of(failed.value))


async def whole(chunks: AsyncIterator[bytes]) -> bytes:
    return b"".join([chunk async for chunk in chunks])
