"""Tells what a command changed, here and in the group, with the button that takes it back."""

from __future__ import annotations

from bot.domain.events import Closed, Reopened, Skipped
from bot.domain.message import About, Button, Message
from bot.domain.people import Team
from bot.domain.plan import Plan
from bot.domain.standing import Standing
from bot.ports import UnitOfWork
from bot.render.text import done as texts
from bot.render.text import undo
from handlers.core.call import Call, Reply
from handlers.core.scope import scope_of

NOTE_LENGTH = 1000
"""Characters; a longer note does not fit the messages that repeat it."""


def announce_change(
    call: Call, work: UnitOfWork, scope: Standing, event: Closed | Skipped | Reopened
) -> Reply:
    """Write the event; tell the group what it closes, starts and moves."""
    plan = work.plans.append(scope.plan, event)
    after = scope_of(scope.team, plan, call, work)
    files = work.files.of_plan(plan.id)
    text = texts.closed(
        call.say,
        scope.plan,
        plan,
        event,
        files,
        call.person,
        before=scope.line,
        after=after.line,
        calendar=scope.calendar,
        today=scope.today,
    )
    message = Message(text, (undo_row(call, plan),), about=(About(plan.id, event.step),))
    return tell_group(call, work, scope.team, message)


def tell_group(call: Call, work: UnitOfWork, team: Team, message: Message) -> Reply:
    """The message answers here; said in private, the group hears it too."""
    if call.chat.id != team.group:
        work.outbox.post(team.group, message, call.now)
    return Reply(message)


def undo_row(call: Call, plan: Plan) -> tuple[Button, ...]:
    """The button that takes the newest event of the plan back."""
    return (undo.button(call.say, f"undo p{plan.id} e{plan.events[-1].id}"),)
