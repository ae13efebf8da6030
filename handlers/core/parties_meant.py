"""Of which plan the parties are meant that one joins, leaves, or is assigned to."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Button, Message
from bot.domain.plan import Plan, PlanStatus
from bot.domain.standing import Standing
from bot.render.language import Say
from bot.render.text import names
from handlers.core.asking import Ask, action
from handlers.core.call import Call, Reply
from handlers.core.scope import plan_here, require_running, standing_of, teams_here
from handlers.core.words import Words


def plan_of_parties(call: Call, words: Words) -> Standing:
    """One plan whose parties are meant: all cases of an SOP have the same, also those that are
    over.
    """
    told = Words(words.rest).take_plan()
    if told is not None:
        scope = plan_here(call, words, ended=True)
        if not scope.plan.sop.case:
            require_running(scope.plan)
        return scope
    teams = {t.id: t for t in teams_here(call)}
    plans = [p for t in teams for p in call.work.plans.of_team(t)]
    alike = {_of_parties(p): p for p in plans if p.is_running or _is_case(p)}
    if not any(p.sop.case for p in alike.values()):
        return plan_here(call, words)
    if len(alike) > 1:
        raise Ask(_which(call, list(alike.values()), words.rest))
    (plan,) = alike.values()
    return standing_of(teams[plan.team], plan, call)


def _of_parties(plan: Plan) -> tuple[int, str, int]:
    return plan.team, plan.sop.id, 0 if plan.sop.case else plan.id


def _is_case(plan: Plan) -> bool:
    return plan.sop.case and plan.status is not PlanStatus.CANCELLED


def _which(call: Call, plans: Sequence[Plan], rest: str) -> Reply:
    lines = (action(call, call.command, f"p{p.id}", rest) for p in plans)
    rows = tuple((Button(_label(call.say, p), line),) for p, line in zip(plans, lines, strict=True))
    return Reply(Message(call.say("Of which work are the responsible parties?"), rows))


def _label(say: Say, plan: Plan) -> str:
    return names.shorten(plan.sop.title) if plan.sop.case else names.plan_label(say, plan)
