"""Whether people are still in the groups of their teams, as the platform says."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from bot.domain.errors import DeliveryError
from bot.ports import Channel
from scheduler.platform_queries import ANSWER_TIMEOUT, Needs

log = structlog.get_logger(__name__)

KEPT = timedelta(days=1)
"""So long a member is not asked about again. Nothing outlives a restart: who knows how long the
bot was away, and who was removed meanwhile."""
SILENT = timedelta(minutes=10)
"""So long a platform that does not tell of a member is not waited for again."""
MOST = 10_000


class Memberships:
    """Asks of a member once a day, of who is none each time: he or she may come in any moment.

    By each process for itself; that somebody is not in the group is never remembered.
    """

    def __init__(self) -> None:
        self._asked: dict[tuple[str, str, str], tuple[datetime, timedelta]] = {}

    async def ask(
        self, channel: Channel, needs: Needs, account: str, now: datetime
    ) -> Mapping[str, bool]:
        """By addresses of groups; what was asked of late or is not told is left out."""
        due = [g for g in needs.belongs if self.is_due(channel.name, g, account, now)]
        groups = due if needs.arrives is None else [*due, needs.arrives]
        told = await asyncio.gather(
            *(self.is_inside(channel, g, account, now, arrives=g not in due) for g in groups)
        )
        return {g: yes for g, yes in zip(groups, told, strict=True) if yes is not None}

    def are_known(self, channel: str, needs: Needs, account: str, now: datetime) -> bool:
        """Whether nothing of it need be asked now."""
        asked = any(self.is_due(channel, group, account, now) for group in needs.belongs)
        return needs.arrives is None and not asked

    async def is_inside(
        self, channel: Channel, group: str, account: str, now: datetime, *, arrives: bool = False
    ) -> bool | None:
        """Of a member, whether asked about of late or not; None: it is not told.

        Who `arrives` is no member yet, and in the group only if the platform says so, or never
        tells at all. Somebody waits for an answer that seldom is about this.
        """
        inside: bool | None
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT):
                inside = await channel.is_member(group, account)
        except (TimeoutError, DeliveryError) as error:
            log.warning("platform does not tell who is in the group", why=type(error).__name__)
            inside = False if arrives and not _never_tells(error) else None
        if inside or (inside is None and not arrives):
            self._remember((channel.name, group, account), now, KEPT if inside else SILENT)
        return inside

    def is_due(self, channel: str, group: str, account: str, now: datetime) -> bool:
        at, lasts = self._asked.get((channel, group, account), (now, timedelta()))
        return not at <= now < at + lasts

    def _remember(self, who: tuple[str, str, str], now: datetime, lasts: timedelta) -> None:
        self._asked.pop(who, None)
        self._asked[who] = now, lasts
        if len(self._asked) > MOST:
            del self._asked[next(iter(self._asked))]


def _never_tells(error: Exception) -> bool:
    """A bot that is no administrator may not be told; what fails now may be told next time."""
    return isinstance(error, DeliveryError) and error.permanent
