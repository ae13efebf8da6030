"""/case: open a case, which is a plan of its own, or see those that are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.calendar import FARTHEST, fiscal_year
from bot.domain.cases import (
    first_steps,
    in_order,
    may_open,
    next_number,
    same_name,
    take_case,
)
from bot.domain.errors import Refusal
from bot.domain.events import Confirmed, Event, Named
from bot.domain.message import About, Message
from bot.domain.people import ChatKind, Team
from bot.domain.plan import Plan, PlanStatus, effective
from bot.domain.rights import may_steer
from bot.domain.sop import Sop
from bot.domain.timeline import baseline
from bot.render.text import case_list as texts
from handlers.core.announce import tell_group
from handlers.core.asking import Ask, action, asked
from handlers.core.call import Call, Reply, Spent
from handlers.core.newest import REMEMBERED
from handlers.core.scope import (
    no_team,
    plan_here,
    standing_of,
    team_here,
    teams_here,
)
from handlers.core.signup import post_signup
from handlers.core.undo import require_take_back
from handlers.core.views import in_place, live_plans
from handlers.core.wording import sounds_like_talk
from handlers.core.words import Words
from handlers.plans import status
from handlers.plans.case_typed import checked_name, told_day

BACK = "back"
OF_SOP = "of"
"""In the line of a button: the SOP that was chosen follows."""


def case(call: Call) -> Reply | None:
    """`case ร้องเรียนถนน`: opens one; `case`: lists them; `case 12/2570`: that one.

    What sounds like talk is talk in a group that has no cases, unless the person may begin them.
    """
    if _may_be_talk(call, call.arguments) and not (_has_cases(call) or _may_begin(call)):
        return None
    return _case(call)


def _may_be_talk(call: Call, name: str) -> bool:
    return not call.incoming.text.startswith("/") and sounds_like_talk(name)


def _may_begin(call: Call) -> bool:
    steered = (team for team in teams_here(call) if may_steer(team, call.person.id))
    return any(_known(call, team) for team in steered)


def _has_cases(call: Call) -> bool:
    plans = (p for team in teams_here(call) for p in call.work.plans.of_team(team.id))
    return call.chat.kind is not ChatKind.GROUP or any(p.sop.case for p in plans)


def _case(call: Call) -> Reply:
    words = Words(call.arguments)
    plan = words.take_plan()
    if plan is not None and words.take_word(BACK):
        return _take_back(call, plan)
    number, rest = take_case(words.rest)
    if number is not None and not rest:
        return status.status(replace(call, command="status"))
    here, offset = in_place(words), words.take_id("o") or 0
    if not words.rest:
        return _listed(call, offset, edits=here)
    return _open(call, team_here(call, words), words)


def cases(call: Call) -> Reply | None:
    """`เรื่อง`: the open ones; `เรื่องที่ 12`: that one. Where there are none these are words of
    ordinary talk.
    """
    if not _has_cases(call):
        return None
    told = f"เรื่อง{call.arguments}" if call.arguments else ""
    return case(replace(call, command="case", arguments=told))


def _listed(call: Call, offset: int, *, edits: bool) -> Reply:
    if not teams_here(call):
        raise no_team(call)
    found = in_order(s for s in live_plans(call) if s.plan.sop.case)
    if not found:
        return Reply(Message(texts.none_open(call.say)))
    return Reply(texts.listing(call.say, found, offset), edits=edits)


def _open(call: Call, team: Team, words: Words) -> Reply:
    """Asks first by which SOP, and whether another of the same name is meant."""
    call.work.teams.hold(team.id)  # of two opened at once each sees the other
    plans = call.work.plans.of_team(team.id)
    sop = _sop_meant(call, team, plans, words)
    sure, told = words.take_sure(), words.rest
    day, name = told_day(told)
    name, start = checked_name(name), _checked_start(call, team, day)
    other = same_name((p for p in plans if p.is_running), sop, name)
    if not sure and (other is not None or _may_be_talk(call, told)):
        mark = asked(call, f"case t{team.id} {sop.id}", told)
        again = f"case t{team.id} {OF_SOP} {sop.id} ! {mark}"
        if other is not None:
            return Reply(texts.same_name(call.say, other, again))
        return Reply(texts.really(call.say, name, again))
    plan = _create(call, team, sop, name, start)
    if not any(_uses(p, sop) for p in plans):
        post_signup(call, team, plan)
    return _announced(call, team, plan)


def _checked_start(call: Call, team: Team, day: date | None) -> date:
    today = call.today(team.rules)
    if day is None:
        return today
    if day > today:
        raise Refusal("case-in-future", day=day)
    if today - day > FARTHEST:
        raise Refusal("start-too-far", day=day)
    return day


def _announced(call: Call, team: Team, plan: Plan) -> Reply:
    s = standing_of(team, plan, call)
    several = len(_known(call, team)) > 1
    text = texts.opened(call.say, s, s.startable, call.person, of_sop=several)
    rows = texts.opened_rows(call.say, plan)
    reply = tell_group(call, team, Message(text, rows, about=(About(plan.id),)))
    return replace(reply, spent=Spent.ALL)


def _create(call: Call, team: Team, sop: Sop, name: str, start: date) -> Plan:
    filled = sop.for_fiscal_year(fiscal_year(start))
    made = Confirmed(at=call.now, by=call.person.id)
    events: list[Event] = [made, named(call, team.id, name, start)]
    first = baseline(filled, start, call.work.teams.calendar(team.id), events)
    return call.work.plans.create(team.id, filled, start, events, first, call.now)


def named(call: Call, team: int, name: str, start: date) -> Named:
    """With the next number of the fiscal year."""
    number = next_number(call.work.plans.of_team(team), fiscal_year(start))
    return Named(at=call.now, by=call.person.id, name=name, number=number)


def _take_back(call: Call, plan: int) -> Reply:
    """Who opened it, the secretary or the chair: for ten minutes, while nothing followed."""
    scope = plan_here(call, Words(f"p{plan}"))
    opened = next((e for e in scope.plan.events if isinstance(e, Confirmed)), None)
    if opened is None or not scope.plan.sop.case:
        raise Refusal("button-expired")
    require_take_back(call, scope, opened)
    if any(not isinstance(e, REMEMBERED) for e in effective(scope.plan.events)):
        raise Refusal("undo-built-upon")
    call.work.plans.set_status(scope.plan, PlanStatus.CANCELLED)
    text = texts.taken_back(call.say, scope.plan, call.person)
    reply = tell_group(call, scope.team, Message(text, about=(About(plan),)))
    return replace(reply, took_back=True, spent=Spent.ALL)


def _uses(plan: Plan, sop: Sop) -> bool:
    return plan.sop.id == sop.id and plan.status is not PlanStatus.CANCELLED


def _known(call: Call, team: Team) -> list[Sop]:
    return [sop for sop in call.sops_of(team.group).values() if sop.case]


def _sop_meant(call: Call, team: Team, plans: Sequence[Plan], words: Words) -> Sop:
    """One that the team uses; secretary and chair begin with any that there is."""
    known = _known(call, team)
    if not known:
        raise Refusal("no-case-sop")
    used = [sop for sop in known if any(_uses(p, sop) for p in plans)]
    offered = known if may_steer(team, call.person.id) else used
    if not offered:
        raise Refusal("cases-not-in-use")
    chosen = _chosen(words, offered)
    offered = [chosen] if chosen is not None else used or offered
    able = [sop for sop in offered if may_open(team, sop, call.person.id)]
    if not able:
        raise Refusal("may-not-open", sop=offered[0], steps=first_steps(offered[0]))
    if len(able) > 1:
        lines = [action(call, "case", f"t{team.id} {OF_SOP} {s.id}", words.rest) for s in able]
        raise Ask(Reply(texts.which_sop(call.say, able, lines)))
    return able[0]


def _chosen(words: Words, offered: Sequence[Sop]) -> Sop | None:
    """By a button."""
    rest = Words(words.rest)
    by_id = {sop.id: sop for sop in offered}
    if not rest.take_word(OF_SOP) or not (found := rest.take_word(*by_id)):
        return None
    words.rest = rest.rest
    return by_id[found]
