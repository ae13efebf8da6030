"""/whatif: what would move if a step were late; nothing is written."""

from __future__ import annotations

from datetime import date

from bot.domain.calendar import FARTHEST
from bot.domain.errors import Refusal
from bot.domain.message import Made, Message
from bot.domain.supposing import Case
from bot.domain.typed import Lean
from bot.domain.typed_lateness import after_late, days_told
from bot.render.text import whatif as texts
from handlers.core.call import Call, Reply
from handlers.core.picturing import pictured
from handlers.core.scope import StepScope, require_open, step_here
from handlers.core.words import Words
from handlers.steps.requests import refuse_backwards

PICTURE = "picture"
"""In the action of a button: the picture of the case."""


def what_if(call: Call) -> Reply:
    """`/whatif 4 10`, `/whatif 4 20/10/2569`: what moves; by its button as a picture."""
    words = Words(call.arguments)
    meant = step_here(call, words, lambda scope: scope.startable)
    require_open(meant)
    case = Case(meant.number, _day(words, meant))
    change = case.change(meant.scope, call.now, call.person)
    if words.take_word(PICTURE) and call.can.pictures:
        text = texts.caption(call.say, change)
        return pictured(call, meant.scope, Made.TIMELINE, text, of=str(case))
    return Reply(
        Message(texts.told(call.say, change), texts.rows(call.say, change), about=meant.about)
    )


def _day(words: Words, meant: StepScope) -> date:
    day, today = _told(words, meant), meant.scope.today
    if day is None:
        raise Refusal("whatif-how", step=meant.step)
    if abs(day - today) > FARTHEST:
        raise Refusal("day-too-far", day=day)
    refuse_backwards(meant, day)
    return day


def _told(words: Words, meant: StepScope) -> date | None:
    """Days count from the due date or, of what is overdue, from today."""
    today = meant.scope.today
    words.rest, _ = after_late(words.rest)
    days = days_told(words.rest)
    if days is None:
        return words.take_date(today, Lean.FUTURE)
    due = meant.scope.forecast[meant.number].due
    return days.after(max(due, today), meant.scope.calendar)
