"""/unlink: the accounts of one person are those of two again."""

from __future__ import annotations

from bot.domain.message import Message, Text
from bot.domain.people import ChatKind
from bot.render.text import link as texts
from handlers.core import offices
from handlers.core.asking import asked
from handlers.core.call import Call, Reply
from handlers.core.words import Words


def unlink(call: Call) -> Reply:
    """`unlink` asks with which account the duties stay; `unlink line` parts the others."""
    if call.chat.kind is ChatKind.GROUP:
        return Reply(texts.only_in_private(call.say))
    accounts = call.work.linking.channels(call.person.id)
    if len(accounts) < 2:
        return Reply(Message(texts.not_linked(call.say)))
    if (not_now := _not_now(call)) is not None:
        return Reply(Message(not_now))
    kept = Words(call.arguments).take_word(*accounts)
    if not kept:
        mark = asked(call, "unlink")
        titles = [(name, call.title(name)) for name in accounts]
        return Reply(texts.which_stays(call.say, titles, mark))
    for other in accounts:
        if other != kept:
            _part(call, other, kept)
    return Reply(Message(texts.parted(call.say, call.title(kept))), edits=True)


def _not_now(call: Call) -> Text | None:
    """Parted, an account could take an office again as somebody new."""
    for team in call.work.teams.of_person(call.person.id):
        if offices.is_barred(call, team, call.person.id):
            return texts.objected(call.say)
        if (until := offices.objected_until(call, team)) is not None:
            return texts.open_to_objection(call.say, until)
    return None


def _part(call: Call, other: str, kept: str) -> None:
    new = call.work.people.by_id(call.work.linking.part(call.person.id, other))
    if new.private_chat not in (None, call.chat.id):
        say = call.say_in(new.private_chat, new.language)
        message = Message(texts.apart(say, call.title(kept)))
        call.work.outbox.post(new.private_chat, message, call.now)
