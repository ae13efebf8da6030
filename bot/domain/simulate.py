"""A plan played through to its final letter: every notice it would bring. Pure.

The plan is set up at midnight of its start day; each step closes at closing time on its D, as
forecast when its predecessors have closed, or so many calendar days after it (also on a day off).
A decision takes the way that is told of it, else its first; what that leaves out never closes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.events import Closed
from bot.domain.notices import Notice, notices
from bot.domain.plan import Plan, fold
from bot.domain.rules import Audience, Kind, Rules
from bot.domain.sop import Sop, Step
from bot.domain.step_dates import topological
from bot.domain.timeline import timeline
from bot.domain.weekly_rule import final_monday


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
    ways: Mapping[int, str] | None = None,
) -> list[Row]:
    """Every notice up to the letter of the Monday after the last closing, unmerged.

    `ways`: of decisions, the id of the way each takes. Sorted by time, step, kind and audience.
    """
    plan = played(sop, start, calendar, slips, rules, ways)
    rows = [_row(notice, plan.rules) for notice in all_notices(plan, calendar)]
    return sorted(rows, key=lambda r: (r.at, r.step or 0, r.kind, r.to))


def played(
    sop: Sop,
    start: date,
    calendar: Calendar,
    slips: Mapping[int, int],
    rules: Rules | None = None,
    ways: Mapping[int, str] | None = None,
) -> Plan:
    """A plan with the closing of every step behind it that is carried out."""
    rules = rules or Rules()
    events = closings(sop, start, calendar, slips, rules, ways)
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
    ways: Mapping[int, str] | None = None,
) -> tuple[Closed, ...]:
    """The closing of every step, in order: on its D plus its slip, never before its S."""
    rules = rules or Rules()
    closed: list[Closed] = []
    for number in topological(sop):
        if sop.decides and fold(sop, closed)[number].is_closed:
            continue
        dates = timeline(sop, start, calendar, closed)[number]
        day = max(dates.due + timedelta(days=slips.get(number, 0)), dates.start)
        at = datetime.combine(day, rules.closing_time, rules.tz)
        way = _way(sop.step(number), ways or {})
        closed.append(Closed(at=at, step=number, on=day, way=way))
    return tuple(_carried_out(sop, sorted(closed, key=lambda c: (c.at, c.step))))


def _way(step: Step, told: Mapping[int, str]) -> str:
    return told.get(step.number, step.ways[0].id) if step.ways else ""


def _carried_out(sop: Sop, closed: Iterable[Closed]) -> Iterable[Closed]:
    """But for the closings of steps that a decision has left out by then, as one that ends all."""
    kept: list[Closed] = []
    for closing in closed:
        if not (sop.decides and fold(sop, kept)[closing.step].is_closed):
            kept.append(closing)
    return kept


def _row(notice: Notice, rules: Rules) -> Row:
    return Row(notice.at.astimezone(rules.tz), notice.kind, notice.step, notice.audience)
