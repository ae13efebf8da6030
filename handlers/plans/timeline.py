"""/timeline: the steps of a plan over its months, as a picture."""

from __future__ import annotations

from bot.domain.message import About, Made, Message, ToMake
from bot.render.text import exports
from bot.render.text import timeline as texts
from handlers.core.call import Call, Reply
from handlers.core.views import one_plan
from handlers.core.words import Words
from handlers.plans import status


def timeline(call: Call) -> Reply:
    """Where no picture can be shown, all steps with their dates."""
    if not call.can.pictures:
        return status.plan(call)
    scope = one_plan(call, Words(call.arguments))
    name = exports.file_name(call.say, scope.plan, Made.TIMELINE)
    picture = ToMake(Made.TIMELINE, scope.plan.id, name, call.say.language)
    text, about = texts.caption(call.say, scope), (About(scope.plan.id),)
    return Reply(Message(text, pictures=(picture,), about=about))
