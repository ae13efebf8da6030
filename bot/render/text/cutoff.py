"""Closing dates of outside systems (DOC 4.0) that a running plan learns or changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.domain.change import Change
from bot.domain.events import Limited
from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.plan import Plan
from bot.domain.sop import Step
from bot.render import dates
from bot.render.language import Say
from bot.render.text import dues, names
from bot.render.text.done import shifted
from bot.render.text.extend import conflict


def row(say: Say, plan: Plan, number: int) -> tuple[tuple[Button, ...], ...]:
    """The button under a step that such a date limits."""
    limited = any(c.step == number for c in plan.sop.cutoffs)
    if not limited or plan.states[number].is_closed or not plan.is_running:
        return ()
    label = say.caption("Set the closing date")
    return ((Button(label, f"cutoff p{plan.id} {number}"),),)


def ask(say: Say, step: Step, due: date) -> Message:
    text = say(
        "Please type the closing date in reply to this message, for example {day}. "
        "To leave it as it is, type “ยกเลิก”.",
        day=dates.digits(due, say.language),
    )
    return Message(join([names.step(say, step), text]), asks=True)


def left(say: Say) -> Text:
    return say("Nothing was changed.")


def announced(say: Say, change: Change) -> Text:
    """The group hears of the date and of what it moves."""
    event, line = change.event, change.after.forecast
    assert isinstance(event, Limited)
    assert event.not_after is not None
    day, due = dates.long_date(event.not_after, say.language), line[event.step].known_due
    head = bold(say("The closing date for step {number} is set", number=event.step))
    titles = (
        say("{title}: {day}", title=c.title, day=day)
        for c in change.after.plan.sop.cutoffs
        if c.step == event.step
    )
    stands = dues.of_step(say, event.step, due)
    recorded = say("Recorded by {person}", person=names.person(say, change.by))
    known = set(change.before.forecast.conflicts)
    notes = (conflict(say, c) for c in line.conflicts if c not in known)
    return paragraphs(
        [
            join([head, *titles, stands, recorded]),
            shifted(say, change.moves, [event.step]),
            join(notes),
        ]
    )


def _none(say: Say, step: Step) -> Text:
    return say("Step {number} has no closing date of an outside system.", number=step.number)


REFUSALS: Mapping[str, Callable[..., Text]] = {"no-cutoff": _none}
