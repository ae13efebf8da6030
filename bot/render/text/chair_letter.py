"""Letters to the chair: how an office writes upward."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.plan import Plan
from bot.domain.sop import Step
from bot.domain.standing import held_up
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names, notice_steps


def letter(say: Say, committee: str, body: Iterable[Text], *, to_consider: bool) -> Text:
    """Opening, body, closing. `to_consider`: a decision is hoped for, not only attention."""
    closing = (
        say("Submitted for your kind consideration.")
        if to_consider
        else say("Submitted for your kind information.")
    )
    return paragraphs(
        [
            bold(say("To the chair of {committee}", committee=committee)),
            *body,
            join([closing, say("The reminder system, on behalf of the secretary")]),
        ]
    )


def overdue(say: Say, plan: Plan, steps: Sequence[tuple[Step, date]], today: date) -> Text:
    """Steps past their due dates, whose they are, and which steps wait for them."""
    return paragraphs(_one(say, plan, step, due, today) for step, due in steps)


def _one(say: Say, plan: Plan, step: Step, due: date, today: date) -> Text:
    days, short = (today - due).days, dates.short_date(due, say.language)
    named = names.step(say, step)
    line = say.plural(
        "{step}: {count} day past the due date ({due})",
        "{step}: {count} days past the due date ({due})",
        days,
        step=named,
        due=short,
    )
    waiting = held_up(plan.sop, plan.states, step.number)
    return join([line, notice_steps.responsible(say, plan, step), _affected(say, waiting)])


def _affected(say: Say, waiting: Sequence[int]) -> Text:
    if not waiting:
        return plain("")
    steps = names.step_numbers(say, waiting)
    return say("Held up by it: {steps}", steps=steps)
