"""Number and date of a document that bears them, told once it is there (behind a button)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.domain.calendar import FARTHEST
from bot.domain.errors import Refusal
from bot.domain.events import Numbered
from bot.domain.sop import Document
from bot.domain.typed import Lean, arabic
from bot.ports import Draft
from bot.render.text import number as texts
from handlers.core.announce import announce, record
from handlers.core.asking import dropped
from handlers.core.call import Call, Reply
from handlers.core.scope import StepScope, require_closer, step_here
from handlers.core.words import Words, is_cancel

LIFETIME = timedelta(days=1)
NUMBER_LENGTH = 40
_KIND = "คำสั่ง|หนังสือ|เอกสาร|ประกาศ"
_BEFORE_NUMBER = re.compile(
    rf"(?:(?:{_KIND})\D*?(?<!วัน)ที่\s*(?=\S*\d)"  # คำสั่งสำนักอนามัยการเจริญพันธุ์ ที่ 12/2569
    rf"|(?:{_KIND})\s*(?=\d)|(?:เลข)?ที่|no\.?)\s*",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(r"(?:สั่ง\s*)?(?:ณ\s*)?(?:ลงวันที่|ลว\.?|ลง|วันที่|dated)\s*|สั่ง\s*ณ?\s*")


def number(call: Call) -> Reply:
    """`number p12 1 d1`: ask for number and date of the step's first document."""
    meant, document = _meant(call, call.arguments)
    data = {"target": f"p{meant.scope.plan.id} {meant.number} {_place(meant, document)}"}
    call.work.drafts.put("ask:number", call.chat.id, call.person.id, data, call.now + LIFETIME)
    return Reply(texts.ask(call.say, meant.step, document, meant.scope.today))


def answered(call: Call, question: Draft) -> Reply:
    """Number and date, typed."""
    if is_cancel(call.arguments):
        return dropped(call, question, texts.left(call.say))
    meant, document = _meant(call, str(question.data["target"]))
    told = _number_and_date(call.arguments, meant.scope.today)
    if told is None:
        raise Refusal("number-unreadable", example=meant.scope.today)
    call.work.drafts.drop(question.id)
    event = Numbered(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        document=document.id,
        number=told[0],
        on=told[1],
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


def _number_and_date(typed: str, today: date) -> tuple[str, date] | None:
    """The shortest number behind which everything is a date, not after today."""
    text = arabic(typed).strip()
    before = _BEFORE_NUMBER.match(text)
    text = text[before.end() :] if before else text
    for space in re.finditer(r"\s+|(?=ลงวันที่|ลว|สั่ง)", text):
        number, rest = text[: space.start()].strip(), text[space.end() :].strip()
        before = _BEFORE_DATE.match(rest)
        words = Words(rest[before.end() :] if before else rest)
        day = words.take_date(today, Lean.PAST) if number and rest else None
        if day is not None and not words.rest and day <= today and today - day <= FARTHEST:
            return (number, day) if len(number) <= NUMBER_LENGTH else None
    return None
