"""Obstacles as told: their words and date, and how one is withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.events import CheckedIn
from bot.domain.message import Button, Text, bold, join
from bot.domain.people import Person, Team
from bot.domain.plan import Plan, StepState
from bot.domain.sop import Step
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names

NOTE_LENGTH = 300
"""Characters of an obstacle that a letter or a card repeats; the history has the whole."""


def standing(say: Say, plan: Plan, state: StepState, team: Team | None = None) -> list[Text]:
    """A line for each obstacle that stands. `team`: in private it is said who told it."""
    return [_line(say, plan, o, team) for o in state.obstacles]


def _line(say: Say, plan: Plan, told: CheckedIn, team: Team | None) -> Text:
    day = dates.short_date(plan.rules.local_day(told.at), say.language)
    member = team.member(told.by) if team is not None and told.by is not None else None
    note = names.shorten(told.note, NOTE_LENGTH)
    if member is not None:
        person = names.person(say, member.person)
        if not note:
            return say("Obstacle (told {day} by {person}, no details)", day=day, person=person)
        return say("Obstacle: {note} (told {day} by {person})", note=note, day=day, person=person)
    if not note:
        return say("Obstacle (told {day}, no details)", day=day)
    return say("Obstacle: {note} (told {day})", note=note, day=day)


def button(say: Say, plan: int, step: int) -> Button:
    return Button(say.caption("The obstacle is over"), f"resolved p{plan} {step}")


def which(say: Say, step: Step) -> Text:
    return say("Which obstacle of step {number} is over?", number=step.number)


def label(say: Say, plan: Plan, told: CheckedIn) -> str:
    day = dates.short_date(plan.rules.local_day(told.at), say.language)
    return names.shorten(say.caption("{day}: {note}", day=day, note=told.note or "–"))


def over(say: Say, step: Step, told: CheckedIn, left: int) -> Text:
    """Answers who withdrew it."""
    head = bold(say("The obstacle of step {number} is recorded as over", number=step.number))
    what = say("Obstacle: {note}", note=told.note) if told.note else ""
    more = (
        say.plural("{count} obstacle stands still.", "{count} obstacles stand still.", left)
        if left
        else ""
    )
    return join([head, step.title, what, more])


def over_told(say: Say, plan: Plan, step: Step, told: CheckedIn, by: Person) -> Text:
    """For who told it, or for the secretary; in private."""
    head = bold(say("The obstacle of step {number} is recorded as over", number=step.number))
    what = say("Obstacle: {note}", note=told.note) if told.note else ""
    recorded = say("Recorded by {person}", person=names.person(say, by))
    return join([head, step.title, names.plan_head(say, plan), what, recorded])


def _none_stands(say: Say, step: Step) -> Text:
    return say("No obstacle of step {number} is recorded.", number=step.number)


def _not_yours(say: Say, step: Step) -> Text:
    return say(
        "An obstacle of step {number} is withdrawn by whoever told it, the secretary or the chair.",
        number=step.number,
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "no-obstacle": _none_stands,
    "may-not-withdraw": _not_yours,
}
