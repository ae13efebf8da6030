"""/lesson: what was learnt in a step, told once it is closed, and all that was."""

from __future__ import annotations

from bot.domain.errors import Refusal
from bot.domain.events import LessonTold
from bot.domain.message import About, Message
from bot.domain.standing import Standing
from bot.render.text import lesson as texts
from handlers.core.announce import reason_of, record, undo_row
from handlers.core.asking import stop_asking
from handlers.core.call import Call, Reply
from handlers.core.reasons import QUESTION, ask
from handlers.core.scope import (
    StepScope,
    plan_here,
    replied_about,
    require_closer,
    steps_replied_to,
)
from handlers.core.views import former_rows, known_step, one_plan
from handlers.core.words import Words


def lesson(call: Call) -> Reply:
    """`lesson p12 4 …` notes it; without words it is asked for, without a step all are listed."""
    words = Words(call.arguments)
    if not _tells_step(call):
        return _all(call, words)
    scope = plan_here(call, words, ended=True)
    number = words.take_step() or _replied(call, scope)
    if number is None:
        return _all(call, Words(f"p{scope.plan.id}"))
    closed = [n for n, state in scope.states.items() if state.is_closed]
    meant = StepScope(scope, known_step(call, scope, number, words.rest, closed))
    require_closer(call, meant)
    if not meant.state.is_closed or meant.state.skipped:
        raise Refusal("lesson-too-early", step=meant.step)
    text = reason_of(words)
    if not text:
        raise ask(call, meant, "", texts.ask(call.say, meant.step, meant.state.lesson))
    stop_asking(call, QUESTION)
    event = LessonTold(at=call.now, by=call.person.id, step=meant.number, text=text)
    plan = record(call, scope, event).after.plan
    return Reply(
        Message(
            texts.noted(call.say, meant.step, text, anew=meant.state.lesson is not None),
            (undo_row(call, plan),),
            about=meant.about,
        )
    )


def _tells_step(call: Call) -> bool:
    words = Words(call.arguments)
    words.take_plan()
    return words.take_step() is not None or any(a.step for a in replied_about(call))


def _all(call: Call, words: Words) -> Reply:
    """Also of a plan that is over: they are for the next year."""
    scope = one_plan(call, words)
    rows, about = former_rows(call, scope), (About(scope.plan.id),)
    return Reply(Message(texts.all_of(call.say, scope.plan), rows, about=about))


def _replied(call: Call, scope: Standing) -> int | None:
    steps = steps_replied_to(call, scope.plan)
    return steps[0] if len(steps) == 1 else None
