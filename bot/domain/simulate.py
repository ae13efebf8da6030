"""A plan played through to its final letter: every notice it would bring. Pure.

The plan is set up at midnight of its start day; each step closes at closing time on its D, as
forecast when its predecessors have closed, or so many calendar days after it (also on a day off).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.events import Closed
from bot.domain.notice_rules import final_monday
from bot.domain.notices import Notice, notices
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Kind, Rules
from bot.domain.sop import Sop
from bot.domain.step_dates import topological
from bot.domain.timeline import timeline


@dataclass(frozen=True, slots=True)
class Row:
    """One notice to one audience; `at` is aware and local."""

    at: datetime
    kind: Kind
    step: int | None
    to: Audience


def simulate(
    sop: Sop,
    start: date,
    calendar: Calendar,
    slips: Mapping[int, int],
    rules: Rules | None = None,
) -> list[Row]:
    """Every notice up to the letter of the Monday after the last closing, unmerged.

    Sorted by time, step, kind and audience.
    """
    plan = played(sop, start, calendar, slips, rules)
    rows = [_row(notice, plan.rules) for notice in all_notices(plan, calendar)]
    return sorted(rows, key=lambda r: (r.at, r.step or 0, r.kind, r.to))


def played(
    sop: Sop,
    start: date,
    calendar: Calendar,
    slips: Mapping[int, int],
    rules: Rules | None = None,
) -> Plan:
    """A plan with the closing of every step behind it."""
    rules = rules or Rules()
    events = closings(sop, start, calendar, slips, rules)
    confirmed = datetime.combine(start, time(), rules.tz)
    return Plan(0, 0, sop, start, confirmed, events=events, rules=rules)


def all_notices(plan: Plan, calendar: Calendar) -> list[Notice]:
    """Of a plan that was `played`: those up to the letter of the Monday after the last closing."""
    final = final_monday(plan)
    assert final is not None
    until = plan.rules.slot_on(calendar.on_or_after(final) + ONE_DAY)
    return notices(plan, calendar, plan.confirmed_at, until)


def closings(
    sop: Sop,
    start: date,
    calendar: Calendar,
    slips: Mapping[int, int],
    rules: Rules | None = None,
) -> tuple[Closed, ...]:
    """The closing of every step, in order: on its D plus its slip, never before its S."""
    rules = rules or Rules()
    closed: list[Closed] = []
    for number in topological(sop):
        dates = timeline(sop, start, calendar, closed)[number]
        day = max(dates.due + timedelta(days=slips.get(number, 0)), dates.start)
        at = datetime.combine(day, rules.closing_time, rules.tz)
        closed.append(Closed(at=at, step=number, on=day))
    return tuple(sorted(closed, key=lambda c: (c.at, c.step)))


def _row(notice: Notice, rules: Rules) -> Row:
    return Row(notice.at.astimezone(rules.tz), notice.kind, notice.step, notice.audience)
