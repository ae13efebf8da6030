"""Reads, before a slot, the plans that will have something to say at it.

Nothing is planned: what was read is kept by those who read it (`bot/store/known_plans.py`), what
was worked out with the plan (`bot/domain/answers.py`), and both are recognized by its version. So
at the slot, which is the same for nearly all teams, there is little left to do.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog

from bot.domain.errors import Unavailable
from bot.domain.notices import coming
from bot.domain.timeline import forecast
from bot.ports import UnitOfWork
from scheduler import monthly
from scheduler.tools import Tools

log = structlog.get_logger(__name__)

AHEAD = timedelta(seconds=90)
"""How long before."""
PAGE = 16
"""Plans read in one go: among them people's commands have their turn."""
MOST = 1900
"""Of one slot, a little less than are kept: those read first must not be gone at the slot."""


def foresee(work: UnitOfWork, plan_id: int) -> None:
    """What planning asks at the next slot, and the letter after it."""
    plan = work.plans.by_id(plan_id)
    team = work.teams.by_id(plan.team)
    if not (plan.is_running and team.served):
        return
    calendar = work.teams.calendar(team.id)
    since, _ = work.plans.planned_until(plan_id)
    monthly.wake(work, plan, calendar, since)
    for notice in coming(plan, calendar, since).found[:1]:
        forecast(plan, calendar, plan.rules.local_day(notice.at))


class Foresight:
    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._read: set[int] = set()

    async def look(self) -> bool:
        """At a page of plans; whether there was one that had not been looked at."""
        now = self._tools.now()
        plans = await self._tools.read(lambda work: work.plans.coming(now, now + AHEAD, MOST))
        page = [plan for plan in plans if plan not in self._read][:PAGE]
        self._read = self._read.intersection(plans).union(page)
        await asyncio.gather(*(self._foresee(plan) for plan in page))
        return bool(page)

    async def _foresee(self, plan: int) -> None:
        """What fails here will fail again when it is planned, and be told then."""
        try:
            await self._tools.read(lambda work: foresee(work, plan))
        except Unavailable:
            raise
        except Exception as error:
            log.debug("not foreseen", plan=plan, why=type(error).__name__)
