"""What belongs to the meeting of a step, beside its day: its agenda. Folded from events; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.events import AgendaItem, AgendaMoved, AgendaRemoved

MOST_ITEMS = 20
"""An agenda beyond it fits neither a phone nor an afternoon."""
ITEM_LENGTH = 300
"""Characters."""
MeetingEvent = AgendaItem | AgendaMoved | AgendaRemoved


@dataclass(frozen=True, slots=True)
class Meeting:
    """`agenda`: in the order in which it is dealt with."""

    agenda: tuple[AgendaItem, ...] = ()

    def item(self, id: int) -> AgendaItem | None:
        return next((i for i in self.agenda if i.item == id), None)

    def number(self, item: int) -> int:
        """The place of an item on the agenda, from 1; 0: it is not there (any more)."""
        return next((n for n, i in enumerate(self.agenda, start=1) if i.item == item), 0)


NOTHING_MET = Meeting()


def after(meeting: Meeting, event: MeetingEvent) -> Meeting:
    """What an event makes of it; one about what is not there changes nothing."""
    return _CHANGES[type(event)](meeting, event)


def _proposed(meeting: Meeting, e: AgendaItem) -> Meeting:
    return replace(meeting, agenda=(*_without(meeting, e.item), e))


def _moved(meeting: Meeting, e: AgendaMoved) -> Meeting:
    moved = meeting.item(e.item)
    if moved is None:
        return meeting
    others = _without(meeting, e.item)
    at = max(e.place - 1, 0)
    return replace(meeting, agenda=(*others[:at], moved, *others[at:]))


def _removed(meeting: Meeting, e: AgendaRemoved) -> Meeting:
    return replace(meeting, agenda=_without(meeting, e.item))


def _without(meeting: Meeting, item: int) -> tuple[AgendaItem, ...]:
    return tuple(i for i in meeting.agenda if i.item != item)


_CHANGES: Mapping[type, Callable[[Meeting, Any], Meeting]] = {
    AgendaItem: _proposed,
    AgendaMoved: _moved,
    AgendaRemoved: _removed,
}
