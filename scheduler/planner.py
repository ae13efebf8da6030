"""Puts the notices that are due into the outbox, one plan at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

import structlog

from bot.domain.calendar import Calendar
from bot.domain.errors import Conflict, Unavailable
from bot.domain.notices import (
    OUTLIVE_A_DATE,
    Notice,
    late_delivery_time,
    notices_and_wake,
    what_still_matters,
)
from bot.domain.people import Team, on_duty
from bot.domain.plan import Plan
from bot.domain.recipients import recipients
from bot.domain.relevance import JUST_AFTER, LATE_AFTER
from bot.ports import NOWHERE, Platform, Taken, UnitOfWork
from scheduler import keeping, monthly, news
from scheduler.incidents import incident
from scheduler.planning_gate import Gate
from scheduler.spared import Pairs, spared
from scheduler.tools import Tools, counted

log = structlog.get_logger(__name__)

ASIDE = timedelta(minutes=5)
"""How long a plan on which planning failed is left alone, so that the others get their turn."""
PAGE = 100
NOBODY: Pairs = frozenset()

Known = set[tuple[int | None, str, int, object, str]]


def plan_if_due(
    work: UnitOfWork, plan: int, now: datetime, channels: Mapping[str, Platform] = NOWHERE
) -> bool:
    """Whether it was, and no other process plans it."""
    taken = work.plans.take(plan, now)
    if taken is not None:
        plan_notices(work, taken, now, channels)
    return taken is not None


def plan_notices(
    work: UnitOfWork, taken: Taken, now: datetime, channels: Mapping[str, Platform] = NOWHERE
) -> None:
    if taken.reached > now + LATE_AFTER:
        # Planned by a clock that has been set back; what was said is known.
        taken = replace(taken, reached=now)
    plan, reached, since = taken.plan, taken.reached, taken.since
    team = on_duty(work.teams.by_id(plan.team), now)
    if not (plan.has_notices and team.served):
        # Where it stands is kept: added to its group again, or served, it resumes by the rule of
        # lateness.
        work.plans.planned(plan, since, None)
        return
    calendar = work.teams.calendar(plan.team)
    until = max(reached, now + JUST_AFTER)
    asked_at = _asked_at(work, plan, calendar, since, until)
    if asked_at and (at := monthly.waits_until(calendar, plan, asked_at, now)) > now:
        work.plans.planned(plan, since, at)  # nothing else would be sent before then either
        return
    found, next_at = notices_and_wake(plan, calendar, since, until)
    if found:
        # Of all that was found: a new calendar may part what the group and its people are told.
        costly = counted(channels)
        without = spared(work, plan, team, found, costly, now) if costly else NOBODY
        in_order = _sort(work, plan, calendar, found, reached, now)
        _queue(work, plan, team, calendar, in_order, without, now)
    if asked_at and not plan.is_running:
        keeping.ask(work, plan, now)
    elif asked_at:
        monthly.ask(work, plan, calendar, since, asked_at, now)
    if plan.is_running:
        if not team.secretaries:
            news.no_secretary_yet(work, team, channels, now)
        work.plans.planned(plan, until, _first(monthly.wake(work, plan, calendar, until), next_at))
    else:  # it may be taken up again: what it is silent about meanwhile is kept, too
        work.plans.planned(plan, since, _first(keeping.wake(plan, calendar, until), next_at))


def _asked_at(
    work: UnitOfWork, plan: Plan, calendar: Calendar, since: datetime, until: datetime
) -> datetime | None:
    """When the calendar asks something, if that moment has come."""
    if plan.is_running:
        return monthly.due(work, plan, calendar, since, until)
    return keeping.due(plan, calendar, until)


def _first(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """`moved`: a new calendar or rule put their slot into the past; nothing was broken."""

    on_time: Sequence[Notice]
    late: Sequence[Notice]
    moved: Sequence[Notice]


def _sort(
    work: UnitOfWork,
    plan: Plan,
    calendar: Calendar,
    found: Sequence[Notice],
    reached: datetime,
    now: datetime,
) -> _Sorted:
    on_time = [n for n in found if n.at >= reached and now - n.at <= LATE_AFTER]
    if len(on_time) == len(found):
        return _Sorted(on_time, (), ())
    matter = what_still_matters(found, plan, calendar, now)
    late = [n for n in matter if n.at >= reached and now - n.at > LATE_AFTER]
    known: Known = {*work.outbox.known(plan.id)}
    moved = [n for n in matter if n.at < reached and not _was_said(n, known)]
    log.info("late notices", plan=plan.id, late=len(late), moved=len(moved), of=len(found))
    return _Sorted(on_time, late, moved)


def _was_said(notice: Notice, known: Known) -> bool:
    if notice.kind in OUTLIVE_A_DATE:
        said = (notice.step, notice.kind, notice.k, notice.audience)
        return any(said == (step, kind, k, audience) for step, kind, k, _, audience in known)
    return (notice.step, notice.kind, notice.k, notice.due, notice.audience) in known


def _queue(
    work: UnitOfWork,
    plan: Plan,
    team: Team,
    calendar: Calendar,
    found: _Sorted,
    without: Pairs,
    now: datetime,
) -> None:
    for slot, of_slot in groupby(found.on_time, attrgetter("at")):
        work.outbox.plan(_addressed(of_slot, plan, team, without), slot, late=False)
    for late, held_up in ((True, found.late), (False, found.moved)):
        if held_up:
            at = late_delivery_time(now, calendar, plan.rules)
            pairs = _addressed(held_up, plan, team, without)
            work.outbox.plan(pairs, at, late=late, merge=at <= now)


def _addressed(
    found: Iterable[Notice], plan: Plan, team: Team, without: Pairs
) -> Iterator[tuple[Notice, int]]:
    for notice in found:
        to = recipients(notice, plan, team)
        if to.unreachable:
            count = len(to.unreachable)
            log.info("unreachable", plan=plan.id, audience=notice.audience, people=count)
        yield from ((notice, chat) for chat in to.chats if (notice, chat) not in without)


class Planning:
    """`planned` is called when there was something to plan."""

    def __init__(
        self, tools: Tools, gate: Gate, planned: Callable[[], None] = lambda: None
    ) -> None:
        self._tools = tools
        self._gate = gate
        self._planned = planned
        self._aside: dict[int, datetime] = {}
        self._last: datetime | None = None

    async def exhaust(self) -> bool:
        """A unit of work for each plan: among them people's commands have their turn."""
        worked = False
        async with self._gate.closed():
            await self._follow_clock()
            while await self.step():
                worked = True
        if worked:
            self._planned()
        return worked

    async def step(self) -> bool:
        """Plan some of the plans whose time has come; whether there was one that no other process
        plans.
        """
        now = self._tools.now()
        due = await self._due(now)
        planned = [self._plan_or_leave(plan, now) for plan in due]
        return any(await asyncio.gather(*planned))

    async def _due(self, now: datetime) -> list[int]:
        kept = self._aside.items()  # but for what a clock that was set back would keep for hours
        self._aside = {plan: until for plan, until in kept if now < until <= now + ASIDE}
        most = PAGE + len(self._aside)
        due = await self._tools.read(lambda work: work.plans.due(now, most))
        return [plan for plan in due if plan not in self._aside]

    async def _plan_or_leave(self, plan: int, now: datetime) -> bool:
        """Whether there was anything to do with it."""
        try:
            channels = self._tools.channels
            return await self._tools.write(lambda work: plan_if_due(work, plan, now, channels))
        except Unavailable:
            raise
        except Conflict:
            log.debug("plan changed while it was planned", plan=plan)
        except Exception as error:
            number = incident("planner", error, plan=plan)
            self._aside[plan] = now + ASIDE
            await self._tools.write(lambda work: news.plan_stands(work, plan, number, now))
        return True

    async def _follow_clock(self) -> None:
        """One that was ahead has planned what is still to come: that is planned once more."""
        now, last = self._tools.now(), self._last
        if last is None or now < last - LATE_AFTER:
            plans = await self._tools.write(lambda work: work.plans.rewind(now))
            if plans:
                log.warning("clock.set_back", plans=plans)
        self._last = now
