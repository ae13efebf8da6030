"""What a weekly summary tells of: the state of a plan, the seven days behind it, what comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar import Calendar
from bot.domain.events import Extended, Situation
from bot.domain.files import File
from bot.domain.plan import Plan, StepState, effective
from bot.domain.sop import Document, Step
from bot.domain.standing import StepStatus, is_active, step_status
from bot.domain.timeline import Timeline, forecast

WEEK = timedelta(days=7)
COMING = timedelta(days=14)
NOT_BEGUN = (StepStatus.WAITING, StepStatus.READY, StepStatus.SKIPPED)


@dataclass(frozen=True, slots=True)
class Week:
    """The state of a plan as a summary tells it: the seven days before `monday`, and what comes."""

    plan: Plan
    calendar: Calendar
    monday: date
    today: date
    line: Timeline
    status: dict[int, StepStatus]
    closed: tuple[int, ...]
    """Also what was recorded in the week only, as closed before."""
    extended: tuple[Extended, ...]
    coming: tuple[int, ...]

    def having(self, *wanted: StepStatus) -> list[int]:
        return [n for n, status in sorted(self.status.items()) if status in wanted]

    @property
    def skipped(self) -> list[int]:
        return [n for n in self.closed if self.status[n] is StepStatus.SKIPPED]

    @property
    def held_up(self) -> list[int]:
        """Steps that run and whose newest check-in reported an obstacle."""
        going = self.having(StepStatus.RUNNING, StepStatus.OVERDUE)
        return [n for n in going if has_obstacle(self.plan.states[n])]

    @property
    def is_quiet(self) -> bool:
        late = self.having(StepStatus.OVERDUE)
        return not (self.closed or self.extended or self.coming or late or self.held_up)

    def missing(self, files: Iterable[File]) -> list[tuple[Step, Document]]:
        """Evidence that is not there yet, of the steps that have begun."""
        there = {(f.step, f.document) for f in files}
        return [
            (step, document)
            for step in self.plan.sop.steps
            if self.status[step.number] not in NOT_BEGUN
            for document in step.evidence
            if (step.number, document.id) not in there
        ]


def week(plan: Plan, calendar: Calendar, monday: date, today: date) -> Week:
    states = plan.states
    line = forecast(plan, calendar, today)
    status = {
        n: step_status(states, n, line[n].start, line[n].due, calendar, today) for n in states
    }
    first = min(monday, today)
    coming = [
        n
        for n in sorted(states)
        if is_active(states, n)
        and status[n] is not StepStatus.OVERDUE
        and first <= calendar.on_or_after(line[n].due)
        and line[n].due < monday + COMING
    ]
    closed = [n for n, s in sorted(states.items()) if _closed_in(plan, s, monday)]
    extended = _extended_in(plan, monday)
    return Week(plan, calendar, monday, today, line, status, tuple(closed), extended, tuple(coming))


def has_obstacle(state: StepState) -> bool:
    return state.checked_in is not None and state.checked_in.situation is Situation.OBSTACLE


def _closed_in(plan: Plan, state: StepState, monday: date) -> bool:
    """By its day or, unless it was told at set-up, by the day on which it was recorded."""
    if state.closed_on is None or state.closed_at is None:
        return False
    recorded_since = state.closed_at > plan.confirmed_at
    return _in_week(state.closed_on, monday) or (
        recorded_since and _recorded_in(plan, state.closed_at, monday)
    )


def _extended_in(plan: Plan, monday: date) -> tuple[Extended, ...]:
    """The newest extension of each step."""
    found = {
        e.step: e
        for e in effective(plan.events)
        if isinstance(e, Extended) and _recorded_in(plan, e.at, monday)
    }
    return tuple(found[n] for n in sorted(found))


def _recorded_in(plan: Plan, moment: datetime, monday: date) -> bool:
    return _in_week(plan.rules.local_day(moment), monday)


def _in_week(day: date, monday: date) -> bool:
    return monday - WEEK <= day < monday
