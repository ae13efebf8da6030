"""Of members who do nothing, too, the platform is asked: notices reach them in private."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

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
                if not await self._is_told(group, account):
                    return  # nor will it be of the others
        except Exception as error:
            incident("roll call", error)

    def _groups(self, work: UnitOfWork) -> list[Chat]:
        return [group for name in self._tools.channels for group in work.chats.at_work(name)]

    async def _is_told(self, group: Chat, account: str) -> bool:
        """Whether the platform tells; who is not in the group any more has left it."""
        now, channel = self._tools.now(), self._tools.channel(group.channel)
        if not self.memberships.is_due(channel.name, group.address, account, now):
            return True
        inside = await self.memberships.is_inside(channel, group.address, account, now)
        if inside is False:
            log.info("member.gone", chat=group.id)
            await self._tools.write(lambda work: self._dispatch.left(work, group, account, now))
            self._handled()
        await self._tools.sleep(BETWEEN)
        return inside is not None
