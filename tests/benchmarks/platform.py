"""The Bot API as a bot under test needs it: updates to give, and a record of what came."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple

from tests.benchmarks.form import chat_of, fields, number_of
from tests.benchmarks.http import Reply, Request
from tests.benchmarks.posting import Poster

BATCH = 100
"""As many updates as one getUpdates brings at most."""
ME = {
    "id": 1,
    "is_bot": True,
    "first_name": "Bot",
    "username": "bench_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": True,
    "supports_inline_queries": False,
}
MEMBER = {"status": "member", "user": {"id": 2, "is_bot": False, "first_name": "M"}}
SENT = b'{"ok":true,"result":{"message_id":%d,"date":1790000000,"chat":{"id":%d,"type":"%s"}}}'
SENDING = ("sendMessage", "editMessageText", "sendDocument")
"""What counts as an answer."""


def ok(result: Any) -> bytes:
    return json.dumps({"ok": True, "result": result}).encode()


FIXED = {
    "getMe": ok(ME),
    "getChatMember": ok(MEMBER),
    "getChatAdministrators": ok([]),
    "getChat": ok({"id": 1, "type": "private", "accent_color_id": 0, "max_reaction_count": 1}),
    "getWebhookInfo": ok({"url": "", "has_custom_certificate": False, "pending_update_count": 0}),
}
DONE = ok(True)


class Sent(NamedTuple):
    at: float
    chat: int
    body: bytes


class Platform:
    """`delay`: seconds that every call takes. Moments are of `time.monotonic`, as others see it."""

    def __init__(self) -> None:
        self.delay = 0.0
        self._poster: Poster | None = None
        self.reset()

    def reset(self) -> None:
        self.updates: deque[tuple[int, bytes]] = deque()
        self.given: list[float] = []
        """When each answer with updates went out."""
        self.sent: list[Sent] = []
        self.calls = 0
        self._poll: Callable[[], None] | None = None
        self._awaited: tuple[int, Callable[[], None]] | None = None
        self.post_to(None)

    def post_to(self, poster: Poster | None) -> None:
        """To where updates are posted from now on; None: they wait to be asked for."""
        if self._poster is not None:
            self._poster.stop()
        self._poster = poster

    @property
    def is_polled(self) -> bool:
        """Whether somebody waits for updates."""
        return self._poll is not None

    def load(self, updates: list[dict[str, Any]]) -> None:
        """They are there at once, for whoever asks."""
        for one in updates:
            written = json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode()
            if self._poster is not None:
                self._poster.load(one["message"]["chat"]["id"], written)
            else:
                self.updates.append((one["update_id"], written))
        if self._poster is not None:
            self.given.append(time.monotonic())
        elif self._poll is not None:
            self._poll()

    def when_sent(self, count: int, then: Callable[[], None]) -> None:
        """`then` is called once so many messages have come."""
        if len(self.sent) >= count:
            then()
        else:
            self._awaited = count, then

    def answer(self, request: Request, reply: Reply) -> None:
        """A call of the bot, as `/bot<token>/<method>`."""
        self.calls += 1
        came, method = time.monotonic(), request.path.rpartition("/")[2]
        if method == "getUpdates":
            self._give(request.body, came, reply)
            return
        body = self._take(request.body, came) if method in SENDING else FIXED.get(method, DONE)
        self._later(came, reply, body)

    def answers(self) -> list[dict[str, Any]]:
        """What came, read, in the order of coming."""
        return [{"at": s.at, "chat": s.chat, **_told(s.body)} for s in self.sent]

    def _take(self, body: bytes, came: float) -> bytes:
        chat = chat_of(body)
        self.sent.append(Sent(came, chat, body))
        if self._awaited is not None and len(self.sent) >= self._awaited[0]:
            _, then = self._awaited
            self._awaited = None
            then()
        return SENT % (len(self.sent), chat, b"supergroup" if chat < 0 else b"private")

    def _give(self, body: bytes, came: float, reply: Reply) -> None:
        offset, timeout = number_of("offset", body), number_of("timeout", body)
        while self.updates and self.updates[0][0] < offset:
            self.updates.popleft()

        def give() -> None:
            self._poll = None
            if self.updates:
                self.given.append(time.monotonic())
            batch = [self.updates[n][1] for n in range(min(BATCH, len(self.updates)))]
            self._later(came, reply, b'{"ok":true,"result":[' + b",".join(batch) + b"]}")

        def give_nothing() -> None:
            if self._poll is give:
                give()

        if self.updates or not timeout:
            give()
        else:
            self._poll = give
            asyncio.get_running_loop().call_later(timeout, give_nothing)

    def _later(self, came: float, reply: Reply, body: bytes) -> None:
        wait = came + self.delay - time.monotonic() if self.delay else 0.0
        if wait > 0:
            asyncio.get_running_loop().call_later(wait, reply, body)
        else:
            reply(body)


def _told(body: bytes) -> dict[str, Any]:
    found = fields(body)
    replied = found.get("reply_parameters") or {}
    if isinstance(replied, str):
        replied = json.loads(replied)
    return {"text": found.get("text", ""), "replies_to": replied.get("message_id")}
