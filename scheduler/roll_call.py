"""Of members who do nothing, too, the platform is asked: notices reach them in private."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

import structlog

from bot.domain.people import Chat
from scheduler.inbox import Dispatch
from scheduler.incidents import incident
from scheduler.memberships import KEPT, Memberships
from scheduler.tools import Tools

log = structlog.get_logger(__name__)

BETWEEN = 0.2
"""Seconds from one question to the next at least: answers to people come first."""
PAGE = 100
"""Groups looked up at once: of all, answers would wait for them, and they would fill the memory."""


class Question(NamedTuple):
    """Is the member with this account still in the group?"""

    group: Chat
    account: str


class RollCall:
    """After a start, and once a day: one member after another, by each process for itself."""

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
        self._reached: int | None = None
        """The team up to which groups were looked up; None: all were."""
        self._left: list[Chat] = []
        self._roll: list[Question] = []
        """Of the group whose turn it is."""

    async def claim(self, most: int = 1) -> Sequence[Question]:
        now = self._tools.now()
        if self._is_over and (self._begun is None or not self._begun <= now < self._begun + KEPT):
            self._reached, self._begun = 0, now
        while not (self._roll or self._is_over):
            if self._left:
                self._roll = await self._due(self._left[0], now)
                self._left.pop(0)
            else:
                await self._look_up(self._reached or 0)
        return (self._roll.pop(0),) if self._roll else ()

    @property
    def _is_over(self) -> bool:
        return not self._left and self._reached is None

    async def work(self, one: Question) -> None:
        is_told = False
        try:
            is_told = await self._is_told(one.group, one.account)
        except Exception as error:
            incident("roll call", error)
        if not is_told:
            self._roll.clear()  # nor will it be of the others

    async def _due(self, group: Chat, now: datetime) -> list[Question]:
        """About whom to ask, as the group is now."""
        accounts = await self._tools.read(lambda work: work.chats.roll(group.id))
        is_due = partial(self.memberships.is_due, group.channel, group.address, now=now)
        return [Question(group, account) for account in accounts if is_due(account)]

    async def _look_up(self, after: int) -> None:
        page = await self._tools.read(lambda work: work.chats.at_work(after, PAGE))
        self._left = [group for group in page if group.channel in self._tools.channels]
        self._reached = page[-1].team if page else None

    async def _is_told(self, group: Chat, account: str) -> bool:
        """Whether the platform tells; who is not in the group any more has left it."""
        now, channel = self._tools.now(), self._tools.channel(group.channel)
        inside = await self.memberships.is_inside(channel, group.address, account, now)
        if inside is False:
            log.info("member.gone", chat=group.id)
            await self._tools.write(lambda work: self._dispatch.left(work, group, account, now))
            self._handled()
        return inside is not None
