"""Fetches the SOPs that people sent and has them read. Their bytes are kept nowhere."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from structlog.contextvars import bound_contextvars

from bot.domain.errors import DeliveryError, Refusal, TooLarge, Unavailable
from bot.domain.files import MAX_FILE_BYTES
from bot.domain.sop_import import Imported, SopFile
from bot.ports import UnitOfWork
from bot.sops.loader import kept
from scheduler.answering import answering
from scheduler.incidents import incident
from scheduler.sop_apart import read_apart
from scheduler.tools import Tools
from scheduler.worker import InHand, backoff

FETCH_TIMEOUT = 480.0
"""Seconds: 20 MB through a slow line."""
LEASE = timedelta(minutes=10)
GIVE_UP_AFTER = timedelta(hours=1)
LONGEST_PAUSE = timedelta(minutes=5)

Read = Callable[[bytes, str], Awaitable[Imported]]
"""Of the bytes of a file and its name; raises Refusal."""
Settle = Callable[[UnitOfWork, SopFile, datetime], None]


class Reads(Protocol):
    """`handlers.plans.sop_import`. Both post their message to `work.outbox`."""

    def sop_read(self, work: UnitOfWork, file: SopFile, read: Imported, now: datetime) -> None: ...
    def sop_refused(self, work: UnitOfWork, file: SopFile, why: Refusal, now: datetime) -> None: ...


async def imported(data: bytes, name: str) -> Imported:
    read = await read_apart(data, name)
    await asyncio.to_thread(kept, read.source)  # it is at hand, then, when nobody else can write
    return read


class SopReader:
    """`settled` is called after each file: there is an answer to send."""

    def __init__(
        self,
        tools: Tools,
        reads: Reads,
        settled: Callable[[], None] = lambda: None,
        read: Read = imported,
    ) -> None:
        self._tools = tools
        self._reads = reads
        self._settled = settled
        self._read = read
        self._in_hand = InHand()

    async def claim(self, most: int = 1) -> Sequence[SopFile]:
        now = self._tools.now()
        while True:
            file = await self._tools.write(lambda work: work.sop_files.claim(now, now + LEASE))
            if file is None:
                return ()
            if self._in_hand.take(file.id):
                return (file,)

    async def work(self, row: SopFile) -> None:
        with bound_contextvars(update=row.cause, sop_file=row.id):
            try:
                await self._work(row)
            except Unavailable:
                await self._put_off(row, timedelta())
            except Exception as error:
                await self._broke(row, error)
            finally:
                self._in_hand.put_down(row.id)
        self._settled()

    async def _work(self, file: SopFile) -> None:
        try:
            data = await self._bytes(file)
            read = await self._read(data, file.name)
        except TooLarge:
            await self._refuse(file, Refusal("sop-too-large", limit=MAX_FILE_BYTES))
        except Refusal as refusal:
            await self._refuse(file, refusal)
        except DeliveryError as error:
            await self._missed(file, error)
        else:
            await self._settle(file, lambda w, f, now: self._reads.sop_read(w, f, read, now))

    async def _bytes(self, file: SopFile) -> bytes:
        if file.size > MAX_FILE_BYTES:
            raise TooLarge(file.size)
        data = bytearray()
        try:
            async with asyncio.timeout(FETCH_TIMEOUT):
                async for chunk in self._tools.channel(file.channel).fetch(file.source):
                    data += chunk
                    if len(data) > MAX_FILE_BYTES:
                        raise TooLarge(len(data))
        except TimeoutError:
            raise DeliveryError("timed out") from None
        return bytes(data)

    async def _missed(self, file: SopFile, error: DeliveryError) -> None:
        if error.permanent or self._tools.now() - file.sent_at >= GIVE_UP_AFTER:
            await self._refuse(file, Refusal("sop-not-fetched"))
            return
        pause = backoff(file.attempts, self._tools.chance(), LONGEST_PAUSE)
        if error.retry_after is not None:
            pause = min(timedelta(seconds=error.retry_after), GIVE_UP_AFTER)
        await self._put_off(file, pause)

    async def _put_off(self, file: SopFile, pause: timedelta) -> None:
        until = self._tools.now() + pause
        await self._tools.record(lambda work: work.sop_files.try_again(file.id, until))

    async def _broke(self, file: SopFile, error: Exception) -> None:
        """What trips us would do so again; if it is the answer itself, the file is let go."""
        number = incident("sop file", error)
        try:
            await self._refuse(file, Refusal("sop-unreadable", incident=number))
        except Unavailable:
            await self._put_off(file, LONGEST_PAUSE)
        except Exception as error:
            incident("sop file", error)
            await self._tools.write(lambda work: work.sop_files.settle(file.id))

    async def _refuse(self, file: SopFile, why: Refusal) -> None:
        await self._settle(file, lambda w, f, now: self._reads.sop_refused(w, f, why, now))

    async def _settle(self, file: SopFile, settle: Settle) -> None:
        """In one transaction: the file's end, and the answer to whoever sent it."""
        now = self._tools.now()

        def settled(work: UnitOfWork) -> None:
            known = work.sop_files.settle(file.id)
            if known is None:
                return
            work.caused_by(known.cause)
            with answering(self._tools, work, known, now):
                settle(work, known, now)

        await self._tools.write(settled)
