"""Tells what a command changed, here and in the group, with the button that takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.change import Change
from bot.domain.errors import Refusal
from bot.domain.events import (
    Agreed,
    Closed,
    Event,
    Extended,
    ExtensionAsked,
    ExtensionDeclined,
    LessonTold,
    Reopened,
    Reported,
    Returned,
    Skipped,
    StepEvent,
)
from bot.domain.message import About, Button, Message, Text, paragraphs
from bot.domain.people import Person, Team
from bot.domain.plan import Plan, PlanStatus
from bot.domain.relevance import ENDS_A_PAUSE
from bot.domain.rights import may_steer
from bot.domain.spelling import one_line
from bot.domain.standing import Standing, closed_without
from bot.render.language import Say
from bot.render.text import cases, end, names, undo
from handlers.core.call import Call, Reply
from handlers.core.words import Words

WITH_REASON = (Skipped, Reopened, Returned, Extended, ExtensionAsked, ExtensionDeclined)
Rows = tuple[tuple[Button, ...], ...]
NOTE_LENGTH = 1000
"""Characters; a longer note does not fit the messages that repeat it."""


def reason_of(words: Words) -> str:
    """The rest of the line, at most 1000 characters; empty if it holds no word."""
    reason = one_line(words.rest)
    if len(reason) > NOTE_LENGTH:
        raise Refusal("note-too-long", length=len(reason), limit=NOTE_LENGTH)
    return reason if any(c.isalnum() for c in reason) else ""


def record(call: Call, scope: Standing, event: Event) -> Change:
    """Write the event; what it changes. What was noted is one line: more would look like ours."""
    event = _on_one_line(event)
    after = scope.becoming(call.work.plans.append(scope.plan, event))
    if isinstance(event, ENDS_A_PAUSE):
        call.work.plans.unsnooze(scope.plan.id, event.step)
    return Change(scope, after, event, call.person)


def _on_one_line(event: Event) -> Event:
    if isinstance(event, Agreed | Closed | Reported):
        return replace(event, note=one_line(event.note))
    if isinstance(event, LessonTold):
        return replace(event, text=one_line(event.text))
    if isinstance(event, WITH_REASON):
        return replace(event, reason=one_line(event.reason))
    return event


def announce(
    call: Call,
    change: Change,
    text: Text,
    in_group: Text | None = None,
    rows: Rows = (),
    steps: Sequence[int] = (),
) -> Reply:
    """Tell of an event on a step, with the button that takes it back above the `rows`.

    `in_group`: what the group is told, where that is not the same. `steps`: all that it is about,
    where they are several.
    """
    plan, event = change.after.plan, change.event
    one = event.step if isinstance(event, StepEvent) else None
    about = tuple(About(plan.id, step) for step in steps or (one,))
    mine, ours = (names.of_run(call.say, plan, t) for t in (text, in_group or text))
    message = Message(mine, (undo_row(call, plan), *rows), about=about)
    if change.before.open_steps and not change.after.open_steps:
        if plan.sop.case:
            return _end_case(call, change.after, message, ours)
        return _tell_all_closed(call, change.after, message, ours)
    return tell_group(call, change.after.team, message, ours)


def _end_case(call: Call, s: Standing, message: Message, in_group: Text) -> Reply:
    """With its last step a case ends by itself; to take that step back opens it again."""
    call.work.plans.set_status(s.plan, PlanStatus.ENDED)
    over = cases.over(call.say, s.plan)
    whole = replace(message, text=paragraphs([message.text, over]))
    return tell_group(call, s.team, whole, paragraphs([in_group, over]))


def _tell_all_closed(call: Call, s: Standing, message: Message, in_group: Text) -> Reply:
    """The last step is closed: the group and the secretaries can end the plan, make the next."""
    followed = s.plan.is_followed(call.work.plans.of_team(s.team.id))
    for member in s.team.secretaries:
        if member.person.private_chat != call.chat.id:
            _tell_secretary(call, s, member.person, followed=followed)
    offers = end.offers(call.say, s.plan, followed=followed)
    closed = end.all_closed(call.say, s.plan)
    text = paragraphs([message.text, closed])
    whole = replace(message, text=text, buttons=(*offers, *message.buttons))
    reply = tell_group(call, s.team, whole, paragraphs([in_group, closed]))
    if call.chat.id == s.team.group or may_steer(s.team, call.person.id):
        return reply
    return replace(reply, message=replace(whole, buttons=message.buttons))


def _tell_secretary(call: Call, s: Standing, person: Person, *, followed: bool) -> None:
    lacking = closed_without(s.plan, call.work.files.of_plan(s.plan.id))

    def offered(say: Say) -> Message:
        text = end.to_be_closed(say, s.plan, lacking, followed=followed)
        offers = end.offers(say, s.plan, followed=followed)
        return Message(text, offers, about=(About(s.plan.id),))

    call.tell(person, offered)


def tell_group(call: Call, team: Team, message: Message, in_group: Text | None = None) -> Reply:
    """The message answers here; said in private, the group hears it too."""
    told = message if in_group is None else replace(message, text=in_group)
    if call.chat.id == team.group:
        return Reply(told, told_group=team.group)
    call.work.outbox.post(team.group, told, call.now)
    return Reply(message, told_group=team.group)


def undo_row(call: Call, plan: Plan) -> tuple[Button, ...]:
    """The button that takes the newest event of the plan back."""
    return (undo.button(call.say, f"undo p{plan.id} e{plan.events[-1].id}"),)
