"""A plan as it stands on a day, and what one event makes of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bot.domain.calendar import Calendar
from bot.domain.events import Event
from bot.domain.people import Person, Team
from bot.domain.plan import Plan, PlanStatus, Span, StepState
from bot.domain.status import StepStatus, is_active, step_status
from bot.domain.timeline import Timeline, forecast, moved

OVER = (PlanStatus.ENDED, PlanStatus.CANCELLED)


@dataclass(frozen=True)
class Standing:
    """`today`: a local date of the team's zone. What is worked out of it, is so once."""

    team: Team
    plan: Plan
    calendar: Calendar
    today: date

    @property
    def states(self) -> Mapping[int, StepState]:
        return self.plan.states

    @cached_property
    def line(self) -> Timeline:
        """The forecast."""
        return forecast(self.plan, self.calendar, self.today)

    @cached_property
    def status(self) -> Mapping[int, StepStatus]:
        line, calendar, today = self.line, self.calendar, self.today
        return {
            n: step_status(self.states, n, line[n].start, line[n].due, calendar, today)
            for n in self.states
        }

    @property
    def is_over(self) -> bool:
        return self.plan.status in OVER

    @property
    def open_steps(self) -> list[int]:
        return [n for n, state in self.states.items() if not state.is_closed]

    @property
    def startable(self) -> list[int]:
        """Open steps whose predecessors are all closed."""
        return [n for n in self.states if is_active(self.states, n)]

    def having(self, *wanted: StepStatus) -> list[int]:
        return [n for n, status in sorted(self.status.items()) if status in wanted]

    def title(self, number: int) -> str:
        return self.states[number].step.title

    def becoming(self, plan: Plan) -> Standing:
        """The same on the same day, after something has happened to the plan."""
        return replace(self, plan=plan)


@dataclass(frozen=True, slots=True)
class Change:
    """What one event, or the taking back of it, makes of a plan; `by` recorded it."""

    before: Standing
    after: Standing
    event: Event
    by: Person

    @property
    def moves(self) -> Mapping[int, tuple[Span, Span]]:
        """The steps whose dates it moves, with their old and new dates."""
        return moved(self.before.line, self.after.line)

    @property
    def begun(self) -> list[int]:
        """The steps that may run after it and might not before."""
        return sorted({*self.after.startable} - {*self.before.startable})
