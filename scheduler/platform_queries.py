"""Asks the platform what a command needs to know, between its two units of work."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Protocol, TypeVar

import structlog

from bot.domain.errors import DeliveryError
from bot.ports import Answers, Channel
from scheduler.tools import Sleep

log = structlog.get_logger(__name__)

T = TypeVar("T")

PAUSES = (0.5, 2.0)
"""Seconds between tries; a person waits for the answer."""
ANSWER_TIMEOUT = 5.0
LONGEST = ANSWER_TIMEOUT * (len(PAUSES) + 1) + sum(PAUSES)
"""Seconds that asking takes at most; the channel alone would wait far longer on a bad line."""


class Needs(Protocol):
    @property
    def groups(self) -> Sequence[str]:
        """Addresses of groups: does the sender administer them?"""

    @property
    def bot_status(self) -> str | None:
        """Address of a group: is the bot an administrator of it?"""

    @property
    def belongs(self) -> Sequence[str]:
        """Addresses of groups: is the sender, a member of their teams, still in them?"""

    @property
    def arrives(self) -> str | None:
        """Address of a group: is the sender, no member of its team, in it?"""


async def ask(channel: Channel, needs: Needs, account: str, sleep: Sleep) -> Answers:
    """All at once."""
    *known, ours = await asyncio.gather(
        *(_ask(partial(channel.administers, g, account), sleep) for g in needs.groups),
        _of_ourselves(channel, needs.bot_status, sleep),
    )
    administered = frozenset(g for g, yes in zip(needs.groups, known, strict=True) if yes)
    return Answers(administered, ours)


async def _of_ourselves(channel: Channel, group: str | None, sleep: Sleep) -> bool | None:
    return None if group is None else await _ask(partial(channel.is_administrator, group), sleep)


async def _ask(call: Callable[[], Awaitable[T]], sleep: Sleep) -> T | None:
    for pause in (*PAUSES, None):
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT):
                return await call()
        except TimeoutError:
            log.warning("platform did not answer")
        except DeliveryError as error:
            log.warning("platform could not be asked", permanent=error.permanent)
            if error.permanent or (error.retry_after or 0.0) > (pause or 0.0):
                return None  # not to be asked again so soon
        if pause is not None:
            await sleep(pause)
    return None
