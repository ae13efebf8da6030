"""/timeline: the steps of a plan over its months, as a picture; /flow: its SOP's flow chart."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.message import Made, Text
from bot.domain.standing import Standing
from bot.render.language import Say
from bot.render.text import flow as flow_texts
from bot.render.text import timeline as texts
from handlers.core.call import Call, Reply
from handlers.core.picturing import pictured
from handlers.core.views import one_plan
from handlers.core.words import Words
from handlers.plans import status


def timeline(call: Call) -> Reply:
    return _picture(call, Made.TIMELINE, texts.caption)


def flow(call: Call) -> Reply:
    return _picture(call, Made.FLOW, flow_texts.caption)


def _picture(call: Call, what: Made, caption: Callable[[Say, Standing], Text]) -> Reply:
    """Where no picture can be shown, all steps with their dates."""
    if not call.can.pictures:
        return status.plan(call)
    scope = one_plan(call, Words(call.arguments))
    return pictured(call, scope, what, caption(call.say, scope))
