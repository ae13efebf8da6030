"""What must hold of fixed days: they stand in the fiscal year for which they are meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.domain.calendar import ONE_DAY, fiscal_year_start
from bot.domain.sop import ANY_YEAR, FixedDay, Unit
from bot.render.language import N_
from bot.sops.facts import Facts, Found, StepFacts
from bot.sops.phrases import Fault, Phrase
from bot.sops.values import MAX_DAYS

_TIGHT = timedelta(days=30)
"""By which a fixed due may lie before what the durations alone allow: a plan tells of that."""


def _dates_in_order(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        if not (step.not_before and step.not_after):
            continue
        opens, closes = _day(step.not_before), _day(step.not_after)
        if opens > closes and opens - closes <= _TIGHT:
            what = Phrase(N_("step {number} may start only after its fixed due has passed"))
            mend = N_(
                "not_before must not be later than not_after; the fiscal year starts in October"
            )
            yield step.not_after.place.fault(what.of(number=step.likely), Phrase(mend))


def _dates_in_year(facts: Facts) -> Iterator[Fault]:
    """A fixed day meant for after 30 September would be placed at the year's beginning."""
    for step, starts in _earliest(facts):
        for key, fixed in (("not_before", step.not_before), ("not_after", step.not_after)):
            if fixed is None:
                continue
            day = _day(fixed)
            if not fixed.value.years and _is_meant_later(key, day, starts):
                yield fixed.place.fault(*_too_late(step, key, day, starts))
            elif key == "not_after" and fixed.value.years < 0 and starts > day:
                what = Phrase(
                    N_("step {number} is due in the year before, which it cannot start in")
                )
                mend = Phrase(N_('write "not_before" of that year as well; it comes after no step'))
                yield fixed.place.fault(what.of(number=step.likely), mend)
            starts = max(starts, day) if key == "not_before" else starts


def _too_late(step: StepFacts, key: str, day: date, starts: date) -> tuple[Phrase, Phrase]:
    what = Phrase(
        N_(
            "step {number}: {key} {day} is a day of the plan's fiscal year, long before the step "
            "can start ({start})"
        )
    )
    what = what.of(number=step.likely, key=f'"{key}"', day=f"{day:%m-%d}", start=f"{starts:%m-%d}")
    mend = N_('a day of the next fiscal year is written "day: {day}" and "year: next"')
    return what, Phrase(mend).of(day=f"{day:%m-%d}")


def _earliest(facts: Facts) -> Iterator[tuple[StepFacts, date]]:
    """When each step of a plan of the whole year can start, its own fixed days left aside."""
    steps = {s.likely: s for s in facts.steps}
    ends: dict[int, date] = {}
    waiting = dict(steps)
    while ready := [n for n, s in waiting.items() if all(b.value in ends for b in s.after)]:
        for number in ready:
            step = waiting.pop(number)
            before = (ends[b.value] + ONE_DAY for b in step.after)
            starts = max(before, default=_opening(step))
            ends[number] = _ends(step, starts)
            yield step, starts


def _opening(step: StepFacts) -> date:
    """Of a first step: one fixed to the year before may start before the plan does."""
    start = fiscal_year_start(ANY_YEAR)
    return min(start, _day(step.not_before)) if step.not_before else start


def _ends(step: StepFacts, starts: date) -> date:
    starts = max(starts, _day(step.not_before)) if step.not_before else starts
    last = starts + timedelta(days=_days(step) - 1)
    return max(starts, min(last, _day(step.not_after))) if step.not_after else last


def _days(step: StepFacts) -> int:
    """About how long it takes, as for `Step.calendar_days`."""
    unit = step.unit.value if step.unit else Unit.CALENDAR
    days = step.duration.value.most if step.duration else 0
    return min(max(days, 1) * {Unit.WEEK: 7, Unit.MONTH: 30}.get(unit, 1), MAX_DAYS)


def _is_meant_later(key: str, day: date, starts: date) -> bool:
    """A due before the start is no tight plan any more; a start before it may only be needless,
    unless it is nearer a year on."""
    early = starts - day
    return early > (_TIGHT if key == "not_after" else abs(_a_year_on(day) - starts))


def _a_year_on(day: date) -> date:
    return day.replace(year=day.year + 1)


def _day(fixed: Found[FixedDay]) -> date:
    return fixed.value.in_any_year()


RULES = (
    _dates_in_order,
    _dates_in_year,
)
