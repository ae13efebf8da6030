"""More time asked for by who may not extend: /extend asks, the secretary or the chair decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from bot.domain.change import Change
from bot.domain.errors import Refusal
from bot.domain.events import Extended, ExtensionAsked, ExtensionDeclined
from bot.domain.message import Message
from bot.domain.standing import Standing
from bot.render.text import extend as extend_texts
from bot.render.text import names, reasons
from bot.render.text import requests as texts
from handlers.core.announce import announce, reason_of, record, undo_row
from handlers.core.asking import stop_asking
from handlers.core.call import Call, Reply, Spent
from handlers.core.reasons import QUESTION, ask
from handlers.core.scope import (
    StepScope,
    may_not_steer,
    require_closer,
    require_steerer,
    step_here,
)
from handlers.core.words import Words


def require_asker(call: Call, meant: StepScope) -> None:
    """Who is responsible asks, while there is anybody to decide."""
    team = meant.scope.team
    if not (team.secretaries or team.chairs):
        raise may_not_steer(team)
    require_closer(call, meant)


def ask_leaders(call: Call, meant: StepScope, day: date, reason: str) -> Reply:
    """Record the request; the secretaries, or the chairs, decide by buttons in private.

    Where none of them can be reached the buttons stand here.
    """
    event = ExtensionAsked(at=call.now, by=call.person.id, step=meant.number, to=day, reason=reason)
    change = record(call, meant.scope, event)
    plan, asked = change.after.plan, change.after.team.leaders(but=call.chat.id)
    granted = _granted(call, change.after, meant.number)
    for member in asked:
        letter_to = None if member.acts_as_secretary else member.person
        call.tell(
            member.person,
            partial(texts.to_decide, granted=granted, by=call.person, letter_to=letter_to),
        )
    rows = () if asked else texts.rows(call.say, plan, meant.number)
    text = names.of_case(call.say, plan, texts.asked(call.say, change, told=bool(asked)))
    return Reply(Message(text, (undo_row(call, plan), *rows), about=meant.about))


def approve(call: Call) -> Reply:
    """`approve p12 7`: extend the step as it was asked for."""
    meant, asked = _asked(call, Words(call.arguments))
    refuse_backwards(meant, asked.to)
    event = _extension(call, asked)
    change = record(call, meant.scope, event)
    days_off = call.work.teams.days_off(meant.scope.team.id)
    reply = announce(call, change, extend_texts.announced(call.say, change, days_off))
    return replace(reply, spent=Spent.ALL)


def decline(call: Call) -> Reply:
    """`decline p12 7 reason`: the due date stays; who asked reads why in private."""
    words = Words(call.arguments)
    meant, asked = _asked(call, words)
    reason = reason_of(words)
    if not reason:
        raise ask(call, meant, "", reasons.why_decline(call.say, meant.step))
    stop_asking(call, QUESTION)
    event = ExtensionDeclined(
        at=call.now, by=call.person.id, step=meant.number, asked=asked.id, reason=reason
    )
    change = record(call, meant.scope, event)
    told = _tell_asker(call, change, asked)
    text = names.of_case(call.say, change.after.plan, texts.declined(call.say, change, told=told))
    message = Message(text, (undo_row(call, change.after.plan),), about=meant.about)
    return Reply(message, spent=Spent.ALL)


def refuse_backwards(meant: StepScope, day: date) -> None:
    """What has no due date may get any from today on, not before it can start."""
    due, start = meant.scope.due(meant.number), meant.scope.forecast[meant.number].start
    if due is not None and day <= due:
        raise Refusal("extend-not-later", step=meant.step, day=day, due=due)
    if day < meant.scope.today:
        raise Refusal("day-passed", day=day)
    if day < start:
        raise Refusal("day-too-early", step=meant.step, day=day, start=start)


def _asked(call: Call, words: Words) -> tuple[StepScope, ExtensionAsked]:
    meant = step_here(call, words, _with_request)
    require_steerer(call, meant.scope.team)
    asked = meant.state.asked
    if asked is None:
        raise Refusal("no-request", step=meant.step)
    return meant, asked


def _with_request(scope: Standing) -> list[int]:
    return [n for n, state in scope.states.items() if state.asked is not None]


def _extension(call: Call, asked: ExtensionAsked) -> Extended:
    told = asked.to, asked.reason
    return Extended(
        at=call.now, by=call.person.id, step=asked.step, to=told[0], reason=told[1], asked=asked.id
    )


def _granted(call: Call, s: Standing, number: int) -> Change:
    """What granting it would move."""
    asked = s.states[number].asked
    assert asked is not None
    event = _extension(call, asked)
    return Change(s, s.becoming(s.plan.with_event(event)), event, call.person)


def _tell_asker(call: Call, change: Change, asked: ExtensionAsked) -> bool:
    """Whether he or she can be reached, or reads it here."""
    member = change.after.team.member(asked.by)
    if member is None or member.person.private_chat is None:
        return False
    if member.person.private_chat != call.chat.id:
        call.tell(member.person, lambda say: texts.to_asker(say, change))
    return True
