"""Files that come out of turn: later than the question after them."""

from __future__ import annotations

from datetime import datetime

from bot.domain.incoming import Incoming
from bot.ports import UnitOfWork, awaits


def answers_question(incoming: Incoming, work: UnitOfWork, now: datetime) -> bool:
    """Whether the sender was asked there for these files, or for the step of their album."""
    chat = work.chats.known_at(incoming.channel, incoming.place.address)
    person = work.people.by_account(incoming.channel, incoming.account)
    if chat is None or person is None:
        return False
    return awaits(work.drafts.waiting(chat.id, person.id, now), incoming)
