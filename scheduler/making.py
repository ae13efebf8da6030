"""What is made for a message to go along with it: read in a unit of work, drawn outside of any."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import BinaryIO

import structlog

from bot.domain.errors import DeliveryError, Refusal, Unavailable
from bot.domain.message import Made, Message, ToMake, apart, in_one
from bot.ports import Abilities, Channel, FileStore, Outgoing, UnitOfWork
from bot.render.language import speaker
from bot.render.text import exports, refusals
from scheduler.incidents import incident
from scheduler.makers import MAKERS, Draw, Maker
from scheduler.tools import Tools

log = structlog.get_logger(__name__)

AT_ONCE = 1.0
"""Seconds: who waits for no longer needs not be told that something is on its way."""
SHOWN = 4.0
"""Seconds: a little less than platforms show that."""
TIMEOUT = 60.0
"""Seconds; but for evidence out of a distant bucket nothing takes one."""
MAKERS_AT_WORK = 4


class Workshop:
    """With threads of its own: those that hang in the store of files hold up nothing else, as
    looking up addresses. `files`: the bytes of what was attached.
    """

    def __init__(
        self, tools: Tools, files: FileStore, makers: Mapping[Made, Maker] = MAKERS
    ) -> None:
        self._tools = tools
        self._files = files
        self._makers = makers
        self._threads = ThreadPoolExecutor(MAKERS_AT_WORK, "making")

    async def with_made(self, channel: Channel, outgoing: Outgoing) -> Outgoing:
        """With what it holds to be made, as far as the channel sends it.

        What cannot be made, or not within `TIMEOUT`, is an incident: the words go without pictures,
        and instead of words with documents it is said that there are none, and why if that is of
        use.
        """
        wanted = _wanted(channel.can, outgoing.message)
        if not wanted:
            return outgoing
        telling = asyncio.create_task(_tell(channel, outgoing))
        try:
            async with asyncio.timeout(TIMEOUT):
                return replace(outgoing, made=await self.made(wanted))
        except Unavailable:
            raise
        except Exception as error:
            number = incident("making", error)
            return replace(outgoing, message=_without_documents(outgoing.message, number, error))
        finally:
            telling.cancel()

    async def made(self, wanted: Sequence[ToMake]) -> Mapping[ToMake, BinaryIO]:
        """All of them or, if one cannot be, none. Whoever gets them closes them."""
        now = self._tools.now()

        def read(work: UnitOfWork) -> dict[ToMake, Draw]:
            return {one: self._makers[one.what](work, one, now) for one in wanted}

        drawn, made = await self._tools.read(read), dict[ToMake, BinaryIO]()
        try:
            for one, draw in drawn.items():
                made[one] = await self._drawn(draw)
        except BaseException:
            for done in made.values():
                done.close()
            raise
        return made

    async def _drawn(self, draw: Draw) -> BinaryIO:
        """What is logged there bears the ids that are bound here."""
        within, loop = contextvars.copy_context(), asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, within.run, draw, self._files)


def _wanted(can: Abilities, message: Message) -> Sequence[ToMake]:
    found = apart(message)
    pictures = [one for m in found for one in m.pictures if can.pictures]
    return [*pictures, *(one for m in found for one in m.documents if can.files)]


def _without_documents(message: Message, number: str, why: Exception) -> Message:
    found = apart(message)
    return in_one([_not_made(one, number, why) if one.documents else one for one in found])


def _not_made(message: Message, number: str, why: Exception) -> Message:
    """Its buttons stay: they may ask for it once more."""
    say = speaker(message.documents[0].language)
    told = refusals.text(say, why) if isinstance(why, Refusal) else exports.not_made(say, number)
    return replace(message, text=told, pictures=(), documents=())


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
