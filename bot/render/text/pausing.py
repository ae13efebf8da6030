"""Snoozed reminders, acknowledgements and check-ins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.domain.events import Situation
from bot.domain.message import Text, bold, join
from bot.domain.people import Person
from bot.domain.plan import Plan
from bot.domain.sop import Step
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names


def paused(say: Say, step: Step, until: date, due: date, *, to_group: bool) -> Text:
    """Reminders pause; the due date stays."""
    head = bold(say("Reminders of step {number} are paused", number=step.number))
    where = (
        say("No reminders of it in this group before {day}.", day=_weekday(say, until))
        if to_group
        else say("You get no reminders of it before {day}.", day=_weekday(say, until))
    )
    stays = say("The due date stays {day}.", day=dates.long_date(due, say.language))
    return join([head, where, stays])


def acknowledged(say: Say, step: Step | None) -> str:
    """The pop-up that thanks for รับทราบ."""
    if step is None:
        return say.caption("Noted.")
    return say.caption("Noted: step {number}.", number=step.number)


def situation_noted(say: Say, step: Step, situation: Situation) -> Text:
    """What a person answered to the monthly check-in."""
    if situation is Situation.ON_PLAN:
        return say("Noted: step {number} goes to plan.", number=step.number)
    return say(
        "Noted: step {number} meets an obstacle. The secretary has been told.\n"
        "To describe it, type /progress {number}, the per cent and a note.",
        number=step.number,
    )


def obstacle(say: Say, plan: Plan, step: Step, by: Person) -> Text:
    """The secretary, in private, hears of an obstacle."""
    return join(
        [
            bold(say("Step {number} meets an obstacle", number=step.number)),
            step.title,
            names.plan_head(say, plan),
            say("Reported by {person}", person=names.person(say, by)),
        ]
    )


def handed_over(say: Say, plan: Plan, step: Step, due: date, days: int) -> Text:
    """The secretary, in private, is asked by the chair to follow a step up."""
    return join(
        [
            bold(say("The chair asks you to follow up step {number}", number=step.number)),
            step.title,
            names.plan_head(say, plan),
            say(
                "It was due {day} and is {days} days overdue.",
                day=dates.short_date(due, say.language),
                days=days,
            ),
        ]
    )


def handed_over_popup(say: Say) -> str:
    return say.caption("The secretary has been asked to follow this up.")


def _too_long(say: Say, days: int, most: int) -> Text:
    return say(
        "Reminders can be paused for {most} days at most.\n"
        "Please give a smaller number of days. If the step needs more time, "
        "the secretary can extend it with /extend.",
        most=most,
    )


def _no_secretary(say: Say) -> Text:
    return say(
        "No secretary can be reached in private yet.\n"
        "Please ask the secretary to open a private chat with the bot."
    )


def _weekday(say: Say, day: date) -> str:
    return dates.weekday_date(day, say.language)


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "snooze-too-long": _too_long,
    "no-secretary": _no_secretary,
}
