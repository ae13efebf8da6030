"""What a weekly summary tells of: the state of a plan, the seven days behind it, what comes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from bot.domain.documents import missing_evidence
from bot.domain.events import Extended, Reopened, RoleGiven, SopRevised
from bot.domain.files import File
from bot.domain.people import acting_chairs
from bot.domain.plan import StepState, effective
from bot.domain.reports import Report, report
from bot.domain.sop import Document, Step
from bot.domain.standing import Standing, StepStatus

WEEK = timedelta(days=7)
COMING = timedelta(days=14)
NOT_BEGUN = (StepStatus.WAITING, StepStatus.READY, StepStatus.SKIPPED)
Missing = list[tuple[Step, Document]]
GOING = (StepStatus.RUNNING, StepStatus.OVERDUE)


@dataclass(frozen=True)
class Week:
    """A plan as a summary tells it: the seven days before `monday`, and what comes."""

    standing: Standing
    monday: date

    @cached_property
    def recorded(self) -> list[int]:
        """Steps whose closing, or not being carried out, became known in the week."""
        states = self.standing.states
        return [n for n, state in sorted(states.items()) if self._became_known(state)]

    @property
    def closed(self) -> list[int]:
        return [n for n in self.recorded if not self.standing.states[n].skipped]

    @property
    def skipped(self) -> list[int]:
        return [n for n in self.recorded if self.standing.states[n].skipped]

    @cached_property
    def extended(self) -> list[Extended]:
        """The newest extension of each step."""
        events = effective(self.standing.plan.events)
        found = {e.step: e for e in events if isinstance(e, Extended) and self._recorded_in(e.at)}
        return [found[n] for n in sorted(found)]

    @cached_property
    def revised(self) -> list[SopRevised]:
        events = effective(self.standing.plan.events)
        return [e for e in events if isinstance(e, SopRevised) and self._recorded_in(e.at)]

    @cached_property
    def reopened(self) -> list[Reopened]:
        """Of steps that are open still."""
        events = effective(self.standing.plan.events)
        found = {e.step: e for e in events if isinstance(e, Reopened) and self._recorded_in(e.at)}
        return [found[n] for n in sorted(found) if not self.standing.states[n].is_closed]

    @property
    def coming_days(self) -> tuple[date, date]:
        """The fourteen days, less those that are past."""
        return self.standing.today, min(self.monday, self.standing.today) + COMING - timedelta(1)

    @property
    def coming_count(self) -> int:
        """How many days these are; none in a letter that is weeks late."""
        first, last = self.coming_days
        return max((last - first).days + 1, 0)

    @cached_property
    def coming(self) -> list[int]:
        """What falls into these days, as forecast, begun or not, and is not reported as completed;
        the earliest first.
        """
        s, (first, last) = self.standing, self.coming_days
        late = s.having(StepStatus.OVERDUE, StepStatus.REPORTED)
        days = ((n, _day(s, n)) for n in s.open_steps if n not in late)
        due = {n: day for n, day in days if day is not None}
        found = [n for n, d in due.items() if d <= last and s.calendar.on_or_after(d) >= first]
        return sorted(found, key=lambda n: (due[n], n))

    @cached_property
    def reports(self) -> dict[int, Report]:
        """Of the steps that run."""
        s = self.standing
        return {n: report(s.team, s.plan, s.calendar, n, s.today) for n in s.having(*GOING)}

    @property
    def is_calm(self) -> bool:
        """Nothing was decided or closed, and nothing is late, to be verified or soon due."""
        late = self.standing.having(StepStatus.OVERDUE, StepStatus.REPORTED)
        told = self.recorded or self.extended or self.reopened or self.revised
        return not (told or self.coming or late)

    @property
    def stands(self) -> dict[int, StepStatus]:
        """How each step does that is not still to begin."""
        to_begin = (StepStatus.WAITING, StepStatus.READY)
        return {n: s for n, s in self.standing.counted.items() if s not in to_begin}

    def missing(self, kept: Collection[File]) -> Missing:
        """Evidence that is not there yet, of the steps that have begun."""
        s = self.standing
        return [
            (step, document)
            for step in s.plan.sop.steps
            if s.status[step.number] not in NOT_BEGUN
            for document in missing_evidence(s.states[step.number], kept)
        ]

    def told_before(self) -> Week | None:
        """As the letter of the week before told it; None: this is the first its reader gets."""
        s, plan, monday = self.standing, self.standing.plan, self.monday - WEEK
        while (day := s.calendar.on_or_after(monday)) >= s.today:
            monday -= WEEK
        slot = plan.rules.slot_on(day)
        if monday < plan.start or slot < plan.confirmed_at or self._has_new_reader(day):
            return None
        return Week(replace(s, plan=plan.as_of(slot), today=day), monday)

    def _has_new_reader(self, day: date) -> bool:
        """Whether the chair, or who acts as such, is another than at the slot of that day."""
        s, then = self.standing, self.standing.plan.rules.slot_on(day)
        given = (e for e in s.plan.events if isinstance(e, RoleGiven) and e.role == "chair")
        return any(e.at > then for e in given) or (
            acting_chairs(s.team, day) != acting_chairs(s.team, s.today)
        )

    @property
    def slot(self) -> datetime:
        return self.standing.plan.rules.slot_on(self.standing.today)

    def _became_known(self, state: StepState) -> bool:
        """By the day on which it was recorded; what was told at set-up by its own."""
        if state.left_out_by is not None or state.closed_on is None or state.closed_at is None:
            return False
        if state.closed_at > self.standing.plan.confirmed_at:
            return self._recorded_in(state.closed_at)
        return self._is_in(state.closed_on)

    def _recorded_in(self, moment: datetime) -> bool:
        return self._is_in(self.standing.plan.rules.local_day(moment))

    def _is_in(self, day: date) -> bool:
        return self.monday - WEEK <= day < self.monday


def _day(s: Standing, number: int) -> date | None:
    """When a step falls due; of a meeting its day, also when steps before it are late."""
    meeting = s.meeting(number)
    return s.due(number) if meeting is None else meeting.on
