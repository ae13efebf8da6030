"""/sop: what the SOP says, section by section."""

from __future__ import annotations

from bot.domain.calendar import fiscal_year
from bot.domain.errors import Refusal
from bot.domain.message import Message
from bot.domain.sop import Sop
from bot.domain.standing import Standing
from bot.render.text import sop as texts
from bot.render.text.sop import Source
from handlers.core.asking import Ask
from handlers.core.call import Call, Reply
from handlers.core.scope import no_team, teams_here
from handlers.core.views import in_place, live_plans, one_of, told_plan, told_step
from handlers.core.words import Words


def sop(call: Call) -> Reply:
    """`/sop`, `/sop scope`, `/sop 8`: of the plan here, or as it ships while none runs."""
    words = Words(call.arguments)
    source = _source(call, words)
    here = in_place(words)
    return Reply(_page(call, words, source), edits=here)


def _page(call: Call, words: Words, source: Source) -> Message:
    number = told_step(call, words, source.plan)
    if number is not None:
        if number not in source.sop.by_number:
            raise Refusal("no-such-step", number=number, last=max(source.sop.by_number))
        return texts.step(call.say, source, number)
    section = texts.section_of(words.take_word().lower())
    if section is not None and (section != "legend" or source.sop.legend):
        return texts.section(call.say, source, section)
    return texts.menu(call.say, source)


def _source(call: Call, words: Words) -> Source:
    """The SOP of the plan told, of the only one under way, or the one that ships."""
    told = told_plan(call, words)
    if told is not None:
        return _of_plan(told)
    if not teams_here(call):
        raise no_team(call)
    named = call.sops.get(words.take_word(*call.sops))
    if named is not None:
        return _as_shipped(call, named)
    live = live_plans(call)
    if live:
        return _of_plan(one_of(call, live, words))
    if len(call.sops) > 1:
        raise Ask(Reply(texts.which_sop(call.say, call.sops.values())))
    return _as_shipped(call, next(iter(call.sops.values())))


def _of_plan(scope: Standing) -> Source:
    plan = scope.plan
    return Source(plan.sop, plan.fiscal_year, f"p{plan.id}", plan)


def _as_shipped(call: Call, sop: Sop) -> Source:
    year = fiscal_year(call.today())
    return Source(sop.for_fiscal_year(year), year, sop.id)
