"""/history: who did what, and when."""

from __future__ import annotations

from bot.domain.message import About, Message
from bot.domain.occurrences import repeats
from bot.domain.people import ChatKind
from bot.render.text import history as texts
from bot.render.text.status_buttons import turning
from handlers.core.call import Call, Reply
from handlers.core.views import (
    former_rows,
    in_place,
    known_step,
    only_plan,
    told_plan,
    told_step,
)
from handlers.core.words import Words


def history(call: Call) -> Reply:
    """`/history`, `/history 4`: the newest entries first, eight a page."""
    words = Words(call.arguments)
    told = told_plan(call, words)
    here, left = in_place(words), words.rest
    step = told_step(call, words, told.plan if told else None)
    offset = words.take_id("o") or 0
    scope = told or only_plan(call, Words(left))
    if step is not None and not repeats(scope.plan.sop, step):
        known_step(call, scope, step)
    plan = scope.plan
    private, chairs = call.chat.kind is ChatKind.PRIVATE, {m.person.id for m in scope.team.chairs}
    shown = texts.entries(plan, step, private=private, chairs=chairs)
    people = {id: call.work.people.by_id(id) for id in texts.people_in(plan.events)}
    text = texts.page(call.say, texts.Told(plan, people, private), shown, step, offset)
    base = f"history p{plan.id} here" + (f" {step}" if step is not None else "")
    row = turning(call.say, base, offset, texts.PAGE, len(shown))
    rows = (*((row,) if row else ()), *former_rows(call, scope, step))
    return Reply(Message(text, rows, about=(About(plan.id, step),)), edits=here)
