"""What is made for one person: to that person alone, and noted in the plan's history."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.events import Exported
from bot.domain.keeping import is_noted
from bot.domain.message import Made, Message
from bot.domain.people import ChatKind
from bot.domain.standing import Standing
from bot.render.language import Say
from bot.render.text import exports
from handlers.core.call import Call, Reply


def handed(
    call: Call,
    scope: Standing,
    write: Callable[[Say], Message],
    what: Made,
    round: int | None = None,
) -> Reply:
    """In a private chat what `write` gives; in a group a line, and that in the private chat of
    whoever asked, if there is one: a draft is for its editor.
    """

    def noted(say: Say) -> Message:
        message = write(say)
        event = Exported(at=call.now, by=call.person.id, what=what, round=round)
        if not is_noted(scope.plan, event):
            call.work.plans.append(scope.plan, event)
        return message

    return in_private(call, noted, what)


def in_private(call: Call, write: Callable[[Say], Message], what: Made) -> Reply:
    """The same without a note. Nothing is written where there is no private chat yet."""
    if call.chat.kind is ChatKind.PRIVATE:
        return Reply(write(call.say))
    chat = call.person.private_chat
    if chat is None:
        return Reply(Message(exports.open_private_chat(call.say, call.typed)))
    call.work.outbox.post(chat, write(call.say_in(chat, call.person.language)), call.now)
    return Reply(Message(exports.sent_in_private(call.say, what)))
