"""What is said of files once their bytes are here or will not come, and which document they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.domain.abilities import EVERYTHING
from bot.domain.documents import is_numbered, missing_evidence
from bot.domain.errors import Refusal, Unreadable
from bot.domain.files import TEAM_FULL, File, FileState
from bot.domain.message import About, Button, Message, Text, join, paragraphs, plain
from bot.domain.people import ChatKind, Person
from bot.domain.plan import Plan
from bot.domain.reuse import same_content
from bot.domain.sop import Document, Step
from bot.domain.standing import is_closable
from bot.ports import Abilities, UnitOfWork
from bot.render.language import Say, speaker
from bot.render.text import attach, dated, names, number, reuse, room
from bot.render.text import receipts as texts
from handlers.core.call import Call, Reply
from handlers.core.scope import (
    StepScope,
    plan_here,
    require_closer,
    require_served,
    teams_here,
)
from handlers.core.words import Words
from handlers.evidence import captions, keeping, template

Row = tuple[Button, ...]
template_kept, template_refused = template.kept, template.refused


def acknowledge(work: UnitOfWork, files: Sequence[File], now: datetime) -> None:
    """Answer the files that were sent in one go and are on disk now: once, where they were sent."""
    kept = [f for f in files if f.state is FileState.KEPT]
    if not kept:
        return
    known = frozenset(f.id for f in kept if _was_there(f, work))
    for plan_id in dict.fromkeys(f.plan for f in kept):
        plan, mine = work.plans.by_id(plan_id), [f for f in kept if f.plan == plan_id]
        first, by = mine[0], work.people.by_id(mine[0].sent_by)
        plan, placed = captions.read(work, plan, _placed(work, plan, mine), known, now)
        message = _receipt(_say(first, work), work, plan, placed, by, known)
        work.outbox.post(first.chat, message, now, replies_to=first.message, thread=first.thread)


def received(call: Call, files: Sequence[File], known: frozenset[int] = frozenset()) -> Message:
    """What is kept already and all of one plan, as the answer; `known`: what was there before."""
    plan, by = call.work.plans.by_id(files[0].plan), call.work.people.by_id(files[0].sent_by)
    return _receipt(call.say, call.work, plan, _placed(call.work, plan, files), by, known)


def refuse(
    work: UnitOfWork, file: File, code: str, now: datetime, can: Abilities = EVERYTHING
) -> None:
    """Tell the sender that the file was not taken, and how to send another to the same step.

    `can`: what the platform can on which it was sent.
    """
    if file.is_template:
        return template.refused(work, file, Refusal("template-not-fetched"), now)
    text = _REFUSED.get(code, texts.not_fetched)(_say(file, work, can), file.name, file.size)
    return _answer(work, file, text, now)


def full(work: UnitOfWork, file: File, used: int, quota: int, now: datetime) -> None:
    """Tell the sender, once for all that was sent in one go, that the team has no room for it."""
    key = f"full:{file.album or file.id}"
    album = work.files.of_album(file.chat, file.album) if file.album else [file]
    refused = [f.name for f in album if f.reason == TEAM_FULL]
    text = room.full(_say(file, work), refused or [file.name], used, quota)
    told = work.sent.named(file.chat, key) or ""
    _answer(work, file, text, now, key, edits=told)


def wait(work: UnitOfWork, file: File, now: datetime) -> None:
    """Tell the sender, once, that nothing can be taken in now, and that it is tried again."""
    key = f"wait:{file.album or file.id}"
    if work.sent.named(file.chat, key) is None:
        _answer(work, file, room.none_yet(_say(file, work)), now, key)


def choose_document(call: Call) -> Reply:
    """`document f7 d2`: the file is the second document of its step; `d0`: none; without: ask, by
    `document f7 anew` in a message of its own.
    """
    words = Words(call.arguments)
    file, meant = file_here(call, words)
    require_closer(call, meant)
    anew, place = words.take_word("anew"), words.take_id("d")
    plan = meant.scope.plan
    if place is None:
        files = [replace(file, document="")]
    else:
        call.work.files.set_document(file.id, attach.document_at(meant.step, place))
        files = _sent_together(file, call.work)
        chosen = next((f for f in files if f.id == file.id), file)
        plan = captions.number(call.work, plan, chosen, call.person.id, call.now)
    by = call.work.people.by_id(file.sent_by)
    message = _receipt(call.say, call.work, plan, files, by, frozenset())
    return Reply(message, edits=not anew)


def file_here(call: Call, words: Words, *, ended: bool = False) -> tuple[File, StepScope]:
    """The kept file that a button names, if its team is one of this chat's."""
    file = call.work.files.by_id(words.take_id("f") or 0)
    if file is None or not is_own(call, file):
        raise Refusal("file-gone")
    scope = plan_here(call, Words(f"p{file.plan}"), ended=ended)
    if file.state is FileState.DELETED:
        raise keeping.refusal(call, scope.plan)
    if file.state is not FileState.KEPT:
        raise Refusal("file-gone")
    return file, StepScope(scope, file.step)


def is_own(call: Call, file: File) -> bool:
    """A file of another team's is answered like one that never was."""
    team = call.work.plans.by_id(file.plan).team
    require_served(call, team)
    return any(t.id == team for t in teams_here(call))


def _answer(
    work: UnitOfWork, file: File, text: Text, now: datetime, key: str = "", edits: str = ""
) -> None:
    about = About(file.plan, None if file.is_template else file.step)
    message = Message(text, about=(about,))
    where = {"replies_to": file.message, "thread": file.thread}
    work.outbox.post(file.chat, message, now, **where, key=key, edits=edits)


