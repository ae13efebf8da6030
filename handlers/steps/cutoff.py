"""The closing date of an outside system, set or changed while the plan runs (behind a button)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from bot.domain.calendar import fiscal_year
from bot.domain.errors import Refusal
from bot.domain.events import Limited
from bot.domain.plan import Plan
from bot.domain.typed import Lean
from bot.ports import Draft
from bot.render.text import cutoff as texts
from handlers.core.announce import announce, record
from handlers.core.asking import dropped
from handlers.core.call import Call, Reply
from handlers.core.scope import StepScope, require_open, require_steerer, step_here
from handlers.core.words import Words, is_cancel

LIFETIME = timedelta(days=1)


def cutoff(call: Call) -> Reply:
    """`cutoff p12 6`: ask for the date."""
    meant = _meant(call, call.arguments)
    data = {"plan": meant.scope.plan.id, "step": meant.number}
    call.work.drafts.put("ask:cutoff", call.chat.id, call.person.id, data, call.now + LIFETIME)
    return Reply(texts.ask(call.say, meant.step, meant.scope.forecast[meant.number].due))


def answered(call: Call, question: Draft) -> Reply:
    """The date, typed."""
    if is_cancel(call.arguments):
        return dropped(call, question, texts.left(call.say))
    meant = _meant(call, f"p{question.data['plan']} {question.data['step']}")
    day = Words(call.arguments).take_date(meant.scope.today, Lean.NEAR)
    if day is None:
        raise Refusal("date-unreadable")
    _refuse_impossible(meant, day)
    call.work.drafts.drop(question.id)
    return _write(call, meant, day)


def _meant(call: Call, arguments: str) -> StepScope:
    meant = step_here(call, Words(arguments), lambda scope: scope.startable)
    require_steerer(call, meant.scope.team)
    require_open(meant)
    if all(c.step != meant.number for c in meant.scope.plan.sop.cutoffs):
        raise Refusal("no-cutoff", step=meant.step)
    return meant


def _refuse_impossible(meant: StepScope, day: date) -> None:
    plan = meant.scope.plan
    if day < plan.start:
        raise Refusal("closing-before-plan", day=day, start=plan.start)
    days = _days(plan) | {meant.number: day}
    ordered = [days[c.step] for c in plan.sop.cutoffs if c.step in days]
    if any(later <= earlier for earlier, later in pairwise(ordered)):
        raise Refusal("cutoffs-not-in-order")


def _days(plan: Plan) -> dict[int, date]:
    """The closing dates known so far, by step."""
    limits = {n: s.limited.not_after for n, s in plan.states.items() if s.limited is not None}
    steps = {c.step for c in plan.sop.cutoffs}
    return {n: day for n, day in limits.items() if day is not None and n in steps}


def _write(call: Call, meant: StepScope, day: date) -> Reply:
    event = Limited(
        at=call.now,
        by=call.person.id,
        step=meant.number,
        not_before=_not_before(meant),
        not_after=day,
    )
    change = record(call, meant.scope, event)
    return announce(call, change, texts.announced(call.say, change))


def _not_before(meant: StepScope) -> date | None:
    """The fixed start stays what it is."""
    if meant.state.limited is not None:
        return meant.state.limited.not_before
    fixed = meant.step.not_before
    return fixed.in_fiscal_year(fiscal_year(meant.scope.plan.start)) if fixed else None
