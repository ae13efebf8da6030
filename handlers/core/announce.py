"""Tells what a command changed, here and in the group, with the button that takes it back."""

from __future__ import annotations

from bot.domain.events import Event, StepEvent
from bot.domain.message import About, Button, Message, Text
from bot.domain.people import Team
from bot.domain.plan import Plan
from bot.domain.relevance import ENDS_A_PAUSE
from bot.domain.standing import Change, Standing
from bot.render.text import undo
from handlers.core.call import Call, Reply

NOTE_LENGTH = 1000
"""Characters; a longer note does not fit the messages that repeat it."""


def record(call: Call, scope: Standing, event: Event) -> Change:
    """Write the event; what it changes."""
    after = scope.becoming(call.work.plans.append(scope.plan, event))
    if isinstance(event, ENDS_A_PAUSE):
        call.work.plans.unsnooze(scope.plan.id, event.step)
    return Change(scope, after, event, call.person)


def announce(call: Call, change: Change, text: Text) -> Reply:
    """Tell of an event on a step, with the button that takes it back."""
    plan, event = change.after.plan, change.event
    about = (About(plan.id, event.step if isinstance(event, StepEvent) else None),)
    message = Message(text, (undo_row(call, plan),), about=about)
    return tell_group(call, change.after.team, message)


def tell_group(call: Call, team: Team, message: Message) -> Reply:
    """The message answers here; said in private, the group hears it too."""
    if call.chat.id != team.group:
        call.work.outbox.post(team.group, message, call.now)
    return Reply(message)


def undo_row(call: Call, plan: Plan) -> tuple[Button, ...]:
    """The button that takes the newest event of the plan back."""
    return (undo.button(call.say, f"undo p{plan.id} e{plan.events[-1].id}"),)
