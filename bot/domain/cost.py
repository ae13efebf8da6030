"""What a plan costs where each who gets a message counts: at the worst, month by month. Pure.

Everybody is a member of every party and reads the group, one is chair and another secretary. Set-up
and every closing are told to the group by a message of its own, the last closing to the secretary,
too; evidence comes in time. A month is one of the plan's zone; answers cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from bot.domain.calendar import Calendar, fiscal_year, fiscal_year_end, next_month
from bot.domain.economy import told_once
from bot.domain.events import Closed
from bot.domain.notices import Notice
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Rules
from bot.domain.simulate import all_notices, played
from bot.domain.sop import Sop
from bot.domain.standing import aside
from bot.domain.timeline import forecast

SETTING_UP = 2
"""Messages to the group: the call to sign up, and what begins."""


class To(StrEnum):
    GROUP = "group"
    """What it is told of a morning."""
    TOLD = "told"
    """Set-up and closings, told to the group when they happen."""
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Push:
    """A message sent unasked; `at` is aware, `count` how many people get it."""

    at: datetime
    to: To
    count: int


@dataclass(frozen=True, slots=True)
class Month:
    """`group`, `told` and `private`: messages. `counted`: those who got them, each for each."""

    group: int = 0
    told: int = 0
    private: int = 0
    counted: int = 0


@dataclass(frozen=True, slots=True)
class Cost:
    """By the first day of each month, from the plan's first to the last of its fiscal year, or to
    that of its last message if that is later.
    """

    months: Mapping[date, Month]
    each: Mapping[date, int]
    """What would be counted if each notice were a message of its own to each of its recipients."""


def cost(
    sop: Sop,
    start: date,
    calendar: Calendar,
    slips: Mapping[int, int],
    readers: int,
    ways: Mapping[int, str] | None = None,
) -> Cost:
    """`readers`: the people in the group, all of them members; two or more."""
    plan = played(sop, start, calendar, slips, ways=ways)
    found = all_notices(plan, calendar)
    ours = by_month(plan, pushes(plan, found, readers))
    theirs = by_month(plan, each_notice(plan, found, readers))
    return Cost(ours, {month: theirs[month].counted for month in theirs})


def pushes(plan: Plan, found: Iterable[Notice], readers: int) -> Iterator[Push]:
    """One of a morning to each chat, and nothing twice that the group is told; one at set-up."""
    yield Push(plan.confirmed_at, To.TOLD, readers)
    yield from _closings(plan, readers)
    for at, of_slot in groupby(told_once(found), attrgetter("at")):
        to = {notice.audience for notice in of_slot}
        if Audience.GROUP in to:
            yield Push(at, To.GROUP, readers)
        alone = readers if Audience.RESPONSIBLE in to else len(to - {Audience.GROUP})
        yield from (Push(at, To.PRIVATE, 1) for _ in range(alone))


def each_notice(plan: Plan, found: Iterable[Notice], readers: int) -> Iterator[Push]:
    """By a bot that knows no economy."""
    yield from (Push(plan.confirmed_at, To.TOLD, readers) for _ in range(SETTING_UP))
    yield from _closings(plan, readers)
    for notice in found:
        if notice.audience is Audience.GROUP:
            yield Push(notice.at, To.GROUP, readers)
        else:
            copies = readers if notice.audience is Audience.RESPONSIBLE else 1
            yield from (Push(notice.at, To.PRIVATE, 1) for _ in range(copies))


def _closings(plan: Plan, readers: int) -> Iterator[Push]:
    yield from (Push(event.at, To.TOLD, readers) for event in plan.events)
    yield Push(plan.events[-1].at, To.PRIVATE, 1)


def on_time(plan: Plan, calendar: Calendar, now: datetime) -> Plan:
    """As it goes on if each open step closes when it is due, or today what is overdue."""
    today, rules = plan.rules.local_day(now), plan.rules
    dates = forecast(plan, calendar, today)
    closed = []
    off = aside(plan)
    for step in (n for n, state in plan.states.items() if not state.is_closed and n not in off):
        day = max(dates[step].due, today)
        at = datetime.combine(day, rules.closing_time, rules.tz)
        closed.append(Closed(at=max(at, now), step=step, on=day))
    return plan.with_event(*sorted(closed, key=attrgetter("at")))


def month_start(rules: Rules, now: datetime) -> datetime:
    """The first moment of this month."""
    return datetime.combine(rules.local_day(now).replace(day=1), time(), rules.tz)


def month_end(rules: Rules, now: datetime) -> datetime:
    """The first moment of the next month."""
    return datetime.combine(next_month(rules.local_day(now)), time(), rules.tz)


def by_month(plan: Plan, sent: Iterable[Push]) -> dict[date, Month]:
    """The first day of each month, and what went out in it."""
    of_month: dict[date, list[Push]] = {}
    for push in sent:
        of_month.setdefault(plan.rules.local_day(push.at).replace(day=1), []).append(push)
    last = max(*of_month, fiscal_year_end(fiscal_year(plan.start)))
    return {month: _sum(of_month.get(month, ())) for month in _months(plan.start, last)}


def _sum(sent: Iterable[Push]) -> Month:
    pushed = tuple(sent)
    to = [push.to for push in pushed]
    counted = sum(push.count for push in pushed)
    return Month(to.count(To.GROUP), to.count(To.TOLD), to.count(To.PRIVATE), counted)


def _months(first: date, last: date) -> Iterator[date]:
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield date(month // 12, month % 12 + 1, 1)
