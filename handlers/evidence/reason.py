"""The reason that a command about a document still lacks: asked for, and typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.message import Message, Text
from bot.domain.typed import SURE
from bot.ports import Draft
from handlers.core.call import Call, Reply
from handlers.core.scope import StepScope

ANSWER_WAITS = timedelta(hours=1)


def ask(call: Call, meant: StepScope, kind: str, line: str, text: Text) -> Reply:
    """`line`: the arguments that the answer completes."""
    data = {"plan": meant.scope.plan.id, "step": meant.number, "line": line}
    call.work.drafts.put(kind, call.chat.id, call.person.id, data, call.now + ANSWER_WAITS)
    return Reply(Message(text, about=meant.about, asks=True))


def completed(call: Call, command: str, question: Draft) -> Call:
    """As if all of it had been typed at once."""
    typed = call.arguments.lstrip(SURE + " ")
    return replace(call, command=command, arguments=f"{question.data['line']} {typed}")
