"""A document that is not needed this year, with the reason; and that it is needed after all."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.change import Change
from bot.domain.documents import LACKING, Paper, Stand, is_missing_evidence
from bot.domain.errors import Refusal
from bot.domain.events import Waived
from bot.domain.message import About, Message
from bot.domain.standing import Standing
from bot.render.text import waive as texts
from handlers.core.announce import reason_of, record
from handlers.core.asking import Ask, stop_asking
from handlers.core.call import Call, Reply
from handlers.core.reasons import QUESTION, ask
from handlers.core.scope import StepScope, require_steerer, step_here
from handlers.core.words import Words
from handlers.evidence.checklist import papers_of, recorded


def waive(call: Call) -> Reply:
    """`waive p12 4 d2 reason`, the `d` left out if typed; what is not told is asked for."""
    words = Words(call.arguments)
    meant = step_here(call, words, lambda scope: scope.startable)
    require_steerer(call, meant.scope.team)
    lacking = [p for p in papers_of(call, meant) if p.stand in LACKING]
    required = [p for p in lacking if is_missing_evidence(p)]
    paper = _meant(call, meant, words, required or lacking)
    if paper is None:
        raise Refusal("nothing-missing", step=meant.step)
    _require_lacking(paper)
    why = reason_of(words)
    if not why:
        text = texts.why(call.say, meant.step, paper.document)
        raise ask(call, meant, f"d{paper.place}", text)
    stop_asking(call, QUESTION)
    change = _record(call, meant, paper, why, holds=True)
    return recorded(call, change, meant.number, texts.waived(call.say, paper.document))


def unwaive(call: Call) -> Reply:
    """`unwaive p12 4 d2`: it is needed after all."""
    words = Words(call.arguments)
    meant = step_here(call, words, _with_waived)
    require_steerer(call, meant.scope.team)
    waived = [p for p in papers_of(call, meant) if p.stand is Stand.WAIVED]
    paper = _meant(call, meant, words, waived)
    if paper is None or paper.stand is not Stand.WAIVED:
        raise Refusal("not-waived", step=meant.step)
    change = _record(call, meant, paper, "", holds=False)
    return recorded(call, change, meant.number, texts.needed(call.say, paper.document))


def _meant(call: Call, meant: StepScope, words: Words, among: Sequence[Paper]) -> Paper | None:
    """The document told by its place, else the only one of these; several are asked about."""
    place = words.take_id("d")
    place = words.take_step() if place is None else place
    if place is not None:
        told = next((p for p in papers_of(call, meant) if p.place == place), None)
        if told is None:
            raise Refusal("no-such-document", step=meant.step)
        return told
    if len(among) > 1:
        raise Ask(_which(call, meant, among))
    return among[0] if among else None


def _which(call: Call, meant: StepScope, among: Sequence[Paper]) -> Reply:
    plan = meant.scope.plan.id
    rows = texts.which_rows(call.command, plan, meant.number, among)
    text = texts.which(call.say, meant.step)
    return Reply(Message(text, rows, about=(About(plan, meant.number),)))


def _with_waived(scope: Standing) -> list[int]:
    return [n for n, state in scope.states.items() if state.waived]


def _require_lacking(paper: Paper) -> None:
    if paper.stand is Stand.WAIVED:
        raise Refusal("already-waived", document=paper.document)
    if paper.stand not in LACKING:
        raise Refusal("document-there", label=paper.file.label if paper.file else "")


def _record(call: Call, meant: StepScope, paper: Paper, why: str, *, holds: bool) -> Change:
    event = Waived(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        document=paper.document.id,
        reason=why,
        holds=holds,
    )
    return record(call, meant.scope, event)
