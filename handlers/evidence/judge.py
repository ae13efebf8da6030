"""The newest file of a document is accepted, or returned to whoever sent it."""

from __future__ import annotations

from bot.domain.change import Change
from bot.domain.documents import Paper, Stand
from bot.domain.errors import Refusal
from bot.domain.events import Judged
from bot.domain.files import File
from bot.domain.message import About, Message
from bot.domain.rights import may_verify
from bot.render.text import attach
from bot.render.text import judge as texts
from handlers.core.announce import reason_of, record
from handlers.core.asking import Ask, stop_asking
from handlers.core.call import Call, Reply
from handlers.core.reasons import QUESTION, ask_rest
from handlers.core.scope import StepScope, require_steerer
from handlers.core.words import Words
from handlers.evidence.checklist import papers_of, recorded
from handlers.evidence.labels import file_meant


def accept(call: Call) -> Reply:
    """`accept f7`, typed `4-02`."""
    file, meant, paper = _meant(call, Words(call.arguments))
    if not may_verify(meant.scope.team, {file.sent_by}, call.person.id):
        raise Refusal("own-file")
    if paper.stand is Stand.ACCEPTED:
        raise Refusal("already-accepted", label=file.label)
    change = _record(call, meant, file, "", accepted=True)
    return recorded(call, change, meant.number, texts.accepted(call.say, file))


def send_back(call: Call) -> Reply:
    """`sendback f7 reason`, typed `4-02 reason`; without reason it is asked for."""
    words = Words(call.arguments)
    file, meant, _ = _meant(call, words)
    why = reason_of(words)
    if not why:
        raise ask_rest(call, meant, f"f{file.id}", texts.why(call.say, file))
    stop_asking(call, QUESTION)
    change = _record(call, meant, file, why, accepted=False)
    is_told = _tell_sender(call, meant, file, why)
    text = texts.returned(call.say, file, is_told=is_told)
    return recorded(call, change, meant.number, text)


def _meant(call: Call, words: Words) -> tuple[File, StepScope, Paper]:
    """The file, which must be the newest of a document that is needed."""
    file, meant = file_meant(call, words)
    require_steerer(call, meant.scope.team)
    paper = next((p for p in papers_of(call, meant) if p.document.id == file.document), None)
    if paper is None or paper.file is None:
        raise Ask(_which_document(call, meant, file))
    if paper.stand is Stand.WAIVED:
        raise Refusal("already-waived", document=paper.document)
    if paper.file.id != file.id:
        raise Refusal("newer-file", label=paper.file.label, version=paper.file.version)
    return file, meant, paper


def _which_document(call: Call, meant: StepScope, file: File) -> Reply:
    rows = attach.document_rows(call.say, file, meant.step)
    about = (About(file.plan, file.step),)
    return Reply(Message(attach.which_document(call.say, file), rows, about=about))


def _record(call: Call, meant: StepScope, file: File, why: str, *, accepted: bool) -> Change:
    event = Judged(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        document=file.document,
        file=file.id,
        label=file.label,
        accepted=accepted,
        reason=why,
    )
    return record(call, meant.scope, event)


def _tell_sender(call: Call, meant: StepScope, file: File, why: str) -> bool:
    """In private, with a button to attach again; whether whoever sent it knows of it now."""
    plan, sender = meant.scope.plan, call.work.people.by_id(file.sent_by)
    if sender.id == call.person.id:
        return True
    if sender.private_chat is None or meant.scope.team.member(sender.id) is None:
        return False
    call.tell(sender, lambda say: texts.told(say, plan, file, why, call.person))
    return True
