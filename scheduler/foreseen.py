"""Messages of notices written before their slot, by what was known then.

At the slot one is sent as it is if all that it tells of is still the same; else it is written anew.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.message import Message
from bot.domain.people import Person
from bot.render.language import Say
from bot.render.text.notices import Item, tells_the_hour
from scheduler.rendering import Render

MOST = 4000
"""Messages; one takes a few kilobytes."""


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
    """A `Render` that writes with another one what it has not written before."""

    def __init__(self, render: Render) -> None:
        self._render = render
        self._written: dict[Hashable, _Written] = {}

    def __call__(
        self,
        say: Say,
        items: Sequence[Item],
        *,
        to_group: bool,
        reader: Person | None,
        now: datetime,
        late: bool,
    ) -> Sequence[Message]:
        written = self._written.pop(_key(say, items, reader), None)
        if written is not None and not late and written.holds(items, reader, now):
            return written.messages
        return self._render(say, items, to_group=to_group, reader=reader, now=now, late=late)

    def write(
        self,
        say: Say,
        items: Sequence[Item],
        *,
        to_group: bool,
        reader: Person | None,
        now: datetime,
        late: bool,
    ) -> Sequence[Message]:
        """A `Render`, too: for the moment `now`, which is to come. Not what tells the hour, nor
        more than `MOST`.
        """
        if tells_the_hour(items) or len(self._written) >= MOST:
            return ()
        messages = self._render(say, items, to_group=to_group, reader=reader, now=now, late=late)
        self._written[_key(say, items, reader)] = _Written(now, items, reader, messages)
        return messages

    def forget(self, before: datetime) -> None:
        """What was for an earlier moment, and never sent."""
        kept = ((key, one) for key, one in list(self._written.items()) if one.at >= before)
        self._written = dict(kept)


def _key(say: Say, items: Sequence[Item], reader: Person | None) -> Hashable:
    """A notice goes to one group, and once to each person."""
    return say.language, reader and reader.id, *(item.notice for item in items)


def _is_the_same(before: Item, after: Item) -> bool:
    """Of a plan only its very object: to compare two takes as long as to write of one."""
    return before.plan is after.plan and before == after


def _days(items: Sequence[Item], now: datetime) -> Sequence[date]:
    """What "today" is to each plan."""
    return [item.today(now) for item in items]
