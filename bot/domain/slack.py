"""How late each step may end so that what is behind it still keeps its fixed due date. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.sop import Sop, Step, Unit


def last_day(step: Step, first: date, calendar: Calendar) -> date:
    """The last of the step's days in its own unit, `first` being day 1."""
    if step.unit is Unit.WORKING:
        return calendar.nth_working(first, step.duration)
    return first + timedelta(days=step.duration - 1)


def latest_first_day(step: Step, last: date, calendar: Calendar) -> date:
    """The latest first day from which the whole duration ends on `last` or before."""
    if step.unit is Unit.WORKING:
        return calendar.back_nth_working(last, step.duration)
    return last - timedelta(days=step.duration - 1)


def latest_finishes(
    sop: Sop,
    order: Sequence[int],
    deadlines: Mapping[int, date],
    closed: Collection[int],
    calendar: Calendar,
) -> dict[int, date]:
    """Per open step the latest day it may end: by its own deadline and by all behind it.

    A step with no deadline on or behind it is left out. A closed step passes nothing on, for
    what is behind it counts from its closing day and no longer from its predecessors.
    """
    latest: dict[int, date] = {}
    for number in reversed(order):
        limits = [
            latest_first_day(s, latest[s.number], calendar) - ONE_DAY
            for s in sop.successors(number)
            if s.number in latest
        ]
        if number in deadlines:
            limits.append(deadlines[number])
        if limits and number not in closed:
            latest[number] = min(limits)
    return latest
