"""How long the steps of a plan really took, and what that suggests for the plan after it. Pure.

Days are counted in the step's own unit, both ends included: weeks and months to the nearest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.placing import ConflictKind
from bot.domain.plan import Plan, StepState
from bot.domain.sop import Step, Unit
from bot.domain.step_dates import place, placed

LEAST, LONGEST = 1, 366
"""Days, as in a file of an SOP (docs/sop-file.md)."""
MOST_ALIKE = 5
"""Up to a fifth of its duration more or less, a step went as planned."""

Whole = Callable[[float], int]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`planned`: days, weeks or months as the SOP of the plan has them; `actual`: as many as the
    step took; `most`: as many as there is room for.
    """

    step: Step
    planned: int
    actual: int
    most: int = LONGEST

    @property
    def suggested(self) -> int:
        return min(max(self.actual, LEAST), self.most)


def suggestions(plan: Plan, calendar: Calendar) -> list[Suggestion]:
    """Of the steps that took another time than planned: longer or shorter by more than a day and by
    more than a fifth. The rule is ours, no regulation has one.

    None of a meeting, which takes place on a day, however long that was waited for, nor of a step
    that recurs, which has its periods; none of one without a duration, or with one that is not what
    it is due by; none of one that kept to its range; and none of one that a fixed date cut off
    before its days were over: that it took fewer says nothing of how many it needs. None is longer
    than the SOP's own fixed date leaves.
    """
    found = (_suggestion(plan, calendar, number) for number in sorted(plan.states))
    return [one for one in found if one is not None]


def days_taken(plan: Plan, calendar: Calendar, number: int) -> int | None:
    """From the day on which the step could begin to that on which it was completed.

    None: it is open, was not carried out, was closed already when the plan was made, or is said to
    have been completed before it could begin.
    """
    state = plan.states[number]
    last = state.completed_on
    if last is None or state.skipped or _is_back_filled(plan, state):
        return None
    first = _first_day(plan, calendar, state)
    return None if last < first else _counted(state.step.unit, first, last, calendar)


def _suggestion(plan: Plan, calendar: Calendar, number: int) -> Suggestion | None:
    step, actual = plan.sop.step(number), days_taken(plan, calendar, number)
    if actual is None or not _is_a_matter_of_days(step):
        return None
    most = _room(plan, calendar, step)
    if not _differs(step, min(actual, most)):
        return None
    if actual < step.duration and _is_cut_off(plan, calendar, number):
        return None
    return Suggestion(step, step.duration, actual, most)


def _is_a_matter_of_days(step: Step) -> bool:
    if step.meeting or step.recurs:
        return False
    return bool(step.duration) and step.by is None and step.due is None


def _room(plan: Plan, calendar: Calendar, step: Step) -> int:
    """Days until the SOP's fixed date, which the year after has, too; no fewer than it has."""
    if step.not_after is None:
        return LONGEST
    last = step.not_after.in_fiscal_year(plan.fiscal_year)
    first = _first_day(plan, calendar, plan.states[step.number])
    days = _counted(step.unit, first, last, calendar, whole=int) if first <= last else 0
    return min(max(days, step.duration), LONGEST)


def _is_back_filled(plan: Plan, state: StepState) -> bool:
    return state.closed_at is not None and state.closed_at <= plan.confirmed_at


def _first_day(plan: Plan, calendar: Calendar, state: StepState) -> date:
    """As if it were open: one that is closed is placed on its closing day at the latest."""
    number = state.step.number
    states = {**plan.states, number: replace(state, closed_on=None, reported=None)}
    return place(plan.sop, plan.start, calendar, states)[number].start


def _counted(unit: Unit, first: date, last: date, calendar: Calendar, whole: Whole = round) -> int:
    before = first - ONE_DAY
    if unit is Unit.WORKING:
        return calendar.working_after(before, last)
    days = (last - before).days
    each = _DAYS.get(unit)
    return days if each is None else max(whole(days / each), LEAST)


_DAYS = {Unit.WEEK: 7.0, Unit.MONTH: 365 / 12}


def _differs(step: Step, actual: int) -> bool:
    """A week or a month is more than a day."""
    if step.least and step.least <= actual <= step.duration:
        return False
    gap = abs(actual - step.duration)
    return gap > (0 if step.unit in _DAYS else 1) and gap * MOST_ALIKE > step.duration


def _is_cut_off(plan: Plan, calendar: Calendar, number: int) -> bool:
    conflicts = placed(plan, calendar)[number].conflicts
    return any(c.kind is ConflictKind.SHORTENED for c in conflicts)
