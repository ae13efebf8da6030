"""Takes in what people send and has it handled, in the order of each lane."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

import structlog

from bot.domain.errors import DeliveryError
from bot.domain.incoming import Incoming
from bot.domain.message import Message
from bot.domain.people import Chat
from bot.ports import Envelope, Store, UnitOfWork
from bot.render.language import DEFAULT_LANGUAGE, Say, speaker
from bot.render.text import system
from scheduler import asking
from scheduler.asking import Answers, Needs, ask
from scheduler.tools import Tools
from scheduler.trouble import incident
from scheduler.worker import InHand

log = structlog.get_logger(__name__)

PRESS_TIMEOUT = 10.0
"""Seconds: by then nobody waits for a pop-up any more, and the next row does."""
LEASE = timedelta(seconds=asking.LONGEST + PRESS_TIMEOUT + 20)
"""How long a lane stands still after a crash; longer than asking the platform, the unit of work
and (after the last try of what breaks) answering the press take together."""
BREAKS = 3
"""So often an update that trips over a bug is tried before it is set aside."""
MEND = timedelta(seconds=1)


class Handled(Protocol):
    @property
    def popup(self) -> str: ...


class Dispatch(Protocol):
    """`handlers.dispatch.Dispatcher`."""

    def needs(self, incoming: Incoming, store: Store) -> Needs: ...
    def handle(
        self,
        incoming: Incoming,
        work: UnitOfWork,
        now: datetime,
        administered: frozenset[str],
        bot_is_administrator: bool | None,
    ) -> Handled: ...


class Row(NamedTuple):
    id: int
    envelope: Envelope
    attempts: int


class Reception:
    """`handled` is called after each row: there may be answers to send, files to fetch."""

    def __init__(
        self, tools: Tools, dispatch: Dispatch, handled: Callable[[], None] = lambda: None
    ) -> None:
        self._tools = tools
        self._dispatch = dispatch
        self._handled = handled
        self._in_hand = InHand()

    async def accept(self, envelopes: Sequence[Envelope]) -> int:
        """Committed when it returns; how many were new."""
        now = self._tools.now()
        return await self._tools.write(lambda work: work.inbox.accept(envelopes, now))

    async def claim(self) -> Row | None:
        now = self._tools.now()
        while found := await self._tools.write(lambda work: work.inbox.claim(now, now + LEASE)):
            if self._in_hand.take(found[0]):
                return Row(*found)
        return None

    async def work(self, row: Row) -> None:
        incoming, popup = None, None
        try:
            incoming = self._tools.channel(row.envelope.channel).understand(row.envelope.payload)
            popup = await self._handle(row, incoming)
        except Exception as error:
            await self._broke(row, incoming, error)
        finally:
            self._in_hand.put_down(row.id)
        self._handled()
        if incoming is not None and popup is not None:
            await self._answer_press(incoming, popup)

    async def _handle(self, row: Row, incoming: Incoming | None) -> str | None:
        now = self._tools.now()
        if incoming is None:
            await self._tools.write(lambda work: work.inbox.done(row.id, now))
            return None
        answers = await self._ask(incoming)

        def handle(work: UnitOfWork) -> str:
            handled = self._dispatch.handle(
                incoming, work, now, answers.administered, answers.bot_is_administrator
            )
            work.inbox.done(row.id, now)
            return handled.popup

        return await self._tools.write(handle)

    async def _ask(self, incoming: Incoming) -> Answers:
        needs = await self._tools.desk.run(self._dispatch.needs, incoming, self._tools.store)
        if not needs.groups and needs.bot_status is None:
            return Answers()
        channel = self._tools.channel(incoming.channel)
        account = incoming.sender.account if incoming.sender else ""
        return await ask(channel, needs, account, self._tools.sleep)

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

    async def _broke(self, row: Row, incoming: Incoming | None, error: Exception) -> None:
        now, why = self._tools.now(), incident("inbox", error, row=row.id, attempts=row.attempts)
        if row.attempts < BREAKS:
            later = now + MEND * row.attempts
            await self._tools.write(lambda work: work.inbox.put_off(row.id, later))
            return
        popup = system.apology_popup(speaker(DEFAULT_LANGUAGE), why)
        told = incoming is None or await self._answer_press(incoming, popup)

        def give_up(work: UnitOfWork) -> None:
            work.inbox.set_aside(row.id, f"incident {why}", now)
            if incoming is not None and not told:
                _apologise(work, incoming, why, now)

        await self._tools.write(give_up)


def _apologise(work: UnitOfWork, incoming: Incoming, why: str, now: datetime) -> None:
    place = incoming.place
    chat = work.chats.at(incoming.channel, place.address, place.kind)
    text = system.apology(_say(work, chat), why)
    work.outbox.post(chat.id, Message(text), now, replies_to=incoming.message, thread=place.thread)


def _say(work: UnitOfWork, chat: Chat) -> Say:
    if chat.person is not None:
        return speaker(work.people.by_id(chat.person).language)
    team = work.teams.of_group(chat.id)
    return speaker(team.language if team else DEFAULT_LANGUAGE)
