"""From a reply to the outbox: the answer, and what a press used up taken from its message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.incoming import Happened
from bot.domain.message import Button, Message, Text, as_text, join, paragraphs
from bot.domain.people import ChatKind
from bot.render.text import names
from handlers.core.asking import with_way_out
from handlers.core.call import Call, Reply, Spent
from handlers.core.quoted import as_question


def post(call: Call, reply: Reply | None) -> str:
    """Queue what of the reply is a message; what is left is the pop-up."""
    if reply is None:
        return ""
    if call.by_button:
        reply = _as_the_platform_can(call, reply)
    incoming = call.incoming
    answers = incoming.happened is Happened.SAID and call.chat.kind is ChatKind.GROUP
    if reply.message is not None:
        call.work.outbox.post(
            call.chat.id,
            _asked(call, reply.message) if reply.message.asks else reply.message,
            call.now,
            replies_to=incoming.message if answers else "",
            thread=incoming.place.thread,
            edits=incoming.message if reply.edits and call.by_button else "",
            key=reply.key,
        )
    if call.by_button and not reply.edits and call.can.edits:
        _take_away(call, reply)
    return reply.popup


def _asked(call: Call, question: Message) -> Message:
    return as_question(call, with_way_out(call, _naming(call, question)))


def _naming(call: Call, question: Message) -> Message:
    """Who pressed in a group is named in what then waits to be typed: an answer to no message opens
    the reply field only to whom it names.
    """
    person = call.asked_in_group if call.by_button else None
    if person is None or question.text.people or question.buttons:
        return question
    return replace(question, text=join([names.mentioned(call.say, person), question.text]))


def _as_the_platform_can(call: Call, reply: Reply) -> Reply:
    """What cannot be said beside the chat is said in it, above the rest of the answer."""
    if reply.popup and not call.can.popups:
        rest = reply.message or Message(Text())
        popup = as_text(reply.popup)
        if call.chat.kind is ChatKind.GROUP and call.person.id:
            popup = names.addressed(call.say, call.person, reply.popup)
        told = replace(rest, text=paragraphs([popup, rest.text]))
        reply = replace(reply, message=told, popup="")
    return reply if call.can.edits else replace(reply, edits=False)


def _take_away(call: Call, reply: Reply) -> None:
    """What a press has used up goes from the message that it stood under."""
    spent = Spent.BUTTON if reply.took_back else reply.spent
    before = call.incoming.buttons
    left = _left(before, call.incoming.text) if spent is Spent.BUTTON else ()
    if spent is not Spent.NOTHING and left != before:
        message = Message(Text(), left)
        call.work.outbox.post(call.chat.id, message, call.now, edits=call.incoming.message)


def _left(rows: Sequence[tuple[Button, ...]], pressed: str) -> tuple[tuple[Button, ...], ...]:
    """The other buttons."""
    kept = (tuple(b for b in row if b.action != pressed) for row in rows)
    return tuple(row for row in kept if row)
