"""What a meeting assigned gets another owner."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.events import Outcome
from bot.domain.message import Button
from bot.domain.people import ChatKind, Person
from bot.render.text import assignments as texts
from handlers.core.announce import record, undo_row
from handlers.core.call import Call, Reply
from handlers.core.person_meant import id_told
from handlers.core.scope import StepScope, require_steerer
from handlers.core.words import Words
from handlers.steps.assignments import ask_owner, tell_owner
from handlers.steps.meeting import said
from handlers.steps.outcomes import outcome_told


def anew(call: Call, meant: StepScope, words: Words) -> Reply:
    """`anew w3 u5`, or typed `1 @malee`; it asks what is not told."""
    require_steerer(call, meant.scope.team)
    met = meant.state.met
    if not words.rest and met.to_do():
        return _ask_which(call, meant)
    work = outcome_told(meant, words, met.assigned)
    if work.outcome in met.done:
        raise Refusal("done-already")
    person = _person(call, meant, words)
    if person is None:
        return ask_owner(call, meant, work.text, f"anew w{work.outcome}", but=work.owner)
    if person.id == work.owner:
        raise Refusal("owner-already")
    return _give(call, meant, work, person)


def _ask_which(call: Call, meant: StepScope) -> Reply:
    choice = tuple(
        (Button(texts.label(call.say, o), f"minutes {meant.target} anew w{o.outcome}"),)
        for o in meant.state.met.to_do()
    )
    return Reply(said(meant, texts.which_anew(call.say), choice))


def _person(call: Call, meant: StepScope, words: Words) -> Person | None:
    """A member; None: nobody is named."""
    told = id_told(call, meant.scope.team, words)
    if told is None:
        return None
    member = meant.scope.team.member(told)
    if member is None:
        raise Refusal("owner-not-member")
    return member.person


def _give(call: Call, meant: StepScope, work: Outcome, person: Person) -> Reply:
    event = replace(work, id=0, at=call.now, by=call.person.id, owner=person.id)
    plan = record(call, meant.scope, event).after.plan
    tell_owner(call, meant, event, texts.told_owner)
    tell_owner(call, meant, work, texts.told_not_yours)
    named = person if call.chat.kind is ChatKind.PRIVATE else None
    return Reply(said(meant, texts.given_anew(call.say, event, named), (undo_row(call, plan),)))
