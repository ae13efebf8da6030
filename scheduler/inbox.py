"""Takes in what people send and has it handled, in the order of each lane."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple, Protocol

import structlog
from structlog.contextvars import bind_contextvars, reset_contextvars

from bot.domain.errors import DeliveryError, Unavailable
from bot.domain.incoming import Incoming
from bot.domain.people import Chat
from bot.ports import ALBUM_PAUSE, Answers, Envelope, Posted, UnitOfWork
from bot.render.language import DEFAULT_LANGUAGE, speaker
from bot.render.text import news as texts
from scheduler import news, outbox, platform_queries
from scheduler.albums import album_of
from scheduler.flood import Flood, Whose, brings_files, whose_is
from scheduler.incidents import incident
from scheduler.memberships import Memberships
from scheduler.platform_queries import Needs, ask
from scheduler.tools import Tools
from scheduler.understood import Understood
from scheduler.worker import ALL, InHand, Shares

log = structlog.get_logger(__name__)

PRESS_TIMEOUT = 10.0
"""Seconds: by then nobody waits for a pop-up any more, and the next row does."""
ASKING = platform_queries.ANSWER_TIMEOUT + platform_queries.LONGEST
LEASE = timedelta(seconds=ASKING + PRESS_TIMEOUT + 20)
"""How long a lane stands still after a crash; longer than asking the platform, the unit of work
and (after the last try of what breaks) answering the press take together."""
BREAKS = 3
"""So often an update that trips over a bug is tried before it is set aside."""
MEND = timedelta(seconds=1)


class Row(NamedTuple):
    id: int
    envelope: Envelope
    attempts: int


class Handled(Protocol):
    @property
    def popup(self) -> str: ...


class MustAsk(NamedTuple):
    """What is to be asked of the platform before anything is done."""

    needs: Needs


class Done(NamedTuple):
    """`popup` None: it was done by somebody else. `expects_file`: one is to be fetched."""

    popup: str | None
    posted: Posted
    expects_file: bool = False


class Request(NamedTuple):
    """`rows`: that and the rest of its album."""

    row: Row
    rows: tuple[int, ...]
    incoming: Incoming
    now: datetime


class Dispatch(Protocol):
    """`handlers.dispatch.Dispatcher`."""

    def needs(self, incoming: Incoming, work: UnitOfWork) -> Needs: ...
    def only_tells(self, incoming: Incoming) -> bool: ...
    def handle(
        self, incoming: Incoming, work: UnitOfWork, now: datetime, told: Answers
    ) -> Handled: ...
    def gone(self, work: UnitOfWork, chat: Chat, now: datetime) -> None: ...
    def left(self, work: UnitOfWork, group: Chat, account: str, now: datetime) -> None: ...


class Courier(Protocol):
    """`scheduler.outbox.Courier`, which gets the answers that were claimed as they were posted."""

    @property
    def takes_answers(self) -> bool: ...
    def hand(self, posted: Posted) -> None: ...
    def look(self) -> None: ...


class Reception:
    """`handled` is called after each row: there may be answers to send; `fetch` when there is a
    file to fetch. `share`: rows of one channel at a time.

    Without a `courier` no answer is claimed as it is posted.
    """

    def __init__(
        self,
        tools: Tools,
        dispatch: Dispatch,
        handled: Callable[[], None] = lambda: None,
        memberships: Memberships | None = None,
        courier: Courier | None = None,
        fetch: Callable[[], None] = lambda: None,
        share: int = ALL,
    ) -> None:
        self._tools = tools
        self._dispatch = dispatch
        self._handled = handled
        self._fetch = fetch
        self._courier = courier
        self._flood = Flood()
        self._memberships = memberships or Memberships()
        self._in_hand = InHand()
        self._shares = Shares(share)
        self._understood = Understood()
        self._taken: list[Row] = []
        """Claimed as they came."""
        self._is_alone = tools.store.writers == 1
        self._may_wait = True
        """Whether the store may have something that can be claimed."""

    def look(self) -> None:
        """Something may have come to wait in the store."""
        self._may_wait = True

    async def accept(self, envelopes: Sequence[Envelope]) -> int:
        """Committed when it returns; how many were new.

        One that comes where nothing waits and nothing is in hand is claimed in the same commit, if
        no other process is kept from it: its answer waits for one commit less.
        """
        now = self._tools.now()
        is_lone = len(envelopes) == 1 and not (self._in_hand or self._may_wait)
        claim = self._claim(now, 1)

        def accept(work: UnitOfWork) -> tuple[int, list[Row]]:
            new = work.inbox.accept(envelopes, now)
            return new, claim(work) if new and is_lone else []

        new, claimed = await self._tools.write(accept)
        self._taken += self._take(claimed)
        if new and envelopes[0].key not in [row.envelope.key for row in claimed]:
            self.look()
        if new:
            self._tools.meter.accepted(envelopes[0].channel, new)
            self._understood.remember(envelopes)
        return new

    async def claim(self, most: int = 1) -> Sequence[Row]:
        if self._taken:
            taken, self._taken = self._taken[:most], self._taken[most:]
            return taken
        if not self._may_wait:
            return ()
        now = self._tools.now()
        while found := await self._tools.write(self._claim(now, most)):
            if rows := self._take(found):
                return rows
        if not self._in_hand:
            # Nothing waits but what was put off, and what is behind it: `look` comes for that. Of
            # what is accepted meanwhile one hears after this (scheduler/group_commit.py).
            self._may_wait = not self._is_alone
            if self._flood.has_room_for_strangers(now):
                self._understood.forget()  # the rest was handled by somebody else
        return ()

    def _claim(self, now: datetime, most: int) -> Callable[[UnitOfWork], list[Row]]:
        """To be done in a unit of work; the flood is asked here, in the event loop."""
        strangers = self._flood.has_room_for_strangers(now)
        most, but = self._shares.room(most)
        return lambda work: [
            Row(*one)
            for one in work.inbox.claim(now, now + LEASE, most, strangers=strangers, but=but)
        ]

    def _take(self, claimed: Sequence[Row]) -> list[Row]:
        taken = [row for row in claimed if self._in_hand.take(row.id)]
        self._shares.update(row.envelope.channel for row in taken)
        return taken

    async def work(self, row: Row) -> None:
        ids = bind_contextvars(update=row.envelope.cause)
        try:
            await self._work(row)
        finally:
            reset_contextvars(**ids)

    async def _work(self, row: Row) -> None:
        incoming, popup = None, None
        try:
            incoming = self._said(row.envelope)
            popup = await self._handle(row, incoming)
        except Unavailable:
            await self._interrupted(row)
        except Exception as error:
            await self._broke(row, incoming, error)
        finally:
            self._in_hand.put_down(row.id)
            self._shares[row.envelope.channel] -= 1
        self._handled()
        if incoming is not None and popup is not None:
            await self._answer_press(incoming, popup)

    def _said(self, envelope: Envelope) -> Incoming | None:
        known = self._understood.of(envelope)
        if known is not None:
            return known
        return self._tools.channel(envelope.channel).understand(envelope.payload)

    async def _handle(self, row: Row, incoming: Incoming | None) -> str | None:
        now = self._tools.now()
        if incoming is None:
            await self._tools.write(lambda work: work.inbox.done(row.id, now))
            return None
        rows, incoming, complete_at = await album_of(
            self._tools, row.id, row.envelope, incoming, self._said
        )
        if complete_at and now < complete_at <= now + ALBUM_PAUSE:  # else by a clock that was ahead
            await self._tools.write(
                lambda work: work.inbox.put_off(row.id, complete_at, tried=False)
            )
            return None
        # What was let in once is not judged again, however often it is tried.
        whose = Whose.COMMITTEE
        if row.envelope.of_stranger:  # when it came; a plan may have been set up since
            whose = await self._tools.read(lambda work: whose_is(work, incoming))
        if row.attempts == 1 and (wait := self._flood.wait(incoming, now, whose)):
            return await self._turn_away(row, incoming, now, wait, whose)
        named = await self._tools.channel(incoming.channel).introduce(incoming)
        request = Request(row, rows, named, now)
        done = await self._tools.write(partial(self._unless_to_be_asked, request))
        if isinstance(done, MustAsk):
            told = await self._ask(incoming, done.needs, now)
            done = await self._tools.write(partial(self._done, request, told))
        if self._courier is not None:
            self._courier.hand(done.posted)
        if done.expects_file:
            self._fetch()
        self._count(row, "done")
        log.info("update.handled", happened=incoming.happened, attempts=row.attempts)
        return done.popup

    def _unless_to_be_asked(self, request: Request, work: UnitOfWork) -> Done | MustAsk:
        """Unless the platform is to be asked first, for which no unit of work waits."""
        needs = self._dispatch.needs(request.incoming, work)
        if not self._is_known(request.incoming, needs, request.now):
            return MustAsk(needs)
        return self._done(request, Answers(), work)

    def _done(self, request: Request, told: Answers, work: UnitOfWork) -> Done:
        row, now = request.row, request.now
        if not work.inbox.done(row.id, now):
            return Done(None, Posted())  # overslept, and handled by another process
        work.caused_by(row.envelope.cause)
        has_room = self._courier is not None and self._courier.takes_answers
        posted = work.outbox.claim_posted(now + outbox.LEASE if has_room else None)
        handled = self._answered(request.incoming, work, now, told)
        for one in request.rows:
            if one != row.id:
                work.inbox.done(one, now)
        expects = work.files.expects_any or work.sop_files.expects_any
        return Done(handled.popup, posted, expects)

    def _answered(
        self, incoming: Incoming, work: UnitOfWork, now: datetime, told: Answers
    ) -> Handled:
        if not incoming.reply:
            return self._dispatch.handle(incoming, work, now, told)
        with _answering(work, incoming, now, lapses=self._dispatch.only_tells(incoming)):
            return self._dispatch.handle(incoming, work, now, told)

    def _is_known(self, incoming: Incoming, needs: Needs, now: datetime) -> bool:
        """Whether the platform need not be asked."""
        if needs.groups or needs.bot_status is not None:
            return False
        return self._memberships.are_known(incoming.channel, needs, incoming.account, now)

    async def _turn_away(
        self, row: Row, incoming: Incoming, now: datetime, wait: timedelta, whose: Whose
    ) -> str | None:
        """What brings files waits until there is room; the rest is left undone, and told once.

        To strangers nothing is said, and their files are nobody's.
        """
        if whose is Whose.COMMITTEE and brings_files(incoming):
            until = now + wait
            await self._tools.write(lambda work: work.inbox.put_off(row.id, until, tried=False))
            self._count(row, "put off")
            return None
        is_news = whose is Whose.COMMITTEE and self._flood.is_news(incoming, now)

        def refuse(work: UnitOfWork) -> str | None:
            work.caused_by(row.envelope.cause)
            work.inbox.done(row.id, now)
            if not is_news:
                return None
            with _answering(work, incoming, now, lapses=True):
                return news.turned_away(work, incoming, now)

        popup = await self._tools.write(refuse)
        self._have_courier_look()
        self._count(row, "refused")
        return popup

    def _have_courier_look(self) -> None:
        """Something was posted past `_done`."""
        if self._courier is not None:
            self._courier.look()

    def _count(self, row: Row, outcome: str) -> None:
        self._tools.meter.handled(row.envelope.channel, outcome)

    async def _ask(self, incoming: Incoming, needs: Needs, now: datetime) -> Answers:
        channel, account = self._tools.channel(incoming.channel), incoming.account
        inside = await self._memberships.ask(channel, needs, account, now)
        if not needs.groups and needs.bot_status is None:
            return Answers(inside=inside)
        return replace(await ask(channel, needs, account, self._tools.sleep), inside=inside)

    async def _answer_press(self, incoming: Incoming, popup: str) -> bool:
        """Best effort: what the press did is committed."""
        if not incoming.press:
            return False
        try:
            async with asyncio.timeout(PRESS_TIMEOUT):
                await self._tools.channel(incoming.channel).answer_press(incoming.press, popup)
        except (DeliveryError, TimeoutError):
            log.info("press not answered")
            return False
        except Exception as error:
            incident("answer_press", error)
            return False
        return True

    async def _interrupted(self, row: Row) -> None:
        """The store was away: that is not the update's fault, however often it happens."""
        later = self._tools.now() + MEND
        await self._tools.record(lambda work: work.inbox.put_off(row.id, later, tried=False))

    async def _broke(self, row: Row, incoming: Incoming | None, error: Exception) -> None:
        now, why = self._tools.now(), incident("inbox", error, row=row.id, attempts=row.attempts)
        if row.attempts < BREAKS:
            later = now + MEND * row.attempts
            self._count(row, "broke")
            await self._tools.write(lambda work: work.inbox.put_off(row.id, later))
            return
        popup = texts.apology_popup(speaker(DEFAULT_LANGUAGE), why)
        told = incoming is None or await self._answer_press(incoming, popup)

        def give_up(work: UnitOfWork) -> None:
            work.caused_by(row.envelope.cause)
            place = row.envelope
            album = work.inbox.album(place.channel, place.lane, place.album)
            for one in {row.id, *(id for id, _, _ in album)}:
                work.inbox.set_aside(one, f"incident {why}", now)
            if incoming is not None and not told:
                with _answering(work, incoming, now, lapses=False):
                    news.apologize(work, incoming, why, now)
            chat = work.chats.known_at(row.envelope.channel, row.envelope.lane)
            if chat is not None:
                news.update_lost(work, chat, why, now)

        await self._tools.write(give_up)
        self._have_courier_look()
        self._count(row, "set aside")


def _answering(
    work: UnitOfWork, incoming: Incoming, now: datetime, *, lapses: bool
) -> AbstractContextManager[None]:
    """What is posted in its chat meanwhile goes as a reply, where the platform has such."""
    if not incoming.reply:
        return nullcontext()
    return work.outbox.answering(incoming.place.address, incoming.reply, now, lapses=lapses)
