"""Asks the platform what must be known before something is done, outside of any unit of work."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Protocol, TypeVar

import structlog

from bot.domain.errors import DeliveryError
from bot.domain.people import Chat
from bot.ports import Answers, Channel
from scheduler.tools import Sleep

log = structlog.get_logger(__name__)

T = TypeVar("T")

PAUSES = (0.5, 2.0)
"""Seconds between tries; a person waits for the answer."""
ANSWER_TIMEOUT = 5.0
INSIDE_TIMEOUT = 10.0
"""Seconds for the platform to say whether we are still in a group."""
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


async def believed(channel: Channel, group: Chat, error: DeliveryError) -> DeliveryError:
    """That a group has thrown us out is asked once more: its plans would sleep by an error.

    What the platform cannot tell now is tried again like a failure that passes.
    """
    try:
        async with asyncio.timeout(INSIDE_TIMEOUT):
            inside = await channel.is_inside(group.address)
    except (DeliveryError, TimeoutError):
        inside = True
    log.warning("outbox.gone", chat=group.id, inside=inside)
    return DeliveryError(error.reason) if inside else error


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
