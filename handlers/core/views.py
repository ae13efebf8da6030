"""What the commands that only show have in common: which plans and step, in place or anew."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NoReturn

from bot.domain.cases import in_order
from bot.domain.errors import Refusal
from bot.domain.message import Button, Message
from bot.domain.plan import Plan, PlanStatus
from bot.domain.standing import Standing
from bot.render.text import names
from bot.render.text.status import no_plan_runs
from handlers.core import case_meant
from handlers.core.asking import Ask, action
from handlers.core.call import Call, Reply
from handlers.core.scope import (
    no_team,
    plan_here,
    replied_about,
    standing_of,
    teams_here,
)
from handlers.core.time_meant import one_time
from handlers.core.words import Words

Rows = tuple[tuple[Button, ...], ...]

HERE = "here"
"""In the action of a button: its answer takes the place of the message it stands under."""


def in_place(words: Words) -> bool:
    return words.take_word(HERE) == HERE


def told_plan(call: Call, words: Words) -> Standing | None:
    """The plan that a button, a fiscal year or the message replied to names, whatever became of
    it.
    """
    told = words.take_plan()
    if told is None:
        told = _case_told(call, words)
    if told is None and (year := words.take_year()) is not None:
        return _of_year(call, words, year)
    replied = {about.plan for about in replied_about(call)}
    told = told or (replied.pop() if len(replied) == 1 else None)
    if told is None:
        return None
    return plan_here(call, Words(f"p{told}"), ended=True)


def _case_told(call: Call, words: Words) -> int | None:
    """By its number, or by a part of the name of one that is open."""
    if not words.rest:
        return None
    number = case_meant.numbered(call, words, [t.id for t in teams_here(call)])
    if number is not None:
        return number
    found = case_meant.named(words, [s.plan for s in live_plans(call)])
    if len(found) > 1:
        raise Ask(case_meant.which(call, found, words.rest))
    return found[0].id if found else None


def _of_year(call: Call, words: Words, year: int) -> Standing:
    """One that was cancelled only if there is no other."""
    teams = teams_here(call)
    if not teams:
        raise no_team(call)
    known = [(team, plan) for team in teams for plan in call.work.plans.of_team(team.id)]
    valid = [(t, p) for t, p in known if p.status is not PlanStatus.CANCELLED]
    of_a_year = [(t, p) for t, p in valid if not p.sop.case]
    for pairs in (of_a_year, valid, known):
        found = [standing_of(t, p, call) for t, p in pairs if p.fiscal_year == year]
        if found:
            return one_of(call, found, words)
    years = sorted({p.fiscal_year for _, p in valid or known})
    raise Refusal("no-plan-of-year", year=year, years=years)


def former_rows(call: Call, scope: Standing, number: int | None = None) -> Rows:
    """Buttons to the same of the plan of the year before, and of the plan that this one replaced.

    `number`: of this step, if that plan has it.
    """
    plan, found = scope.plan, []
    others = [p for p in call.work.plans.of_team(scope.team.id) if plan.continues(p)]
    if before := [p for p in others if p.fiscal_year < plan.fiscal_year]:
        newest = max(before, key=lambda p: (p.fiscal_year, p.name == plan.name, *_newest(p)))
        found.append((call.say.caption("Last year's plan"), newest))
    if replaced := [p for p in others if p.fiscal_year == plan.fiscal_year]:
        found.append((call.say.caption("The cancelled plan"), max(replaced, key=_newest)))
    step = "" if number is None else f" {number}"
    return tuple(
        (Button(label, f"{call.command} p{p.id}" + (step if number in p.sop.by_number else "")),)
        for label, p in found
    )


def told_step(call: Call, words: Words, plan: Plan | None) -> int | None:
    """The step named by its number, or the only one that the message replied to is about."""
    if plan is None and words.tells_month:
        plan = only_plan(call, Words(words.rest)).plan
    if plan is None:
        return words.take_step()
    number = words.take_time_of(plan.sop, plan.fiscal_year, may_be_day=True)
    if number is None:
        number = words.take_step_of(plan.sop, plan.fiscal_year)
    if number is not None:
        return number
    replied = {a.step for a in replied_about(call) if a.plan == plan.id}
    return replied.pop() if len(replied) == 1 else None


def live_plans(call: Call) -> list[Standing]:
    """All plans under way of the teams that this chat may hear of."""
    return [
        standing_of(team, plan, call)
        for team in teams_here(call)
        for plan in call.work.plans.live(team.id)
    ]


def some_plans(call: Call) -> list[Standing]:
    """The same, but none is an answer of its own."""
    return live_plans(call) or _refuse_or_offer(call)


def one_plan(call: Call, words: Words) -> Standing:
    """The plan told, or the only one under way; several are asked about."""
    told = told_plan(call, words)
    return told or only_plan(call, words)


def only_plan(call: Call, words: Words) -> Standing:
    return one_of(call, some_plans(call), words)


def one_of(call: Call, live: list[Standing], words: Words) -> Standing:
    if len(live) > 1 and any(s.plan.sop.case for s in live):
        ordered = [case.plan for case in in_order(live)]
        raise Ask(case_meant.which(call, ordered, words.rest))
    if len(live) > 1:
        raise Ask(Reply(_which(call, live, words.rest)))
    return live[0]


def known_step(
    call: Call, scope: Standing, number: int, rest: str = "", fitting: Collection[int] = ()
) -> int:
    """The step of this number; of one that recurs the only occurrence that it can be, else it asks.

    `rest`: what follows the step in the command line; `fitting`: steps that the command can mean.
    """
    if number in scope.plan.sop.by_number:
        return number
    return one_time(call, scope, number, fitting, rest)


def _refuse_or_offer(call: Call) -> NoReturn:
    teams = teams_here(call)
    plans = [p for team in teams for p in call.work.plans.of_team(team.id)]
    ended = max((p for p in plans if p.status is PlanStatus.ENDED), key=_newest, default=None)
    if ended is None:
        raise Refusal("no-plan") if teams else no_team(call)
    asked = action(call, call.command, f"p{ended.id}", call.arguments)
    button = Button(call.say.caption("See the newest plan"), asked)
    raise Ask(Reply(Message(no_plan_runs(call.say, ended), ((button,),))))


def _newest(plan: Plan) -> tuple[date, int]:
    return plan.start, plan.id


def _which(call: Call, live: list[Standing], rest: str) -> Message:
    ordered = sorted(live, key=lambda s: s.plan.start)
    labels = names.plan_labels(call.say, [(s.team, s.plan) for s in ordered])
    rows = (
        Button(label, action(call, call.command, f"p{s.plan.id}", rest))
        for label, s in zip(labels, ordered, strict=True)
    )
    return Message(call.say("Which plan do you mean?"), tuple((button,) for button in rows))
