"""Fetches the files that people sent. They hear "received" only when the bytes are on disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from structlog.contextvars import bound_contextvars

from bot.domain.errors import (
    DeliveryError,
    NoRoom,
    Refusal,
    SopbotError,
    TooLarge,
    Unavailable,
    Unreadable,
)
from bot.domain.events import FileKept
from bot.domain.files import MAX_FILE_BYTES, TEAM_FULL, File, FileState
from bot.ports import ALBUM_PAUSE, Abilities, FileStore, UnitOfWork, abilities
from scheduler import news
from scheduler.answering import answering
from scheduler.incidents import incident
from scheduler.room import Room, TeamFull
from scheduler.templates import looked_through
from scheduler.tools import Tools
from scheduler.worker import ALL, InHand, Shares, backoff

log = structlog.get_logger(__name__)

FETCH_TIMEOUT = 480.0
"""Seconds: 20 MB through a slow line."""
LEASE = timedelta(minutes=10)
GIVE_UP_AFTER = timedelta(hours=1)
LONGEST_PAUSE = timedelta(minutes=5)
IN_ORDER_FOR = timedelta(minutes=1)
"""So long the files of an album wait for one that was sent before them, to be numbered after it."""

TOO_LARGE, NOT_FETCHED, NO_ROOM = "file-too-large", "file-not-fetched", "no-room"
"""What `Attach.refuse` is told."""


class Attach(Protocol):
    """`handlers.evidence.receipts`. All post their message to `work.outbox`."""

    def acknowledge(self, work: UnitOfWork, files: Sequence[File], now: datetime) -> None: ...
    def refuse(
        self, work: UnitOfWork, file: File, code: str, now: datetime, can: Abilities
    ) -> None: ...
    def full(self, work: UnitOfWork, file: File, used: int, quota: int, now: datetime) -> None: ...
    def wait(self, work: UnitOfWork, file: File, now: datetime) -> None: ...
    def template_kept(
        self, work: UnitOfWork, file: File, sha256: str, size: int, now: datetime
    ) -> None: ...
    def template_refused(
        self, work: UnitOfWork, file: File, why: Refusal, now: datetime
    ) -> None: ...


Settle = Callable[[UnitOfWork, File], File | None]
"""Ends a file's being expected; gives what was kept of it."""


