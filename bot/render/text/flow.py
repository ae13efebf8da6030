"""/flow: what is said with the picture of a flow chart, for whoever cannot see it, too."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.message import Text, join, plain
from bot.domain.standing import Standing, StepStatus
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.timeline import headed


def caption(say: Say, s: Standing) -> Text:
    title = say("Flow chart of {indicator}", indicator=names.joined(say, s.plan.sop))
    parallel = [step.number for step in s.plan.sop.steps if step.parallel]
    beside = say("In parallel: {steps}", steps=_numbers(say, parallel)) if parallel else plain("")
    return join([headed(say, title, s), *([] if s.is_over else _going(say, s)), beside])


def _going(say: Say, s: Standing) -> list[Text]:
    """The steps that are to be looked at, by their state."""
    running, reported, late = (
        s.having(status) for status in (StepStatus.RUNNING, StepStatus.REPORTED, StepStatus.OVERDUE)
    )
    lines = (
        (running, say("In progress: {steps}", steps=_numbers(say, running))),
        (reported, say("To be verified: {steps}", steps=_numbers(say, reported))),
        (late, say("Overdue: {steps}", steps=_numbers(say, late))),
    )
    return [line for found, line in lines if found]


def _numbers(say: Say, steps: Sequence[int]) -> Text:
    return names.step_numbers(say, steps) if steps else plain("")
