"""Which team, plan and step a request means: told by a button, by what it replies to, or asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendar import Calendar, calendar_of
from bot.domain.errors import Refusal
from bot.domain.message import About, Button, Message
from bot.domain.people import ChatKind, Team
from bot.domain.plan import Plan, PlanStatus, StepState
from bot.domain.rights import may_close, may_steer
from bot.domain.sop import Step
from bot.domain.timeline import Timeline, timeline
from bot.ports import UnitOfWork
from bot.render.text import names
from handlers.call import Call, Reply
from handlers.words import Words

MAX_ACTION_BYTES = 64
"""Telegram's limit on callback data; an action is kept below it on every channel."""
CHOICE_LIFETIME = timedelta(days=2)


class Ask(Exception):
    """The request can mean several things: this reply asks which."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        super().__init__("which?")


@dataclass(frozen=True, slots=True)
class Scope:
    """One plan of one team, with its calendar, as it stands today."""

    team: Team
    plan: Plan
    calendar: Calendar
    today: date

    @property
    def states(self) -> dict[int, StepState]:
        return self.plan.states

    def forecast(self, plan: Plan | None = None) -> Timeline:
        p = plan or self.plan
        return timeline(p.sop, p.start, self.calendar, p.events, self.today)

    @property
    def open_steps(self) -> list[int]:
        return [n for n, s in self.states.items() if not s.is_closed]

    @property
    def startable(self) -> list[int]:
        """Open steps whose predecessors are all closed."""
        states = self.states
        return [
            n for n in self.open_steps if all(states[p].is_closed for p in states[n].step.after)
        ]


@dataclass(frozen=True, slots=True)
class StepScope:
    """One step of a plan that a request means."""

    scope: Scope
    number: int

    @property
    def step(self) -> Step:
        return self.scope.plan.sop.step(self.number)

    @property
    def state(self) -> StepState:
        return self.scope.states[self.number]


def teams_here(call: Call, work: UnitOfWork) -> list[Team]:
    """A group speaks of its own team only; a private chat of all the person's teams."""
    if call.chat.kind is ChatKind.GROUP:
        team = work.teams.of_group(call.chat.id)
        return [team] if team else []
    return work.teams.of_person(call.person.id)


def no_team(call: Call) -> Refusal:
    """A group has no committee yet; in private it is the person who is in none."""
    return Refusal("no-team" if call.chat.kind is ChatKind.GROUP else "no-team-private")


def team_here(call: Call, work: UnitOfWork, words: Words) -> Team:
    """The one team meant; `t5` names it, several are asked about."""
    teams = teams_here(call, work)
    told = words.take_id("t")
    if told is not None:
        teams = [t for t in teams if t.id == told]
        if not teams:
            raise Refusal("not-yours")
    if not teams:
        raise no_team(call)
    if len(teams) > 1:
        buttons = ((Button(t.name, _action(call, work, f"t{t.id}", words.rest)),) for t in teams)
        raise Ask(Reply(Message(call.say("Which team do you mean?"), tuple(buttons))))
    return teams[0]


def scope_of(team: Team, plan: Plan, call: Call, work: UnitOfWork) -> Scope:
    calendar = calendar_of(work.teams.days_off(team.id))
    return Scope(team, plan, calendar, call.today(plan.rules))


def plan_here(call: Call, work: UnitOfWork, words: Words, *, ended: bool = False) -> Scope:
    """The one plan meant. `ended`: one that is over counts too if a button or reply names it."""
    teams = {t.id: t for t in teams_here(call, work)}
    told = words.take_plan() or _plan_replied_to(call, work)
    if told is not None:
        plan = _own(told, teams, work)
        if not plan.is_running and not ended:
            raise Refusal("plan-over", plan=plan)
        return scope_of(teams[plan.team], plan, call, work)
    plans = [p for t in teams for p in work.plans.of_team(t)]
    running = [p for p in plans if p.is_running]
    if not running:
        raise _nothing_runs(plans) if teams else no_team(call)
    if len(running) > 1:
        raise Ask(_which_plan(call, work, running, words))
    return scope_of(teams[running[0].team], running[0], call, work)