def _was_there(file: File, work: UnitOfWork) -> bool:
    """Bytes that came again bear the message they came in, which is not the one of the row."""
    first = work.files.by_id(file.id)
    return first is not None and (first.chat, first.message) != (file.chat, file.message)


def _placed(work: UnitOfWork, plan: Plan, files: Sequence[File]) -> list[File]:
    """The files in order, each as the document that it can only be."""
    steps, kept = {f.step for f in files}, work.files.of_plan(plan.id)
    lacking = {n: missing_evidence(plan.states[n], kept) for n in steps}
    placed = []
    for file in sorted(files, key=lambda f: (f.step, f.number, f.version)):
        only = _only(plan.sop.step(file.step), lacking[file.step], file)
        document = file.document or _inherited(work, file) or only
        if document != file.document:
            work.files.set_document(file.id, document)
        placed.append(replace(file, document=document))
    return placed


def _inherited(work: UnitOfWork, file: File) -> str:
    """A new version is the document that the one before was."""
    versions = [
        f
        for f in work.files.of_plan(file.plan)
        if (f.step, f.number) == (file.step, file.number) and f.version < file.version
    ]
    return versions[-1].document if versions else ""


def _only(step: Step, lacking: Sequence[Document], file: File) -> str:
    """The only evidence still missing, or the only document the step has, if it can be that."""
    for choice in (lacking, attach.attachable(step)):
        if len(choice) == 1 and attach.may_be(choice[0], file):
            return choice[0].id
    return ""


def _sent_together(file: File, work: UnitOfWork) -> list[File]:
    album = work.files.of_album(file.chat, file.album) if file.album else []
    files = [f for f in album if f.state is FileState.KEPT and f.plan == file.plan]
    alone = [f for f in (work.files.by_id(file.id),) if f is not None]
    return sorted(files, key=lambda f: (f.step, f.number, f.version)) or alone


def _receipt(
    say: Say,
    work: UnitOfWork,
    plan: Plan,
    files: Sequence[File],
    by: Person,
    known: frozenset[int],
) -> Message:
    rest, rows = _next(say, work, plan, files)
    numbered = dict.fromkeys(f.step for f in files if is_numbered(plan.sop.step(f.step), f))
    for step in numbered:
        rest = paragraphs([rest, number.wanted(say, plan.states[step])])
        rows = (*rows, *number.rows(say, plan, step))
    if plan.is_running and _open_question(plan, files) is None:
        asked, answers = dated.question(say, plan, [f for f in files if f.id not in known])
        rest, rows = paragraphs([rest, asked]), (*answers, *rows)
    also = (_also_at(say, work, plan, f) for f in files if f.id not in known)
    rest = paragraphs([join(also), rest])
    text = names.of_run(say, plan, texts.receipt(say, plan, files, known, by, rest))
    about = dict.fromkeys(About(plan.id, f.step) for f in files)
    return Message(text, rows, about=tuple(about))


def _also_at(say: Say, work: UnitOfWork, plan: Plan, file: File) -> Text:
    """Where else it is; the same content before the same name. It is a hint, and no plan that
    cannot be read keeps the receipt back.
    """
    alike = work.files.alike(file)
    same = [f for f in alike if same_content(f, file)]
    for other in (same or alike)[:1]:
        with suppress(Unreadable):
            return reuse.also_at(say, plan, file, other, work.plans.by_id(other.plan))
    return plain("")


def _next(
    say: Say, work: UnitOfWork, plan: Plan, files: Sequence[File]
) -> tuple[Text, tuple[Row, ...]]:
    """What there is to say or do now: which document, what is missing, or closing."""
    steps = [plan.sop.step(n) for n in dict.fromkeys(f.step for f in files)]
    asked = _open_question(plan, files)
    if asked is not None and plan.is_running:
        of_step = plan.sop.step(asked.step)
        return attach.which_document(say, asked), attach.document_rows(say, asked, of_step)
    kept = work.files.of_plan(plan.id)
    if len(steps) > 1:
        told = (
            attach.missing_of(say, s, missing_evidence(plan.states[s.number], kept)) for s in steps
        )
        return paragraphs(told), attach.file_rows(say, steps[0], files)
    step = steps[0]
    lacking = missing_evidence(plan.states[step.number], kept)
    may_be_closed = plan.is_running and step.evidence and is_closable(plan.states, step.number)
    if lacking or not may_be_closed:
        return attach.missing(say, lacking), attach.file_rows(say, step, files)
    close = (Button(say.caption("Close the step"), f"done p{plan.id} {step.number}"),)
    return texts.complete(say, step), (close, *attach.file_rows(say, step, files))


def _open_question(plan: Plan, files: Sequence[File]) -> File | None:
    """The first of which somebody should still say which document it is."""
    open_ones = (f for f in files if attach.is_open_question(f, plan.sop.step(f.step)))
    return next(open_ones, None)


def _say(file: File, work: UnitOfWork, can: Abilities = EVERYTHING) -> Say:
    """A private chat hears the person's language, a group the team's."""
    if work.chats.by_id(file.chat).kind is ChatKind.PRIVATE:
        return speaker(work.people.by_id(file.sent_by).language, can)
    return speaker(work.teams.by_id(work.plans.by_id(file.plan).team).language, can)


_REFUSED: Mapping[str, Callable[[Say, str, int], Text]] = {
    "file-too-large": texts.too_large,
    "file-not-fetched": texts.not_fetched,
    "no-room": room.none,
}
