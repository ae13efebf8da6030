"""What goes wrong: on order of a test, or by Telegram's rates."""

from __future__ import annotations

import math
import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from tests.peers.telegram.errors import ApiError, forbidden, too_many_requests
from tests.peers.telegram.model import Chat

Kind = Literal["error", "hang", "cut", "cut after acting", "slow", "words"]

OVERALL = 30
PER_GROUP_AND_MINUTE = 20
# One message a second and chat is the rule, short bursts pass.
BURST = 5
LONGEST = timedelta(minutes=1)


@dataclass(eq=False)
class Fault:
    """One thing that goes wrong, `left` times (None: until it is lifted)."""

    kind: Kind
    method: str | None
    chat: int | None
    left: int | None
    error: ApiError | None = None
    seconds: float = 0
    words: str = ""
    hits: int = 0
    lifted: threading.Event = field(default_factory=threading.Event)

    @property
    def acts(self) -> bool:
        """Whether what was asked for is done all the same."""
        return self.kind in ("cut after acting", "slow")

    def strikes(self, method: str, chat: int | None) -> bool:
        # Polls pass unless named: else they would use up what a test meant for a message.
        right_method = method == self.method if self.method else method != "getUpdates"
        return right_method and self.chat in (None, chat) and self.left != 0

    def use(self) -> None:
        self.hits += 1
        if self.left is not None:
            self.left -= 1

    def lift(self) -> None:
        self.left = 0
        self.lifted.set()


@dataclass
class Faults:
    """`method` may be "file" for downloads; `chat` is a chat id."""

    is_down: bool = False
    _ordered: list[Fault] = field(default_factory=list)

    def fail(
        self, status: int = 500, description: str = "Internal Server Error",
        *, times: int | None = 1, method: str | None = None, chat: int | None = None,
    ) -> Fault:  # fmt: skip
        """Answers with an error instead of acting."""
        return self._add(Fault("error", method, chat, times, ApiError(status, description)))

    def rate_limit(
        self, retry_after: int, *, times: int | None = 1,
        method: str | None = None, chat: int | None = None,
    ) -> Fault:  # fmt: skip
        """Answers 429 with parameters.retry_after."""
        return self._add(Fault("error", method, chat, times, too_many_requests(retry_after)))

    def forbid(
        self, description: str, *, times: int | None = 1,
        method: str | None = None, chat: int | None = None,
    ) -> Fault:  # fmt: skip
        """Answers 403; the description without its "Forbidden: "."""
        return self._add(Fault("error", method, chat, times, forbidden(description)))

    def hang(
        self, seconds: float = 3600, *, times: int | None = 1,
        method: str | None = None, chat: int | None = None,
    ) -> Fault:  # fmt: skip
        """Keeps silent without acting, then closes; in process: a time-out at once."""
        return self._add(Fault("hang", method, chat, times, seconds=seconds))

    def cut(
        self, *, times: int | None = 1, method: str | None = None, chat: int | None = None
    ) -> Fault:
        """Drops the connection before acting."""
        return self._add(Fault("cut", method, chat, times))

    def cut_after_acting(
        self, *, times: int | None = 1, method: str | None = None, chat: int | None = None
    ) -> Fault:
        """Acts, then drops the connection: the bot never hears that it was done."""
        return self._add(Fault("cut after acting", method, chat, times))

    def slow(
        self, *, times: int | None = 1, method: str | None = None, chat: int | None = None
    ) -> Fault:
        """Acts, and keeps the answer back until it is lifted."""
        return self._add(Fault("slow", method, chat, times))

    def words(
        self, body: str, status: int = 200,
        *, times: int | None = 1, method: str | None = None, chat: int | None = None,
    ) -> Fault:  # fmt: skip
        """Something else answers, a proxy perhaps: these words, as they are."""
        error = ApiError(status, "said by something else")
        return self._add(Fault("words", method, chat, times, error, words=body))

    def down(self) -> None:
        """Every connection is dropped, polls and downloads too, until `up`."""
        self.is_down = True

    def up(self) -> None:
        self.is_down = False

    def clear(self) -> None:
        self.up()
        for fault in self._ordered:
            fault.lift()
        self._ordered.clear()

    def next_for(self, method: str, chat: int | None) -> Fault | None:
        """The first ordered fault that concerns this request, used once."""
        if self.is_down:
            return Fault("cut", method, chat, None)
        for fault in self._ordered:
            if fault.strikes(method, chat):
                fault.use()
                return fault
        return None

    def _add(self, fault: Fault) -> Fault:
        self._ordered.append(fault)
        return fault


class Rates:
    """Telegram's limits on sending, as known from outside; time is the world's."""

    def __init__(self) -> None:
        self._sent: deque[tuple[datetime, int]] = deque()

    def take(self, chat: Chat, count: int, now: datetime) -> None:
        """Counts `count` messages to the chat, or refuses with 429."""
        self._forget(now)
        overall = [at for at, _ in self._sent]
        here = [at for at, chat_id in self._sent if chat_id == chat.id]
        waits = [_wait(here, limit, seconds, now) for limit, seconds in _limits(chat)]
        wait = max([_wait(overall, OVERALL, 1, now), *waits])
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        self._sent.extend([(now, chat.id)] * count)

    def _forget(self, now: datetime) -> None:
        while self._sent and now - self._sent[0][0] >= LONGEST:
            self._sent.popleft()


def _wait(times: list[datetime], limit: int, seconds: int, now: datetime) -> float:
    """Seconds until one more fits into the window."""
    window = timedelta(seconds=seconds)
    recent = [at for at in times if now - at < window]
    if len(recent) < limit:
        return 0.0
    return (recent[-limit] + window - now).total_seconds()


def _limits(chat: Chat) -> list[tuple[int, int]]:
    limits = [(BURST, BURST)]
    return limits if chat.kind == "private" else [*limits, (PER_GROUP_AND_MINUTE, 60)]