def step_here(
    call: Call,
    work: UnitOfWork,
    words: Words,
    candidates: Callable[[Scope], Iterable[int]],
) -> StepScope:
    """The one step meant: by number, by the notice replied to, or the only candidate."""
    scope = plan_here(call, work, words)
    number = words.take_step()
    if number is None:
        number = _only(call, work, words, scope, candidates)
    if number not in scope.plan.sop.by_number:
        raise Refusal("no-such-step", number=number, last=max(scope.plan.sop.by_number))
    return StepScope(scope, number)


def closable(call: Call) -> Callable[[Scope], Iterable[int]]:
    """Steps that this person may close now."""
    return lambda scope: [
        n
        for n in scope.startable
        if may_close(scope.team, scope.plan.sop, scope.plan.sop.step(n), call.person.id)
    ]


def require_closer(call: Call, meant: StepScope) -> None:
    scope = meant.scope
    if not may_close(scope.team, scope.plan.sop, meant.step, call.person.id):
        closing = call.command == "done"
        raise Refusal("may-not-close", plan=scope.plan, step=meant.step, closing=closing)


def require_steerer(call: Call, team: Team) -> None:
    if not may_steer(team, call.person.id):
        raise Refusal("may-not-steer")


def _plan_replied_to(call: Call, work: UnitOfWork) -> int | None:
    plans = {a.plan for a in replied_about(call, work)}
    return plans.pop() if len(plans) == 1 else None


def replied_about(call: Call, work: UnitOfWork) -> tuple[About, ...]:
    """What the message is about to which this one replies."""
    replied = call.incoming.replied
    return work.sent.about(call.chat.id, replied.message) if replied else ()


def _own(plan_id: int, teams: dict[int, Team], work: UnitOfWork) -> Plan:
    for team in teams:
        for plan in work.plans.of_team(team):
            if plan.id == plan_id:
                return plan
    raise Refusal("not-yours")


def _nothing_runs(plans: list[Plan]) -> Refusal:
    ended = sorted((p.start, p.id, p) for p in plans if p.status is PlanStatus.ENDED)
    return Refusal("plan-over", plan=ended[-1][-1], another=False) if ended else Refusal("no-plan")


def _which_plan(call: Call, work: UnitOfWork, plans: list[Plan], words: Words) -> Reply:
    """The plan of the earlier fiscal year comes first: it is the one under way now."""
    rows = tuple(
        (Button(_label(call, work, p), _action(call, work, f"p{p.id}", words.rest)),)
        for p in sorted(plans, key=lambda p: p.start)
    )
    return Reply(Message(call.say("Which plan do you mean?"), rows))


def _label(call: Call, work: UnitOfWork, plan: Plan) -> str:
    """In private the plans may be of several teams, alike in everything else."""
    if call.chat.kind is ChatKind.GROUP:
        return names.plan_label(call.say, plan)
    return names.plan_of_team(call.say, work.teams.by_id(plan.team), plan)


def _only(
    call: Call,
    work: UnitOfWork,
    words: Words,
    scope: Scope,
    candidates: Callable[[Scope], Iterable[int]],
) -> int:
    replied = {a.step for a in replied_about(call, work) if a.plan == scope.plan.id and a.step}
    possible = sorted(replied) or sorted(candidates(scope))
    if len(possible) == 1:
        return possible[0]
    if not possible:
        raise Refusal("which-step", command=call.command)
    rows = tuple(
        (
            Button(
                names.step_label(call.say, scope.plan.sop.step(n)),
                _action(call, work, f"p{scope.plan.id} {n}", words.rest),
            ),
        )
        for n in possible
    )
    raise Ask(
        Reply(Message(call.say("Which step do you mean?"), rows, about=(About(scope.plan.id),)))
    )


def _action(call: Call, work: UnitOfWork, choice: str, rest: str) -> str:
    return action(call, work, call.command, choice, rest)


def action(
    call: Call,
    work: UnitOfWork,
    command: str,
    arguments: str,
    text: str = "",
    *,
    lifetime: timedelta = CHOICE_LIFETIME,
) -> str:
    """A command line for a button; what is long or not ASCII is kept in the store until pressed."""
    line = f"{command} {arguments} {text}".strip()
    if line.isascii() and len(line) <= MAX_ACTION_BYTES:
        return line
    draft = work.drafts.put(
        f"line:{command} {arguments}"[:60],
        call.chat.id,
        call.person.id,
        {"text": text},
        call.now + lifetime,
    )
    return f"{command} {arguments} @{draft}"
