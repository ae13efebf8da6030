"""Of members who do nothing, too, the platform is asked: notices reach them in private."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import structlog

from bot.domain.people import Chat
from bot.ports import UnitOfWork
from scheduler.inbox import Dispatch
from scheduler.incidents import incident
from scheduler.memberships import KEPT, Memberships
from scheduler.tools import Tools

log = structlog.get_logger(__name__)

BETWEEN = 0.2
"""Seconds between two questions: answers to people come first."""


class StillIn(NamedTuple):
    """A group, and one of its team that is asked about."""

    group: Chat
    account: str

    @property
    def groups(self) -> tuple[str, ...]:
        return ()

    @property
    def bot_status(self) -> None:
        return None

    @property
    def belongs(self) -> tuple[str, ...]:
        return (self.group.address,)

    @property
    def arrives(self) -> None:
        return None


class RollCall:
    """After a start, and once a day: one group after another, by each process for itself."""

    def __init__(
        self,
        tools: Tools,
        dispatch: Dispatch,
        memberships: Memberships,
        handled: Callable[[], None] = lambda: None,
    ) -> None:
        """`handled` is called when somebody has gone: there is something to tell."""
        self._tools = tools
        self._handled = handled
        self._dispatch = dispatch
        self.memberships = memberships
        self._begun: datetime | None = None
        self._left: list[Chat] = []

    async def claim(self) -> Chat | None:
        now = self._tools.now()
        if not self._left and (self._begun is None or not self._begun <= now < self._begun + KEPT):
            self._left, self._begun = await self._tools.read(self._groups), now
        return self._left.pop() if self._left else None

    async def work(self, group: Chat) -> None:
        try:
            accounts = await self._tools.read(lambda work: work.chats.roll(group.id))
            for account in accounts:
                if not await self._is_told(StillIn(group, account)):
                    return  # nor will it be of the others
        except Exception as error:
            incident("roll call", error)

    def _groups(self, work: UnitOfWork) -> list[Chat]:
        teams = [team for channel in self._tools.channels for team in work.teams.at_work(channel)]
        groups = [work.chats.by_id(team.group) for team in teams]
        return [group for group in groups if group.reachable and group.served]

    async def _is_told(self, one: StillIn) -> bool:
        """Whether the platform tells; who is not in the group any more has left it."""
        now, channel = self._tools.now(), self._tools.channel(one.group.channel)
        if not self.memberships.is_due(channel.name, one.group.address, one.account, now):
            return True
        told = await self.memberships.ask(channel, one, one.account, now)
        if told.get(one.group.address) is False:
            log.info("member.gone", chat=one.group.id)
            await self._tools.write(
                lambda work: self._dispatch.left(work, one.group, one.account, now)
            )
            self._handled()
        await self._tools.sleep(BETWEEN)
        return bool(told)
