"""Removing a file: asked why, asked whether, and for ten minutes brought back."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta

from bot.domain.documents import missing_evidence
from bot.domain.errors import Refusal
from bot.domain.events import Closed, FileKept, FileRemoved, Numbered, Skipped, Undone
from bot.domain.files import File, FileState
from bot.domain.message import About, Message, Text
from bot.domain.people import on_duty
from bot.domain.plan import Plan, effective
from bot.domain.rights import may_steer
from bot.domain.typed import impolite, one_line
from bot.ports import Draft, UnitOfWork
from bot.render.language import Say, speaker
from bot.render.text import cancelled
from bot.render.text import remove as texts
from handlers.core import offices
from handlers.core.announce import NOTE_LENGTH
from handlers.core.asking import dropped, marked
from handlers.core.call import Call, Reply
from handlers.core.newest import TAKE_BACK
from handlers.core.scope import StepScope, plan_here
from handlers.core.undo import require_take_back
from handlers.core.words import Words, is_cancel
from handlers.evidence.receipts import file_here, is_own

QUESTION = "ask:remove"
REASON_WAITS = timedelta(hours=1)
YES = ("ยืนยัน", "ยืนยันนำเอกสารออก", "นำเอกสารออก", "นำออก", "ยืนยันลบ", "ลบ", "ใช่", "ตกลง")
"""Typed instead of the button."""
_NO = re.compile(r"(?:อย่า|กดผิด|ไม่\S{0,10}(?:ลบ|นำออก|นำเอกสารออก)|ไม่(?:ใช่|เอา|ต้อง|เป็นไร)?$)")
"""Not every ไม่: "ไม่ใช่ฉบับล่าสุด" is the reason why a file should go."""


def ask_reason(call: Call, file: File, meant: StepScope) -> Reply:
    _require_remover(call, meant, file)
    _wait(call, {"file": file.id})
    text = texts.why(call.say, file, newest_version(call.work, file), call.asked_in_group)
    return Reply(_about(file, text, asks=True))


def reason_answered(call: Call, draft: Draft) -> Reply:
    """The reason, typed: kept, and asked whether it was meant as one."""
    reason = one_line(call.arguments)
    if is_cancel(reason) or _NO.match(impolite(reason)):
        return dropped(call, draft, cancelled.nothing_recorded(call.say))
    file, meant = file_here(call, Words(f"f{draft.data['file']}"))
    if "text" in draft.data and impolite(reason) in YES:
        return remove(call, file, meant, draft.data["text"])
    _require_remover(call, meant, file)
    _require_reason(reason)
    question = marked(_wait(call, {"file": file.id, "text": reason}))
    text = texts.confirm(call.say, file, newest_version(call.work, file), reason)
    return Reply(_about(file, text, texts.confirm_rows(call.say, file, question)))


def remove(call: Call, file: File, meant: StepScope, reason: str) -> Reply:
    """The file goes out of the lists; its bytes and its history stay."""
    _require_remover(call, meant, file)
    reason = one_line(reason)
    _require_reason(reason)
    _stop_waiting(call)
    newest = newest_version(call.work, file)
    call.work.files.remove(file.id, call.person.id, reason, call.now)
    plan = call.work.plans.append(meant.scope.plan, _removed(call, file, reason))
    lacking = missing_evidence(plan.states[file.step], call.work.files.of_plan(plan.id))
    text = texts.removed(call.say, file, newest, reason, call.person, lacking)

    def told(say: Say) -> Text:
        return texts.removed(say, file, newest, reason, call.person, ())

    _tell_sender(call, file, told)
    return Reply(_about(file, text, (texts.restore_row(call.say, file),)), edits=True)


def restore_file(call: Call) -> Reply:
    """`restorefile f7`: a removal is taken back by who removed it, the secretary or the chair."""
    file = call.work.files.by_id(Words(call.arguments).take_id("f") or 0)
    if file is None or not is_own(call, file):
        raise Refusal("file-gone")
    scope = plan_here(call, Words(f"p{file.plan}"))
    if file.state is FileState.KEPT:
        raise Refusal("file-there")
    removal = _removal(scope.plan, file)
    if removal.by != call.person.id and not may_steer(scope.team, call.person.id):
        raise Refusal("may-not-undo")
    if call.now - removal.at > TAKE_BACK:
        raise Refusal("too-late-to-restore")
    back = call.work.files.restore(file.id)
    call.work.plans.append(scope.plan, Undone(at=call.now, by=call.person.id, event=removal.id))
    newest = newest_version(call.work, back)
    _tell_sender(call, back, lambda say: texts.restored(say, back, newest, call.person))
    message = _about(back, texts.restored(call.say, back, newest, call.person))
    return Reply(message, took_back=True)


def take_back_file(call: Call) -> Reply:
    """`unattach f7`: a file just sent goes again, with all that were sent in one go with it."""
    file, meant = file_here(call, Words(call.arguments))
    scope, sent = meant.scope, _sent_together(call.work, file)
    kept = {e.file: e for e in effective(scope.plan.events) if isinstance(e, FileKept)}
    entries = [kept[f.id] for f in sent if f.id in kept]
    if file.id not in kept:
        raise Refusal("file-gone")
    require_take_back(call, scope, kept[file.id])
    _require_settled(call, meant, file)
    if any(_closed_since(scope.plan, entry) for entry in entries):
        raise Refusal("undo-built-upon")
    for one in sent:
        call.work.files.remove(one.id, call.person.id, "", call.now)
    together = (*entries, *_numbers_read(scope.plan, {f.id for f in sent}))
    undone = [Undone(at=call.now, by=call.person.id, event=e.id) for e in together]
    call.work.plans.append(scope.plan, *undone)
    _tell_sender(call, file, lambda say: texts.taken_back(say, sent, call.person))
    message = _about(file, texts.taken_back(call.say, sent, call.person))
    return Reply(message, took_back=True)


def unsent(call: Call) -> None:
    """Who sent a file took the message back: the platform wants it to be gone."""
    for file in call.work.files.of_message(call.chat.id, call.incoming.message):
        if file.state is FileState.EXPECTED:
            call.work.files.failed(file.id)
        elif file.state is FileState.KEPT:
            _remove_unsent(call, file)


def _remove_unsent(call: Call, file: File) -> None:
    """With a note in the history; whoever leads the team hears what is lacking now."""
    plan = call.work.plans.by_id(file.plan)
    call = replace(call, person=call.work.people.by_id(call.person.id or file.sent_by))
    team, newest = call.work.teams.by_id(plan.team), newest_version(call.work, file)
    reason = texts.unsent(speaker(team.language))
    call.work.files.remove(file.id, call.person.id, reason, call.now)
    call.work.plans.append(plan, _removed(call, file, reason))
    lacking = missing_evidence(plan.states[file.step], call.work.files.of_plan(plan.id))
    for member in on_duty(team, call.now).leaders():
        call.tell(
            member.person,
            lambda say: _about(
                file, texts.removed(say, file, newest, texts.unsent(say), call.person, lacking)
            ),
        )


def _removed(call: Call, file: File, reason: str) -> FileRemoved:
    return FileRemoved(
        at=call.now,
        by=call.person.id,
        step=file.step,
        label=file.label,
        name=file.name,
        reason=reason,
        file=file.id,
    )


def _sent_together(work: UnitOfWork, file: File) -> list[File]:
    album = work.files.of_album(file.chat, file.album) if file.album else []
    alike = FileState.KEPT, file.step, file.sent_by
    rest = [f for f in album if (f.state, f.step, f.sent_by) == alike]
    return sorted([file, *(f for f in rest if f.id != file.id)], key=lambda f: f.number)


def _numbers_read(plan: Plan, files: Collection[int]) -> list[Numbered]:
    """Told by the captions of these."""
    return [e for e in effective(plan.events) if isinstance(e, Numbered) and e.file in files]


def _closed_since(plan: Plan, kept: FileKept) -> bool:
    later = (e for e in effective(plan.events) if e.id > kept.id)
    return any(isinstance(e, Closed | Skipped) and e.step == kept.step for e in later)


def newest_version(work: UnitOfWork, file: File) -> int:
    """The version that stands for this file's number now."""
    of_plan = work.files.of_plan(file.plan)
    alike = [f.version for f in of_plan if (f.step, f.number) == (file.step, file.number)]
    return max(alike, default=file.version)


