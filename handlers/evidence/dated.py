"""The date that a document bears itself, told or corrected, perhaps with its number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain.documents import is_numbered, letter_of
from bot.domain.errors import Refusal
from bot.domain.events import FileDated, Undone
from bot.domain.files import File, FileState
from bot.domain.letters import Letter, read_typed
from bot.domain.message import About, Message, Text, paragraphs
from bot.domain.plan import Plan, effective
from bot.ports import Draft
from bot.render.text import attach, cancelled, history_entry, undo
from bot.render.text import dated as texts
from handlers.core.asking import dropped, stop_asking
from handlers.core.call import Call, Reply, Spent
from handlers.core.scope import StepScope, plan_here, require_closer
from handlers.core.undo import require_take_back
from handlers.core.words import Words, is_cancel
from handlers.evidence.labels import file_meant
from handlers.evidence.number import record_number

QUESTION = "ask:dated"
ANSWER_WAITS = timedelta(days=1)
LEAVE = "leave"


def dated(call: Call) -> Reply:
    """`dated f7 2026-10-12`, of what was sent with it too; typed `4-02 …`, of that file alone.

    Without a date it is asked for; `dated f7 leave` leaves all as it is.
    """
    words = Words(call.arguments)
    of_all = Words(words.rest).take_id("f") is not None
    file, meant = file_meant(call, words)
    require_closer(call, meant)
    if words.take_word(LEAVE):
        return Reply(popup=texts.left(call.say), spent=Spent.BUTTON)
    if not words.rest:
        return _ask(call, meant, file, of_all=of_all)
    return _told_of(call, meant, file, words.rest, of_all=of_all)


def answered(call: Call, question: Draft) -> Reply:
    """The date, perhaps with the number, typed."""
    if is_cancel(call.arguments):
        return dropped(call, question, cancelled.nothing_changed(call.say))
    file, meant = file_meant(call, Words(f"f{question.data['file']}"))
    require_closer(call, meant)
    return _told_of(call, meant, file, call.arguments, of_all=question.data["of_all"])


def take_back(call: Call) -> Reply:
    """`undated p12 e45`: the files bear again what they bore before that entry."""
    words = Words(call.arguments)
    scope, id = plan_here(call, words), words.take_id("e")
    told = [e for e in effective(scope.plan.events) if isinstance(e, FileDated)]
    event = next((e for e in told if e.id == id), None)
    if event is None:
        raise Refusal("nothing-to-undo")
    require_take_back(call, scope, event)
    together = _told_together(event, told)
    for one in together:
        call.work.files.set_letter(one.file, one.former_letter, one.former_on)
    undone = [Undone(at=call.now, by=call.person.id, event=e.id) for e in together]
    call.work.plans.append(scope.plan, *undone)
    entry = history_entry.what(call.say, history_entry.Told(scope.plan, {}), event)
    text = undo.taken_back_entry(call.say, entry, call.person)
    return Reply(Message(text, about=(About(scope.plan.id, event.step),)), took_back=True)


def _told_together(event: FileDated, told: Sequence[FileDated]) -> list[FileDated]:
    """By one answer, of files sent together; nothing was told of one of them since."""
    at_once = event.by, event.at, event.on
    together = [e for e in told if (e.by, e.at, e.on) == at_once]
    files = {e.file for e in together}
    if any(e.id > event.id and e.file in files and e not in together for e in told):
        raise Refusal("undo-built-upon")
    return together


def _ask(call: Call, meant: StepScope, file: File, *, of_all: bool) -> Reply:
    data, until = {"file": file.id, "of_all": of_all}, call.now + ANSWER_WAITS
    call.work.drafts.put(QUESTION, call.chat.id, call.person.id, data, until)
    text = texts.ask(call.say, file, meant.scope.today)
    return Reply(Message(text, about=(About(file.plan, file.step),), asks=True))


def _told_of(call: Call, meant: StepScope, file: File, typed: str, *, of_all: bool) -> Reply:
    letter = _read(typed, meant.scope.today)
    stop_asking(call, QUESTION)
    if is_numbered(meant.step, file):
        return _number(call, meant, file, letter)
    return _record(call, meant, _alike(call, meant, file) if of_all else [file], letter)


def _read(typed: str, today: date) -> Letter:
    letter = read_typed(typed, today)
    if letter is None or letter.dated is None:
        raise Refusal("letter-unreadable", example=today)
    if letter.dated > today:
        raise Refusal("document-in-future", day=letter.dated)
    return letter


def _alike(call: Call, meant: StepScope, file: File) -> list[File]:
    """What was sent with it to the step and bears the same: the question was for all of them."""
    album = call.work.files.of_album(file.chat, file.album) if file.album else []
    same = FileState.KEPT, file.step, file.letter, file.dated
    alike = [f for f in album if (f.state, f.step, f.letter, f.dated) == same]
    return [f for f in alike if not is_numbered(meant.step, f)] or [file]


def _number(call: Call, meant: StepScope, file: File, letter: Letter) -> Reply:
    """Of a document that the SOP has numbered; the number may be known already."""
    document, told = attach.document_of(file, meant.step), letter_of(meant.state, file)
    number = letter.number or told.number
    if document is None or letter.dated is None or not number:
        raise Refusal("number-unreadable", example=meant.scope.today)
    return record_number(call, meant, document, number, letter.dated)


def _record(call: Call, meant: StepScope, files: Sequence[File], letter: Letter) -> Reply:
    events = [_event(call, f, letter) for f in files]
    for event in events:
        call.work.files.set_letter(event.file, event.letter, event.on)
    plan = call.work.plans.append(meant.scope.plan, *events)
    known = {f.id: f for f in call.work.files.of_plan(plan.id)}
    now = [known[f.id] for f in files]
    text, rows = _told(call, plan, now)
    return Reply(Message(text, rows, about=meant.about), spent=Spent.BUTTON)


def _told(call: Call, plan: Plan, files: Sequence[File]) -> tuple[Text, texts.Rows]:
    back = undo.button(call.say, f"undated p{plan.id} e{plan.events[-1].id}")
    asked, rows = texts.question(call.say, plan, files)
    told = texts.recorded(call.say, plan, files, call.person)
    return paragraphs([told, asked]), ((back,), *rows)


def _event(call: Call, file: File, letter: Letter) -> FileDated:
    """What only the date is told of keeps its number."""
    return FileDated(
        at=call.now,
        by=call.person.id,
        step=file.step,
        file=file.id,
        label=file.label,
        on=letter.dated,
        letter=letter.number or file.letter,
        former_on=file.dated,
        former_letter=file.letter,
    )
