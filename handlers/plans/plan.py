"""/plan: all steps with their dates and state."""

from __future__ import annotations

from bot.domain.message import About, Message
from bot.render.text import status_buttons
from bot.render.text.plan import PAGE, outline
from handlers.core.call import Call, Reply
from handlers.core.views import in_place, one_plan
from handlers.core.words import Words


def plan(call: Call) -> Reply:
    """One message of all steps; a longer SOP is turned page by page."""
    words = Words(call.arguments)
    scope = one_plan(call, words)
    here, offset = in_place(words), words.take_id("o") or 0
    text = outline(call.say, scope, offset)
    rows = status_buttons.of_plan(call.say, scope.plan, offset, PAGE)
    return Reply(Message(text, rows, about=(About(scope.plan.id),)), edits=here)
