"""What the calendar asks about a plan, at the slot of the first working day of a month. Pure.

No notices: nothing falls due by it, and no team switches it off. Moments are aware UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from bot.domain.calendar import Calendar, fiscal_year_end
from bot.domain.plan import Plan

OCTOBER = 10


def newest(plan: Plan, calendar: Calendar, since: datetime, until: datetime) -> datetime | None:
    """The last moment with `since` <= moment < `until`: one that was missed is not made up for
    beside it. None before the confirmation of set-up.
    """
    since = max(since, plan.confirmed_at)
    found = None
    for moment in _from(plan, calendar, since):
        if moment >= until:
            return found
        found = moment
    return found


def following(plan: Plan, calendar: Calendar, after: datetime) -> datetime:
    """The first moment at or after `after`."""
    return next(_from(plan, calendar, after))


def ends_year(plan: Plan, moment: datetime) -> bool:
    """Whether it is the first after the plan's fiscal year (1 October to 30 September)."""
    day = plan.rules.local_day(moment)
    return day.month == OCTOBER and day.year == fiscal_year_end(plan.fiscal_year).year


def runs_past_year(plan: Plan) -> bool:
    """Whether it was meant, at set-up, to go on after its fiscal year."""
    end = fiscal_year_end(plan.fiscal_year)
    return any(span.due > end for span in plan.baseline.values())


def _from(plan: Plan, calendar: Calendar, since: datetime) -> Iterator[datetime]:
    month = plan.rules.local_day(since).replace(day=1)
    while True:
        moment = plan.rules.slot_on(calendar.on_or_after(month)).astimezone(UTC)
        if moment >= since:
            yield moment
        month = _after(month)


def _after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
