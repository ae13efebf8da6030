"""Answers that were claimed as they were posted, each behind what is being sent to its chat,
whoever claimed that.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.ports import Delivery

MOST = 2000
"""Of all chats, as many as the pace lets go in 80 seconds; one takes a few kilobytes. What is more
waits in the store, and is claimed and read there, a sixth more work for an answer; what waited long
here is looked for there once more (`outbox.FRESH`)."""


class Handed:
    def __init__(self) -> None:
        self._ready: deque[Delivery] = deque()
        self._sending: dict[int, int] = {}
        """The delivery that is ready or being sent, by its chat."""
        self._behind: dict[int, deque[Delivery]] = {}
        self._count = 0

    def is_ready(self, but: Collection[str] = ()) -> bool:
        """Whether there is one that waits for nobody; `but`: of other channels than these."""
        return any(one.chat.channel not in but for one in self._ready)

    @property
    def is_full(self) -> bool:
        return self._count >= MOST

    def put(self, deliveries: Iterable[Delivery]) -> None:
        for one in deliveries:
            self._count += 1
            if one.chat.id in self._sending:
                self._behind.setdefault(one.chat.id, deque()).append(one)
            else:
                self.begun(one)
                self._ready.append(one)

    def take(self, most: int, but: Collection[str] = ()) -> Sequence[Delivery]:
        passed = [] if not but else [one for one in self._ready if one.chat.channel in but]
        if passed:
            self._ready = deque(one for one in self._ready if one.chat.channel not in but)
        taken = [self._ready.popleft() for _ in range(min(most, len(self._ready)))]
        self._ready.extend(passed)
        self._count -= len(taken)
        return taken

    def begun(self, delivery: Delivery) -> None:
        """It is being sent, or will be, whoever claimed it."""
        self._sending.setdefault(delivery.chat.id, delivery.id)

    def sent(self, delivery: Delivery, following: int | None, until: datetime) -> None:
        """The next to its chat is ready: if it is `following`, which has just been seen to wait for
        it, it need not be looked for before `until`.
        """
        behind = self._behind.pop(delivery.chat.id, None)
        self._sending.pop(delivery.chat.id, None)
        if behind:
            first = behind.popleft()
            is_seen = first.id == following
            self.begun(first)
            self._ready.append(replace(first, leased_until=until if is_seen else None))
            if behind:
                self._behind[delivery.chat.id] = behind

    def stopped(self, delivery: Delivery) -> Sequence[Delivery]:
        """Unless it was sent: what comes after it, and is to be claimed anew."""
        chat = delivery.chat.id
        if self._sending.get(chat) != delivery.id:
            return ()
        del self._sending[chat]
        left = self._behind.pop(chat, ())
        self._count -= len(left)
        return tuple(left)
