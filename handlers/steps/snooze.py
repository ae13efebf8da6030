"""/snooze: no reminders of a step in this chat for some days; its due date never moves.

A closing, a reopening, another due date end it (`handlers.core.announce`), or whoever may pause.
"""

from __future__ import annotations

import re
from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.message import About, Message
from bot.domain.people import ChatKind
from bot.domain.relevance import kept_back
from bot.domain.standing import Standing
from bot.ports import Snooze
from bot.render.text import snooze as texts
from bot.render.text import status_buttons
from handlers.core.call import Call, Reply
from handlers.core.scope import closable, replied_about, require_closer, require_open, step_here
from handlers.core.words import Words

DEFAULT_DAYS = 3
MOST_DAYS = 30
"""Longer is forgetting; the weekly summary would be the only word of the step for a month."""
_ONE_NUMBER = re.compile(r"\d+(?:\s*(?:วัน|days?))?")


def snooze(call: Call) -> Reply:
    """Pause the reminders of one step here; escalation goes on."""
    words = Words(call.arguments)
    told_days = _only_days(call, words)
    meant = step_here(call, words, closable(call))
    require_closer(call, meant)
    require_open(meant)
    days = told_days or words.take_step() or DEFAULT_DAYS
    if days > MOST_DAYS:
        raise Refusal("snooze-too-long", days=days, most=MOST_DAYS)
    scope = meant.scope
    until = scope.calendar.on_or_after(scope.today + timedelta(days=days))
    pause = Snooze(scope.plan.id, meant.number, call.chat.id, until)
    call.work.plans.snooze(pause)
    kept = kept_back(scope.plan, scope.team, scope.calendar, pause, call.now)
    in_group = call.chat.kind is ChatKind.GROUP
    text = texts.paused(call.say, scope, meant.number, until, kept, to_group=in_group)
    end = (status_buttons.end_of_pause(call.say, scope.plan.id, meant.number),)
    return Reply(Message(text, (end,), about=(About(scope.plan.id, meant.number),)))


def resume(call: Call) -> Reply:
    """End the pause of one step here."""
    meant = step_here(call, Words(call.arguments), lambda scope: _paused_here(call, scope))
    require_closer(call, meant)
    if meant.number not in _paused_here(call, meant.scope):
        raise Refusal("not-paused", step=meant.step)
    scope = meant.scope
    call.work.plans.unsnooze(scope.plan.id, meant.number, call.chat.id)
    text = texts.resumed(call.say, scope, meant.number)
    return Reply(Message(text, about=(About(scope.plan.id, meant.number),)))


def _paused_here(call: Call, scope: Standing) -> list[int]:
    pauses = call.work.plans.snoozes(scope.plan.id)
    return [p.step for p in pauses if p.chat == call.chat.id and p.until > scope.today]


def _only_days(call: Call, words: Words) -> int | None:
    """In reply to a notice about one step a single number counts days, not a step."""
    one_step = len({a.step for a in replied_about(call)}) == 1
    if not one_step or not _ONE_NUMBER.fullmatch(words.rest):
        return None
    return words.take_step()
