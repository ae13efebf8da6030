"""When a step is due, which may be on no day that is known."""

from __future__ import annotations

from datetime import date

from bot.domain.message import Text, plain
from bot.domain.plan import Span
from bot.domain.standing import Outlook
from bot.domain.timeline import StepDates
from bot.render import dates
from bot.render.language import Say


def period(say: Say, at: Span | StepDates) -> Text:
    """Its days; of what has no due date the first, if that is known."""
    if not at.has_start and not at.has_due:
        return say("once the steps before it are completed")
    if not at.has_start:
        return say("by {due} at the latest", due=dates.short_date(at.due, say.language))
    if not at.has_due:
        return say("from {start}, no due date", start=dates.short_date(at.start, say.language))
    return plain(dates.span(at.start, at.due, say.language))


def undated(say: Say, at: Span | StepDates) -> Text:
    """In the place of a due date, where there is room for no more."""
    return no_due(say) if at.has_start else say("once the steps before it are completed")


def no_due(say: Say) -> Text:
    return say("no due date")


def short(say: Say, due: date | None) -> Text:
    return plain(dates.short_date(due, say.language)) if due is not None else say("not set")


def of_step(say: Say, number: int, due: date | None) -> Text:
    """When a step is due, as a sentence."""
    if due is None:
        return say("Step {number} has no due date.", number=number)
    day = dates.long_date(due, say.language)
    return say("Step {number} is due {due}.", number=number, due=day)


def until_now(say: Say, due: date | None) -> Text:
    """Before a change, as a sentence."""
    if due is None:
        return say("Due until now: {day}", day=say("not set"))
    return say("Due until now: {day}", day=dates.long_date(due, say.language))


def as_it_stands(say: Say, due: date | None) -> Text:
    """Before what is only supposed, as a sentence."""
    if due is None:
        return say("Due as it stands now: {day}", day=say("not set"))
    return say("Due as it stands now: {day}", day=dates.long_date(due, say.language))


def missed(say: Say, s: Outlook, number: int) -> Text:
    """Of a round that is over, and the next one; nothing, if there is none."""
    over = s.missed_round(number)
    if over is None:
        return plain("")
    return say(
        "The round of {day} is over. The next one is on {due}.",
        day=dates.long_date(over, say.language),
        due=dates.long_date(s.forecast[number].due, say.language),
    )
