"""What of a month's allowance is used, and how much of it the plans will have used at its end. What
the last month kept back goes when another one has room for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime
from functools import partial
from typing import TypeVar

import structlog

from bot.domain.cost import month_end, on_time
from bot.domain.economy import has_room
from bot.domain.errors import DeliveryError, Unavailable
from bot.domain.notices import Notice, notices
from bot.domain.people import Team, on_duty
from bot.domain.plan import Plan
from bot.domain.recipients import recipients
from bot.ports import Channel, Outlook, UnitOfWork
from scheduler.incidents import incident
from scheduler.kept_back import send_again
from scheduler.quota import PATIENCE
from scheduler.rendering import Render
from scheduler.spared import spared
from scheduler.tools import Tools, counted

log = structlog.get_logger(__name__)

T = TypeVar("T")


class Month:
    """Has the platforms asked and the plans looked through, for whoever asks meanwhile."""

    def __init__(self, tools: Tools, posted: Callable[[], None], render: Render) -> None:
        """`posted`: there may be something to send."""
        self._tools = tools
        self._posted = posted
        self._render = render

    async def look(self) -> None:
        for name in counted(self._tools.channels):
            try:
                await _alone(self._look(self._tools.channel(name)))
            except (DeliveryError, TimeoutError) as error:
                log.warning("month.not_told", channel=name, why=type(error).__name__)

    async def _look(self, channel: Channel) -> None:
        async with asyncio.timeout(PATIENCE):
            told = await channel.allowance()
        now, name, expected = self._tools.now(), channel.name, told.used
        teams = await self._tools.read(lambda work: teams_on(work, name))
        for team in teams:
            expected += await _alone(self._of_team(team, name, now), team=team) or 0
        self._tools.outlooks[name] = Outlook(told.limit, told.used, expected, now)
        if has_room(told.limit, told.used):
            await self._send_kept_back(name, now)

    async def _of_team(self, team: int, channel: str, now: datetime) -> int:
        """A unit of work for each: among them people's commands have their turn."""
        costly = counted(self._tools.channels)
        return await self._tools.read(lambda work: to_come(work, team, channel, costly, now))

    async def _send_kept_back(self, channel: str, now: datetime) -> None:
        for chat in await self._tools.read(lambda work: work.outbox.kept_back_on(channel)):
            send = partial(send_again, chat_id=chat, now=now, render=self._render)
            await _alone(self._tools.write(send), chat=chat)
        self._posted()


async def _alone(done: Awaitable[T], **ids: int) -> T | None:
    """None, if there is a bug: the others are not to suffer for it."""
    try:
        return await done
    except (Unavailable, DeliveryError, TimeoutError):
        raise
    except Exception as error:
        incident("month", error, **ids)
        return None


def teams_on(work: UnitOfWork, channel: str) -> list[int]:
    """Those with a running plan of which anything is sent there."""
    found = (*work.teams.at_work(channel), *work.teams.with_readers_on(channel))
    return list(dict.fromkeys(team.id for team in found))


def _chats(notice: Notice, course: Plan, team: Team) -> tuple[int, ...]:
    return recipients(notice, course, on_duty(team, notice.at)).chats


def to_come(
    work: UnitOfWork, team_id: int, channel: str, costly: Collection[str], now: datetime
) -> int:
    """What of this month will still be counted on the channel.

    At the worst, as `bot.domain.cost` has it: every member reads the group, and each closing is
    told to it by a message of its own.
    """
    team, closings = work.teams.by_id(team_id), 0
    told: set[tuple[datetime, int]] = set()
    for plan in work.plans.running(team_id):
        course = on_time(plan, work.teams.calendar(team_id), now)
        until = month_end(plan.rules, now)
        closings += sum(event.at < until for event in course.events[len(plan.events) :])
        found = notices(course, work.teams.calendar(team_id), now, until)
        without = spared(work, plan, team, found, costly, now)
        chats = ((n, chat) for n in found for chat in _chats(n, course, team))
        told.update((n.at, chat) for n, chat in chats if (n, chat) not in without)
    sent_to = [team.group] * closings + [chat for _, chat in told]
    there = [chat for chat in sent_to if work.chats.by_id(chat).channel == channel]
    return sum(len(team.members) if chat == team.group else 1 for chat in there)
