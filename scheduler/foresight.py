"""Reads, before a slot, the plans that will have something to say at it, and writes it.

Nothing is planned: what was read is kept by those who read it (`bot/store/known_plans.py`), what
was worked out with the plan (`bot/domain/answers.py`), and both are recognized by its version; what
was written is sent only if it still holds. So at the slot, which is the same for nearly all teams,
there is little left to do.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import structlog

from bot.domain.errors import Unavailable
from bot.domain.notices import Notice, coming
from bot.domain.people import on_duty
from bot.domain.recipients import recipients
from bot.domain.timeline import forecast
from bot.ports import UnitOfWork
from scheduler import monthly
from scheduler.foreseen import Foreseen
from scheduler.rendering import Render, told
from scheduler.tools import Tools

log = structlog.get_logger(__name__)

AHEAD = timedelta(seconds=90)
"""How long before."""
PAGE = 16
"""Plans read in one go: among them people's commands have their turn."""
MOST = 2400
"""Of one slot, a little less than are kept: those read first must not be gone at the slot."""


def foresee(work: UnitOfWork, plan_id: int, until: datetime, write: Render) -> None:
    """What planning asks at the next slot, and what is told at it, unless that is after `until`.

    What one message tells of two plans is written at the slot.
    """
    plan = work.plans.by_id(plan_id)
    team = work.teams.by_id(plan.team)
    if not (plan.is_running and team.served):
        return
    calendar = work.teams.calendar(team.id)
    since, _ = work.plans.planned_until(plan_id)
    monthly.wake(work, plan, calendar, since)
    found = coming(plan, calendar, since).found  # all of one moment
    if not found or found[0].at > until:
        return
    # A letter to the chair asks it, too, and is not written yet.
    forecast(plan, calendar, plan.rules.local_day(found[0].at))
    team = on_duty(team, found[0].at)
    of_chat: dict[int, list[Notice]] = {}
    for notice in found:
        for chat in recipients(notice, plan, team).chats:
            of_chat.setdefault(chat, []).append(notice)
    for chat, notices in of_chat.items():
        told(work, work.chats.by_id(chat), notices, found[0].at, write)


class Foresight:
    def __init__(self, tools: Tools, foreseen: Foreseen) -> None:
        self._tools = tools
        self._foreseen = foreseen
        self._read: set[int] = set()

    async def look(self) -> bool:
        """At a page of plans; whether there was one that had not been looked at."""
        now = self._tools.now()
        plans = await self._tools.read(lambda work: work.plans.coming(now, now + AHEAD, MOST))
        page = [plan for plan in plans if plan not in self._read][:PAGE]
        self._read = self._read.intersection(plans).union(page)
        if not page:
            self._foreseen.forget(now)
        await asyncio.gather(*(self._foresee(plan, now + AHEAD) for plan in page))
        return bool(page)

    async def _foresee(self, plan: int, until: datetime) -> None:
        """What fails here will fail again when it is planned, and be told then."""
        write = self._foreseen.write
        try:
            await self._tools.read(lambda work: foresee(work, plan, until, write))
        except Unavailable:
            raise
        except Exception as error:
            log.debug("not foreseen", plan=plan, why=type(error).__name__)
