"""Delivers what stands in the outbox: claim some, one to a chat; render, send and record each."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import structlog
from structlog.contextvars import bind_contextvars, reset_contextvars

from bot.domain.errors import (
    DeliveryError,
    FileUnread,
    ReplyRefused,
    SentInPart,
    Unavailable,
    Unreadable,
)
from bot.domain.message import Made, Message, in_one
from bot.domain.notices import late_delivery_time
from bot.domain.people import ChatKind
from bot.domain.relevance import LATE_AFTER
from bot.ports import Behind, Channel, Delivery, Outgoing, Posted, UnitOfWork
from bot.render.text import notices as notice_texts
from scheduler import delivery_outcomes, making, packs
from scheduler.delivery_outcomes import Gone
from scheduler.handed import Handed
from scheduler.in_flight import Turnstile
from scheduler.incidents import incident
from scheduler.kept_back import goes_along, matters, set_aside
from scheduler.making import Workshop
from scheduler.pace import PATIENCE, Cooldown, Pace
from scheduler.planning_gate import Gate
from scheduler.platform_queries import INSIDE_TIMEOUT, believed
from scheduler.quota import Quota
from scheduler.rendering import Render, amended, letters, said
from scheduler.tools import AGAIN, Tools
from scheduler.worker import ALL, InHand, Shares

log = structlog.get_logger(__name__)

SEND_TIMEOUT = 190.0
"""Seconds: 50 MB through an office's line. A little longer than one call may take by the channel's
own time-outs (Telegram: 180), which know better what failed; this one ends what only trickles."""
LEASE = timedelta(
    seconds=making.TIMEOUT + SEND_TIMEOUT + INSIDE_TIMEOUT + 2 * PATIENCE + sum(AGAIN) + 20
)
"""Longer than making what is sent, waiting for a turn (the chat's, then the channel's), the
time-outs and the record together, or another process sends a slow message again. So long a chat is
silent after a crash. What waits longer for its place in the air, or behind others, is looked for
again (`FRESH`)."""

FRESH = timedelta(seconds=10)
"""So long ago an answer may have been claimed, and be sent without being looked for once more."""
STILL_TRUE = timedelta(seconds=2)
"""So long ago what a notice tells may have been read: it is as if it were in the air already."""


class Courier:
    def __init__(
        self,
        tools: Tools,
        pace: Pace,
        gate: Gate,
        gone: Gone,
        workshop: Workshop,
        render: Render = notice_texts.messages,
        share: int = ALL,
    ) -> None:
        self._tools = tools
        self._workshop = workshop
        self._pace = pace
        self._gate = gate
        self._gone = gone
        self._render = render
        self._cooldown = Cooldown()
        self._in_hand = InHand()
        self._shares = Shares(share)
        self._handed = Handed()
        self._read_ahead: dict[int, Sequence[Outgoing]] = {}
        """What is to be sent of a delivery that was claimed just now."""
        self._may_wait = True
        """Whether the store may have something that can be claimed."""
        self._has_left_out = False
        """Whether strangers were not looked for, there being something for a committee."""
        self._has_passed_over = False
        """Whether what waits was, for what was handed over."""
        self._turnstiles: dict[str, Turnstile] = defaultdict(Turnstile)
        self._quota = Quota()

    def look(self) -> None:
        """Something may have come to wait in the store."""
        self._may_wait = True

    def hand(self, posted: Posted) -> None:
        self._handed.put(one for one in posted.claimed if self._in_hand.take(one.id))
        self._may_wait |= posted.is_more

    @property
    def takes_answers(self) -> bool:
        """Whether there is room for what might be handed over."""
        return not self._handed.is_full

    async def claim(self, most: int = 1) -> Sequence[Delivery]:
        """In turn what was handed over and what waits besides."""
        await self._gate.passed()
        most, but = self._shares.room(most)
        is_their_turn = self._may_wait and self._has_passed_over
        self._has_passed_over = self._handed.is_ready(but) and not is_their_turn
        claimed: Sequence[Delivery] = ()
        if not self._has_passed_over and (self._may_wait or self._has_left_out):
            claimed = await self._claim_waiting(most, but)
        claimed = claimed or self._handed.take(most, but)
        self._shares.update(one.chat.channel for one in claimed)
        return claimed

    async def _claim_waiting(self, most: int, but: Collection[str]) -> Sequence[Delivery]:
        """Strangers' not while there is something for a committee."""
        now, strangers = self._tools.now(), not self._handed.is_ready(but)
        until = now + LEASE
        while True:
            self._may_wait, self._has_left_out = False, not strangers
            try:
                claimed = await self._tools.write(
                    lambda work: work.outbox.claim(now, until, most, strangers=strangers, but=but)
                )
            except Unreadable as error:
                await self._set_aside(error)
                continue
            except BaseException:
                self._may_wait = True
                raise
            if len(claimed) == most:
                self._may_wait = True
            ours = [one for one in claimed if self._in_hand.take(one.id)]
            for one in ours:
                self._handed.begun(one)
            await self._read_together(ours)
            if ours or not claimed:
                return ours

    async def _read_together(self, deliveries: Sequence[Delivery]) -> None:
        """Notices in one unit of work, instead of in one each; what is late is judged first. If one
        cannot be made, each is read alone in its turn, and told of there.
        """
        now, render = self._tools.now(), self._render
        asked = [d for d in deliveries if d.message is None and not is_late(d, now)]
        if len(asked) < 2:  # alone it is read in its turn
            return
        with suppress(Exception):
            self._read_ahead |= await self._tools.read(
                lambda work: {d.id: letters(work, d, now, render) for d in asked}
            )

    async def work(self, row: Delivery) -> None:
        cause = {"update": row.cause} if row.cause else {}
        ids = bind_contextvars(delivery=row.id, **cause)
        try:
            await self._work(row)
        finally:
            reset_contextvars(**ids)

    async def _work(self, row: Delivery) -> None:
        try:
            await self._deliver(row)
        except Unavailable:
            await self._record(row, delivery_outcomes.INTERRUPTED)
        except Exception as error:
            await self._record(row, delivery_outcomes.BROKE, incident("outbox", error))
        finally:
            self._read_ahead.pop(row.id, None)
            for one in (row, *self._handed.stopped(row)):
                self._in_hand.put_down(one.id)
            self._may_wait |= self._shares[row.chat.channel] >= self._shares.each
            self._shares[row.chat.channel] -= 1

    async def _set_aside(self, error: Unreadable) -> None:
        now, number = self._tools.now(), incident("outbox", error, delivery=error.row)
        await self._tools.write(lambda work: set_aside(work, error, number, now))

    async def _deliver(self, delivery: Delivery) -> None:
        now = self._tools.now()
        held = self._cooldown.of_channel(delivery.chat.channel, now)
        if held is not None:  # since it was claimed
            await self._record(delivery, delivery_outcomes.HELD, held, True)
            return
        if is_late(delivery, now):
            at = await self._tools.read(lambda work: waits_until(work, delivery, now))
            if at is not None:
                await self._record(delivery, delivery_outcomes.PUT_OFF, at)
                return
        try:
            await self._tell(delivery)
        except DeliveryError as error:
            await self._refused(delivery, error)
        except FileUnread as error:
            await self._record(delivery, delivery_outcomes.NO_FILE, error)
        except ReplyRefused:  # and it is not worth what a message costs
            await self._record(delivery, delivery_outcomes.OVERTAKEN)

    async def _tell(self, delivery: Delivery) -> None:
        if await self._pace.of_chat(delivery.chat, answers=not delivery.notices):
            self._read_ahead.pop(delivery.id, None)
        found = await self._letters(delivery, self._tools.now())
        if not found:
            await self._record(delivery, delivery_outcomes.OVERTAKEN)
            return
        channel = self._tools.channel(delivery.chat.channel)
        carried = None
        if channel.can.replies:
            carried = await goes_along(self._tools, channel.can, delivery, found, self._render)
        along = carried.messages if carried else ()
        first, messages = _at_once(found, along, channel.can.at_once)
        if first.message.pictures or first.message.documents or first.message.then:
            first = await self._workshop.with_made(channel, first)
        # Counted from its turn until it is written down as sent: so many a kill may double.
        turn = partial(self._pace.of_channel, channel.name)
        replies = bool(delivery.reply) and not delivery.lapses
        try:
            async with self._turnstiles[channel.name].passed(turn, replies=replies):
                ids, rest = await self._send(delivery, first)
                told = first.message, [*rest, *messages], carried
                await self._record(delivery, delivery_outcomes.SENT, ids, *told)
            await self._note_packs(delivery, first, rest)
        finally:
            first.close()

    async def _note_packs(
        self, delivery: Delivery, sent: Outgoing, rest: Sequence[Message]
    ) -> None:
        left = {one for message in rest for one in message.documents}
        handed = [one for one in sent.made if one.what is Made.PACK and one not in left]
        if handed:
            now, person = self._tools.now(), delivery.chat.person
            await self._tools.record(lambda work: packs.note(work, handed, person, now))

    async def _letters(self, delivery: Delivery, now: datetime) -> Sequence[Outgoing]:
        is_ready = delivery.message is not None and not delivery.was_kept_back
        if is_ready and _was_claimed(delivery, now, FRESH):
            return said(delivery)
        if delivery.id in self._read_ahead and _was_claimed(delivery, now, STILL_TRUE):
            return self._read_ahead[delivery.id]
        render = self._render
        return await self._tools.read(lambda work: _letters(work, delivery, now, render))

    async def _send(
        self, delivery: Delivery, outgoing: Outgoing
    ) -> tuple[Sequence[str], Sequence[Message]]:
        """The ids of what is out, and what of a long message is not."""
        try:
            async with asyncio.timeout(SEND_TIMEOUT):
                return await self._send_or_amend(delivery, outgoing), ()
        except SentInPart as broken:
            log.warning("outbox.in_part", delivery=delivery.id, sent=len(broken.sent))
            return broken.sent, (broken.rest,)
        except TimeoutError:
            raise DeliveryError("timed out") from None

    async def _send_or_amend(self, delivery: Delivery, outgoing: Outgoing) -> Sequence[str]:
        channel = self._tools.channel(delivery.chat.channel)
        if outgoing.edits and not channel.can.edits:
            if not outgoing.message.text:
                return [outgoing.edits]
            outgoing = amended(outgoing, None)
        try:
            return await self._send_on(channel, delivery, outgoing)
        except DeliveryError as error:
            new = error.new_address
            if new is None and not (outgoing.edits and _is_about_the_message(error)):
                raise
            if not outgoing.message.text:  # its buttons stay, that is all
                return [outgoing.edits]
            if new is not None:
                await self._tools.write(
                    lambda work: work.chats.move(channel.name, outgoing.address, new)
                )
            return await channel.send(amended(outgoing, new))

    async def _send_on(
        self, channel: Channel, delivery: Delivery, outgoing: Outgoing
    ) -> Sequence[str]:
        """As a reply if it can be one, else as a message, which may cost something."""
        if outgoing.reply or not channel.can.replies:
            try:
                return await channel.send(outgoing)
            except ReplyRefused:
                log.info("outbox.no_reply", delivery=delivery.id, lapses=delivery.lapses)
        if delivery.lapses:
            raise ReplyRefused
        await self._quota.require(channel, delivery, self._tools.now())
        return await channel.send(replace(outgoing, reply=""))

    async def _refused(self, delivery: Delivery, error: DeliveryError) -> None:
        if error.gone and delivery.chat.kind is ChatKind.GROUP:
            channel = self._tools.channel(delivery.chat.channel)
            error = await believed(channel, delivery.chat, error)
        now = self._tools.now()
        if error.retry_after is None:
            refusal = error, self._tools.chance(), self._render, self._gone
            await self._record(delivery, delivery_outcomes.REFUSED, *refusal)
            return
        until = now + timedelta(seconds=error.retry_after)
        everywhere = self._cooldown.is_widespread(delivery.chat, until, now)
        await self._record(delivery, delivery_outcomes.HELD, until, everywhere)

    async def _record(
        self, delivery: Delivery, outcome: delivery_outcomes.Outcome, *more: object
    ) -> None:
        now = self._tools.now()

        def record(work: UnitOfWork) -> Behind | None:
            work.caused_by(delivery.cause)
            if outcome is not delivery_outcomes.SENT:
                work.outbox.leave_behind(delivery)  # while it stands in this chat
            return outcome.record(work, delivery, now, *more)

        # However long that takes: not written down, it would be sent again.
        behind = await self._tools.record(record)
        if behind is None or behind.is_more:
            self.look()
        if behind is not None:
            self._handed.sent(delivery, behind.claimed, now + LEASE)
        self._count(delivery, outcome, now)

    def _count(self, delivery: Delivery, outcome: delivery_outcomes.Outcome, now: datetime) -> None:
        what = "notice" if delivery.notices else "answer"
        waited = (now - (delivery.slot or delivery.created_at)).total_seconds()
        self._tools.meter.delivered(delivery.chat.channel, what, outcome.label, waited)
        if outcome is delivery_outcomes.SENT:
            log.info("delivery.sent", chat=delivery.chat.id, what=what, seconds=round(waited, 3))


