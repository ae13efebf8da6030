"""What the month's quota kept back goes with the next reply to its chat, which costs nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.message import Message, Text, apart
from bot.ports import Delivery, Outgoing, UnitOfWork
from scheduler.rendering import Render, said, told

_NOTHING = Message(Text())


@dataclass(slots=True)
class Carried:
    """`told`: what of it goes along; `over`: what no longer matters."""

    messages: list[Message] = field(default_factory=list)
    told: list[Delivery] = field(default_factory=list)
    over: list[Delivery] = field(default_factory=list)

    def recorded(self, work: UnitOfWork, now: datetime) -> None:
        """With the reply that carried it."""
        for one in self.told:
            work.outbox.sent(one, (), one.message or _NOTHING, now)
        for one in self.over:
            work.outbox.dropped(one, "overtaken", now)


def carried(
    work: UnitOfWork, chat: int, found: Sequence[Outgoing], most: int, now: datetime, render: Render
) -> Carried:
    """As much as one request of `most` messages has room for beside what was `found`."""
    room, made = most - sum(len(apart(one.message)) for one in found), Carried()
    for one in work.outbox.kept_back(chat, max(room, 0), now):
        said = _said(work, one, now, render)
        if not said:
            made.over.append(one)
        elif len(made.messages) + len(said) <= room:
            made.messages += said
            made.told.append(one)
        else:
            break
    return made


def _said(work: UnitOfWork, delivery: Delivery, now: datetime, render: Render) -> list[Message]:
    """Nothing, if it no longer matters, or is of a team that the reader has left."""
    if delivery.message is not None and not _is_for_reader(work, delivery, delivery.message):
        return []
    if delivery.message is not None:
        return [one for letter in said(delivery) for one in apart(letter.message)]
    # As things are now: nothing has failed for which it would be late.
    return [*told(work, delivery.chat, delivery.notices, now, render)]


def _is_for_reader(work: UnitOfWork, delivery: Delivery, message: Message) -> bool:
    who = delivery.chat.person
    if who is None:
        return True
    told = {work.plans.team_of(about.plan) for about in message.about}
    return all(team and work.teams.by_id(team).member(who) for team in told)
