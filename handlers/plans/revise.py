"""/revise: a plan under way takes another version of its SOP, previewed and confirmed."""

from __future__ import annotations

from dataclasses import replace

from bot.domain import revising
from bot.domain.change import Change
from bot.domain.errors import Refusal
from bot.domain.events import SopRevised
from bot.domain.message import About, Button, Message
from bot.domain.sop_import import SopVersion, Stage
from bot.domain.standing import Standing
from bot.render.text import cancelled, names
from bot.render.text import revise as texts
from handlers.core.announce import announce, record
from handlers.core.asking import asked
from handlers.core.call import Call, Reply, Spent
from handlers.core.scope import plan_here, require_steerer
from handlers.core.words import Words
from handlers.plans.sop_groups import checked, used_of


def revise(call: Call) -> Reply:
    """`revise p12 v34`: what would move; `revise p12 v34 !` does it. Without a version it is the
    one that the group uses.
    """
    words = Words(call.arguments)
    scope = plan_here(call, words)
    require_steerer(call, scope.team)
    version = _version(call, words, scope)
    sure = words.take_sure()
    event = _event(call, scope, version)
    if reasons := revising.misfits(scope.plan.sop, event.sop):
        text = texts.does_not_fit(call.say, scope.plan, version.number, reasons)
        return Reply(Message(text, about=(About(scope.plan.id),)))
    if event.sop == scope.plan.sop:
        return Reply(popup=texts.followed_already(call.say, version.number).plain)
    if not sure:
        return _preview(call, scope, event, version.id)
    return replace(_write(call, scope, event), spent=Spent.ALL)


def _version(call: Call, words: Words, scope: Standing) -> SopVersion:
    """One that is, or was, used in the plan's group."""
    told, group = words.take_id("v"), scope.team.group
    if told is None:
        version = used_of(call.work, group, scope.plan.sop.id)
    else:
        version = call.work.sops.version(told)
    if version is None or version.group != group or version.stage is Stage.REVIEWED:
        raise Refusal("sop-version-gone")
    return version


def _event(call: Call, scope: Standing, version: SopVersion) -> SopRevised:
    new = revising.for_plan(scope.plan, checked(version.source, call.say))
    return SopRevised(at=call.now, by=call.person.id, sop=new, version=version.number)


def _preview(call: Call, scope: Standing, event: SopRevised, version: int) -> Reply:
    plan = scope.plan
    change = Change(scope, scope.becoming(plan.with_event(event)), event, call.person)
    line = f"revise p{plan.id} v{version} !"
    question = asked(call, line)
    rows = (
        (Button(call.say.caption("Confirm"), f"{line} {question}"),),
        (cancelled.button(call.say, question),),
    )
    lost = revising.losing(plan.sop, event.sop, call.work.files.of_plan(plan.id))
    text = names.of_case(call.say, plan, texts.preview(call.say, change, lost))
    return Reply(Message(text, rows, about=(About(plan.id),)))


def _write(call: Call, scope: Standing, event: SopRevised) -> Reply:
    """As an extension does it ends the pause of what is due on another day."""
    change = record(call, scope, event)
    for step in change.moves:
        call.work.plans.unsnooze(scope.plan.id, step)
    return announce(call, change, texts.announced(call.say, change))
