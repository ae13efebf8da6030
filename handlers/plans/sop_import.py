"""/import: an office's own SOP, sent in private and looked through before it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import PurePath

from bot.domain.errors import Refusal
from bot.domain.files import MAX_FILE_BYTES, safe_name
from bot.domain.incoming import IncomingFile
from bot.domain.message import Message
from bot.domain.people import Chat, ChatKind
from bot.domain.sop_import import Imported, SopFile
from bot.ports import Draft, UnitOfWork
from bot.render.language import speaker
from bot.render.text import cancelled, refusals
from bot.render.text import sop_import as texts
from handlers.core.asking import dropped, stop_asking
from handlers.core.call import Call, Reply
from handlers.core.words import Words, is_cancel
from handlers.plans import sop_review
from handlers.plans.sop_groups import group_meant, may_bring

QUESTION = "ask:sop-file"
HELD = "sop-file"
"""The kind of a draft that keeps what was sent until it is known for which group."""
WAITS = timedelta(hours=1)
_NOT_ELSE = frozenset({"no-team-private", "no-plan", "which-step"})
"""Why a file is of no step."""
_OTHERS: Mapping[str, str] = {
    **dict.fromkeys((".doc", ".dot", ".rtf"), "sop-old-word"),
    ".pdf": "sop-pdf",
    **dict.fromkeys((".odt", ".pages", ".xls", ".xlsx", ".ppt", ".pptx", ".zip"), "sop-not-word"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".heic", ".gif", ".mp4"), "sop-not-word"),
}
"""By how its name ends, why a file is no SOP; of others it is seen when they are read."""


def bring(call: Call) -> Reply | None:
    """With the file, or in reply to it, it is read; else it is asked for."""
    if call.chat.kind is ChatKind.GROUP:
        return Reply(texts.in_private(call.say, call.typed))
    words = Words(call.arguments)
    group_told = words.rest
    held = _held(call, words)
    files = call.incoming.at_hand
    if files:
        held = _hold(call, files)
    rest = f"d{held.id}" if held else ""
    group = group_meant(call, Words(group_told), "import", rest)
    if held is None:
        return _ask(call, group)
    call.work.drafts.drop(held.id)
    _expect(call, group, held)
    return None


def came(call: Call, question: Draft) -> Reply | None:
    """The file that was asked for."""
    _expect(call, call.work.chats.by_id(question.data["group"]), _hold(call, call.incoming.files))
    return None


def answered(call: Call, question: Draft) -> Reply:
    """Words in place of the file."""
    if is_cancel(call.arguments):
        return dropped(call, question, cancelled.nothing_changed(call.say))
    return Reply(Message(texts.send_again(call.say)))


def offered(call: Call, received: Callable[[Call], Reply | None]) -> Reply | None:
    """A Word file that came in private for nothing that waits may be an SOP: a button says so,
    under what else it may be, or why it is nothing else.
    """
    files = call.incoming.files
    if call.chat.kind is ChatKind.GROUP or len(files) > 1 or not _is_word(files[0]):
        return received(call)
    try:
        reply = received(call)
    except Refusal as refusal:
        if refusal.code not in _NOT_ELSE:
            raise
        reply = Reply(Message(refusals.text(call.say, refusal, call.today())))
    if reply is None or reply.message is None or not may_bring(call):
        return reply
    row = texts.offer(call.say, f"import d{_hold(call, files).id}")
    return replace(reply, message=replace(reply.message, buttons=(*reply.message.buttons, *row)))


def _is_word(file: IncomingFile) -> bool:
    return file.name.lower().endswith(".docx")


def sop_read(work: UnitOfWork, file: SopFile, read: Imported, now: datetime) -> None:
    """It is to be looked through by who sent it."""
    version = work.sops.review(file.group, read, file.name, file.sent_by, now)
    say = speaker(work.people.by_id(file.sent_by).language)
    message = sop_review.shown(work, say, version, now, read.tally.pages)
    work.outbox.post(file.chat, message, now, replies_to=file.message, thread=file.thread)


def sop_refused(work: UnitOfWork, file: SopFile, why: Refusal, now: datetime) -> None:
    say = speaker(work.people.by_id(file.sent_by).language)
    message = Message(texts.refused(say, file.name, refusals.text(say, why)))
    work.outbox.post(file.chat, message, now, replies_to=file.message, thread=file.thread)


def _ask(call: Call, group: Chat) -> Reply:
    until = call.now + WAITS
    call.work.drafts.put(QUESTION, call.chat.id, call.person.id, {"group": group.id}, until)
    return Reply(Message(texts.send_it(call.say, group)))


def _held(call: Call, words: Words) -> Draft | None:
    """What a button for one of several groups stands under: `g5 d45`."""
    words.take_id("g")
    told = words.take_id("d")
    if told is None:
        return None
    held = call.work.drafts.get(told, call.now)
    if held is None or held.kind != HELD or held.person != call.person.id:
        raise Refusal("button-expired")
    return held


def _hold(call: Call, files: tuple[IncomingFile, ...]) -> Draft:
    """What it says for itself is judged at once."""
    file = files[0]
    if len(files) > 1 or file.link:
        raise Refusal("sop-one-file")
    refused = _OTHERS.get(PurePath(file.name.lower()).suffix)
    if refused is not None:
        raise Refusal(refused)
    if (file.size or 0) > MAX_FILE_BYTES:
        raise Refusal("sop-too-large", limit=MAX_FILE_BYTES)
    data = {
        "file": asdict(replace(file, name=safe_name(file.name) or "SOP", album="")),
        "message": file.message or call.incoming.message,
        "thread": call.incoming.place.thread,
    }
    until = call.now + WAITS
    draft = call.work.drafts.put(HELD, call.chat.id, call.person.id, data, until)
    found = call.work.drafts.get(draft, call.now)
    assert found is not None
    return found


def _expect(call: Call, group: Chat, held: Draft) -> None:
    """Have it fetched and read; what comes of it is answered then."""
    call.work.sop_files.expect(
        group.id,
        IncomingFile(**held.data["file"]),
        channel=call.incoming.channel,
        chat=call.chat.id,
        message=held.data["message"],
        thread=held.data["thread"],
        by=call.person.id,
        now=call.now,
    )
    stop_asking(call, QUESTION)
