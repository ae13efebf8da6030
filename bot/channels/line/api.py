"""Calls of the Messaging API: methods on one host, the bytes of files on another."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from aiohttp import (
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    TCPConnector,
)

from bot.channels.connecting import certificates, proxy_for
from bot.channels.line.errors import LineError, line_error
from bot.channels.line.limits import Json

API_URL: Final = "https://api.line.me"
DATA_URL: Final = "https://api-data.line.me"
CONNECTIONS: Final = 16
PATIENCE: Final = ClientTimeout(total=None, connect=10.0, sock_read=15.0)
"""Who hangs for longer keeps the messages of other platforms from their places."""
LARGEST_ANSWER: Final = 1024 * 1024
CHUNK_BYTES: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Access:
    """`data_url`: the host of files, if it is another."""

    token: str = field(repr=False)
    url: str = API_URL
    data_url: str = DATA_URL


class LineApi:
    """Raises LineError for whatever is not done; nothing of it shows the token."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._session: ClientSession | None = None

    async def start(self) -> None:
        self._session = ClientSession(
            connector=TCPConnector(ssl=certificates(), limit=CONNECTIONS),
            cookie_jar=DummyCookieJar(),
            headers={"Authorization": f"Bearer {self._access.token}"},
        )

    async def stop(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def get(self, path: str) -> Json:
        return (await self._call("GET", self._access.url + path))[1]

    async def post(
        self, path: str, body: Json | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Json]:
        """The status too: 409 says that the same was accepted before."""
        return await self._call("POST", self._access.url + path, headers, json=body)

    async def put(self, path: str, body: Json) -> Json:
        return (await self._call("PUT", self._access.url + path, json=body))[1]

    async def delete(self, path: str) -> None:
        await self._call("DELETE", self._access.url + path)

    async def upload(self, path: str, data: bytes, mime: str) -> None:
        """To the host of files."""
        await self._call("POST", self._access.data_url + path, {"Content-Type": mime}, data=data)

    async def stream(self, path: str) -> AsyncIterator[bytes]:
        """The bytes of a file. Raises LineError also while LINE has it not ready yet (202)."""
        try:
            async with self._open("GET", self._access.data_url + path) as response:
                if response.status != HTTPStatus.OK:
                    raise line_error(response.status, await _read(response))
                async for chunk in response.content.iter_chunked(CHUNK_BYTES):
                    yield chunk
        except (ClientError, TimeoutError, OSError) as error:
            raise LineError(0, f"download failed: {type(error).__name__}") from None

    async def _call(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, **body: Any
    ) -> tuple[int, Json]:
        """`body`: `json` or `data`."""
        try:
            async with self._open(method, url, headers=headers, **body) as response:
                status, told = response.status, await _read(response)
        except (ClientError, TimeoutError, OSError) as error:
            # From None: aiohttp's own may show the address of a proxy, with its password.
            raise LineError(0, f"not reached: {type(error).__name__}") from None
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES or status == HTTPStatus.CONFLICT:
            return status, told
        raise line_error(status, told)

    def _open(self, method: str, url: str, **more: Any) -> Any:
        if self._session is None:
            raise LineError(0, "not started, or stopped")
        return self._session.request(
            method, url, timeout=PATIENCE, allow_redirects=False, proxy=proxy_for(url), **more
        )


async def _read(response: ClientResponse) -> Json:
    """Empty for what is no JSON: a proxy's page, whatever its status says."""
    data = bytearray()
    async for part in response.content.iter_any():
        data += part
        if len(data) > LARGEST_ANSWER:
            raise LineError(0, f"an answer of more than {LARGEST_ANSWER} bytes")
    try:
        found = json.loads(data) if data else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
