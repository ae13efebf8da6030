"""Durations and due dates, counted in days, working days, weeks and months. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.month_days import MonthDays, months_away, months_back, months_on
from bot.domain.sop import Counted, Step, Unit


def last_day(step: Step, first: date, calendar: Calendar) -> date:
    """The last of the step's days in its own unit, `first` being day 1."""
    if step.unit is Unit.WORKING:
        return calendar.nth_working(first, step.duration)
    if step.unit is Unit.MONTH:
        return months_on(first, step.duration)
    return first + timedelta(days=_calendar_days(step) - 1)


def _calendar_days(step: Step) -> int:
    """A step without a duration needs a day."""
    return max(step.duration, 1) * (7 if step.unit is Unit.WEEK else 1)


def latest_first_day(step: Step, last: date, calendar: Calendar) -> date:
    """The latest first day from which the whole duration ends on `last` or before."""
    if step.unit is Unit.WORKING:
        return calendar.back_nth_working(last, max(step.duration, 1))
    if step.unit is Unit.MONTH and step.duration:
        return months_back(last, step.duration)
    return last - timedelta(days=_calendar_days(step) - 1)


def round_day(by: MonthDays, first: date, calendar: Calendar, today: date | None) -> date:
    """The next of the days from `first` on; with `today`, the next that is not over by then."""
    dues = by.all_from(first, calendar)
    if today is None:
        return next(dues)
    return next(day for day in dues if calendar.on_or_after(day) >= today)


def away(day: date, due: Counted, calendar: Calendar) -> date:
    """`day` and what is counted from it: after it, or before it."""
    if due.unit is Unit.WORKING:
        if due.before:
            return calendar.back_nth_working(day - ONE_DAY, due.count)
        return calendar.nth_working(day + ONE_DAY, due.count)
    if due.unit is Unit.MONTH:
        return months_away(day, -due.count if due.before else due.count)
    days = timedelta(days=due.count * (7 if due.unit is Unit.WEEK else 1))
    return day - days if due.before else day + days
