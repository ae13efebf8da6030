"""What the responsible have reported: the answers to check-ins, and how far a plan is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from bot.domain import notice_rules
from bot.domain.calendar import Calendar
from bot.domain.events import Acknowledged, CheckedIn, Progressed, Situation
from bot.domain.people import Member, Team, acted_for
from bot.domain.plan import Plan, StepState, effective
from bot.domain.rules import Kind

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Report:
    """What came since a step's newest check-in; of a step that had none yet, nothing is known.

    `asked_on`: the local day of the check-in. `silent`: who was asked and has told nothing.
    """

    asked_on: date | None = None
    silent: tuple[Member, ...] = ()
    answered: bool = False
    on_plan: bool = False
    """Somebody said so, and no obstacle stands."""

    @property
    def is_missing(self) -> bool:
        """Asked, and nobody has answered."""
        return self.asked_on is not None and not self.answered


def report(team: Team, plan: Plan, calendar: Calendar, number: int, today: date) -> Report:
    """Of an open step. Who is asked on `today` itself has not had the time to answer."""
    asked_on = _newest_check_in(plan, calendar, number, today)
    if asked_on is None:
        return Report()
    told = [
        e
        for e in effective(plan.events)
        if isinstance(e, CheckedIn | Progressed)
        and e.step == number
        and plan.rules.local_day(e.at) >= asked_on
    ]
    heard = {e.by for e in told}
    silent = [m for m in _asked(team, plan, number, asked_on) if m.person.id not in heard]
    said_so = any(isinstance(e, CheckedIn) and e.situation is Situation.ON_PLAN for e in told)
    on_plan = said_so and not plan.states[number].obstacles
    return Report(asked_on, tuple(silent), bool(told), on_plan)


def _newest_check_in(plan: Plan, calendar: Calendar, number: int, today: date) -> date | None:
    days = [day for day in _check_ins(plan, calendar, number, today) if day < today]
    return next((d for d in reversed(days) if _was_asked(plan, calendar, number, d)), None)


def _was_asked(plan: Plan, calendar: Calendar, number: int, day: date) -> bool:
    """A closing recorded late makes a step active on days on which nobody was asked."""
    slot = plan.rules.slot_on(day)
    return slot >= plan.confirmed_at and day in _check_ins(plan.as_of(slot), calendar, number, day)


def _check_ins(plan: Plan, calendar: Calendar, number: int, until: date) -> list[date]:
    view = notice_rules.view(plan, calendar)
    if number not in view.active:
        return []
    asked = (said.day for said in notice_rules.of_step(view, number, Kind.CHECK_IN))
    return list(takewhile(lambda day: day <= until, asked))


def _asked(team: Team, plan: Plan, number: int, on: date) -> list[Member]:
    """Who has come since then was not asked."""
    members = team.responsible(plan.sop.id, plan.sop.step(number).parties)
    return [m for m in members if not m.joined_at or plan.rules.local_day(m.joined_at) <= on]


def chairs_word(team: Team, plan: Plan, number: int, due: date) -> Acknowledged | None:
    """The newest that a chair, or who acted as such that day, said to a letter on this step,
    overdue since `due`.
    """
    chairs = {m.person.id for m in team.members if m.chair}
    said = [
        e
        for e in effective(plan.events)
        if isinstance(e, Acknowledged)
        and e.step == number
        and {e.by, *acted_for(team, e.by, plan.rules.local_day(e.at))} & chairs
        and plan.rules.local_day(e.at) > due
    ]
    return said[-1] if said else None


def overall(states: Mapping[int, StepState]) -> int:
    """Per cent of the whole plan: the mean of its steps, each weighing the same.

    A closed step counts 100, one reported as completed too, any other open one what was last
    reported of it, else 0; a step that is not carried out does not count. Rounded to the nearest,
    a half up, and below 100 while a step is open.
    """
    counted = [s for s in states.values() if not s.skipped]
    if all(s.is_closed for s in counted):
        return WHOLE
    done = sum(WHOLE if s.is_closed or s.awaits_verification else s.progress or 0 for s in counted)
    return min((2 * done + len(counted)) // (2 * len(counted)), WHOLE - 1)
