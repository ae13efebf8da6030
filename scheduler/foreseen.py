"""Messages of notices written before their slot, by what was known then.

At the slot one is sent as it is if all that it tells of is still the same; else it is written anew.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.message import Message
from bot.domain.people import Person
from bot.render.language import Say
from bot.render.text.notices import Item, tells_the_hour
from scheduler.rendering import Render

MOST = 4000
"""Chats. Besides a few kilobytes each holds on to its plan."""
LASTS = timedelta(minutes=5)
"""After the slot: what is sent later is written anew."""


@dataclass(frozen=True, slots=True)
class _Written:
    at: datetime
    items: Sequence[Item]
    reader: Person | None
    messages: Sequence[Message]

    def holds(self, items: Sequence[Item], reader: Person | None, now: datetime) -> bool:
        """Whether nothing that it tells has changed."""
        return (
            self.reader == reader
            and _days(self.items, self.at) == _days(items, now)
            and all(map(_is_the_same, self.items, items))
        )


class Foreseen:
    """A `Render`: gives out, once, what `write` wrote before the slot, if it still holds; else has
    it written now.

    For all threads of the store. A unit of work that is done again finds less, and writes anew.
    """

    def __init__(self, render: Render) -> None:
        self._render = render
        self._written: dict[Hashable, _Written] = {}

    def __call__(
        self,
        say: Say,
        items: Sequence[Item],
        *,
        reader: Person | None,
        now: datetime,
        late: bool,
        **how: Any,
    ) -> Sequence[Message]:
        written = self._written.pop(_key(say, items, reader), None)
        if written is not None and not late and written.holds(items, reader, now):
            return written.messages
        return self._render(say, items, reader=reader, now=now, late=late, **how)

    def write(
        self,
        say: Say,
        items: Sequence[Item],
        *,
        reader: Person | None,
        now: datetime,
        **how: Any,
    ) -> Sequence[Message]:
        """A `Render`, too: it is kept for `now`, which is to come. Nothing is, and () returned, of
        what tells the hour, or when `MOST` are kept.
        """
        if tells_the_hour(items) or len(self._written) >= MOST:
            return ()
        messages = self._render(say, items, reader=reader, now=now, **how)
        self._written[_key(say, items, reader)] = _Written(now, items, reader, messages)
        return messages

    def forget(self, now: datetime) -> None:
        """What should have been sent a while ago: it never was, or by another process."""
        for key, one in self._written.copy().items():
            if one.at + LASTS < now:
                self._written.pop(key, None)


def _key(say: Say, items: Sequence[Item], reader: Person | None) -> Hashable:
    """A notice goes to one group, and once to each person: what has no reader is the group's."""
    return say.language, reader and reader.id, *(item.notice for item in items)


def _is_the_same(before: Item, after: Item) -> bool:
    """Of a plan only its very object: to compare two takes as long as to write of one."""
    return before.plan is after.plan and before == after


def _days(items: Sequence[Item], now: datetime) -> Sequence[date]:
    """What "today" is to each plan."""
    return [item.today(now) for item in items]
