"""A step that is completed later than it looks now: asked what would become of the plan, never
written. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain import numbers
from bot.domain.change import Change
from bot.domain.events import Extended
from bot.domain.people import Person
from bot.domain.standing import Standing


@dataclass(frozen=True, slots=True)
class Case:
    """An open step, and the day on which it is completed."""

    step: int
    until: date

    def __str__(self) -> str:
        """As `read` reads it."""
        return f"{self.step} {self.until.isoformat()}"

    @staticmethod
    def read(text: str) -> Case:
        step, until = text.split()
        return Case(numbers.read(step), date.fromisoformat(until))

    def supposed(self, s: Standing, now: datetime) -> Standing:
        """The plan as if the step were due on that day."""
        return s.becoming(s.plan.with_event(self._event(now)))

    def change(self, s: Standing, now: datetime, by: Person) -> Change:
        """What is asked by `by`."""
        return Change(s, self.supposed(s, now), self._event(now), by)

    def _event(self, now: datetime) -> Extended:
        return Extended(at=now, step=self.step, to=self.until, reason="")
