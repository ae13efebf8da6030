"""/sop edit: an SOP of the group's own is corrected, step by step; each correction is a version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.message import Message
from bot.domain.sop import Sop, Step
from bot.domain.sop_import import SopVersion
from bot.ports import Draft
from bot.render.text import cancelled
from bot.render.text import sop_edit as texts
from handlers.core.asking import dropped, keep_asking, stop_asking
from handlers.core.call import Call, Reply
from handlers.core.words import Words, is_cancel
from handlers.plans import sop_corrections as corrections
from handlers.plans.sop_corrected import correct
from handlers.plans.sop_groups import checked, version_told
from handlers.plans.sop_meant import newest, version_meant

QUESTION = "ask:sop-edit"
WAITS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Editing:
    """One step of a version that is being corrected."""

    version: SopVersion
    sop: Sop
    step: Step


def edit(call: Call) -> Reply:
    """`editsop v12`, `editsop v12 s5 duration 10 วัน`; typed without the version, which it is."""
    words = Words(call.arguments)
    told = version_told(call, words)
    version, is_new = (newest(call, told), False) if told else version_meant(call, words)
    sop = checked(version.source, call.say)
    number = words.take_id("s")
    number = words.take_step() if number is None else number
    if number is None:
        offset = words.take_id("o") or 0
        copied = texts.copied(call.say, version) if is_new else None
        return Reply(texts.menu(call.say, version, sop, offset, copied), edits=call.by_button)
    editing = Editing(version, sop, corrections.written_step(sop, number))
    verb = _take_verb(words)
    if not verb and words.rest:
        raise Refusal("sop-how")
    if told and told.id != version.id and verb in _OF_PLACES:
        verb, words = "", Words("")
    return _DO[verb](call, editing, words)


def answered(call: Call, question: Draft) -> Reply:
    """What was asked for, typed."""
    if is_cancel(call.arguments):
        return dropped(call, question, cancelled.nothing_changed(call.say))
    data = question.data
    version = version_told(call, Words(f"v{data['version']}"), asked=True)
    assert version is not None
    version = newest(call, version)
    sop = checked(version.source, call.say)
    editing = Editing(version, sop, corrections.written_step(sop, data["number"]))
    reply = _typed(call, editing, data["verb"], data["place"], call.arguments)
    call.work.drafts.drop(question.id)
    return reply


def _take_verb(words: Words) -> str:
    for written, verb in VERBS.items():
        if words.rest.lower().startswith(written):
            words.rest = words.rest[len(written) :].lstrip(" :=\n")
            return verb
    return ""


def _card(call: Call, editing: Editing, words: Words) -> Reply:
    message = texts.card(call.say, editing.version, editing.sop, editing.step)
    return Reply(message, edits=call.by_button)


def _said(verb: str) -> Callable[[Call, Editing, Words], Reply]:
    """What is typed behind the word; without, it is asked for."""

    def do(call: Call, editing: Editing, words: Words) -> Reply:
        place = 0
        if verb in _OF_DOCUMENT:
            place = _take_place(words)
            corrections.document_at(editing.step, place)
        if words.rest:
            return _typed(call, editing, verb, place, words.rest)
        return _ask(call, editing, verb, place)

    return do


def _ask(call: Call, editing: Editing, verb: str, place: int) -> Reply:
    data = {
        "version": editing.version.id,
        "number": editing.step.number,
        "verb": verb,
        "place": place,
    }
    keep_asking(call, QUESTION, data, call.now + WAITS, ("version", "number", "verb", "place"))
    return Reply(Message(texts.ask(call.say, editing.step, verb), asks=True))


def _typed(call: Call, editing: Editing, verb: str, place: int, said: str) -> Reply:
    sop, step = editing.sop, editing.step
    if verb in _OF_DOCUMENT:
        changes = corrections.rename_document(sop, step, place, said)
    else:
        changes = _READ[verb](sop, step, said)
    stop_asking(call, QUESTION)
    return correct(call, editing.version, step.number, changes)


def _unit(call: Call, editing: Editing, words: Words) -> Reply:
    chosen = words.rest
    if not chosen:
        message = texts.units(call.say, editing.version, editing.step)
        return Reply(message, edits=call.by_button)
    changes = corrections.unit(editing.sop, editing.step, chosen)
    return correct(call, editing.version, editing.step.number, changes)


def _parties(call: Call, editing: Editing, words: Words) -> Reply:
    if words.rest:
        return _typed(call, editing, "newparty", 0, words.rest)
    message = texts.parties(call.say, editing.version, editing.sop, editing.step)
    return Reply(message, edits=call.by_button)


def _party(call: Call, editing: Editing, words: Words) -> Reply:
    changes = corrections.toggle_party(editing.sop, editing.step, _take_place(words))
    return correct(call, editing.version, editing.step.number, changes, shows=texts.parties)


def _documents(call: Call, editing: Editing, words: Words) -> Reply:
    if words.rest:
        return _typed(call, editing, "newdocument", 0, words.rest)
    message = texts.documents(call.say, editing.version, editing.step)
    return Reply(message, edits=call.by_button)


def _document(call: Call, editing: Editing, words: Words) -> Reply:
    place = _take_place(words)
    corrections.document_at(editing.step, place)
    message = texts.document(call.say, editing.version, editing.step, place)
    return Reply(message, edits=call.by_button)


def _kind(call: Call, editing: Editing, words: Words) -> Reply:
    place = _take_place(words)
    kind = words.take_word()
    changes = corrections.document_kind(editing.sop, editing.step, place, kind)
    return correct(call, editing.version, editing.step.number, changes)


def _no_document(call: Call, editing: Editing, words: Words) -> Reply:
    changes = corrections.no_document(editing.sop, editing.step, _take_place(words))
    return correct(call, editing.version, editing.step.number, changes)


def _take_place(words: Words) -> int:
    return words.take_step() or 0


_OF_DOCUMENT = ("rename",)
_OF_PLACES = ("party", "document", "kind", "rename", "nodocument")
"""They name a party or a document by where it stood in the version that was shown."""
_READ = {
    "duration": corrections.duration,
    "after": corrections.after,
    "title": corrections.title,
    "newparty": corrections.new_party,
    "newdocument": corrections.new_document,
}
_DO: Mapping[str, Callable[[Call, Editing, Words], Reply]] = {
    "": _card,
    **{verb: _said(verb) for verb in (*_READ, *_OF_DOCUMENT)},
    "unit": _unit,
    "parties": _parties,
    "party": _party,
    "documents": _documents,
    "document": _document,
    "kind": _kind,
    "nodocument": _no_document,
}
VERBS: Mapping[str, str] = {
    **{verb: verb for verb in sorted(_DO, key=len, reverse=True) if verb},
    "ระยะเวลา": "duration",
    "หน่วย": "unit",
    "ต่อจาก": "after",
    "ตามหลัง": "after",
    "ขั้นตอนก่อนหน้า": "after",
    "ผู้รับผิดชอบ": "parties",
    "เอกสาร": "documents",
    "ชื่อ": "title",
}
"""As buttons and people say it; the longer word first."""
