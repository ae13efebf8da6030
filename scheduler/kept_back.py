"""What the month's quota kept back goes with the next reply to its chat, which costs nothing, or
with what is sent there anyway; or by itself, in one message to each chat, when another month has
begun.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import chain

from bot.domain.calendar import Calendar
from bot.domain.cost import month_start
from bot.domain.errors import Unavailable, Unreadable
from bot.domain.message import Message, Text, apart, in_one
from bot.domain.notices import late_delivery_time
from bot.domain.people import Chat
from bot.domain.rules import Rules
from bot.ports import Abilities, Delivery, Outgoing, UnitOfWork
from scheduler import monthly, news
from scheduler.incidents import incident
from scheduler.rendering import Render, said, told
from scheduler.tools import Tools

_NOTHING = Message(Text())
_HEADED = "kept-back:"
"""How the key begins of what another month was begun with; nothing else unsent has the same."""
MORNING = timedelta(minutes=15)
"""After its slot what is planned for a day has gone."""
MOST = 100
"""Of one chat at a time, its oldest; what is more waits for the next look, an hour later."""


@dataclass(slots=True)
class Carried:
    """`told`: what of it goes along; `over`: what no longer matters."""

    messages: list[Message] = field(default_factory=list)
    told: list[Delivery] = field(default_factory=list)
    over: list[Delivery] = field(default_factory=list)

    def recorded(self, work: UnitOfWork, now: datetime) -> None:
        """With what carried it."""
        for one in self.told:
            _write_down(work, one, now)
        for one in self.over:
            work.outbox.dropped(one, "overtaken", now)


async def goes_along(
    tools: Tools, can: Abilities, delivery: Delivery, found: Sequence[Outgoing], render: Render
) -> Carried | None:
    """With what was `found` for this delivery. None, if it cannot be made: nothing is to fail by
    what goes along with it.
    """
    if not _carries(delivery, counted=can.counted):
        return None
    now, chat = tools.now(), delivery.chat.id
    along = partial(carried, chat=chat, found=found, most=can.at_once, now=now, render=render)
    try:
        with suppress(Unreadable):
            return await tools.read(along)
        await tools.write(lambda work: readable(work, chat, now))
        return await tools.read(along)
    except Unavailable:
        raise
    except Exception as error:
        incident("outbox", error, delivery=delivery.id)
        return None


def _carries(delivery: Delivery, *, counted: bool) -> bool:
    """An answer; and what is pushed, for several messages in one request count as one. That at the
    first try only: a platform that knows the second as done does not look at what it holds.

    https://developers.line.biz/en/docs/messaging-api/pricing/
    """
    return bool(delivery.reply) or (counted and delivery.attempts == 1 and not delivery.edits)


def carried(
    work: UnitOfWork, chat: int, found: Sequence[Outgoing], most: int, now: datetime, render: Render
) -> Carried:
    """As much as one request of `most` messages has room for beside what was `found`, a
    picture counting as one; if it is of a former month, that is said above it.
    """
    taken = sum(_size(apart(one.message)) for one in found)
    room, made = most - taken, Carried()
    for one in work.outbox.kept_back(chat, max(room, 0), now):
        messages = _said(work, one, now, render)
        if messages and not made.messages and _is_of_former_month(work, one, now):
            messages[0] = _headed(work, one, messages[0])
        if not messages:
            made.over.append(one)
        elif _size([*made.messages, *messages]) <= room:
            made.messages += messages
            made.told.append(one)
        else:
            break
    return made


def _size(messages: Sequence[Message]) -> int:
    """With their pictures, each of which is a message of its own."""
    return sum(1 + len(one.pictures) for one in messages)


def _write_down(work: UnitOfWork, one: Delivery, now: datetime) -> None:
    """Known by its key, though it has no id of its own on the platform."""
    ids = (f"with:{one.id}",) if one.key else ()
    work.outbox.sent(one, ids, one.message or _NOTHING, now)


def readable(work: UnitOfWork, chat: int, now: datetime) -> Sequence[Delivery]:
    """What is kept back there. What of it nobody can make sense of is set aside, and told of."""
    while True:
        try:
            return work.outbox.kept_back(chat, MOST, now)
        except Unreadable as error:
            set_aside(work, error, incident("kept back", error, delivery=error.row), now)


def set_aside(work: UnitOfWork, error: Unreadable, number: str, now: datetime) -> None:
    """Of a delivery, under the number of the incident."""
    chat = work.outbox.set_aside(error.row, f"incident {number}", now)
    if chat is not None:
        news.unreadable(work, chat, number, now)


def send_again(work: UnitOfWork, chat_id: int, now: datetime, render: Render) -> None:
    """What was kept back there in a former month; in working hours, and once what is sent in the
    morning anyway has had the time to take it along.
    """
    chat, before = work.chats.by_id(chat_id), now - MORNING
    calendar, rules = _hours(work, chat)
    if late_delivery_time(before, calendar, rules) > before:
        return
    if work.outbox.is_kept_back_since(chat.id, month_start(rules, now)):
        _send_again(work, chat, now, render)


def _hours(work: UnitOfWork, chat: Chat) -> tuple[Calendar, Rules]:
    """Of the chat's team, or one of its reader's; without a team, the usual ones."""
    teams = news.teams_of(work, chat)
    return (work.teams.calendar(teams[0].id), teams[0].rules) if teams else (Calendar(), Rules())


def _send_again(work: UnitOfWork, chat: Chat, now: datetime, render: Render) -> None:
    """In the order of its being kept back; of all notices together what still matters, last. Where
    nobody reads it any more it is over.
    """
    kept = readable(work, chat.id, now)
    notices = [notice for one in kept for notice in one.notices]
    texts = {one.id: _said(work, one, now, render) for one in kept if one.message}
    messages = [*chain(*texts.values()), *told(work, chat, notices, now, render)]
    goes = messages and chat.reachable and chat.served
    for one in kept:
        if goes and texts.get(one.id):
            _write_down(work, one, now)
        else:
            work.outbox.dropped(one, "told later", now)
    if goes:
        first, *_ = (*(d for d in kept if texts.get(d.id)), *(d for d in kept if d.notices))
        messages[0] = _headed(work, first, messages[0])
        work.outbox.post(chat.id, in_one(messages), now, key=f"{_HEADED}{first.id}")


def _headed(work: UnitOfWork, delivery: Delivery, message: Message) -> Message:
    """Unless it was, when it was kept back once more."""
    if delivery.key.startswith(_HEADED):
        return message
    return replace(message, text=news.headed_kept_back(work, delivery.chat, message.text))


def _is_of_former_month(work: UnitOfWork, delivery: Delivery, now: datetime) -> bool:
    """Of two teams' months, in two zones, either will do."""
    teams = news.teams_of(work, delivery.chat)
    return bool(teams) and delivery.created_at < month_start(teams[0].rules, now)


def _said(work: UnitOfWork, delivery: Delivery, now: datetime, render: Render) -> list[Message]:
    """Nothing, if it no longer matters."""
    if not matters(work, delivery, now):
        return []
    if delivery.message is not None:
        return [one for letter in said(delivery) for one in apart(letter.message)]
    # As things are now: nothing has failed for which it would be late.
    return [*told(work, delivery.chat, delivery.notices, now, render)]


def matters(work: UnitOfWork, delivery: Delivery, now: datetime) -> bool:
    """Not, if it is of a former month only, or of a team that the reader has left."""
    key = delivery.key
    if news.tells_of_another_month(work, key, now) or monthly.is_asked_anew(work, key, now):
        return False
    return delivery.message is None or _is_for_reader(work, delivery, delivery.message)


def _is_for_reader(work: UnitOfWork, delivery: Delivery, message: Message) -> bool:
    who = delivery.chat.person
    if who is None:
        return True
    told = {work.plans.team_of(about.plan) for about in message.about}
    return all(team and work.teams.by_id(team).member(who) for team in told)
