"""As much of HTTP/1.1 as clients of a Bot API speak, at next to no cost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import NamedTuple

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
END = b"\r\n\r\n"
NOT_YET = None


class Request(NamedTuple):
    path: str
    body: bytes


Reply = Callable[[bytes], None]
"""To be called once, at any time, with the body of the answer."""
Answer = Callable[[Request, Reply], None]


class Connection(asyncio.Protocol):
    """Kept alive; of requests that come before their answers, one is answered after the other."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._came = bytearray()
        self._answering = False
        self._reading = False
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._came += data
        self._read()

    def _read(self) -> None:
        """An answer given at once must not read on by itself, or many would be too deep."""
        if self._reading:
            return
        self._reading = True
        while not self._answering and (request := self._take()) is not NOT_YET:
            self._answering = True
            self._answer(request, self._reply)
        self._reading = False

    def _reply(self, body: bytes) -> None:
        self._answering = False
        if not self._transport.is_closing():
            self._transport.write(HEAD % len(body) + body)
            self._read()

    def _take(self) -> Request | None:
        end = self._came.find(END)
        if end < 0:
            return NOT_YET
        line, _, headers = bytes(self._came[:end]).partition(b"\r\n")
        begin = end + len(END)
        found = _body(self._came, begin, headers.lower())
        if found is NOT_YET:
            return NOT_YET
        body, behind = found
        del self._came[:behind]
        return Request(line.split(b" ")[1].decode("ascii"), body)


def _body(came: bytearray, begin: int, headers: bytes) -> tuple[bytes, int] | None:
    """And where the next request begins."""
    if b"transfer-encoding: chunked" in headers:
        return _chunks(came, begin)
    _, told, behind = headers.partition(b"content-length:")
    end = begin + (int(behind.partition(b"\r\n")[0]) if told else 0)
    return (bytes(came[begin:end]), end) if len(came) >= end else NOT_YET


def _chunks(came: bytearray, begin: int) -> tuple[bytes, int] | None:
    parts = []
    while (line := came.find(b"\r\n", begin)) >= 0:
        size = int(bytes(came[begin:line]).partition(b";")[0], 16)
        begin = line + 2
        end = begin + size
        if len(came) < end + 2:
            return NOT_YET
        parts.append(bytes(came[begin:end]))
        begin = end + 2
        if not size:
            return b"".join(parts), begin
    return NOT_YET
