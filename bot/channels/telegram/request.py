"""Calls of the Bot API through aiohttp.

Its errors may show the address, in which the bot's token stands: none of them is let out, not even
as the cause or the context of ours.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final
from weakref import WeakSet

from aiohttp import (
    ClientConnectionError,
    ClientConnectorError,
    ClientHttpProxyError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    TCPConnector,
)
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.body import Body, body_of
from bot.channels.telegram.writing import Posting
from bot.system.redact import redact

IDLE_SECONDS: Final = 60.0
"""So long a connection is kept for the next call: a new one costs two more ways there and back, and
web servers usually hang up after 75 seconds.
"""
TRIES: Final = 3
"""How often a connection may turn out to be hung up before anything was sent on it."""
LARGEST_ANSWER: Final = 64 * 1024 * 1024
"""Bytes: more than a hundred of the largest updates are. A file comes piece by piece."""
POOL_FULL: Final = "Pool timeout: all connections are occupied. The request was *not* sent."
FOR_EVER: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: to connect, until something is read, until a piece is written (a file's may take
    longer), until one of the connections is free.
    """

    connect: float
    read: float
    write: float
    media: float
    pool: float


class AiohttpRequest(BaseRequest):
    def __init__(
        self,
        connections: int,
        patience: Patience,
        certificates: ssl.SSLContext,
        proxy: str | None = None,
    ) -> None:
        self._patience = patience
        self._certificates = certificates
        self._proxy = proxy
        self._places = asyncio.Semaphore(connections)
        self._session: ClientSession | None = None
        self._used: WeakSet[asyncio.WriteTransport] = WeakSet()

    @property
    def read_timeout(self) -> float:
        return self._patience.read

    async def initialize(self) -> None:
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(
                    ssl=self._certificates, limit=0, keepalive_timeout=IDLE_SECONDS
                ),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT, "Accept-Encoding": "identity"},
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Raises TimedOut, and NetworkError for whatever else befalls the call."""
        usual, has_files = self._patience, bool(request_data and request_data.contains_files)
        patience = Patience(
            connect=_seconds(connect_timeout, usual.connect),
            read=_seconds(read_timeout, usual.read),
            write=_seconds(write_timeout, usual.media if has_files else usual.write),
            media=usual.media,
            pool=_seconds(pool_timeout, usual.pool),
        )
        try:
            status, answer = await self._in_turn(method, url, request_data, patience)
        except TelegramError:
            raise
        except Exception as error:
            failed = _failure(error)
        else:
            # A proxy may answer instead, with a page that shows the address.
            return status, answer if status == HTTPStatus.OK else _redacted(answer)
        raise failed  # out here, where there is no context

    async def stream(self, url: str, chunk_bytes: int) -> AsyncGenerator[bytes, None]:
        """The bytes of a file as they come, in chunks of one size; raises as a call does, and
        NetworkError for any status but 200.
        """
        await self._take_place(self._patience.pool)
        try:
            async with self._open("GET", url, self._patience) as response:
                if response.status != HTTPStatus.OK:
                    raise NetworkError(f"status {response.status}")
                while chunk := await _chunk(response, chunk_bytes):
                    yield chunk
        except TelegramError:
            raise
        except Exception as error:
            failed = _failure(error)
        else:
            return
        finally:
            self._places.release()
        raise failed

    async def _in_turn(
        self, method: str, url: str, data: RequestData | None, patience: Patience
    ) -> tuple[int, bytes]:
        await self._take_place(patience.pool)
        try:
            if data is None:
                return await self._once(method, url, None, patience)
            return await self._posted(method, url, body_of(data), patience)
        finally:
            self._places.release()

    async def _take_place(self, seconds: float) -> None:
        if not self._places.locked():
            await self._places.acquire()
            return
        try:
            async with asyncio.timeout(seconds):
                await self._places.acquire()
        except TimeoutError:
            raise TimedOut(POOL_FULL) from None

    async def _posted(
        self, method: str, url: str, body: Body, patience: Patience
    ) -> tuple[int, bytes]:
        """Tried again only if certainly nothing was sent: the server had hung up before."""
        for _ in range(TRIES - 1):
            posting = Posting(body, patience.write, patience.read, self._used)
            try:
                return await self._once(method, url, posting, patience)
            except (ClientConnectorError, TimeoutError):
                raise
            except ClientConnectionError:
                if posting.begun:
                    raise
        posting = Posting(body, patience.write, patience.read, self._used)
        return await self._once(method, url, posting, patience)

    async def _once(
        self, method: str, url: str, posting: Posting | None, patience: Patience
    ) -> tuple[int, bytes]:
        async with asyncio.timeout(patience.connect + patience.write + patience.read) as limit:
            if posting is not None:
                posting.limit = limit
            async with self._open(method, url, patience, posting) as response:
                limit.reschedule(None)  # from here on aiohttp watches over the reading
                return response.status, await _read(response)

    def _open(
        self, method: str, url: str, patience: Patience, posting: Posting | None = None
    ) -> AbstractAsyncContextManager[ClientResponse]:
        if self._session is None:
            raise NetworkError("not initialized, or shut down")
        return self._session.request(
            method,
            url,
            data=posting,
            timeout=_timeout(patience.connect, patience.read),
            allow_redirects=False,
            proxy=self._proxy,
        )


async def _read(response: ClientResponse) -> bytes:
    parts, size = [], 0
    async for part in response.content.iter_any():
        size += len(part)
        if size > LARGEST_ANSWER:
            raise NetworkError(f"an answer of more than {LARGEST_ANSWER} bytes")
        parts.append(part)
    return b"".join(parts)


async def _chunk(response: ClientResponse, size: int) -> bytes:
    """Empty at the end."""
    try:
        return await response.content.readexactly(size)
    except asyncio.IncompleteReadError as end:
        return end.partial


def _redacted(answer: bytes) -> bytes:
    return redact(answer.decode("utf-8", "replace")).encode()


def _failure(error: Exception) -> TelegramError:
    return TimedOut() if isinstance(error, TimeoutError) else NetworkError(_told(error))


def _told(error: Exception) -> str:
    """Its class, and what the system or the proxy says of it."""
    match error:
        case ClientConnectorError():
            return f"{type(error).__name__}: {error.os_error}"
        case ClientHttpProxyError():
            return f"{type(error).__name__}: {error.status}"
    return type(error).__name__


def _seconds(given: Any, usual: float) -> float:
    """The library's DEFAULT_NONE stands for the usual, its None for no limit."""
    if given is BaseRequest.DEFAULT_NONE:
        return usual
    return FOR_EVER if given is None else float(given)


@lru_cache
def _timeout(connect: float, read: float) -> ClientTimeout:
    return ClientTimeout(total=None, connect=connect, sock_read=read)
