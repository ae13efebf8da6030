"""Where a step and a whole plan stand on a day. Pure.

`today` is a local date of the team's zone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import takewhile
from typing import TypeVar

from bot.domain.answers import kept
from bot.domain.calendar import Calendar
from bot.domain.decisions import conditions
from bot.domain.documents import missing_evidence
from bot.domain.events import Dated
from bot.domain.files import File
from bot.domain.people import Team
from bot.domain.plan import Plan, PlanStatus, StepState
from bot.domain.sop import Document, Sop, Step
from bot.domain.step_dates import fixed_days, unexpected
from bot.domain.timeline import Timeline, forecast

Lacking = Sequence[tuple[Step, Sequence[Document]]]
"""Steps, in their order, each with the documents that are not there, or were returned."""
T = TypeVar("T")
OVER = (PlanStatus.ENDED, PlanStatus.CANCELLED)


class StepStatus(StrEnum):
    CLOSED = "closed"
    SKIPPED = "skipped"
    WAITING = "waiting"
    """A predecessor is open: its dates are a forecast only, so it is never overdue."""
    REPORTED = "reported"
    """Done, as reported; open until it is verified."""
    OVERDUE = "overdue"
    RUNNING = "running"
    READY = "ready"
    """Its predecessors are closed, its first day is still to come."""


def step_status(
    states: Mapping[int, StepState],
    number: int,
    start: date,
    due: date | None,
    calendar: Calendar,
    today: date,
) -> StepStatus:
    """The status of a step with these dates; closed or skipped counts before everything else."""
    state = states[number]
    if state.is_closed:
        return StepStatus.SKIPPED if state.skipped else StepStatus.CLOSED
    if state.awaits_verification:
        return StepStatus.REPORTED
    if open_predecessors(states, number):
        return StepStatus.RUNNING if _goes_on(state) else StepStatus.WAITING
    if is_overdue(due, calendar, today):
        return StepStatus.OVERDUE
    runs = start <= today or _goes_on(state)
    return StepStatus.RUNNING if runs else StepStatus.READY


def _goes_on(state: StepState) -> bool:
    """What was begun is not as if it never was because it, or a step before it, was reopened."""
    was_begun = state.reopened or state.kept_start is not None
    return was_begun and (state.files > 0 or state.progress is not None)


def is_overdue(due: date | None, calendar: Calendar, today: date) -> bool:
    """A due date on a day off runs to the next working day; only after that is it overdue.

    What has none (None) never is.
    """
    return due is not None and calendar.on_or_after(due) < today


def is_due_today(due: date | None, calendar: Calendar, today: date) -> bool:
    """On the day itself; of a day off also on the working day to which it runs."""
    return due is not None and today in (due, calendar.on_or_after(due))


def overdue_days(due: date | None, calendar: Calendar, today: date) -> int:
    """Calendar days since the working day to which the due date runs; 0 until then."""
    return max((today - calendar.on_or_after(due)).days, 0) if due is not None else 0


def open_predecessors(states: Mapping[int, StepState], number: int) -> tuple[int, ...]:
    return tuple(n for n in states[number].step.after if not states[n].is_closed)


def last_closing(states: Mapping[int, StepState], number: int) -> date | None:
    """The latest closing day among the closed predecessors; None if there is none."""
    days = (states[n].closed_on for n in states[number].step.after)
    return max((day for day in days if day is not None), default=None)


def is_active(states: Mapping[int, StepState], number: int) -> bool:
    """Open, all predecessors closed: only such a step, or a meeting, is spoken of in a notice."""
    return not states[number].is_closed and not open_predecessors(states, number)


def is_closable(states: Mapping[int, StepState], number: int) -> bool:
    """Active, and not reported as completed already."""
    return is_active(states, number) and not states[number].awaits_verification


def meeting_of(state: StepState, due: date | None, today: date) -> Dated | None:
    """The meeting as which an open step is spoken of: its day decides D, or is not over yet."""
    meeting = state.meeting
    if meeting is None or state.is_closed:
        return None
    return meeting if meeting.on == due or meeting.on >= today else None


def held_up(sop: Sop, states: Mapping[int, StepState], number: int) -> tuple[int, ...]:
    """The open steps that wait for this one, directly or through others that are open."""
    waiting: set[int] = set()
    ahead = [number]
    while ahead:
        successors = (s.number for s in sop.successors(ahead.pop()))
        found = {n for n in successors if not states[n].is_closed} - waiting
        waiting |= found
        ahead.extend(found)
    return tuple(sorted(waiting))


def aside(plan: Plan) -> frozenset[int]:
    """The steps that are not to be done as it looks now: a decision has left them out, or only
    another way of it leads to them than is expected. No count and no list of work has them.
    """
    return plan.once(_aside) if plan.sop.decides else frozenset()


def without_aside(plan: Plan, found: Mapping[int, T]) -> Mapping[int, T]:
    off = aside(plan)
    return {n: value for n, value in found.items() if n not in off} if off else found


def _aside(plan: Plan) -> frozenset[int]:
    left_out = (n for n, state in plan.states.items() if state.left_out_by is not None)
    return frozenset({*left_out, *unexpected(plan.sop, plan.states)})


def awaiting(states: Mapping[int, StepState]) -> list[int]:
    """The steps that wait to be verified."""
    return [n for n, state in sorted(states.items()) if state.awaits_verification]


def closed_with_evidence(plan: Plan) -> Sequence[Step]:
    """The closed steps that need evidence; one that is not carried out needs none."""
    return plan.once(_closed_with_evidence)


def _closed_with_evidence(plan: Plan) -> Sequence[Step]:
    closed = (s.step for _, s in sorted(plan.states.items()) if s.is_closed and not s.skipped)
    return [step for step in closed if step.evidence]


def closed_without(plan: Plan, kept: Collection[File]) -> Lacking:
    """The evidence that closed steps lack."""
    states = plan.states
    found = ((s, missing_evidence(states[s.number], kept)) for s in closed_with_evidence(plan))
    return [(step, documents) for step, documents in found if documents]


@dataclass(frozen=True)
class Outlook:
    """A plan on a day, whosever it is. What is worked out of that, is so once."""

    plan: Plan
    calendar: Calendar
    today: date

    @property
    def states(self) -> Mapping[int, StepState]:
        return self.plan.states

    @kept
    def forecast(self) -> Timeline:
        return forecast(self.plan, self.calendar, self.today)

    @kept
    def status(self) -> Mapping[int, StepStatus]:
        """Of every step, by number."""
        return self.plan.once(_status, self.calendar, self.today)

    @property
    def is_over(self) -> bool:
        return self.plan.status in OVER

    @kept
    def aside(self) -> frozenset[int]:
        return aside(self.plan)

    @property
    def counted(self) -> Mapping[int, StepStatus]:
        """The status of every step but those aside."""
        return without_aside(self.plan, self.status)

    @property
    def shown(self) -> list[int]:
        """The steps that a list of all has: of a loop no round that has not come, and may never."""
        return [n for n in sorted(self.states) if not self._may_never_come(n)]

    @property
    def planned(self) -> list[int]:
        """Of those all but the ones to which only an unexpected way leads."""
        return [n for n in self.shown if n not in self.aside or self._is_known(n)]

    def _is_known(self, number: int) -> bool:
        return self.states[number].is_closed or self.states[number].files > 0

    def _may_never_come(self, number: int) -> bool:
        state = self.states[number]
        return state.step.is_round and number in self.aside and not state.files

    @property
    def open_steps(self) -> list[int]:
        off = self.aside
        return [n for n, s in self.states.items() if not s.is_closed and n not in off]

    @kept
    def startable(self) -> Sequence[int]:
        """Open steps whose predecessors are all closed."""
        return [n for n in self.states if is_active(self.states, n)]

    def having(self, *wanted: StepStatus) -> list[int]:
        return [n for n, status in self.counted.items() if status in wanted]

    def waits_for(self, number: int) -> list[int]:
        """Its open predecessors, as far as they are expected to be carried out; where none is, the
        decisions that may still lead back to one.
        """
        found = open_predecessors(self.states, number)
        expected = [n for n in found if n not in self.aside or number in self.aside]
        asked = {c.step for n in found for c in conditions(self.plan.sop, n)}
        return expected or [n for n in self.open_steps if n in asked]

    def holds_up(self, number: int) -> list[int]:
        """The steps that wait for this one, directly or through others."""
        found = held_up(self.plan.sop, self.states, number)
        return [n for n in found if n not in self.aside]

    def due(self, number: int) -> date | None:
        """As forecast; None: nothing says when the step is due."""
        return self.forecast[number].known_due

    def first_due(self, number: int) -> date | None:
        """As first planned; None: it was not, or without a due date, or has another each round."""
        first = self.plan.baseline.get(number)
        if first is None or self._has_rounds(number):
            return None
        return first.known_due

    def _has_rounds(self, number: int) -> bool:
        return self.states[number].step.next_round and fixed_days(self.plan, number)[1] is None

    def missed_round(self, number: int) -> date | None:
        """The newest that is over, of a step that is in time for the next one; None: none is."""
        state, at = self.states[number], self.forecast[number]
        if not state.step.next_round or state.step.by is None or state.decided or state.is_closed:
            return None
        dues = state.step.by.all_from(at.start, self.calendar)
        return max(takewhile(lambda day: day < at.due, dues), default=None)

    def is_due_today(self, number: int) -> bool:
        return is_due_today(self.due(number), self.calendar, self.today)

    def meeting(self, number: int) -> Dated | None:
        return meeting_of(self.states[number], self.due(number), self.today)

    def title(self, number: int) -> str:
        return self.states[number].step.title


@dataclass(frozen=True)
class Standing(Outlook):
    """A plan of a team on a day."""

    team: Team

    def becoming(self, plan: Plan) -> Standing:
        """The same on the same day, after something has happened to the plan."""
        return replace(self, plan=plan)


def _status(plan: Plan, calendar: Calendar, today: date) -> Mapping[int, StepStatus]:
    line, states = forecast(plan, calendar, today), plan.states
    return {
        n: step_status(states, n, line[n].start, line[n].known_due, calendar, today)
        for n in sorted(states)
    }
