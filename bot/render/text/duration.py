"""How long a step takes and when it is due, in the words of the procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.domain.message import Text, join, plain
from bot.domain.month_days import Holiday, MonthDays
from bot.domain.sop import Counted, Point, Step, Unit
from bot.domain.step_state import StepState
from bot.render.language import N_, Say

LAST_OF_MONTH = 31


def length(say: Say, unit: Unit, count: int, least: int = 0) -> Text:
    """5 วันทำการ, 3–5 วันทำการ, 2 สัปดาห์, 3 เดือน; `least`: the shorter end of a range."""
    if least:
        return say(_RANGES[unit], least=least, count=count)
    if unit is Unit.WORKING:
        return say.plural("{count} working day", "{count} working days", count)
    if unit is Unit.WEEK:
        return say.plural("{count} week", "{count} weeks", count)
    if unit is Unit.MONTH:
        return say.plural("{count} month", "{count} months", count)
    return say.plural("{count} day", "{count} days", count)


def written(say: Say, step: Step) -> Text:
    """As the procedure says it, which tells working days by no word; else by its rule."""
    if step.duration and step.due is None:
        unit = Unit.CALENDAR if step.unit is Unit.WORKING else step.unit
        return join([length(say, unit, step.duration, step.least), *_start_days(say, step)])
    return join(rules(say, step))


def counted(say: Say, step: Step) -> list[Text]:
    """The same with the unit in full: 5 วันทำการ, 150 วันปฏิทิน."""
    if not step.duration or step.due is not None:
        return rules(say, step)
    return [_in_full(say, step), *_start_days(say, step)]


def _in_full(say: Say, step: Step) -> Text:
    count, least = step.duration, step.least
    if step.unit is not Unit.CALENDAR:
        return length(say, step.unit, count, least)
    if least:
        return say("{least}–{count} calendar days", least=least, count=count)
    return say.plural("{count} calendar day", "{count} calendar days", count)


def told(say: Say, step: Step) -> list[Text]:
    """The same with the unit in which the system counts, and all that belongs to it."""
    if not step.duration or step.due is not None:
        return rules(say, step)
    return [_duration(say, step), *_start_days(say, step)]


def in_plan(say: Say, state: StepState) -> list[Text]:
    """Where the dates are told already: what they do not show, unless a day was decided."""
    step = state.step
    if state.decided is not None or step.is_open_ended:
        return []
    shown = step.unit in (Unit.WEEK, Unit.MONTH) or step.least
    return told(say, step) if shown else rules(say, step)


def rules(say: Say, step: Step) -> list[Text]:
    """What says when it is due beside a number of days, and on which days it starts."""
    return [*_due(say, step), *_start_days(say, step)]


def _duration(say: Say, step: Step) -> Text:
    """The procedure says days only; which, the system decides."""
    if step.least or step.unit in (Unit.WEEK, Unit.MONTH):
        found = length(say, step.unit, step.duration, step.least)
        return say("Duration: {length}", length=found)
    if step.unit is Unit.WORKING:
        return say.plural(
            "Duration: {count} day (the system counts working days)",
            "Duration: {count} days (the system counts working days)",
            step.duration,
        )
    return say.plural(
        "Duration: {count} day (the system counts calendar days)",
        "Duration: {count} days (the system counts calendar days)",
        step.duration,
    )


def _due(say: Say, step: Step) -> Iterator[Text]:
    if step.by is not None:
        yield _on_days(
            say, N_("By day {days} of the month"), N_("By the end of the month"), step.by
        )
    if step.by is not None and step.next_round:
        yield say("Who misses it is in time for the next round.")
    if step.due is not None:
        yield _counted(say, step.due)
    if step.due is not None and step.due.point is Point.MEETING and step.duration:
        found = length(say, step.unit, step.duration, step.least)
        yield say("As long as that day is not fixed: {length}", length=found)
    if step.is_open_ended:
        yield say("No duration is set.")


def _start_days(say: Say, step: Step) -> Iterator[Text]:
    if step.starts_on is not None:
        on, at_end = N_("Begins on day {days} of the month"), N_("Begins at the end of the month")
        yield _on_days(say, on, at_end, step.starts_on)


def _on_days(say: Say, on: str, at_end: str, what: MonthDays) -> Text:
    moved = say(_HOLIDAYS[what.holiday]) if what.holiday is not None else plain("")
    if what.days == (LAST_OF_MONTH,):
        return join([say(at_end), moved], " ")
    *before, days = map(str, what.days)
    if before:
        days = say.caption("{days} or {last}", days=", ".join(before), last=days)
    return join([say(on, days=days), moved], " ")


def _counted(say: Say, due: Counted) -> Text:
    template = _COUNTED[due.point, due.before]
    return say(template, length=length(say, due.unit, due.count), number=due.step)


_RANGES: Mapping[Unit, str] = {
    Unit.WORKING: N_("{least}–{count} working days"),
    Unit.CALENDAR: N_("{least}–{count} days"),
    Unit.WEEK: N_("{least}–{count} weeks"),
    Unit.MONTH: N_("{least}–{count} months"),
}
_HOLIDAYS: Mapping[Holiday, str] = {
    Holiday.BEFORE: N_("(on a day off: the working day before)"),
    Holiday.AFTER: N_("(on a day off: the next working day)"),
}
_COUNTED: Mapping[tuple[Point, bool], str] = {
    (Point.START, True): N_("At least {length} before step {number} begins"),
    (Point.END, True): N_("At least {length} before step {number} ends"),
    (Point.MEETING, True): N_("At least {length} before the meeting of step {number}"),
    (Point.START, False): N_("Within {length} after step {number} begins"),
    (Point.END, False): N_("Within {length} after step {number} ends"),
    (Point.MEETING, False): N_("Within {length} after the meeting of step {number}"),
}
