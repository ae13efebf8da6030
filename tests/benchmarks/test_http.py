from __future__ import annotations

import asyncio

from tests.benchmarks.http import END, Connection, Reply, Request

POST = b"POST /bot1:t/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"


class Line(asyncio.Transport):
    """A client's end: what was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.bodies: list[bytes] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.bodies.append(bytes(data).partition(END)[2])

    def is_closing(self) -> bool:
        return False


class Waiting:
    """Requests that came, with the replies that are still to be given."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.replies: list[Reply] = []
        self.line = Line()
        self.connection = Connection(self._answer)
        self.connection.connection_made(self.line)

    def _answer(self, request: Request, reply: Reply) -> None:
        self.requests.append(request)
        self.replies.append(reply)


def test_a_request_may_come_in_pieces() -> None:
    waiting = Waiting()
    for byte in POST:
        assert not waiting.requests
        waiting.connection.data_received(bytes([byte]))
    assert waiting.requests == [Request("/bot1:t/sendMessage", b"abc")]


def test_of_two_at_once_the_second_waits_for_the_answer_to_the_first() -> None:
    waiting = Waiting()
    waiting.connection.data_received(POST + POST.replace(b"abc", b"def"))
    assert [one.body for one in waiting.requests] == [b"abc"]
    waiting.replies[0](b"first")
    assert [one.body for one in waiting.requests] == [b"abc", b"def"]
    waiting.replies[1](b"second")
    assert waiting.line.bodies == [b"first", b"second"]


def test_a_thousand_at_once_are_answered_at_once() -> None:
    line = Line()
    connection = Connection(lambda request, reply: reply(request.body))
    connection.connection_made(line)
    connection.data_received(POST * 1000)
    assert line.bodies == [b"abc"] * 1000


def test_a_body_may_come_in_chunks() -> None:
    waiting = Waiting()
    head = b"POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    waiting.connection.data_received(head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n")
    assert not waiting.requests
    waiting.connection.data_received(b"\r\n")
    assert waiting.requests == [Request("/x", b"abcde")]
