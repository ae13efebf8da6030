"""Durations as they were planned and as they were taken, side by side, and what they become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.domain.durations import Suggestion
from bot.domain.message import Button, Message, Text, bold, join, paragraphs
from bot.domain.plan import Plan
from bot.domain.sop import Sop, Step, Unit
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import cancelled, duration, names

TITLE_LENGTH = 60


def asked(say: Say, form: str, model: Plan, found: Sequence[Suggestion]) -> Message:
    """Planned, actual and suggested, side by side."""
    text = paragraphs(
        [
            bold(
                say(
                    "Durations planned and taken, {year}",
                    year=dates.fiscal_year_name(model.fiscal_year, say.language),
                )
            ),
            join(_compared(say, one) for one in found),
            say("All other steps keep their durations. Are those suggested to be used?"),
        ]
    )
    rows = [(Button(say.caption("Use all that is suggested"), f"form {form} all"),)]
    if len(found) > 1:
        rows.append((Button(say.caption("Choose step by step"), f"form {form} duration"),))
    rows.append((Button(say.caption("Keep the durations"), f"form {form} none"),))
    return Message(text, (*rows, cancelled.form_row(say, form)))


def one_asked(say: Say, form: str, one: Suggestion, place: int, count: int) -> Message:
    """One step of several. `place`: from 1."""
    text = join(
        [
            bold(names.step(say, one.step)),
            say("Planned: {days}", days=_told(say, one.step)),
            say("Taken: {days}", days=duration.length(say, one.step.unit, one.actual)),
            say("Suggested: {days}", days=duration.length(say, one.step.unit, one.suggested)),
            say("{place} of {count}", place=place, count=count),
        ]
    )
    line = f"form {form} duration {one.step.number}"
    taken = duration.length(say, one.step.unit, one.suggested)
    kept = _told(say, one.step)
    rows = (
        (Button(say.caption("Use {days}", days=taken), f"{line} yes"),),
        (Button(say.caption("Keep {days}", days=kept), f"{line} no"),),
        cancelled.form_row(say, form),
    )
    return Message(text, rows)


def corrected(say: Say, model: Plan, sop: Sop) -> Iterator[Text]:
    for step in sop.steps:
        was = model.sop.by_number.get(step.number)
        if was is not None and (was.duration, was.unit) != (step.duration, step.unit):
            yield say(
                "Duration of step {number}: {days}, was {before}",
                number=step.number,
                days=_told(say, step),
                before=_told(say, was),
            )


def _told(say: Say, step: Step) -> Text:
    if not step.duration:
        return join(duration.rules(say, step), " ")
    return duration.length(say, step.unit, step.duration, step.least)


def _compared(say: Say, one: Suggestion) -> Text:
    title = names.shorten(one.step.title, TITLE_LENGTH)
    head = say("{number}. {title}", number=one.step.number, title=title)
    planned = f"{one.step.least}–{one.planned}" if one.step.least else one.planned
    told = {"planned": planned, "taken": one.actual, "suggested": one.suggested}
    return join([head, say(_COMPARED[one.step.unit], **told)])


_COMPARED: Mapping[Unit, str] = {
    Unit.WORKING: N_("Planned {planned} · taken {taken} · suggested {suggested} working days"),
    Unit.CALENDAR: N_("Planned {planned} · taken {taken} · suggested {suggested} days"),
    Unit.WEEK: N_("Planned {planned} · taken {taken} · suggested {suggested} weeks"),
    Unit.MONTH: N_("Planned {planned} · taken {taken} · suggested {suggested} months"),
}
