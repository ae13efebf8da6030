"""What was learnt in the steps of a plan (บทเรียน)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.events import LessonTold
from bot.domain.message import Button, Text, bold, join, paragraphs, plain
from bot.domain.plan import Plan, StepState
from bot.domain.sop import Step
from bot.render.language import Say
from bot.render.text import names

LENGTH = 300
"""Characters that a card or the list repeats; the history has the whole."""


def rows(say: Say, plan: Plan, steps: Sequence[int]) -> tuple[tuple[Button, ...], ...]:
    """Stand once under the closing of these steps, and are never asked again."""
    if len(steps) == 1:
        return ((Button(say.caption("Note what was learnt"), f"lesson p{plan.id} {steps[0]}"),),)
    return tuple(
        (Button(say.caption("Lesson of step {number}", number=n), f"lesson p{plan.id} {n}"),)
        for n in steps
    )


def ask(say: Say, step: Step, before: LessonTold | None) -> Text:
    head = bold(say("What was learnt in step {number}", number=step.number))
    how = say("Please type it in reply to this message: what went well, what to do next year.")
    told = say("Noted so far: {text}", text=names.shorten(before.text, LENGTH)) if before else ""
    return join([head, step.title, told, how, say("To leave it, type “ยกเลิก”.")])


def noted(say: Say, step: Step, text: str, *, anew: bool) -> Text:
    head = say("The lesson of step {number} is noted", number=step.number)
    instead = say("It stands in place of the one before.") if anew else ""
    return join([bold(head), step.title, say("Lesson: {text}", text=text), instead])


def line(say: Say, state: StepState) -> Text:
    """On the step's card; nothing, if none was told."""
    if state.lesson is None:
        return plain("")
    return say("Lesson: {text}", text=names.shorten(state.lesson.text, LENGTH))


def all_of(say: Say, plan: Plan) -> Text:
    """Of each step that has one."""
    head = join([bold(say("Lessons")), names.plan_head(say, plan)])
    told = [state for _, state in sorted(plan.states.items()) if state.lesson]
    if not told:
        how = say("Once a step is closed, type “บทเรียน”, its number and what was learnt.")
        return paragraphs([head, join([say("None is noted yet."), how])])
    return paragraphs([head, *(join([names.step(say, s.step), line(say, s)]) for s in told)])


def _too_early(say: Say, step: Step) -> Text:
    return say("The lesson of step {number} can be noted once it is closed.", number=step.number)


REFUSALS: Mapping[str, Callable[..., Text]] = {"lesson-too-early": _too_early}
