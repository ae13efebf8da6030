"""Which team, plan and step a request means: told by a button, by what it replies to, or asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.domain.decisions import named_way
from bot.domain.errors import Refusal
from bot.domain.message import About
from bot.domain.numbers import base, numbered, occurrence_of
from bot.domain.occurrences import BEGUN, few, repeats
from bot.domain.people import ChatKind, Team, on_duty
from bot.domain.plan import Plan, PlanStatus, StepState
from bot.domain.rights import may_close, may_steer
from bot.domain.sop import Step
from bot.domain.standing import Standing, StepStatus, is_closable
from bot.domain.step_dates import next_years
from bot.domain.typed import take_number
from bot.ports import Draft
from handlers.core import asking, case_meant
from handlers.core.asking import Ask
from handlers.core.call import Call
from handlers.core.time_meant import time_meant
from handlers.core.words import Words


@dataclass(frozen=True, slots=True)
class StepScope:
    """One step of a plan that a request means."""

    scope: Standing
    number: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", numbered(self.number))

    @property
    def step(self) -> Step:
        return self.scope.plan.sop.step(self.number)

    @property
    def state(self) -> StepState:
        return self.scope.states[self.number]

    @property
    def target(self) -> str:
        """The plan and the step, as a command line names them."""
        return f"p{self.scope.plan.id} {self.number}"

    @property
    def about(self) -> tuple[About, ...]:
        return (About(self.scope.plan.id, self.number),)


def teams_here(call: Call) -> list[Team]:
    """A group speaks of its own team only; a private chat of all the person's teams.

    As they are today: deputies stand in for who is away.
    """
    if call.chat.kind is ChatKind.GROUP:
        team = call.work.teams.of_group(call.chat.id)
        return [on_duty(team, call.now)] if team else []
    return [on_duty(team, call.now) for team in call.work.teams.of_person(call.person.id)]


def no_team(call: Call) -> Refusal:
    """A group has no committee yet; in private it is the person who is in none that is served."""
    if call.chat.kind is ChatKind.GROUP:
        return Refusal("no-team")
    return Refusal("not-served" if is_not_served(call) else "no-team-private")


def is_not_served(call: Call) -> bool:
    """Whether the person is in teams, but in none that the operator lets the bot work for."""
    teams = call.work.teams.of_person(call.person.id, unserved=True)
    return bool(teams) and not any(team.served for team in teams)


def require_served(call: Call, team_id: int) -> None:
    """Members are told that their group is not served; nobody else hears that there is a team."""
    theirs = call.work.teams.of_person(call.person.id, unserved=True)
    if any(team.id == team_id and not team.served for team in theirs):
        raise Refusal("not-served")


def team_here(call: Call, words: Words) -> Team:
    """The one team meant; `t5` names it, several are asked about."""
    teams = teams_here(call)
    told = words.take_id("t")
    if told is not None:
        teams = [t for t in teams if t.id == told]
        if not teams:
            require_served(call, told)
            raise Refusal("not-yours")
    if not teams:
        raise no_team(call)
    if len(teams) > 1:
        raise Ask(asking.which_team(call, teams, words.rest))
    return teams[0]


def team_of_draft(call: Call, draft: Draft) -> Team:
    """The team that a question was about, which may be served no longer."""
    team = call.work.teams.by_id(draft.data["team"])
    require_served(call, team.id)
    return on_duty(team, call.now)


def standing_of(team: Team, plan: Plan, call: Call) -> Standing:
    calendar = call.work.teams.calendar(team.id)
    return Standing(plan, calendar, call.today(plan.rules), team)


def plan_here(
    call: Call,
    words: Words,
    *,
    ended: bool = False,
    fits: Callable[[Standing], bool] | None = None,
    candidates: Callable[[Standing], Iterable[int]] | None = None,
) -> Standing:
    """The one plan meant. `ended`: one that is over counts too if a button or reply names it.
    `fits`: which of several cases may be meant. `candidates`: of several other plans those do not
    count of which the step told cannot be meant.
    """
    teams = {t.id: t for t in teams_here(call)}
    told = words.take_plan() or _case_told(call, words, teams) or _plan_replied_to(call)
    if told is not None:
        plan = _own(call, told, teams)
        if not ended:
            require_running(plan)
        return standing_of(teams[plan.team], plan, call)
    found = _running(call, words, teams, fits)
    if len(found) > 1 and candidates is not None:
        found = _with_step(words, found, candidates)
    if len(found) > 1:
        raise Ask(asking.which_plan(call, [s.plan for s in found], words.rest))
    return found[0]


def _running(
    call: Call,
    words: Words,
    teams: Mapping[int, Team],
    fits: Callable[[Standing], bool] | None,
) -> list[Standing]:
    """Those that may be meant; where there are cases among several, which one is asked here."""

    def standing(plan: Plan) -> Standing:
        return standing_of(teams[plan.team], plan, call)

    running = [p for t in teams for p in call.work.plans.running(t)]
    if not running:
        raise _nothing_runs(call, teams) if teams else no_team(call)
    if len(running) == 1 and running[0].sop.case:
        case_meant.named(words, running)
    if len(running) > 1 and any(p.sop.case for p in running):
        running = case_meant.narrowed(running, words, standing, fits)
        if len(running) > 1:
            raise Ask(case_meant.which(call, running, words.rest))
    return [standing(p) for p in running]


def _with_step(
    words: Words, found: list[Standing], candidates: Callable[[Standing], Iterable[int]]
) -> list[Standing]:
    """Those of which the step that is told can be meant; all, if none is told, or it fits none."""
    told = ((s, _told_in(words, s)) for s in found)
    return [s for s, n in told if n is not None and _is_of_year(s, n, candidates(s))] or found


def _told_in(words: Words, s: Standing) -> int | None:
    """What the number, or the month, that is told would mean there."""
    read = Words(words.rest)
    found = read.take_time_of(s.plan.sop, s.plan.fiscal_year, may_be_day=True)
    return read.take_step_of(s.plan.sop, s.plan.fiscal_year) if found is None else found


def _is_of_year(s: Standing, number: int, candidates: Iterable[int]) -> bool:
    """Around the end of a year two plans of an SOP run: what is closed in one is meant of the
    other, and what has days of its own only once these have come.
    """
    if repeats(s.plan.sop, number):
        times = (o.number for o in s.plan.sop.occurrences(number))
        return any(_is_of_year(s, n, candidates) for n in times)
    state = s.states.get(number)
    if state is None:
        return False
    if occurrence_of(number) or number in s.plan.sop.once(next_years):
        return number in candidates and s.status[number] is not StepStatus.READY
    return number in candidates or not state.is_closed


def step_here(
    call: Call,
    words: Words,
    candidates: Callable[[Standing], Iterable[int]],
    *,
    ended: bool = False,
) -> StepScope:
    """The one step meant: by number, by the notice replied to, or the only candidate.

    Of several it asks, in the order in which they are given. `ended`: as in `plan_here`.
    """
    scope = plan_here(
        call,
        words,
        ended=ended,
        fits=lambda s: _may_mean(s, words, candidates),
        candidates=candidates,
    )
    return step_of(call, words, scope, candidates)


def _may_mean(
    scope: Standing, words: Words, candidates: Callable[[Standing], Iterable[int]]
) -> bool:
    """Whether the step told, or any, is one of the candidates there."""
    number, _ = take_number(words.rest)
    possible = candidates(scope)
    return any(number is None or number in (n, base(n)) for n in possible)


def step_of(
    call: Call,
    words: Words,
    scope: Standing,
    candidates: Callable[[Standing], Iterable[int]],
) -> StepScope:
    """The same, of a plan that is known."""
    sop, ending = scope.plan.sop, scope.plan.fiscal_year
    number = words.take_step_of(sop, ending)
    if number is None:
        number = _named_with_year(call, words, scope, candidates)
    if number is None:
        number = _only(call, words, scope, candidates)
    elif number not in sop.by_number or len(sop.occurrences(number)) > 1:
        number = time_meant(call, scope, number, {*candidates(scope)}, words.rest)
    return StepScope(scope, number)


def _named_with_year(
    call: Call,
    words: Words,
    scope: Standing,
    candidates: Callable[[Standing], Iterable[int]],
) -> int | None:
    """One time as our messages name it, though it reads as a day: 6 ต.ค. 2569. Only if that has
    begun, and not in reply to what tells the step.
    """
    if replied_about(call):
        return None
    told = Words(words.rest)
    found = told.take_time_of(scope.plan.sop, scope.plan.fiscal_year, may_be_day=True)
    if found is None or scope.status[found] not in BEGUN or found not in {*candidates(scope)}:
        return None
    words.rest = told.rest
    return found


def closable(call: Call) -> Callable[[Standing], Iterable[int]]:
    """Steps that this person may close now."""
    return lambda scope: [
        n
        for n in scope.startable
        if is_closable(scope.states, n)
        and may_close(scope.team, scope.plan.sop, scope.plan.sop.step(n), call.person.id)
    ]


def require_closer(call: Call, meant: StepScope) -> None:
    scope = meant.scope
    if not may_close(scope.team, scope.plan.sop, meant.step, call.person.id):
        closing = call.command == "done"
        vacant = not scope.team.secretaries
        told = {"plan": scope.plan, "step": meant.step, "closing": closing, "vacant": vacant}
        raise Refusal("may-not-close", **told)


def require_running(plan: Plan) -> None:
    if not plan.is_running:
        raise Refusal("plan-over", plan=plan)


def require_unreported(meant: StepScope) -> None:
    reported = meant.state.reported
    if meant.state.awaits_verification and reported is not None:
        raise Refusal("already-reported", step=meant.step, on=reported.on)


def require_open(meant: StepScope) -> None:
    state = meant.state
    require_not_left_out(meant)
    if state.is_closed:
        raise Refusal("already-closed", step=meant.step, on=state.closed_on, skipped=state.skipped)


def require_not_left_out(meant: StepScope) -> None:
    """What a decision leaves out is not worked on, unless that is opened again."""
    by = meant.state.left_out_by
    if by is None:
        return
    decision = meant.scope.states[by]
    way = named_way(meant.scope.plan.sop, by, decision.way or decision.step.ways[0].id)
    raise Refusal("left-out", step=meant.step, decision=decision.step, way=way)


def require_member(call: Call, team: Team) -> None:
    """Of what every member may: whoever only presses a button in the group need not be one."""
    if team.member(call.person.id) is None:
        raise Refusal("no-team-private")


def require_steerer(call: Call, team: Team) -> None:
    if not may_steer(team, call.person.id):
        raise may_not_steer(team)


def may_not_steer(team: Team) -> Refusal:
    return Refusal("may-not-steer", vacant=not team.secretaries)


def _case_told(call: Call, words: Words, teams: Collection[int]) -> int | None:
    return case_meant.numbered(call, words, teams) if words.may_tell_case else None


def _plan_replied_to(call: Call) -> int | None:
    plans = {a.plan for a in replied_about(call)}
    return plans.pop() if len(plans) == 1 else None


def replied_about(call: Call) -> tuple[About, ...]:
    """What the message is about to which this one replies."""
    replied = call.incoming.replied
    return call.work.sent.about(call.chat.id, replied.message) if replied else ()


def steps_replied_to(call: Call, plan: Plan) -> list[int]:
    """Steps of this plan that the message tells of to which this one replies."""
    return sorted({a.step for a in replied_about(call) if a.plan == plan.id and a.step})


def _own(call: Call, plan: int, teams: Collection[int]) -> Plan:
    team = call.work.plans.team_of(plan)
    if team is not None and team not in teams:
        require_served(call, team)
    if team not in teams:
        raise Refusal("not-yours")
    return call.work.plans.by_id(plan)


def _nothing_runs(call: Call, teams: Iterable[int]) -> Refusal:
    plans = [p for team in teams for p in call.work.plans.of_team(team)]
    ended = sorted((p.start, p.id, p) for p in plans if p.status is PlanStatus.ENDED)
    return Refusal("plan-over", plan=ended[-1][-1], another=False) if ended else Refusal("no-plan")


def _only(
    call: Call,
    words: Words,
    scope: Standing,
    candidates: Callable[[Standing], Iterable[int]],
) -> int:
    replied = steps_replied_to(call, scope.plan)
    possible = replied or few(scope, candidates(scope))
    if len(possible) == 1:
        return possible[0]
    if not possible:
        raise Refusal("which-step", typed=call.typed)
    raise Ask(asking.which_step(call, scope.plan, possible, words.rest))
