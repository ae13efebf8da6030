"""Who is mainly responsible for a step (ผู้รับผิดชอบหลัก); named in private only, but for the naming."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.change import Change
from bot.domain.events import LeadNamed
from bot.domain.message import About, Button, Message, Text, bold, join, plain
from bot.domain.people import Person, Team
from bot.domain.plan import Plan
from bot.domain.sop import Step
from bot.domain.standing import Standing
from bot.render.language import Say
from bot.render.text import dues, names

MOST_OFFERED = 10
"""Members that get a button; others are told by name."""


def line(say: Say, plan: Plan, team: Team, step: Step) -> Text:
    """Nothing, if nobody is."""
    found = team.lead(plan.sop.id, step.parties, plan.states[step.number].lead)
    if found is None:
        return plain("")
    return say("Mainly responsible: {person}", person=names.person(say, found.person))


def ask(say: Say, plan: Plan, team: Team, step: Step) -> Message:
    """Those responsible as buttons."""
    answering = team.responsible(plan.sop.id, step.parties) or team.members
    target = f"lead p{plan.id} {step.number}"
    rows = [
        (Button(names.shorten(names.person(say, m.person)), f"{target} u{m.person.id}"),)
        for m in answering[:MOST_OFFERED]
    ]
    if plan.states[step.number].lead is not None:
        rows.append((Button(say.caption("Nobody"), f"{target} off"),))
    text = join(
        [
            bold(say("Who is mainly responsible for step {number}?", number=step.number)),
            step.title,
            line(say, plan, team, step),
            say("Please choose, or type “ผู้รับผิดชอบหลัก {number}” and the name.", number=step.number),
        ]
    )
    return Message(text, tuple(rows), about=(About(plan.id, step.number),))


def announced(say: Say, change: Change, person: Person | None) -> Text:
    event = change.event
    assert isinstance(event, LeadNamed)
    head = bold(say("Mainly responsible for step {number}", number=event.step))
    who = names.person(say, person) if person else say("nobody any more")
    recorded = say("Recorded by {person}", person=names.person(say, change.by))
    return join([head, change.after.title(event.step), who, recorded])


def to_lead(say: Say, s: Standing, number: int) -> Message:
    """To the person, in private."""
    at = s.forecast[number]
    text = join(
        [
            bold(say("You are named as mainly responsible for step {number}", number=number)),
            names.plan_head(say, s.plan),
            s.title(number),
            say("Dates: {span}", span=dues.period(say, at)),
        ]
    )
    return Message(text, about=(About(s.plan.id, number),))


def _no_such_member(say: Say, name: str) -> Text:
    return say(
        "There is no member “{name}”.\nPlease reply to the person's message, or type the name as "
        "it stands in the list of members.",
        name=names.shorten(name),
    )


def _not_responsible(say: Say, step: Step) -> Text:
    return say(
        "This person is not of the parties responsible for step {number}.\n"
        "Please add him or her first by typing “มอบหมาย”.",
        number=step.number,
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "no-such-member": _no_such_member,
    "not-responsible": _not_responsible,
}
