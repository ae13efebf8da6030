"""Questions for what a command still lacks: a reason, a date; they are answered by typing."""

from __future__ import annotations

from datetime import date

from bot.domain.message import Text, bold, join
from bot.domain.sop import Step
from bot.render import dates
from bot.render.language import Say
from bot.render.text import way


def why_skip(say: Say, step: Step) -> Text:
    """Asks for the reason, and says which step is meant, in case no number was typed."""
    head = say(
        "Mark step {number} {title} as not carried out?", number=step.number, title=step.title
    )
    return join([bold(head), way.passed_over(say, step), *wanted(say)])


def why_reopen(say: Say, step: Step) -> Text:
    head = say("Open step {number} {title} again?", number=step.number, title=step.title)
    return join([bold(head), *wanted(say)])


def why_extend(say: Say, step: Step, day: date) -> Text:
    head = say(
        "Extend step {number} to {day}?", number=step.number, day=dates.long_date(day, say.language)
    )
    return join([bold(head), step.title, *wanted(say)])


def why_decline(say: Say, step: Step) -> Text:
    head = say("Why more time for step {number} is not granted", number=step.number)
    return join([bold(head), step.title, *wanted(say)])


def wanted(say: Say) -> tuple[Text, Text]:
    """Asks for a reason, below what it is of."""
    return say("Please type the reason in reply to this message."), _to_leave(say)


def _to_leave(say: Say) -> Text:
    return say("To leave it, type “ยกเลิก”.")


def until_when(say: Say, step: Step, example: date) -> Text:
    """Asks for the new due date of an extension and for its reason."""
    head = say("Extend step {number} {title}", number=step.number, title=step.title)
    how = say(
        "Please type the new due date and the reason in reply to this message, for example\n"
        "{day} waiting for the figures",
        day=dates.typed(example),
    )
    return join([bold(head), how, _to_leave(say)])


def which_hour(say: Say, day: date, told: str) -> Text:
    """Asks for the hour of a meeting whose day is clear."""
    head = say("At what time on {day}?", day=dates.long_date(day, say.language))
    what = say("“{text}” does not say which hour is meant.", text=told)
    how = say("Please type the time in reply to this message, for example 13.30 or บ่ายโมงครึ่ง")
    return join([bold(head), what, how, _to_leave(say)])


def which_day(say: Say, step: Step, example: date) -> Text:
    """Asks for the day of a meeting."""
    head = say("Fix the day of step {number} {title}", number=step.number, title=step.title)
    how = say(
        "Please type the day, and the time if known, in reply to this message, for example\n"
        "{day} 13.30",
        day=dates.typed(example),
    )
    return join([bold(head), how, _to_leave(say)])
