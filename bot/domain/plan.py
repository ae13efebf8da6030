"""A plan: one run of an SOP by a team over a fiscal year, folded from what happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from bot.domain.answers import Answers, kept
from bot.domain.calendar import Calendar, fiscal_year, next_month
from bot.domain.events import Event, Named, SopRevised
from bot.domain.folding import Folded, effective, fold
from bot.domain.rules import Rules
from bot.domain.sop import Sop
from bot.domain.step_state import StepState, Work

__all__ = ("Plan", "PlanStatus", "Span", "StepState", "Work", "effective", "fold")


class PlanStatus(StrEnum):
    ACTIVE = "active"
    ASLEEP = "asleep"
    """The bot is not in the group; no notices until it is added again."""
    ENDED = "ended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of a step, both included."""

    start: date
    due: date
    has_due: bool = True
    """False: nothing says when it is due, and the last day is no day to be told."""
    has_start: bool = True
    """False: it follows a step without a due date, and neither is the first day."""

    @property
    def known_due(self) -> date | None:
        return self.due if self.has_due else None


@dataclass(frozen=True)  # no slots: it keeps what it is folded to
class Plan(Answers):
    """`first_sop`: as at set-up, filled in for its fiscal year. `confirmed_at`: aware UTC, then."""

    id: int
    team: int
    first_sop: Sop
    start: date
    confirmed_at: datetime
    events: tuple[Event, ...] = ()
    baseline: Mapping[int, Span] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    status: PlanStatus = PlanStatus.ACTIVE
    version: int = 1
    folded: Folded = field(default_factory=Folded, repr=False, compare=False)
    """Goes along to what the plan becomes."""

    @property
    def fiscal_year(self) -> int:
        """The CE year in which the plan's fiscal year ends."""
        return fiscal_year(self.start)

    @kept
    def sop(self) -> Sop:
        """What the plan follows: the SOP of its set-up, or the version that it took last."""
        if SopRevised not in map(type, self.events):
            return self.first_sop
        taken = (e.sop for e in reversed(effective(self.events)) if isinstance(e, SopRevised))
        return next(taken, self.first_sop)

    @kept
    def name(self) -> str:
        """Of its own: of a case, and where the team has another of the same SOP and fiscal year;
        else empty.
        """
        named = [e.name for e in effective(self.events) if isinstance(e, Named)]
        return named[-1] if named else ""

    @kept
    def number(self) -> int:
        """Of a case in its team and fiscal year; 0: it is none."""
        return max((e.number for e in self.events if isinstance(e, Named)), default=0)

    @kept
    def states(self) -> Mapping[int, StepState]:
        """Of every step, after all that happened."""
        return self.folded.states(self.sop, self.events)

    @property
    def is_running(self) -> bool:
        return self.status is PlanStatus.ACTIVE

    @property
    def has_notices(self) -> bool:
        """Of a plan that has ended at most the final letter."""
        return self.status in (PlanStatus.ACTIVE, PlanStatus.ENDED)

    def verifies(self, number: int) -> bool:
        """Whether the step is closed in two stages: reported, then verified."""
        return self.rules.review or self.sop.step(number).review

    def month_slots(self, calendar: Calendar, since: datetime) -> Iterator[datetime]:
        """The slots of the first working days of months, from `since` on, without end."""
        month = self.rules.local_day(since).replace(day=1)
        while True:
            slot = self.rules.slot_on(calendar.on_or_after(month)).astimezone(UTC)
            if slot >= since:
                yield slot
            month = next_month(month)

    def is_followed(self, others: Iterable[Plan]) -> bool:
        """Whether one of these is the same SOP's of a later fiscal year; no year follows a case."""
        return self.sop.case or any(
            p.sop.id == self.sop.id
            and p.fiscal_year > self.fiscal_year
            and p.status is not PlanStatus.CANCELLED
            for p in others
        )

    def continues(self, other: Plan) -> bool:
        """Whether the other is the same SOP's of an earlier year, or a cancelled one that this
        one, of the same year, was made after.
        """
        if other.sop.id != self.sop.id or self.sop.case:
            return False
        if other.status is PlanStatus.CANCELLED:
            return other.fiscal_year == self.fiscal_year and other.id < self.id
        return other.fiscal_year < self.fiscal_year

    def as_of(self, moment: datetime) -> Plan:
        """As it was then; itself, if nothing has happened since."""
        known = tuple(e for e in self.events if e.at <= moment)
        return self if len(known) == len(self.events) else replace(self, events=known)

    def with_event(self, *events: Event) -> Plan:
        return replace(self, events=self.events + events)
