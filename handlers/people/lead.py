"""/lead: who of those responsible for a step is mainly so."""

from __future__ import annotations

from bot.domain.errors import Refusal
from bot.domain.events import LeadNamed
from bot.domain.message import Message
from bot.domain.people import Person
from bot.render.text import lead as texts
from handlers.core.announce import announce, record
from handlers.core.call import Call, Reply
from handlers.core.person_meant import id_told
from handlers.core.scope import StepScope, require_open, require_steerer, step_here
from handlers.core.words import Words


def lead(call: Call) -> Reply:
    """`lead p12 7 u3` or `… off`; typed with a name or in reply to a message; else it asks whom."""
    words = Words(call.arguments)
    meant = step_here(call, words, lambda scope: scope.startable)
    require_steerer(call, meant.scope.team)
    require_open(meant)
    if words.take_word("off"):
        return _name(call, meant, None)
    person = _person(call, meant, words)
    return _name(call, meant, person) if person else Reply(_question(call, meant))


def _person(call: Call, meant: StepScope, words: Words) -> Person | None:
    """One of those responsible; None: nobody is named."""
    scope = meant.scope
    told = id_told(call, scope.team, words)
    if told is None:
        return None
    member = scope.team.lead(scope.plan.sop.id, meant.step.parties, told)
    if member is None:
        raise Refusal("not-responsible", step=meant.step)
    return member.person


def _question(call: Call, meant: StepScope) -> Message:
    return texts.ask(call.say, meant.scope.plan, meant.scope.team, meant.step)


def _name(call: Call, meant: StepScope, person: Person | None) -> Reply:
    """The group hears of it, and the person in private."""
    event = LeadNamed(
        at=call.now, by=call.person.id, step=meant.number, person=person.id if person else None
    )
    change = record(call, meant.scope, event)
    if person is not None and person.id != call.person.id:
        call.tell(person, lambda say: texts.to_lead(say, change.after, meant.number))
    return announce(call, change, texts.announced(call.say, change, person))
