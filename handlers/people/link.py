"""/link: two accounts of one person, on two platforms, become one member.

A code from one account is typed in the private chat of the other, which confirms; then the first
confirms, too. Whoever got hold of a code alone gets nothing.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.message import Message, Text
from bot.domain.people import ChatKind
from bot.domain.typed import arabic
from bot.ports import Draft
from bot.render.text import link as texts
from handlers.core.call import Call, Reply
from handlers.core.signup import refresh_all
from handlers.core.words import Words

LASTS = timedelta(minutes=10)
"""From the code to its use, and from there to the second confirmation."""
DIGITS = 8
TRIES = 5
"""Wrong codes in ten minutes: of a hundred million nobody guesses one."""
OFFER = "link-offer"
"""Kind of the draft with the code of who asked for it, in his or her chat."""
MEETING = "link-meeting"
"""Kind of the draft of two who are to be one; it belongs to who asked for the code."""
WRONG = "link-wrong"
_CODE = re.compile(r"(?<!\d)\d{4}[ \-–]?\d{4}(?!\d)")
_WORDS = ("เชื่อมบัญชี", "รหัส", "link")
_LETTER = re.compile(r"[^\W\d_]")


def link(call: Call) -> Reply:
    """`link` gives a code, `link 48213976` takes one; the rest is behind buttons."""
    if call.chat.kind is ChatKind.GROUP:
        return Reply(texts.only_in_private(call.say))
    words = Words(call.arguments)
    meeting = words.take_id("d")
    if meeting is not None:
        return _met(call, meeting, words.take_word("yes", "no"))
    if words.take_word("to"):
        return _choose(call, words.take_word(*call.channels))
    if not words.rest:
        return _offer(call)
    code = _code_in(words.rest)
    return _entered(call, code) if code else Reply(Message(texts.no_code(call.say)))


def is_code(call: Call) -> bool:
    """Typed in private without the word as it is to be: alone, or with what came around it."""
    in_private = call.chat.kind is ChatKind.PRIVATE and len(call.channels) > 1
    return in_private and _code_in(call.incoming.text) != ""


def _code_in(text: str) -> str:
    """Its digits, as they were shown or in one go, in Thai or not; empty: there is none, or it is
    anything else that has eight digits.
    """
    told = arabic(text)
    found = _CODE.findall(told)
    is_meant = any(word in told for word in _WORDS) or not _LETTER.search(told)
    return re.sub(r"\D", "", found[0]) if is_meant and len(found) == 1 else ""


def _offer(call: Call) -> Reply:
    if len(call.work.linking.channels(call.person.id)) > 1:
        return Reply(_state(call))
    others = [call.title(name) for name in call.channels if name != call.chat.channel]
    if not others:
        return Reply(Message(texts.one_platform(call.say)))
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    until = call.now + LASTS
    call.work.drafts.put(OFFER, call.chat.id, call.person.id, {"code": code}, until)
    return Reply(Message(texts.code(call.say, code, others, _minutes())))


def _entered(call: Call, code: str) -> Reply:
    """Here by the other account; who asked for the code hears of it only once this one confirms."""
    if (again := _sent_again(call, code)) is not None:
        return again
    offer = _offered(call, code)
    if offer is None:
        return Reply(Message(_wrong(call)))
    there = call.work.chats.by_id(offer.chat)
    if offer.person == call.person.id:
        others = [call.title(name) for name in call.channels if name != there.channel]
        return Reply(Message(texts.from_elsewhere(call.say, others)))
    if taken := _on_both(call, offer.person):
        return Reply(Message(texts.taken(call.say, call.title(taken))))
    call.work.drafts.drop(offer.id)
    data = {"by": call.person.id, "chat": call.chat.id, "agreed": False, "code": code}
    meeting = call.work.drafts.put(MEETING, offer.chat, offer.person, data, call.now + LASTS)
    return Reply(_is_it_you(call, meeting, offer))


def _is_it_you(call: Call, meeting: int, of_other: Draft) -> Message:
    there = call.title(call.work.chats.by_id(of_other.chat).channel)
    who = call.work.people.by_id(of_other.person)
    return texts.is_it_you(call.say, who, there, f"link d{meeting}")


def _sent_again(call: Call, code: str) -> Reply | None:
    """The same code of the same person: it is that to which he or she has still to say yes."""
    mine = (
        draft
        for draft in call.work.drafts.of_kind(MEETING, call.now)
        if draft.data["by"] == call.person.id and draft.data["code"] == code
    )
    draft = next(mine, None)
    if draft is None:
        return None
    if draft.data["agreed"]:
        there = call.title(call.work.chats.by_id(draft.chat).channel)
        return Reply(Message(texts.asked_there(call.say, there, _minutes())))
    return Reply(_is_it_you(call, draft.id, draft))


def _offered(call: Call, code: str) -> Draft | None:
    if (tried := _tried(call)) and tried.data["times"] >= TRIES:
        return None
    found = call.work.drafts.of_kind(OFFER, call.now)
    return next((o for o in found if secrets.compare_digest(o.data["code"], code)), None)


def _tried(call: Call) -> Draft | None:
    return call.work.drafts.of(WRONG, call.chat.id, call.person.id, call.now)


def _wrong(call: Call) -> Text:
    tried = _tried(call)
    times = tried.data["times"] + 1 if tried else 1
    if times > TRIES:
        return texts.too_often(call.say, _minutes())
    place = call.chat.id, call.person.id
    call.work.drafts.put(WRONG, *place, {"times": times}, call.now + LASTS)
    return texts.wrong_code(call.say)


def _met(call: Call, meeting: int, word: str) -> Reply:
    """First who typed the code, then who asked for it."""
    draft = call.work.drafts.get(meeting, call.now)
    if draft is None or draft.kind != MEETING or not word:
        raise Refusal("button-expired")
    if word == "no" and call.person.id in (draft.data["by"], draft.person):
        return _declined(call, draft)
    is_first = call.person.id == draft.data["by"] and not draft.data["agreed"]
    is_second = call.person.id == draft.person and draft.data["agreed"]
    if not (is_first or is_second):
        raise Refusal("button-expired")
    return _agreed(call, draft) if is_first else _linked(call, draft)


def _declined(call: Call, draft: Draft) -> Reply:
    call.work.drafts.drop(draft.id)
    here = call.title(call.chat.channel)
    for chat in {draft.chat, draft.data["chat"]} - {call.chat.id}:
        _post(call, chat, lambda say: Message(texts.declined_there(say, here)))
    return Reply(Message(texts.declined(call.say)), edits=True)


def _agreed(call: Call, draft: Draft) -> Reply:
    call.work.drafts.change(draft.id, {**draft.data, "agreed": True})
    here = call.title(call.chat.channel)
    action = f"link d{draft.id}"
    _post(call, draft.chat, lambda say: texts.confirm(say, call.person, here, action))
    there = call.title(call.work.chats.by_id(draft.chat).channel)
    return Reply(Message(texts.asked_there(call.say, there, _minutes())), edits=True)


def _linked(call: Call, draft: Draft) -> Reply:
    """Everything of who typed the code becomes that of who asked for it, who is told here."""
    other = draft.data["by"]
    call.work.linking.hold(call.person.id, other)
    if call.work.chats.by_id(draft.data["chat"]).person != other:
        raise Refusal("button-expired")  # forgotten since, or linked with somebody else
    if taken := _on_both(call, other):
        return Reply(Message(texts.taken(call.say, call.title(taken))), edits=True)
    call.work.drafts.drop(draft.id)
    call.work.linking.link(call.person.id, other, call.chat.channel)
    for team in call.work.teams.of_person(call.person.id):
        refresh_all(call, team.id)
    _post(call, draft.data["chat"], lambda say: _state(replace(call, say=say)))
    return Reply(_state(call), edits=True)


def _on_both(call: Call, other: int) -> str:
    """A channel on which both have an account: a person has one on each."""
    mine, theirs = map(call.work.linking.channels, (call.person.id, other))
    return next((name for name in mine if name in theirs), "")


def _choose(call: Call, channel: str) -> Reply:
    if channel not in call.work.linking.channels(call.person.id):
        raise Refusal("button-expired")
    call.work.linking.choose(call.person.id, channel)
    return Reply(_state(call), edits=True)


def _state(call: Call) -> Message:
    me = call.work.people.by_id(call.person.id)
    accounts = call.work.linking.channels(me.id)
    titles = {name: call.title(name) for name in accounts}
    reached = call.work.chats.by_id(me.private_chat).channel if me.private_chat else ""
    return texts.state(call.say, titles, me.channel, reached)


def _post(call: Call, chat: int, write: texts.Write) -> None:
    """In the language of whose private chat it is."""
    reader = call.work.chats.by_id(chat).person
    if reader is not None:
        say = call.say_in(chat, call.work.people.by_id(reader).language)
        call.work.outbox.post(chat, write(say), call.now)


def _minutes() -> int:
    return int(LASTS.total_seconds() // 60)
