"""Number and date of a document that bears them, told once it is there (behind a button)."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.errors import Refusal
from bot.domain.events import Numbered
from bot.domain.letters import number_and_date
from bot.domain.sop import Document
from bot.ports import Draft
from bot.render.text import number as texts
from handlers.core.announce import announce, record
from handlers.core.asking import dropped
from handlers.core.call import Call, Reply
from handlers.core.scope import StepScope, require_closer, step_here
from handlers.core.words import Words, is_cancel

LIFETIME = timedelta(days=1)


def number(call: Call) -> Reply:
    """`number p12 1 d1`: ask for number and date of the step's first document."""
    meant, document = _meant(call, call.arguments)
    data = {"target": f"{meant.target} {_place(meant, document)}"}
    call.work.drafts.put("ask:number", call.chat.id, call.person.id, data, call.now + LIFETIME)
    return Reply(texts.ask(call.say, meant.step, document, meant.scope.today))


def answered(call: Call, question: Draft) -> Reply:
    """Number and date, typed."""
    if is_cancel(call.arguments):
        return dropped(call, question, texts.left(call.say))
    meant, document = _meant(call, str(question.data["target"]))
    told = number_and_date(call.arguments, meant.scope.today)
    if told is None:
        raise Refusal("number-unreadable", example=meant.scope.today)
    call.work.drafts.drop(question.id)
    return record_number(call, meant, document, *told)


def record_number(call: Call, meant: StepScope, document: Document, told: str, on: date) -> Reply:
    event = Numbered(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        document=document.id,
        number=told,
        on=on,
    )
    change = record(call, meant.scope, event)
    return announce(call, change, texts.announced(call.say, change, document))


def _meant(call: Call, arguments: str) -> tuple[StepScope, Document]:
    """The step may be closed by now: an order is signed before, and numbered after."""
    words = Words(arguments)
    meant = step_here(call, words, lambda scope: list(scope.states))
    require_closer(call, meant)
    place = words.take_id("d") or 0
    numbered = {n: d for n, d in enumerate(meant.step.documents, 1) if d.numbered}
    if place not in numbered:
        raise Refusal("button-expired")
    return meant, numbered[place]


def _place(meant: StepScope, document: Document) -> str:
    return f"d{meant.step.documents.index(document) + 1}"
