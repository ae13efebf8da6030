"""What one event makes of a plan: where that stood before, and stands after it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.events import Closed, Event
from bot.domain.people import Person
from bot.domain.plan import Span
from bot.domain.standing import Outlook, Standing, is_overdue, without_aside
from bot.domain.timeline import moved


@dataclass(frozen=True, slots=True)
class Change:
    """What one event, or the taking back of it, makes of a plan; `by` recorded it."""

    before: Standing
    after: Standing
    event: Event
    by: Person

    @property
    def moves(self) -> Mapping[int, tuple[Span, Span]]:
        """The steps whose dates it moves, with their old and new dates; of a step that stays
        closed none matters.
        """
        old, new = self.before.states, self.after.states
        found = moved(self.before.forecast, self.after.forecast)
        found = {n: m for n, m in found.items() if not (old[n].is_closed and new[n].is_closed)}
        return without_aside(self.before.plan, without_aside(self.after.plan, found))

    @property
    def left_out(self) -> list[int]:
        """The steps that were planned, and are not carried out because of it."""
        found = _left_out_anew(self.before, self.after)
        return [n for n in found if n not in self.before.aside]

    @property
    def returning(self) -> list[int]:
        """The steps that a decision had left out, and leaves out no more."""
        return [n for n in _left_out_anew(self.after, self.before) if n in self.after.planned]

    @property
    def begun(self) -> list[int]:
        """The steps that may run after it and might not before."""
        return sorted({*self.after.startable} - {*self.before.startable})

    @property
    def puts_off(self) -> bool:
        """Whether it is a late closing after which open steps end later than first planned."""
        event, before, s = self.event, self.before, self.after
        if not isinstance(event, Closed):
            return False
        on = s.states[event.step].completed_on or event.on
        if not is_overdue(before.due(event.step), before.calendar, on):
            return False
        return any(_is_later(s.due(n), s.first_due(n)) for n in s.open_steps)


def _is_later(day: date | None, first: date | None) -> bool:
    return day is not None and first is not None and day > first


def _left_out_anew(before: Outlook, after: Outlook) -> list[int]:
    if not after.plan.sop.decides:
        return []
    return [
        n
        for n in after.shown
        if after.states[n].left_out_by is not None and before.states[n].left_out_by is None
    ]