class Fetcher:
    """`fetched` is called after each file: there is an answer to send. `quota`: see `Room`;
    `share`: files of one channel at a time.
    """

    def __init__(
        self,
        tools: Tools,
        files: FileStore,
        attach: Attach,
        fetched: Callable[[], None] = lambda: None,
        quota: int | None = None,
        share: int = ALL,
    ) -> None:
        self._tools = tools
        self._room = Room(tools, files, quota)
        self._attach = attach
        self._fetched = fetched
        self._in_hand = InHand()
        self._shares = Shares(share)
        self._on_disk: dict[int, tuple[str, int]] = {}

    async def claim(self, most: int = 1) -> Sequence[File]:
        now, (_, but) = self._tools.now(), self._shares.room(most)
        until = now + LEASE
        while True:
            try:
                file = await self._tools.write(lambda work: work.files.claim(now, until, but=but))
            except Unreadable as error:
                await self._set_aside(error.row, incident("fetch", error, file=error.row))
                continue
            if file is None:
                return ()
            if self._in_hand.take(file.id):
                self._shares[file.channel] += 1
                return (file,)

    async def work(self, row: File) -> None:
        with bound_contextvars(update=row.cause, file=row.id):
            try:
                await self._work(row)
            except Unavailable:
                await self._interrupted(row)
            except Exception as error:
                incident("fetch", error)
                await self._broke(row)
            finally:
                self._in_hand.put_down(row.id)
                self._shares[row.channel] -= 1
        self._fetched()

    async def _work(self, file: File) -> None:
        try:
            await self._bytes(file)
        except TooLarge:
            await self._refuse(file, TOO_LARGE)
        except Refusal as refusal:
            await self._refuse_template(file, refusal)
        except TeamFull as error:
            await self._refuse_full(file, error)
        except NoRoom as error:
            await self._no_room(file, error)
        except DeliveryError as error:
            await self._missed(file, error)
        except SopbotError as error:
            log.warning("file.not_kept", why=str(error))
            await self._missed(file, DeliveryError(str(error)))
        else:
            await self._settle(file, self._keep, "kept")

    async def _interrupted(self, file: File) -> None:
        """The database was away: the bytes are there, or are fetched anew."""
        now = self._tools.now()
        await self._tools.record(lambda work: work.files.try_again(file.id, now))

    async def _broke(self, file: File) -> None:
        """Tried for as long as anything that fails; it may be the answer itself that cannot."""
        try:
            await self._missed(file, DeliveryError("incident"))
        except Unavailable:
            raise
        except Exception as error:
            await self._set_aside(file.id, incident("fetch", error))
            self._count(file, "broke")

    async def _set_aside(self, file: int, number: str) -> None:
        """The secretary hears of it: its sender can no longer be told."""
        now = self._tools.now()

        def set_aside(work: UnitOfWork) -> None:
            plan = work.files.set_aside(file, f"incident {number}")
            news.file_lost(work, plan, number, now)

        await self._tools.write(set_aside)

    async def _bytes(self, file: File) -> None:
        """Have them on disk. Not fetched again while it only waits for the rest of its album."""
        if file.size > MAX_FILE_BYTES:
            raise TooLarge(file.size)
        if file.id not in self._on_disk:
            channel = self._tools.channel(file.channel)
            try:
                async with asyncio.timeout(FETCH_TIMEOUT):
                    chunks = channel.fetch(file.source)
                    chunks = looked_through(chunks) if file.is_template else chunks
                    self._on_disk[file.id] = await self._room.keep(file, chunks)
            except TimeoutError:
                raise DeliveryError("timed out") from None

    async def _no_room(self, file: File, error: NoRoom) -> None:
        """Told at once, and tried again: what has filled the disk may go again."""
        log.warning("file.no_room", why=str(error))
        now = self._tools.now()

        def tell(work: UnitOfWork) -> None:
            work.caused_by(file.cause)
            self._attach.wait(work, file, now)
            news.disk_is_full(work, file.plan, now)

        await self._tools.write(tell)
        await self._missed(file, DeliveryError(str(error)), NO_ROOM)

    async def _missed(self, file: File, error: DeliveryError, code: str = NOT_FETCHED) -> None:
        now = self._tools.now()
        if error.permanent or now - file.sent_at >= GIVE_UP_AFTER:
            await self._refuse(file, code)
            return
        pause = backoff(file.attempts, self._tools.chance(), LONGEST_PAUSE)
        if error.retry_after is not None:
            pause = min(timedelta(seconds=error.retry_after), GIVE_UP_AFTER)
        await self._tools.record(lambda work: work.files.try_again(file.id, now + pause))
        self._count(file, "put off")

    async def _refuse(self, file: File, code: str) -> None:
        def refuse(work: UnitOfWork, file: File) -> None:
            work.files.failed(file.id)
            can = abilities(self._tools.channels, file.channel)
            self._attach.refuse(work, file, code, self._tools.now(), can)

        await self._settle(file, refuse, "refused")

    async def _refuse_full(self, file: File, full: TeamFull) -> None:
        def refuse(work: UnitOfWork, file: File) -> None:
            now = self._tools.now()
            work.files.failed(file.id, TEAM_FULL)
            self._attach.full(work, file, full.used, full.quota, now)
            news.team_is_full(work, file.plan, full.used, full.quota, now)

        await self._settle(file, refuse, "refused")

    async def _refuse_template(self, file: File, why: Refusal) -> None:
        def refuse(work: UnitOfWork, file: File) -> None:
            work.files.drop(file.id)
            self._attach.template_refused(work, file, why, self._tools.now())

        await self._settle(file, refuse, "refused")

    async def _settle(self, file: File, settle: Settle, outcome: str) -> None:
        """In one transaction: the file's end, and the answer to whoever sent it."""
        now = self._tools.now()
        for ended in await self._tools.write(
            lambda work: self._settled(work, file.id, settle, now)
        ):
            self._on_disk.pop(ended, None)
            self._count(file, outcome)
            log.info("file.settled", outcome=outcome)

    def _count(self, file: File, outcome: str) -> None:
        self._tools.meter.fetched(file.channel, outcome)

    def _settled(self, work: UnitOfWork, file_id: int, settle: Settle, now: datetime) -> list[int]:
        file = work.files.settle(file_id)
        if file is None or file.state is not FileState.EXPECTED:
            return [file_id]
        work.caused_by(file.cause)
        with answering(self._tools, work, file, now):
            return self._ended(work, file, settle, now)

    def _ended(self, work: UnitOfWork, file: File, settle: Settle, now: datetime) -> list[int]:
        """The files that ended: with this one those of its album that waited for it."""
        # Read first: who settles the album's other last file at the same time is a Conflict then.
        work.plans.by_id(file.plan)
        album = _album(work, file)
        complete_at = max(f.sent_at for f in album) + ALBUM_PAUSE
        if file.album and now < complete_at <= now + ALBUM_PAUSE:  # else by a clock that was ahead
            work.files.try_again(file.id, complete_at)
            return []
        ended = self._end(work, file, album, settle, now)
        if file.id not in ended:
            work.files.try_again(file.id, now + ALBUM_PAUSE)
        self._acknowledge(work, file, ended.values(), now)
        return list(ended)

    def _end(
        self, work: UnitOfWork, file: File, album: Sequence[File], settle: Settle, now: datetime
    ) -> dict[int, File | None]:
        """Numbers are given in the order sent: what is here waits for what is still to come."""
        ended: dict[int, File | None] = {}
        if settle != self._keep:
            ended[file.id] = settle(work, file)
        for one in album:
            if one.state is not FileState.EXPECTED or one.id in ended:
                continue
            if one.id in self._on_disk:
                ended[one.id] = self._keep(work, one)
            elif now - one.sent_at < IN_ORDER_FOR:
                break
        return ended

    def _acknowledge(
        self, work: UnitOfWork, file: File, kept: Iterable[File | None], now: datetime
    ) -> None:
        """Once, for an album when all of it has ended."""
        album = _album(work, file) if file.album else []
        if any(f.state is FileState.EXPECTED for f in album):
            return
        found: dict[int, File] = {}
        for one in (*album, *kept, *_repeated(work, album)):
            if one is not None and one.state is FileState.KEPT:
                found.setdefault(one.id, one)  # bytes twice in an album are one file, and news
        if found:
            self._attach.acknowledge(work, list(found.values()), now)

    def _keep(self, work: UnitOfWork, file: File) -> File | None:
        """The same bytes sent again are no news, but are answered where they were sent."""
        if file.is_template:
            self._use_template(work, file)
            return None
        kept = work.files.kept(file, *self._on_disk[file.id])
        if kept.id != file.id:
            return _sent_again(kept, file)
        event = FileKept(
            at=self._tools.now(),
            by=file.sent_by,
            step=kept.step,
            label=kept.label,
            name=kept.name,
            version=kept.version,
            file=kept.id,
        )
        work.plans.append(work.plans.by_id(file.plan), event)
        self._room.taken(work, file)
        return kept

    def _use_template(self, work: UnitOfWork, file: File) -> None:
        """It has a row of its own, and is no file of a step."""
        self._attach.template_kept(work, file, *self._on_disk[file.id], self._tools.now())
        work.files.drop(file.id)
        self._room.taken(work, file)


def _album(work: UnitOfWork, file: File) -> list[File]:
    """In the order sent; a file that came alone, alone."""
    return work.files.of_album(file.chat, file.album) if file.album else [file]


def _repeated(work: UnitOfWork, album: Sequence[File]) -> list[File]:
    """The files that were there already when their bytes came again in this album."""
    again = [f for f in album if f.state is FileState.FAILED and f.sha256]
    there = {(f.step, f.sha256): f for f in work.files.of_plan(again[0].plan)} if again else {}
    found = ((there.get((f.step, f.sha256)), f) for f in again)
    return [_sent_again(first, f) for first, f in found if first is not None]


def _sent_again(first: File, again: File) -> File:
    """The file already there, as sent by who sent it now."""
    return replace(
        first, chat=again.chat, message=again.message, thread=again.thread, sent_by=again.sent_by
    )
