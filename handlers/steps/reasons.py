"""What a command still lacks is asked; the typed answer completes its line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.message import About, Message, Text
from bot.domain.typed import SURE
from bot.ports import Draft
from handlers.core.announce import NOTE_LENGTH
from handlers.core.asking import Ask, keep_asking
from handlers.core.call import Call, Reply
from handlers.core.scope import StepScope
from handlers.core.words import Words

QUESTION = "ask:reason"
ANSWER_WAITS = timedelta(hours=1)


def ask(call: Call, meant: StepScope, told: str, text: Text) -> Ask:
    """The question for the rest of this command's line, of which `told` follows the step."""
    wait(call, meant, told)
    return Ask(Reply(Message(text, about=(About(meant.scope.plan.id, meant.number),), asks=True)))


def wait(call: Call, meant: StepScope, told: str) -> None:
    """For an answer that completes the line."""
    plan = meant.scope.plan
    line = f"p{plan.id} {meant.number}: {told}".strip()
    data = {"command": call.command, "arguments": line}
    keep_asking(call, QUESTION, data, call.now + ANSWER_WAITS, same=("command", "arguments"))


def completed(call: Call, draft: Draft) -> Call:
    """The call as if all of it had been typed at once, but for a mark that would confirm it."""
    line = f"{draft.data['arguments']} {call.arguments.lstrip(SURE + ' ')}"
    return replace(call, command=draft.data["command"], arguments=line)


def stop_asking(call: Call) -> None:
    """The whole line, typed at once, answers the question too."""
    draft = call.work.drafts.of(QUESTION, call.chat.id, call.person.id, call.now)
    if draft is not None:
        call.work.drafts.drop(draft.id)


def reason_of(words: Words) -> str:
    """The rest of the line; empty if it holds no word."""
    if len(words.rest) > NOTE_LENGTH:
        raise Refusal("note-too-long", length=len(words.rest), limit=NOTE_LENGTH)
    return words.rest if any(c.isalnum() for c in words.rest) else ""