def _removal(plan: Plan, file: File) -> FileRemoved:
    standing = [e for e in effective(plan.events) if isinstance(e, FileRemoved)]
    found = next((e for e in reversed(standing) if e.file == file.id), None)
    if found is None:
        raise Refusal("file-gone")
    return found


def _tell_sender(call: Call, file: File, text: Callable[[Say], Text]) -> None:
    sender = call.work.people.by_id(file.sent_by)
    if sender.id != call.person.id:
        call.tell(sender, lambda say: _about(file, text(say)))


def _require_remover(call: Call, meant: StepScope, file: File) -> None:
    if file.sent_by != call.person.id and not may_steer(meant.scope.team, call.person.id):
        raise Refusal("may-not-remove", vacant=not meant.scope.team.secretaries)
    _require_settled(call, meant, file)


def _require_settled(call: Call, meant: StepScope, file: File) -> None:
    """One's own file goes at any time."""
    if file.sent_by != call.person.id:
        offices.require_settled(call, meant.scope.team)


def _require_reason(reason: str) -> None:
    if not any(c.isalnum() for c in reason):
        raise Refusal("removal-needs-reason")
    if len(reason) > NOTE_LENGTH:
        raise Refusal("note-too-long", length=len(reason), limit=NOTE_LENGTH)


def _wait(call: Call, data: dict[str, int | str]) -> int:
    until = call.now + REASON_WAITS
    return call.work.drafts.put(QUESTION, call.chat.id, call.person.id, data, until)


def _stop_waiting(call: Call) -> None:
    waiting = call.work.drafts.waiting(call.chat.id, call.person.id, call.now)
    if waiting is not None and waiting.kind == QUESTION:
        call.work.drafts.drop(waiting.id)


def _about(
    file: File, text: Text, rows: tuple[texts.Row, ...] = (), *, asks: bool = False
) -> Message:
    return Message(text, rows, about=(About(file.plan, file.step),), asks=asks)
