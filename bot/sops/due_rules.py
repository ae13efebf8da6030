"""What must hold of durations and due dates in an SOP file: each step says one of them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.calendar import Calendar, fiscal_year_start
from bot.domain.month_days import MonthDays
from bot.domain.sop import ANY_YEAR, Point, Unit
from bot.render.language import N_
from bot.sops.facts import Facts, StepFacts
from bot.sops.phrases import Fault, Phrase
from bot.sops.values import MAX_DAYS

MOST = {Unit.WORKING: MAX_DAYS, Unit.CALENDAR: MAX_DAYS, Unit.WEEK: 52, Unit.MONTH: 12}
_SAID_TWICE = Phrase(N_("step {number} has {key}, but also {other}"))


def _has_a_length(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        if step.keys.keys().isdisjoint({"duration", "by", "due"}):
            what = Phrase(N_('step {number} has no "duration"')).of(number=step.likely)
            mend = N_(
                'add "duration" (a number, 3-5 or open), "by" (a day of the month) or "due" '
                "(counted from another step)"
            )
            yield step.place.fault(what, Phrase(mend))


def _has_one_length(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        clash = _clash(step)
        if clash is not None:
            key, other = clash
            what = _SAID_TWICE.of(number=step.likely, key=f'"{key}"', other=f'"{other}"')
            yield step.keys[key].fault(what, Phrase(N_("leave one of them out")))


def _clash(step: StepFacts) -> tuple[str, str] | None:
    """What is counted from a meeting needs a duration, until its day is fixed; where the next of
    the days is in time none is the last.
    """
    if "by" in step.keys:
        others = ("due", "duration", *(["not_after"] if "missed" in step.keys else []))
        return next((("by", other) for other in others if other in step.keys), None)
    is_of_meeting = step.due and step.due.point and step.due.point.value is Point.MEETING
    if step.due and "duration" in step.keys and step.due.point and not is_of_meeting:
        return "due", "duration"
    return None


def _has_a_unit(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        needs = step.duration is not None and step.duration.value.most > 0 and not step.by
        if needs and "unit" not in step.keys:
            what = Phrase(N_("step {number} has no unit for its duration")).of(number=step.likely)
            yield step.keys["duration"].fault(
                what, Phrase(N_('add "unit": working, calendar, week or month'))
            )


def _belongs_to_days(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        if "missed" in step.keys and "by" not in step.keys:
            what = Phrase(N_('step {number} has "missed", but no "by"')).of(number=step.likely)
            yield step.keys["missed"].fault(what, Phrase(N_('write the days, as "by: [7, 21]"')))
        if "holiday" in step.keys and step.keys.keys().isdisjoint({"by", "on"}):
            what = Phrase(N_('step {number} has "holiday", but no "by" and no "on"'))
            what = what.of(number=step.likely)
            yield step.keys["holiday"].fault(what, Phrase(N_('write the day, as "by: 15"')))


def _days_come_once_a_period(facts: Facts) -> Iterator[Fault]:
    for step in filter(lambda s: s.recurs, facts.steps):
        if "missed" in step.keys:
            what = Phrase(N_('step {number} recurs, and has "missed"')).of(number=step.likely)
            mend = Phrase(N_("leave it out: the next time comes by itself"))
            yield step.keys["missed"].fault(what, mend)
        if step.by and len(step.by.value) > 1 and not step.after:
            what = Phrase(N_("step {number} recurs, and is due by the first of several days"))
            mend = Phrase(N_("write one day of the month: it starts anew with each period"))
            yield step.by.place.fault(what.of(number=step.likely), mend)


def _fits_a_year(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        unit = step.unit.value if step.unit else Unit.CALENDAR
        if step.duration and step.duration.value.most > MOST[unit]:
            yield step.duration.place.fault(*_too_long(step, step.duration.value.most, unit))
        due = step.due
        if due and due.count and due.unit and due.count.value > MOST[due.unit.value]:
            yield due.count.place.fault(*_too_long(step, due.count.value, due.unit.value))


def _too_long(step: StepFacts, count: int, unit: Unit) -> tuple[Phrase, Phrase]:
    what = Phrase(N_('step {number}: {count} with "unit: {unit}" is more than a year'))
    mend = Phrase(N_("write a number up to {most}")).of(most=MOST[unit])
    return what.of(number=step.likely, count=count, unit=unit.value), mend


def _day_can_come(facts: Facts) -> Iterator[Fault]:
    """A fixed due before the day of the month would cut that off each time."""
    for step in facts.steps:
        if step.by is None or step.not_after is None or step.recurs:
            continue
        closes = step.not_after.value.in_any_year()
        first = fiscal_year_start(ANY_YEAR)
        if step.not_before is not None:
            first = step.not_before.value.in_any_year()
        if MonthDays(step.by.value).first_from(first, Calendar()) > closes >= first:
            what = Phrase(N_('step {number}: its "by" never comes before its "not_after"'))
            yield step.by.place.fault(
                what.of(number=step.likely), Phrase(N_("leave one of them out"))
            )


RULES = (
    _has_a_length,
    _has_one_length,
    _has_a_unit,
    _belongs_to_days,
    _days_come_once_a_period,
    _fits_a_year,
    _day_can_come,
)
