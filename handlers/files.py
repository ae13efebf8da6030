"""/files: what is attached, to be got back, or removed with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from bot.domain.errors import Refusal
from bot.domain.events import FileRemoved
from bot.domain.files import File
from bot.domain.message import About, Attachment, Button, Message, Text
from bot.domain.people import ChatKind
from bot.domain.rights import may_steer
from bot.ports import Draft, UnitOfWork
from bot.render.language import speaker
from bot.render.text import file_lists, filing
from bot.render.text.file_lists import Entry
from bot.render.text.standing_buttons import turning
from handlers.arriving import is_cancel
from handlers.call import Call, Reply
from handlers.done import NOTE_LENGTH
from handlers.filed import file_here, lacking_evidence
from handlers.scope import Scope, StepScope, plan_here
from handlers.views import known_step, one_plan, told_step
from handlers.words import Words

LISTED, IN_DETAIL = 8, 5
"""Files on a page: a line each, or three."""
REASON_WAITS = timedelta(hours=1)
Row = tuple[Button, ...]
Item = TypeVar("Item")


def files(call: Call, work: UnitOfWork) -> Reply:
    """The files of one step, or of all: `files p12 4 o6`."""
    words = Words(call.arguments)
    scope = one_plan(call, work, words)
    number = told_step(call, work, words, scope.plan)
    offset = words.take_id("o")
    if number is None:
        message = _overview(call, work, scope, offset or 0)
    else:
        meant = StepScope(scope, known_step(scope, number))
        message = _of_step(call, work, meant, offset or 0)
    return Reply(message, edits=offset is not None)


def get_file(call: Call, work: UnitOfWork) -> Reply:
    """`getfile f7`: the file, sent to the chat it was asked for in."""
    file, meant = file_here(call, work, Words(call.arguments), ended=True)
    text = file_lists.sent_back(call.say, meant.scope.plan, file)
    about = (About(file.plan, file.step),)
    return Reply(Message(text, attachments=(Attachment(file.id, file.name),), about=about))


def remove_file(call: Call, work: UnitOfWork) -> Reply:
    """`removefile f7` asks why; `removefile p12 4` which."""
    words = Words(call.arguments)
    if words.rest.startswith("p"):
        return _which_to_remove(call, work, words)
    file, meant = file_here(call, work, words)
    _require_remover(call, meant, file)
    until = call.now + REASON_WAITS
    work.drafts.put("ask:remove", call.chat.id, call.person.id, {"file": file.id}, until)
    in_group = call.chat.kind is ChatKind.GROUP
    text = file_lists.why_remove(call.say, file, call.person if in_group else None)
    return Reply(Message(text, about=(About(file.plan, file.step),), asks=True))


def reason_answered(call: Call, work: UnitOfWork, draft: Draft) -> Reply:
    """The reason: the file goes out of the lists; its bytes and its history stay."""
    reason = " ".join(call.arguments.split())
    if is_cancel(reason):
        work.drafts.drop(draft.id)
        return Reply(Message(filing.cancelled(call.say)))
    file, meant = file_here(call, work, Words(f"f{draft.data['file']}"))
    _require_remover(call, meant, file)
    if not any(c.isalnum() for c in reason):
        raise Refusal("removal-needs-reason")
    if len(reason) > NOTE_LENGTH:
        raise Refusal("note-too-long", length=len(reason), limit=NOTE_LENGTH)
    work.drafts.drop(draft.id)
    return Reply(_remove(call, work, meant, file, reason))


def _remove(call: Call, work: UnitOfWork, meant: StepScope, file: File, reason: str) -> Message:
    work.files.remove(file.id, call.person.id, reason, call.now)
    event = FileRemoved(
        at=call.now,
        by=call.person.id,
        step=file.step,
        label=file.label,
        name=file.name,
        reason=reason,
    )
    plan = work.plans.append(meant.scope.plan, event)
    lacking = lacking_evidence(work, plan, meant.step)
    about = (About(plan.id, file.step),)
    _tell_sender(call, work, file, reason)
    text = file_lists.removed(call.say, file, reason, call.person, lacking)
    return Message(text, about=about)


def _tell_sender(call: Call, work: UnitOfWork, file: File, reason: str) -> None:
    sender = work.people.by_id(file.sent_by)
    if sender.id == call.person.id or sender.private_chat is None:
        return
    text = file_lists.removed(speaker(sender.language), file, reason, call.person, ())
    about = (About(file.plan, file.step),)
    work.outbox.post(sender.private_chat, Message(text, about=about), call.now)


def _require_remover(call: Call, meant: StepScope, file: File) -> None:
    if file.sent_by != call.person.id and not may_steer(meant.scope.team, call.person.id):
        raise Refusal("may-not-remove")


def _which_to_remove(call: Call, work: UnitOfWork, words: Words) -> Reply:
    scope = plan_here(call, work, words)
    meant = StepScope(scope, known_step(scope, words.take_step() or 0))
    offset = words.take_id("o")
    shown, _, turn = _page(call, _of(work, meant), offset, f"removefile {_target(meant)}", LISTED)
    if not shown:
        raise Refusal("file-gone")
    rows = [(_button(call, "removefile", f),) for f in shown]
    text = file_lists.which_to_remove(call.say, meant.step)
    message = Message(text, (*rows, *turn), about=(About(scope.plan.id, meant.number),))
    return Reply(message, edits=offset is not None)


def _target(meant: StepScope) -> str:
    return f"p{meant.scope.plan.id} {meant.number}"


def _of(work: UnitOfWork, meant: StepScope) -> list[File]:
    return [f for f in work.files.of_plan(meant.scope.plan.id) if f.step == meant.number]


def _of_step(call: Call, work: UnitOfWork, meant: StepScope, offset: int) -> Message:
    plan, found, line = meant.scope.plan, _of(work, meant), f"files {_target(meant)}"
    shown, pages, turn = _page(call, found, offset, line, IN_DETAIL)
    lacking = lacking_evidence(work, plan, meant.step)
    text = file_lists.of_step(call.say, plan, meant.scope.team, meant.step, shown, lacking, pages)
    rows = [(_button(call, "getfile", f),) for f in shown]
    about = (About(plan.id, meant.number),)
    return Message(text, (*rows, *turn, *_acts(call, meant, bool(found))), about=about)


def _acts(call: Call, meant: StepScope, any_files: bool) -> list[Row]:
    if not meant.scope.plan.is_running:
        return []
    attach = Button(call.say.caption("Attach a file"), f"attach {_target(meant)}")
    remove = Button(call.say.caption("Remove a file"), f"removefile {_target(meant)}")
    return [(attach, remove)] if any_files else [(attach,)]


def _overview(call: Call, work: UnitOfWork, scope: Scope, offset: int) -> Message:
    plan = scope.plan
    shown, pages, turn = _page(call, _entries(work, scope), offset, f"files p{plan.id}", LISTED)
    text = file_lists.overview(call.say, plan, shown, pages)
    rows = [(_button(call, "getfile", e.file),) for e in shown if e.file is not None]
    return Message(text, (*rows, *turn), about=(About(plan.id),))


def _entries(work: UnitOfWork, scope: Scope) -> list[Entry]:
    """Steps with files, and those that have begun and lack evidence."""
    newest = {(f.step, f.number): f for f in work.files.of_plan(scope.plan.id)}
    begun = {n for n, s in scope.states.items() if s.is_closed and not s.skipped}
    begun.update(scope.startable)
    found = []
    for step in scope.plan.sop.steps:
        of_step = [f for (n, _), f in newest.items() if n == step.number]
        lacking = lacking_evidence(work, scope.plan, step) if step.number in begun else []
        if of_step or lacking:
            found += [Entry(step, f, len(of_step), len(lacking)) for f in of_step or (None,)]
    return found


def _button(call: Call, command: str, file: File) -> Button:
    return Button(file_lists.file_label(call.say, file), f"{command} f{file.id}")


def _page(
    call: Call, items: Sequence[Item], offset: int | None, line: str, size: int
) -> tuple[Sequence[Item], Text, list[Row]]:
    """(what is on the page, which part that is, the buttons that turn it)."""
    first = offset or 0
    shown = items[first : first + size]
    turn = turning(call.say, line, first, size, len(items))
    return (
        shown,
        file_lists.page_of(call.say, first, len(shown), len(items)),
        [turn] if turn else [],
    )
