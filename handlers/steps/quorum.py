"""By how many a step is closed: `quorum p12 5 all`, behind buttons under /settings or typed."""

from __future__ import annotations

from bot.domain.errors import Refusal
from bot.domain.events import QuorumSet
from bot.domain.message import Message
from bot.domain.occurrences import nearest
from bot.domain.people import Team
from bot.domain.quorum import ALL, ANYBODY, EACH_PARTY
from bot.domain.standing import Standing
from bot.render.text import quorum as texts
from handlers.core.announce import announce, record
from handlers.core.call import Call, Reply
from handlers.core.scope import (
    StepScope,
    plan_here,
    require_open,
    require_steerer,
    standing_of,
    team_here,
)
from handlers.core.views import known_step
from handlers.core.words import Words

MOST = 99


def quorum(call: Call) -> Reply:
    """Without a step all open ones are listed, without a rule it is asked."""
    words = Words(call.arguments)
    scope = _scope(call, words)
    require_steerer(call, scope.team)
    number = words.take_step()
    if number is None:
        steps = nearest(scope.plan.sop, scope.open_steps)
        return Reply(texts.which_step(call.say, scope.plan, steps))
    meant = StepScope(scope, known_step(call, scope, number, words.rest))
    require_open(meant)
    rule = _rule(words)
    return _set(call, meant, rule) if rule else Reply(_which_rule(call, meant))


def _scope(call: Call, words: Words) -> Standing:
    """A button of the settings names the team; it has one plan, or is asked which."""
    if not words.rest.startswith("t"):
        return plan_here(call, words)
    team: Team = team_here(call, words)
    running = call.work.plans.running(team.id)
    return standing_of(team, running[0], call) if len(running) == 1 else plan_here(call, words)


def _rule(words: Words) -> str:
    found = words.take_word(ANYBODY, ALL, EACH_PARTY)
    if found:
        return found
    count = words.take_step()
    if count is None:
        return ""
    if not 1 <= count <= MOST:
        raise Refusal("button-expired")
    return ANYBODY if count == 1 else str(count)


def _which_rule(call: Call, meant: StepScope) -> Message:
    return texts.which_rule(call.say, meant.scope, meant.step)


def _set(call: Call, meant: StepScope, rule: str) -> Reply:
    event = QuorumSet(at=call.now, by=call.person.id, step=meant.number, rule=rule)
    change = record(call, meant.scope, event)
    return announce(call, change, texts.announced(call.say, change))
