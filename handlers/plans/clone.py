"""/clone: next year's plan from this one, as the form of /setup with its answers filled in."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.calendar import fiscal_year_start
from bot.domain.errors import Refusal
from bot.domain.people import Team
from bot.domain.plan import Plan, PlanStatus
from bot.domain.sop import Sop
from bot.domain.standing import Standing
from handlers.core.call import Call, Reply
from handlers.core.scope import no_team, standing_of, teams_here
from handlers.core.views import one_of, told_plan
from handlers.core.words import Words
from handlers.plans import clone_people
from handlers.plans.setup_form import LIFETIME, Form, data_of, durations_in, with_start
from handlers.plans.setup_rights import may_not, may_set_up


def clone(call: Call) -> Reply:
    """`clone`, `clone p12`: nothing is made before the form is confirmed."""
    scope = _plan_meant(call, Words(call.arguments))
    plan, group = scope.plan, call.work.chats.by_id(scope.team.group)
    if not may_set_up(call, group):
        raise may_not(call, group)
    if plan.status is PlanStatus.CANCELLED:
        raise Refusal("plan-was-cancelled")
    if plan.sop.case:
        raise Refusal("case-not-cloned")
    if plan.is_followed(call.work.plans.of_team(scope.team.id)):
        raise Refusal("plan-followed", year=plan.fiscal_year + 1)
    return clone_people.first(call, _form(call, group.id, plan, _sop(call, group.id, plan)))


def _form(call: Call, group: int, plan: Plan, sop: Sop) -> Form:
    draft = call.work.drafts.put("setup", call.chat.id, call.person.id, {}, call.now + LIFETIME)
    form = Form(draft, 1, group, sop, None, {}, {}, model=plan, durations=durations_in(plan, sop))
    form = with_start(call, form, fiscal_year_start(plan.fiscal_year + 1))
    call.work.drafts.change(draft, data_of(form))
    return form


def _sop(call: Call, group: int, plan: Plan) -> Sop:
    """As it is in the system now, of which the plan has a copy of its year."""
    found = call.sops_of(group).get(plan.sop.id)
    if found is None:
        raise Refusal("sop-gone")
    return found


def _plan_meant(call: Call, words: Words) -> Standing:
    """The one told, else the newest, whether it runs or is over."""
    told = told_plan(call, words)
    if told is not None:
        return told
    teams = teams_here(call)
    if not teams:
        raise no_team(call)
    newest = [standing_of(team, plan, call) for team in teams for plan in _newest(call, team)]
    if not newest:
        raise Refusal("no-plan")
    return one_of(call, newest, words)


def _newest(call: Call, team: Team) -> Iterator[Plan]:
    """Of each SOP the plans of its last year."""
    plans = call.work.plans.of_team(team.id)
    valid = (p for p in plans if p.status is not PlanStatus.CANCELLED)
    return (p for p in valid if not p.is_followed(plans))
