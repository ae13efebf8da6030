"""What the calendar asks: for the evidence of closed steps; in October, for the end of the plan."""

from __future__ import annotations

from bot.domain.message import About, Button, Message, bold, join, paragraphs
from bot.domain.plan import Plan
from bot.domain.standing import Lacking, Standing
from bot.render import dates
from bot.render.language import Say
from bot.render.text import end, names
from bot.render.text.notice_buttons import MOST_STEPS


def evidence(say: Say, plan: Plan, lacking: Lacking, *, follows: bool) -> Message:
    """To one person: of the steps that he or she answers for, or `follows` up."""
    head = bold(say("Evidence of closed steps still missing"))
    numbers = [step.number for step, _ in lacking]
    rows = tuple(
        (Button(say.caption("Attach to step {number}", number=n), f"attach p{plan.id} {n}"),)
        for n in numbers[:MOST_STEPS]
    )
    others = say("For another step, type /attach or “แนบ” and its number.")
    text = paragraphs(
        [
            join([head, names.plan_head(say, plan)]),
            end.listed(say, lacking),
            say("Please follow it up with the responsible.")
            if follows
            else say("Please attach it, or tell the secretary if there is none."),
            others if len(numbers) > MOST_STEPS else "",
        ]
    )
    return Message(text, rows, about=tuple(About(plan.id, step.number) for step, _ in lacking))


def year_over(say: Say, s: Standing, *, followed: bool) -> Message:
    """To the secretary. `followed`: the plan of a later year is there already."""
    year = dates.fiscal_year_name(s.plan.fiscal_year, say.language)
    head = bold(say("{year} is over, and its plan is not closed yet", year=year))
    text = paragraphs(
        [
            join([head, names.plan_head(say, s.plan)]),
            end.opened(say, s.plan, s.open_steps),
            end.asked(say, followed=followed),
        ]
    )
    rows = end.offers(say, s.plan, followed=followed)
    return Message(text, rows, about=(About(s.plan.id),))
