"""A document that is not needed this year, and one that is after all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.documents import Paper
from bot.domain.message import Button, Text, bold, join
from bot.domain.sop import Document, Step
from bot.render.language import Say
from bot.render.text import names, reasons
from bot.render.text.attach import title

Rows = tuple[tuple[Button, ...], ...]


def waived(say: Say, document: Document) -> Text:
    return join([bold(say("Recorded as not needed")), title(document)])


def needed(say: Say, document: Document) -> Text:
    return join([bold(say("Recorded as needed after all")), title(document)])


def why(say: Say, step: Step, document: Document) -> Text:
    """Asks for the reason."""
    head = bold(say("Record a document of step {number} as not needed?", number=step.number))
    return join([head, title(document), *reasons.wanted(say)])


def which(say: Say, step: Step) -> Text:
    return say("Which document of step {number} do you mean?", number=step.number)


def which_rows(command: str, plan: int, step: int, papers: Sequence[Paper]) -> Rows:
    return tuple(
        (Button(names.shorten(p.document.title), f"{command} p{plan} {step} d{p.place}"),)
        for p in papers
    )


def buttons(say: Say, plan: int, step: int, *, missing: bool, waived: bool) -> tuple[Button, ...]:
    """Of a step's card: where there is something to do it with."""
    found = []
    if missing:
        found.append(Button(say.caption("A document is not needed"), f"waive p{plan} {step}"))
    if waived:
        found.append(Button(say.caption("It is needed after all"), f"unwaive p{plan} {step}"))
    return tuple(found)


def _no_such_document(say: Say, step: Step) -> Text:
    return say(
        "Step {number} has no document of this number.\n"
        "Please type “เอกสาร {number}” to see them, each with its number.",
        number=step.number,
    )


def _nothing_missing(say: Say, step: Step) -> Text:
    return say(
        "No evidence of step {number} is missing.\n"
        "To see its documents, please type “เอกสาร {number}”.",
        number=step.number,
    )


def _document_there(say: Say, label: str) -> Text:
    return say(
        "There is a file of this document: {label}.\n"
        "If it is not to count, please remove or return it first.",
        label=label,
    )


def _already_waived(say: Say, document: Document) -> Text:
    return say(
        "{title} is recorded as not needed.\n"
        "If it is needed after all, please type “ยกเลิกการยกเว้นเอกสาร”, the step and its number.",
        title=title(document),
    )


def _not_waived(say: Say, step: Step) -> Text:
    return say(
        "No such document of step {number} is recorded as not needed.\n"
        "Please type “เอกสาร {number}” to see how they stand.",
        number=step.number,
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "no-such-document": _no_such_document,
    "nothing-missing": _nothing_missing,
    "document-there": _document_there,
    "already-waived": _already_waived,
    "not-waived": _not_waived,
}
