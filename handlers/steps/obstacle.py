"""An obstacle is withdrawn: by whoever told it, or by the secretary or the chair."""

from __future__ import annotations

from bot.domain.change import Change
from bot.domain.errors import Refusal
from bot.domain.events import CheckedIn, ObstacleOver
from bot.domain.message import About, Button, Message
from bot.domain.people import Person, Team
from bot.domain.plan import Plan
from bot.domain.rights import may_withdraw
from bot.domain.standing import Standing
from bot.render.language import Say
from bot.render.text import obstacle as texts
from handlers.core.announce import record, undo_row
from handlers.core.asking import Ask
from handlers.core.call import Call, Reply, Spent
from handlers.core.scope import StepScope, step_here
from handlers.core.words import Words


def resolved(call: Call) -> Reply:
    """`resolved p12 7`: the obstacle of the step is over; `… e45`: that one of several."""
    words = Words(call.arguments)
    meant = step_here(call, words, _troubled)
    told, found = words.take_id("e"), meant.state.obstacles
    if told is not None:
        found = tuple(o for o in found if o.id == told)
    if not found:
        raise Refusal("no-obstacle", step=meant.step)
    team, person = meant.scope.team, call.person.id
    mine = [o for o in found if may_withdraw(team, o.by, person)]
    if not mine:
        raise Refusal("may-not-withdraw", step=meant.step)
    if len(mine) > 1:
        raise Ask(_which(call, meant, mine))
    return _withdraw(call, meant, mine[0])


def _troubled(scope: Standing) -> list[int]:
    return [n for n, state in scope.states.items() if state.obstacles]


def _which(call: Call, meant: StepScope, found: list[CheckedIn]) -> Reply:
    plan = meant.scope.plan
    rows = tuple(
        (Button(texts.label(call.say, plan, o), f"resolved p{plan.id} {meant.number} e{o.id}"),)
        for o in found
    )
    return Reply(Message(texts.which(call.say, meant.step), rows, about=_about(plan, meant)))


def _withdraw(call: Call, meant: StepScope, told: CheckedIn) -> Reply:
    event = ObstacleOver(at=call.now, by=call.person.id, step=meant.number, obstacle=told.id)
    change = record(call, meant.scope, event)
    plan = change.after.plan
    _tell(call, change, meant, told)
    left = len(change.after.states[meant.number].obstacles)
    text = texts.over(call.say, meant.step, told, left)
    message = Message(text, (undo_row(call, plan),), about=_about(plan, meant))
    return Reply(message, spent=Spent.BUTTON)


def _tell(call: Call, change: Change, meant: StepScope, told: CheckedIn) -> None:
    """Whoever told it, and the secretaries, in private."""
    plan = change.after.plan

    def over(say: Say) -> Message:
        text = texts.over_told(say, plan, meant.step, told, call.person)
        return Message(text, about=_about(plan, meant))

    for person in _concerned(change.after.team, told, call.person):
        call.tell(person, over)


def _concerned(team: Team, told: CheckedIn, but: Person) -> list[Person]:
    people = [m.person for m in team.members if m in team.secretaries or m.person.id == told.by]
    return [p for p in people if p.id != but.id]


def _about(plan: Plan, meant: StepScope) -> tuple[About, ...]:
    return (About(plan.id, meant.number),)
