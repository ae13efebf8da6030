"""/sop: what the SOP says, section by section."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.domain.calendar import fiscal_year
from bot.domain.errors import Refusal
from bot.domain.message import About, Made, Message, ToMake
from bot.domain.numbers import base
from bot.domain.people import Team
from bot.domain.revising import may_take
from bot.domain.rights import may_steer
from bot.domain.sop import Sop
from bot.domain.sop_import import SopVersion
from bot.domain.standing import Standing
from bot.render.language import Say
from bot.render.text import exports, papers
from bot.render.text import sop as texts
from bot.render.text.sop import Source
from handlers.core.asking import Ask
from handlers.core.call import Call, Reply
from handlers.core.handing import handed
from handlers.core.scope import no_team, plan_here, require_steerer, teams_here
from handlers.core.time_meant import unknown_step
from handlers.core.views import in_place, live_plans, one_of, told_plan, told_step
from handlers.core.words import Words
from handlers.plans import sop_edit, sop_versions
from handlers.plans.sop_groups import used_of

COPY = ("copy", "สำเนา")
EDIT, VERSIONS = ("edit", "แก้ไข"), ("versions", "ฉบับ")


def sop(call: Call) -> Reply:
    """`/sop`, `/sop scope`, `/sop 8`: of the plan here, or as it ships while none runs; `/sop copy`
    gives it as Word; `/sop edit` and `/sop versions` are of the group's own.
    """
    words = Words(call.arguments)
    for verb, do in _OF_OWN.items():
        if words.take_word(*verb):
            return do(replace(call, arguments=words.rest))
    source = _source(call, words)
    here = in_place(words)
    if words.take_word(*COPY):
        return _copy(call, source)
    return Reply(_page(call, words, source), edits=here)


def _page(call: Call, words: Words, source: Source) -> Message:
    number = told_step(call, words, source.plan)
    if number is not None:
        if base(number) not in source.sop.by_number:
            raise unknown_step(source.sop, number)
        return texts.step(call.say, source, base(number))
    section = texts.section_of(words.take_word().lower())
    if section is not None and (section != "legend" or source.sop.legend):
        return texts.section(call.say, source, section)
    team = _steered(call, source)
    if team is None:
        return texts.menu(call.say, source)
    copy = papers.copy_row(call.say, source.target)
    return texts.menu(call.say, source, copy, _newer(call, source, team))


def _steered(call: Call, source: Source) -> Team | None:
    """The plan's team, if the person may have a copy, and another version."""
    plan, me = source.plan, call.person.id
    mine = (t for t in teams_here(call) if plan and t.id == plan.team and may_steer(t, me))
    return next(mine, None)


def _newer(call: Call, source: Source, team: Team) -> SopVersion | None:
    """What the group uses, if the plan could follow it and does not."""
    plan = source.plan
    if plan is None or not plan.is_running:
        return None
    offered = call.work.sops.offered(team.group).get(plan.sop.id)
    if offered is None or not may_take(plan, offered):
        return None
    return used_of(call.work, team.group, plan.sop.id)


def _copy(call: Call, source: Source) -> Reply:
    """With what really happened in the plan; as it ships nothing has."""
    if source.plan is None:
        raise Refusal("no-plan")
    scope = plan_here(call, Words(source.target), ended=True)
    require_steerer(call, scope.team)

    def write(say: Say) -> Message:
        name = exports.file_name(say, scope.plan, Made.PROCEDURE)
        paper = ToMake(Made.PROCEDURE, scope.plan.id, name, say.language)
        about = (About(scope.plan.id),)
        return Message(papers.of_procedure(say, scope), documents=(paper,), about=about)

    return handed(call, scope, write, Made.PROCEDURE)


def _source(call: Call, words: Words) -> Source:
    """The SOP of the plan told, of the only one under way, or the one that ships."""
    told = told_plan(call, words)
    if told is not None:
        return _of_plan(told)
    known = _known(call)
    named = known.get(words.take_word(*known))
    if named is not None:
        return _as_shipped(call, named)
    live = live_plans(call)
    if live:
        return _of_plan(one_of(call, live, words))
    if len(known) > 1:
        raise Ask(Reply(texts.which_sop(call.say, known.values())))
    return _as_shipped(call, next(iter(known.values())))


def _known(call: Call) -> Mapping[str, Sop]:
    """Those of all groups whose committees the person is in here; there must be one."""
    teams = teams_here(call)
    if not teams:
        raise no_team(call)
    found: dict[str, Sop] = {}
    for team in teams:
        found |= {id: sop for id, sop in call.sops_of(team.group).items() if id not in found}
    return found


def _of_plan(scope: Standing) -> Source:
    plan = scope.plan
    return Source(plan.sop, plan.fiscal_year, f"p{plan.id}", plan)


def _as_shipped(call: Call, sop: Sop) -> Source:
    year = fiscal_year(call.today())
    return Source(sop.for_fiscal_year(year), year, sop.id)


_OF_OWN: Mapping[tuple[str, ...], Callable[[Call], Reply]] = {
    EDIT: sop_edit.edit,
    VERSIONS: sop_versions.versions,
}
