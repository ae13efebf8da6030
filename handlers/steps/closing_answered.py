"""What is asked before a step is closed, its day or what a decision came to, is typed."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.errors import Refusal
from bot.ports import Draft
from bot.render.text import doubt
from handlers.core.asking import dropped
from handlers.core.call import Call, Reply
from handlers.core.scope import require_closer, step_here
from handlers.core.words import Words, is_cancel
from handlers.steps.done import done, refuse_day, take_day
from handlers.steps.way import Closing, closing_of, token, told_way


def answered(call: Call, question: Draft) -> Reply:
    """What does not tell it closes nothing."""
    line = question.data["line"]
    if is_cancel(call.arguments):
        meant = step_here(call, Words(line), lambda scope: ())
        return dropped(call, question, doubt.not_closed(call.say, meant.number))
    asked = replace(call, command="done", arguments=f"{line} {call.arguments}")
    words = Words(asked.arguments)
    meant = closing_of(step_here(asked, words, lambda scope: ()))
    require_closer(asked, meant)
    meant = replace(meant, way=told_way(words, meant.step))
    if "day" in question.data:
        return _by_way(asked, words, meant, question)
    return _on_day(asked, words, meant, question)


def _on_day(call: Call, words: Words, meant: Closing, question: Draft) -> Reply:
    line, note = question.data["line"], question.data["note"]
    day = take_day(call, words, meant)
    if day is None:
        raise Refusal("date-unreadable")
    refuse_day(meant, day)
    return done(replace(call, arguments=f"{line} {day.isoformat()} {words.rest or note}"))


def _by_way(call: Call, words: Words, meant: Closing, question: Draft) -> Reply:
    """Everything else was asked before."""
    if not meant.way:
        raise Refusal("way-unreadable", sop=meant.scope.plan.sop, step=meant.step)
    told = f"{token(meant.step, meant.way)} {question.data['day']} !"
    note = words.rest or question.data["note"]
    return done(replace(call, arguments=f"{question.data['line']} {told} {note}"))
