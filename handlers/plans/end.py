"""/end: close the year, or cancel a plan wrongly made; for ten minutes it can be taken back."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.message import About, Message
from bot.domain.plan import Plan, PlanStatus
from bot.domain.standing import Standing, closed_without
from bot.render.text import end as texts
from handlers.core import newest, offices
from handlers.core.announce import tell_group
from handlers.core.call import Call, Reply, Spent
from handlers.core.newest import TAKE_BACK
from handlers.core.scope import plan_here, require_steerer
from handlers.core.views import told_plan
from handlers.core.words import Words
from handlers.plans import setup

ALONG = "along"
"""In the line of a button: closings and files go into the new plan."""
BECOMES = {
    "close": PlanStatus.ENDED,
    "cancel": PlanStatus.CANCELLED,
    "redo": PlanStatus.CANCELLED,
}


def end(call: Call) -> Reply:
    """`end 2570`: what can be done; `end p12 close`: asks once more; `end p12 close !`: does it.

    `end p12 redo along !`: closings and files go into the new plan.
    """
    words = Words(call.arguments)
    scope = told_plan(call, words) or plan_here(call, words)
    require_steerer(call, scope.team)
    verb = words.take_word(*BECOMES, "resume", "keep")
    if verb == "resume":
        return _resume(call, scope, words)
    offices.require_settled(call, scope.team)
    if not scope.plan.is_running:
        raise Refusal("plan-over", plan=scope.plan)
    if verb == "keep":
        return Reply(Message(texts.kept(call.say, scope.plan)), edits=True)
    kept = call.work.files.of_plan(scope.plan.id)
    lacking = closed_without(scope.plan, kept)
    if not verb:
        return Reply(texts.choices(call.say, scope.plan, scope.open_steps, lacking))
    along = bool(words.take_word(ALONG))
    if not words.take_sure():
        files = len({(f.step, f.number) for f in kept})
        return Reply(texts.sure(call.say, verb, scope, lacking, files), edits=True)
    return replace(_end(call, scope, verb, along), spent=Spent.ALL)


def _end(call: Call, scope: Standing, verb: str, along: bool) -> Reply:
    plan = call.work.plans.set_status(scope.plan, BECOMES[verb])
    kept = {"plan": plan.id}
    draft = call.work.drafts.put(
        _resumes(plan), scope.team.group, call.person.id, kept, call.now + TAKE_BACK
    )
    resume = f"end p{plan.id} resume d{draft}"
    followed = plan.is_followed(call.work.plans.of_team(scope.team.id))
    message = texts.announced(call.say, verb, plan, call.person, resume, followed=followed)
    message = replace(message, about=(About(plan.id),))
    if verb == "redo":
        newest.keep(call, resume, message)  # the answer will be the form
        call.work.outbox.post(scope.team.group, message, call.now)
        return _make_anew(call, scope, along)
    return tell_group(call, scope.team, message)


def _make_anew(call: Call, scope: Standing, along: bool) -> Reply:
    """The form of /setup for the same group and SOP, with what is taken along."""
    sop = scope.plan.sop.id if scope.plan.sop.id in call.sops_of(scope.team.group) else ""
    origin = f"o{scope.plan.id}" if along else ""
    line = " ".join(filter(None, (f"g{scope.team.group}", sop, origin)))
    return setup.setup(replace(call, command="setup", arguments=line))


def _resume(call: Call, scope: Standing, words: Words) -> Reply:
    """The secretary or the chair takes the end back, whoever of them ended it."""
    if scope.plan.is_running:
        raise Refusal("plan-runs-already")
    draft = call.work.drafts.get(words.take_id("d") or 0, call.now)
    if draft is None or draft.kind != _resumes(scope.plan):
        raise Refusal("too-late-to-resume")
    if any(_same_year(scope.plan, p) for p in call.work.plans.of_team(scope.team.id)):
        raise Refusal("plan-replaced")
    call.work.drafts.drop(draft.id)
    plan = call.work.plans.set_status(scope.plan, PlanStatus.ACTIVE)
    text = texts.resumed(call.say, plan, call.person)
    return tell_group(call, scope.team, Message(text, about=(About(plan.id),)))


def _resumes(plan: Plan) -> str:
    """The kind of the draft that keeps the way back."""
    return f"resume:{plan.id}"


def _same_year(plan: Plan, other: Plan) -> bool:
    same = [(p.sop.id, p.fiscal_year, p.name) for p in (plan, other)]
    return same[0] == same[1] and other.is_running and other.id != plan.id
