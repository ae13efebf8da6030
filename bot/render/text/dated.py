"""The date that a document bears itself: asked for, recorded, doubted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.domain.documents import DateDoubt, date_doubt, letter_of
from bot.domain.files import File
from bot.domain.message import Button, Text, bold, join, plain
from bot.domain.people import Person
from bot.domain.plan import Plan
from bot.render import dates
from bot.render.language import Say
from bot.render.text import letters, names

Rows = tuple[tuple[Button, ...], ...]


def question(say: Say, plan: Plan, files: Sequence[File]) -> tuple[Text, Rows]:
    """What of these files just sent is to be asked of their dates; nothing if all is clear."""
    doubts = [(date_doubt(plan, f), f) for f in files]
    for asks, doubt in ((_of_year, DateDoubt.YEAR), (_of_round, DateDoubt.ROUND)):
        first = next((f for d, f in doubts if d is doubt), None)
        if first is not None:
            return asks(say, plan, first)
    return plain(""), ()


def _of_year(say: Say, plan: Plan, file: File) -> tuple[Text, Rows]:
    day = letter_of(plan.states[file.step], file).dated
    assert day is not None
    text = say(
        "{label} is dated {day}, which is not in {year} of this plan. Is that right?",
        label=file.label,
        day=dates.long_date(day, say.language),
        year=names.year(say, plan),
    )
    keep = Button(say.caption("It is right"), f"dated f{file.id} leave")
    return text, ((keep, Button(say.caption("Correct the date"), f"dated f{file.id}")),)


def _of_round(say: Say, plan: Plan, file: File) -> tuple[Text, Rows]:
    completed = plan.states[file.step].completed_on
    assert completed is not None
    day = dates.short_date(completed, say.language)
    text = say(
        "What date does the document bear?\n"
        "Step {number} was completed on {day}, in another round than the day of sending.",
        number=file.step,
        day=day,
    )
    closing = say.caption("{day} (the day of completion)", day=day)
    return text, (
        (Button(closing, f"dated f{file.id} {completed.isoformat()}"),),
        (
            Button(say.caption("Type another date"), f"dated f{file.id}"),
            Button(say.caption("Leave it without a date"), f"dated f{file.id} leave"),
        ),
    )


def ask(say: Say, file: File, example: date) -> Text:
    return join(
        [
            bold(say("Date of document {label}", label=file.label)),
            file.name,
            say(
                "Please type the date that the document bears, in reply to this message, for "
                "example\n{day}\nor with its number: ที่ สธ 0919/123 ลงวันที่ {day}\n"
                "To leave it, type “ยกเลิก”.",
                day=dates.short_date(example, "th"),
            ),
        ]
    )


def recorded(say: Say, plan: Plan, files: Sequence[File], by: Person) -> Text:
    """`files`: as they are now, all with the same number and date."""
    lines = [say("• {label} {name}", label=f.label, name=f.name) for f in files]
    return join(
        [
            bold(say("Date of the document recorded (step {number})", number=files[0].step)),
            *lines,
            letters.line(say, plan, files[0]),
            say("Recorded by {person}", person=names.person(say, by)),
        ]
    )


def left(say: Say) -> str:
    """A pop-up."""
    return say.caption("Left as it is.")


def _unreadable(say: Say, example: date) -> Text:
    return say(
        "I cannot read the date of the document.\n"
        "Please type the date, for example {day}, or the number and then the date.",
        day=dates.short_date(example, "th"),
    )


def _in_future(say: Say, day: date) -> Text:
    return say(
        "{day} is still to come, so the document cannot bear it.\nPlease check the date.",
        day=dates.long_date(day, say.language),
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "letter-unreadable": _unreadable,
    "document-in-future": _in_future,
}
