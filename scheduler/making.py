"""What is made for a message to go along with it: read in a unit of work, drawn outside of any."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot.domain.errors import DeliveryError, Unavailable
from bot.domain.message import Made, ToMake, apart
from bot.domain.standing import Standing
from bot.ports import Channel, Outgoing, UnitOfWork
from bot.render.language import speaker
from scheduler.incidents import incident
from scheduler.tools import Tools

log = structlog.get_logger(__name__)

Draw = Callable[[], bytes]
"""Needs nothing but a processor, in any thread."""
Maker = Callable[[UnitOfWork, ToMake, datetime], Draw]

AT_ONCE = 1.0
"""Seconds: who waits for no longer needs not be told that something is on its way."""
SHOWN = 4.0
"""Seconds: a little less than platforms show that."""
TIMEOUT = 30.0
"""Seconds; nothing that is made takes one."""


def _timeline(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    plan = work.plans.by_id(wanted.plan)
    team = work.teams.by_id(plan.team)
    standing = Standing(plan, work.teams.calendar(team.id), plan.rules.local_day(now), team)

    def draw() -> bytes:
        """What draws is not loaded before somebody asks for a picture."""
        from bot.render.pictures.png import png
        from bot.render.pictures.timeline import timeline_drawing

        return png(timeline_drawing(speaker(wanted.language), standing))

    return draw


MAKERS: Mapping[Made, Maker] = {Made.TIMELINE: _timeline}


async def with_pictures(
    tools: Tools, channel: Channel, outgoing: Outgoing, makers: Mapping[Made, Maker] = MAKERS
) -> Outgoing:
    """With the bytes of what it holds to be made, unless the channel shows no pictures. What cannot
    be made, or not within `TIMEOUT`, is an incident; the words go without it.
    """
    wanted = [one for message in apart(outgoing.message) for one in message.pictures]
    if not wanted or not channel.can.pictures:
        return outgoing
    telling = asyncio.create_task(_tell(channel, outgoing))
    try:
        async with asyncio.timeout(TIMEOUT):
            return replace(outgoing, made=await _made(tools, wanted, makers))
    except Unavailable:
        raise
    except Exception as error:
        incident("making", error)
        return outgoing
    finally:
        telling.cancel()


async def _made(
    tools: Tools, wanted: Sequence[ToMake], makers: Mapping[Made, Maker]
) -> Mapping[ToMake, bytes]:
    now = tools.now()

    def read(work: UnitOfWork) -> dict[ToMake, Draw]:
        return {one: makers[one.what](work, one, now) for one in wanted}

    drawn = await tools.read(read)
    return {one: await asyncio.to_thread(draw) for one, draw in drawn.items()}


async def _tell(channel: Channel, outgoing: Outgoing) -> None:
    """Who has to wait for long sees that something is on its way; it waits for no such showing."""
    if not channel.can.typing:
        return
    await asyncio.sleep(AT_ONCE)
    while True:
        try:
            await channel.show_typing(outgoing.address, outgoing.thread)
        except DeliveryError as error:
            log.info("making.not_shown", why=error.reason)
        await asyncio.sleep(SHOWN)
