"""Files that come out of turn: later than what quotes them, or than the question after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.incoming import Incoming, Replied, Sender
from bot.domain.people import Person
from bot.ports import QUOTED, QUOTED_WAITS, Draft, UnitOfWork, awaits
from handlers.core.call import Call
from handlers.evidence.waiting import remembered, waiting_here

Said = tuple[Person, Incoming]
"""By whom, and as what it would reach the bot now."""


def answers_question(incoming: Incoming, work: UnitOfWork, now: datetime) -> bool:
    """Whether the sender was asked there for these files, or for the step of their album."""
    chat = work.chats.known_at(incoming.channel, incoming.place.address)
    person = work.people.by_account(incoming.channel, incoming.account)
    if chat is None or person is None:
        return False
    return awaits(work.drafts.waiting(chat.id, person.id, now), incoming)


def quotes_unknown(call: Call) -> bool:
    """Whether it is in reply to what may be a file that is still to come."""
    replied = call.incoming.replied
    if replied is None or not replied.album or replied.files:
        return False
    waiting = waiting_here(call)
    known = {one.message for one in remembered(waiting)} if waiting else set()
    return replied.message not in known and not call.work.sent.knows(call.chat.id, replied.message)


def keep(call: Call, plan: int, step: int, said: str) -> None:
    """For the file quoted; one that was held only since this was taken up comes in at once."""
    incoming, replied = call.incoming, call.incoming.replied
    assert replied is not None
    line = f"/attach p{plan} {step} {said}".strip()
    data = {"line": line, "message": incoming.message}
    kind, until = QUOTED + replied.message, call.now + QUOTED_WAITS
    call.work.drafts.put(kind, call.chat.id, call.person.id, data, until)
    call.work.inbox.let_in(incoming.channel, incoming.place.address, replied.album)


def take_back(call: Call, question: Draft) -> None:
    """Whom this asks for a file wants none attached any more."""
    call.work.drafts.drop_all(QUOTED, question.chat, question.person)


def said_of(incoming: Incoming, work: UnitOfWork, now: datetime) -> Sequence[Said]:
    """What was said of these files before they came, each once."""
    chat = work.chats.known_at(incoming.channel, incoming.place.address)
    if chat is None:
        return ()
    kinds = [QUOTED + (file.message or incoming.message) for file in incoming.files]
    found = work.drafts.of_kinds(kinds, chat.id, now)
    for draft in found:
        work.drafts.drop(draft.id)
    return [_said_now(incoming, work.people.by_id(draft.person), draft, work) for draft in found]


def _said_now(incoming: Incoming, by: Person, draft: Draft, work: UnitOfWork) -> Said:
    """Who sent the files stays their sender."""
    files = tuple(
        replace(file, message=file.message or incoming.message, account=incoming.account)
        for file in incoming.files
    )
    return by, replace(
        incoming,
        sender=Sender(work.people.account_of(incoming.channel, by.id) or "", by.name),
        text=draft.data["line"],
        message=draft.data["message"],
        files=(),
        replied=Replied(draft.kind.removeprefix(QUOTED), files=files),
    )
