"""Number and date of a document that bears them, as an order of appointment does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.domain.change import Change
from bot.domain.events import Numbered
from bot.domain.message import Button, Message, Text, bold, join, plain
from bot.domain.plan import Plan, StepState
from bot.domain.sop import Document, Step
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names

TITLE_LENGTH = 90
Rows = tuple[tuple[Button, ...], ...]


def wanted(say: Say, state: StepState) -> Text:
    """What is still to be told; it can be left."""
    lines = [say("• {title}", title=_title(d)) for d in _without(state)]
    head = say("Number and date still to be given (if there are any):")
    return join([head, *lines]) if lines else plain("")


def rows(say: Say, plan: Plan, step: int, *, known: bool = False) -> Rows:
    """A button for each document without its number; `known`: also to correct those told."""
    state = plan.states[step]
    if not plan.is_running:
        return ()
    asked = _numbered(state.step) if known else _without(state)
    label = say.caption("Give number and date")
    places = {d.id: place for place, d in enumerate(state.step.documents, 1)}
    return tuple((Button(label, f"number p{plan.id} {step} d{places[d.id]}"),) for d in asked)


def line(say: Say, state: StepState, document: Document) -> Text:
    """Under the document on the step's card."""
    told = state.number_of(document.id)
    if told is None:
        return plain("")
    day = dates.short_date(told.on, say.language)
    return say("   No. {number}, dated {day}", number=told.number, day=day)


def ask(say: Say, step: Step, document: Document, example: date) -> Message:
    text = say(
        "Please type number and date of the document in reply to this message, for example\n"
        "12/{year} {day}\nTo leave it, type “ยกเลิก”.",
        year=example.year + dates.BUDDHIST_ERA,
        day=dates.short_date(example, "th"),
    )
    return Message(join([names.step(say, step), _title(document), text]), asks=True)


def left(say: Say) -> Text:
    return say("Nothing was changed.")


def announced(say: Say, change: Change, document: Document) -> Text:
    event = change.event
    assert isinstance(event, Numbered)
    return join(
        [
            bold(say("Number and date recorded (step {number})", number=event.step)),
            _title(document),
            say(
                "No. {number}, dated {day}",
                number=event.number,
                day=dates.long_date(event.on, say.language),
            ),
            say("Recorded by {person}", person=names.person(say, change.by)),
        ]
    )


def _numbered(step: Step) -> list[Document]:
    return [d for d in step.documents if d.numbered]


def _without(state: StepState) -> list[Document]:
    return [d for d in _numbered(state.step) if state.number_of(d.id) is None]


def _title(document: Document) -> str:
    return names.shorten(document.title, TITLE_LENGTH)


def _unreadable(say: Say, example: date) -> Text:
    return say(
        "I cannot read number and date.\nPlease type the number first, then the date, for example "
        "12/{year} {day}, or type “ยกเลิก”.",
        year=example.year + dates.BUDDHIST_ERA,
        day=dates.short_date(example, "th"),
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {"number-unreadable": _unreadable}
