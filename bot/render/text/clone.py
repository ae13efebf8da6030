"""The questions of /clone on a phone, one a message: days off, closings; what the preview adds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.plan import Plan
from bot.domain.reuse import Reference
from bot.domain.sop import Sop
from bot.render import dates
from bot.render.language import Say
from bot.render.text import cancelled, clone_durations, names

FILE_LENGTH = 60


def button(say: Say, plan: Plan) -> Button:
    """Under what ends a plan: makes that of the year after it."""
    year = dates.fiscal_year_name(plan.fiscal_year + 1, say.language)
    return Button(say.caption("Make the plan of {year}", year=year), f"clone p{plan.id}")


def days_off(say: Say, form: str, year: int, count: int) -> Message:
    """`count`: of the days off of the fiscal year that are known, without weekends."""
    name = dates.fiscal_year_name(year, say.language)
    known = (
        say.plural(
            "{count} public holiday is known. Special days off that the cabinet may still declare "
            "are not among them.",
            "{count} public holidays are known. Special days off that the cabinet may still "
            "declare are not among them.",
            count,
        )
        if count
        else say("No day off of this year is known yet. Please add the public holidays.")
    )
    text = paragraphs(
        [bold(say("Days off, {year}", year=name)), known, say("Are there days to be added?")]
    )
    rows = (
        (Button(say.caption("Add days off"), f"form {form} add"),),
        (Button(say.caption("None, go on"), f"form {form} closing"),),
        cancelled.form_row(say, form),
    )
    return Message(text, rows)


def ask_days(say: Say, example: date) -> Message:
    text = say(
        "Please type the days off in reply to this message, one a line, for example\n"
        "{day} special day off",
        day=dates.typed(example),
    )
    return Message(text, asks=True)


def closing(say: Say, form: str, year: int, sop: Sop) -> Message:
    """Of the outside system, as /setup has them."""
    name = dates.fiscal_year_name(year, say.language)
    text = paragraphs(
        [
            bold(say("Closing dates, {year}", year=name)),
            join(say("• {title}", title=c.title) for c in sop.cutoffs),
            say("Are these dates known yet? They can be told later, too."),
        ]
    )
    rows = (
        (Button(say.caption("Tell the closing dates"), f"form {form} cutoffs"),),
        (Button(say.caption("Not known yet, go on"), f"form {form} preview"),),
        cancelled.form_row(say, form),
    )
    return Message(text, rows)


def taken_over(
    say: Say, model: Plan, sop: Sop, linked: Sequence[Reference], added: Mapping[date, str]
) -> Text:
    """In the preview: what the new plan has from the `model`, and what differs from it."""
    year = dates.fiscal_year_name(model.fiscal_year, say.language)
    days = [dates.short_date(day, say.language) for day in sorted(added)]
    return join(
        [
            say("Made from the plan of {year}", year=year),
            *clone_durations.corrected(say, model, sop),
            *(_linked(say, year, one) for one in linked),
            say("Days off to be added: {days}", days=names.listed(say, days)) if days else "",
        ]
    )


def _linked(say: Say, year: str, one: Reference) -> Text:
    return say(
        "Reference of step {number}: {file} of {year}",
        number=one.step.number,
        file=names.shorten(f"{one.file.label} {one.file.name}", FILE_LENGTH),
        year=year,
    )


def _followed(say: Say, year: int) -> Text:
    return say(
        "The plan of {year} is there already.\n"
        "To see it, type /plan or “แผน”. To make another one, type /setup or “จัดทำแผน”.",
        year=dates.fiscal_year_name(year, say.language),
    )


def _cancelled(say: Say) -> Text:
    return say(
        "This plan was cancelled, so no plan is made from it.\n"
        "To make one, type /setup or “จัดทำแผน”."
    )


def _no_sop(say: Say) -> Text:
    return say(
        "The SOP of this plan is no longer in the system.\n"
        "To make a plan of another SOP, type /setup or “จัดทำแผน”."
    )


def _known(say: Say) -> Text:
    return say(
        "These days are days off already, nothing was added.\n"
        "Please check the dates, or type “ยกเลิก”."
    )


def _other_year(say: Say, day: date, year: int) -> Text:
    return say(
        "{day} is not in {year}.\nFor days off of another year, type /holiday or “วันหยุด”.",
        day=dates.long_date(day, say.language),
        year=dates.fiscal_year_name(year, say.language),
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "plan-followed": _followed,
    "plan-was-cancelled": _cancelled,
    "sop-gone": _no_sop,
    "days-off-known": _known,
    "day-off-of-other-year": _other_year,
}
