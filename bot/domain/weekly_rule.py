"""The weekly summary: on which days it goes out, and to whom. Pure.

Days are local dates; W(d) is d or the next working day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.domain.calendar import ONE_DAY
from bot.domain.notice_rules import Said, View
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Kind
from bot.domain.standing import OVER, aside, is_overdue
from bot.domain.step_dates import placed_on

WEEK, FORTNIGHT = timedelta(days=7), timedelta(days=14)


def weekly(view: View, first: date, last: date) -> Iterator[Said]:
    """W(Monday) for each Monday from the plan's start to the final letter, `first` to `last`."""
    if not view.says(Kind.WEEKLY):
        return
    final = final_monday(view.plan)
    mondays = _weekly_days(view, first, last if final is None else min(last, final))
    for day, monday in mondays.items():
        if first <= day <= last:
            yield Said(day, None, Kind.WEEKLY, 0, monday, tuple(_told_weekly(view, monday, day)))


def final_monday(plan: Plan) -> date | None:
    """The first Monday after the day on which the last closing was recorded.

    None while the plan goes on. Of one that has ended without a closing it lies before its start.
    """
    states = plan.states.values()
    if plan.status not in OVER and not all(s.is_closed for s in states):
        return None
    recorded = [s.closed_at for s in states if s.closed_at is not None]
    if not recorded:
        return plan.start - ONE_DAY
    day = plan.rules.local_day(max(recorded))
    return day + timedelta(days=7 - day.weekday())


def _weekly_days(view: View, first: date, last_monday: date) -> dict[date, date]:
    """Working days and the newest Monday that falls to each (two, when a whole week is off)."""
    earliest = view.calendar.on_or_before(first - ONE_DAY) + ONE_DAY
    earliest = max(earliest, view.plan.start)
    monday = earliest + timedelta(days=-earliest.weekday() % 7)
    found: dict[date, date] = {}
    while monday <= last_monday:
        found[view.calendar.on_or_after(monday)] = monday
        monday += WEEK
    return found


def _told_weekly(view: View, monday: date, day: date) -> Iterator[Audience]:
    whole = view.plan.sop.case  # of all cases of an SOP one block is made, which counts them
    if view.rules.group_weekly and (whole or _concerns_group(view, monday, day)):
        yield Audience.GROUP
    yield Audience.CHAIR


def _concerns_group(view: View, monday: date, day: date) -> bool:
    """A step closed or started in the seven days before, one is overdue, or one is soon due."""
    dues = [view.due_on(n, day) for n in view.active if view.placed[n].has_due]
    if any(is_overdue(d, view.calendar, day) or monday <= d < monday + FORTNIGHT for d in dues):
        return True
    return _was_busy(view, monday, day)


def _was_busy(view: View, monday: date, day: date) -> bool:
    """The closings first: the first days are to be worked out."""
    closings = (state.closed_on for state in view.states.values())
    if any(on is not None and monday - WEEK <= on < monday for on in closings):
        return True
    looks = placed_on(view.plan, view.calendar, day)
    off = aside(view.plan)
    return any(monday - WEEK <= at.start < monday for n, at in looks.items() if n not in off)
