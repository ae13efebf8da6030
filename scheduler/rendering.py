"""A claimed delivery as what is to be sent now, in the recipient's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.message import Message
from bot.domain.notices import Notice
from bot.domain.people import Chat, ChatKind, Person, Team, on_duty
from bot.domain.plan import Plan
from bot.domain.queues import unplaced
from bot.domain.recipients import one_copy, still_owns
from bot.domain.relevance import LATE_AFTER, still_relevant
from bot.ports import FILES_WAIT, Delivery, Outgoing, UnitOfWork
from bot.render.language import speaker
from bot.render.text.notices import Item

Render = Callable[..., Sequence[Message]]
"""`bot.render.text.notices.messages`, or a test's own."""


def letters(work: UnitOfWork, delivery: Delivery, now: datetime, render: Render) -> list[Outgoing]:
    """What is to be sent, in this order; nothing: none of it matters any more."""
    if delivery.message is not None or delivery.chat.is_erased:
        return said(delivery)
    messages = told(work, delivery.chat, delivery.notices, now, render, delivery)
    return [_outgoing(delivery, message) for message in messages]


def said(delivery: Delivery) -> list[Outgoing]:
    """The message that it holds, if it holds one."""
    if delivery.message is None or delivery.chat.is_erased:
        return []  # of the latter: the receipt of a file whose sender was forgotten meanwhile
    return [_outgoing(delivery, delivery.message)]


def _outgoing(delivery: Delivery, message: Message) -> Outgoing:
    return Outgoing(
        delivery.chat.address,
        message,
        thread=delivery.thread,
        replies_to=delivery.replies_to,
        edits=delivery.edits,
        reply=delivery.reply,
        key=f"{delivery.id} {delivery.created_at.isoformat()}",
    )


def told(
    work: UnitOfWork,
    chat: Chat,
    notices: Sequence[Notice],
    now: datetime,
    render: Render,
    delivery: Delivery | None = None,
) -> Sequence[Message]:
    """What the chat is told at `now`; nothing: none of it matters then. Without a `delivery`, which
    may be late, all is on time.
    """
    reader = _reader(work, chat)
    items = list(_items(work, chat, notices, reader, now))
    if not items:
        return ()
    return render(
        speaker(reader.language if reader else items[0].team.language),
        items,
        to_group=chat.kind is ChatKind.GROUP,
        reader=reader,
        now=now,
        late=delivery is not None and _is_late(delivery, [i.notice for i in items], now),
    )


def still_to_tell(work: UnitOfWork, delivery: Delivery, now: datetime) -> list[Notice]:
    """Those of its notices that still matter."""
    chat = delivery.chat
    items = _items(work, chat, delivery.notices, _reader(work, chat), now)
    return [item.notice for item in items]


def _reader(work: UnitOfWork, chat: Chat) -> Person | None:
    return None if chat.person is None else work.people.by_id(chat.person)


def _is_late(delivery: Delivery, sent: Sequence[Notice], now: datetime) -> bool:
    """Also what was planned in time, but could not be sent for more than an hour."""
    if delivery.late:
        return any(now - n.at > LATE_AFTER for n in sent)
    return delivery.slot is not None and now - delivery.slot > LATE_AFTER


def _items(
    work: UnitOfWork,
    chat: Chat,
    notices: Sequence[Notice],
    reader: Person | None,
    now: datetime,
) -> Iterator[Item]:
    for plan_id in dict.fromkeys(n.plan for n in notices):
        asked = [n for n in notices if n.plan == plan_id]
        yield from _of_plan(work, plan_id, chat, asked, reader, now)


def _of_plan(
    work: UnitOfWork,
    plan_id: int,
    chat: Chat,
    asked: Sequence[Notice],
    reader: Person | None,
    now: datetime,
) -> Iterator[Item]:
    plan = work.plans.by_id(plan_id)
    team = on_duty(work.teams.by_id(plan.team), now)
    if not team.served:
        return
    calendar = work.teams.calendar(team.id)
    snoozed = {s.step: s.until for s in work.plans.snoozes(plan_id) if s.chat == chat.id}
    kept = still_relevant(asked, plan, calendar, snoozed, now)
    if reader is not None:
        kept = _for_reader(kept, reader, plan, team)
    files = work.files.of_plan(plan_id) if kept else []
    waiting = _unplaced(work, (chat.id, team.group), reader, now) if kept else []
    who = None if reader is None else reader.id
    for notice in kept:
        yield Item(notice, plan, team, calendar, files, unplaced=waiting, reader=who)


def _unplaced(
    work: UnitOfWork, chats: Sequence[int], reader: Person | None, now: datetime
) -> list[str]:
    if reader is None:
        return []
    drafts = (work.drafts.of(FILES_WAIT, chat, reader.id, now) for chat in chats)
    return [name for draft in drafts if draft for name in unplaced(draft)]


def _for_reader(found: Sequence[Notice], reader: Person, plan: Plan, team: Team) -> list[Notice]:
    """Who left the team meanwhile is told nothing of it, nor who has nothing left to do."""
    if team.member(reader.id) is None:
        return []
    return one_copy((n for n in found if still_owns(n, reader.id, plan, team)), reader.id, team)


def amended(outgoing: Outgoing, new_address: str | None) -> Outgoing:
    """Once more, elsewhere (where messages have other ids) or as a message of its own."""
    return replace(outgoing, address=new_address or outgoing.address, replies_to="", edits="")