def _at_once(
    found: Sequence[Outgoing], along: Sequence[Message], most: int
) -> tuple[Outgoing, Sequence[Message]]:
    """What goes now, and what comes behind it in requests of their own, of `most` messages each."""
    messages = [*(one.message for one in found), *along]
    if most > 1 and len(messages) > 1:
        messages = [in_one(messages[at : at + most]) for at in range(0, len(messages), most)]
    return replace(found[0], message=messages[0]), messages[1:]


def _is_about_the_message(error: DeliveryError) -> bool:
    """Rather than about the chat: another message may go through."""
    return error.permanent and not error.gone and error.barred is None


def _was_claimed(delivery: Delivery, now: datetime, within: timedelta) -> bool:
    """Whether not longer ago: nobody else has sent it since."""
    until = delivery.leased_until
    return until is not None and until - now > LEASE - within


def _letters(
    work: UnitOfWork, delivery: Delivery, now: datetime, render: Render
) -> Sequence[Outgoing]:
    """Nothing, if it was sent while it was claimed anew: its lease had ended."""
    if not work.outbox.is_waiting(delivery):
        return ()
    if delivery.was_kept_back and not matters(work, delivery, now):
        return ()
    return letters(work, delivery, now, render)


def is_late(delivery: Delivery, now: datetime) -> bool:
    """Whether it tells of something long past its slot; an answer never does."""
    return any(now - n.at > LATE_AFTER for n in delivery.notices)


def waits_until(work: UnitOfWork, delivery: Delivery, now: datetime) -> datetime | None:
    """The slot for which a late delivery waits; None: it goes now.

    Of the plans in one message the first that may speak decides, or they could wait in turns.
    """
    late = {n.plan for n in delivery.notices if now - n.at > LATE_AFTER}
    at = min((_delivery_time(work, plan, now) for plan in late), default=now)
    return at if at > now else None


def _delivery_time(work: UnitOfWork, plan_id: int, now: datetime) -> datetime:
    plan = work.plans.by_id(plan_id)
    return late_delivery_time(now, work.teams.calendar(plan.team), plan.rules)
