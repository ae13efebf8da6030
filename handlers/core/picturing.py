"""A picture of a plan, with the words that say what it shows."""

from __future__ import annotations

from bot.domain.message import About, Made, Message, Text, ToMake
from bot.domain.standing import Standing
from bot.render.text import exports
from handlers.core.call import Call, Reply


def pictured(call: Call, scope: Standing, what: Made, text: Text, of: str = "") -> Reply:
    """`of`: which one, as its maker reads it."""
    name = exports.file_name(call.say, scope.plan, what)
    picture = ToMake(what, scope.plan.id, name, call.say.language, of)
    return Reply(Message(text, pictures=(picture,), about=(About(scope.plan.id),)))
