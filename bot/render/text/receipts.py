"""What is said of files once they have come: received, or refused."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import TypeVar

from bot.domain.files import MAX_FILE_BYTES, File, may_run
from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.plan import Plan
from bot.domain.sop import Step
from bot.render.language import Say
from bot.render.text import letters, names, web_links
from bot.render.text.attach import attachable, document_of, moment, size, title

T = TypeVar("T")


def receipt(
    say: Say,
    plan: Plan,
    files: Sequence[File],
    known: Collection[int],
    by: Person,
    rest: Text,
) -> Text:
    """One answer for all files sent in one go; `known`: ids of those that were there already."""
    told = _one(say, plan, files[0], known) if len(files) == 1 else _many(say, plan, files, known)
    sent = say(
        "Sent by {person} · {moment}",
        person=names.person(say, by),
        moment=moment(say, plan, max(f.sent_at for f in files)),
    )
    warned = [_program(say, f) for f in files if may_run(f)]
    return paragraphs([join([told, sent]), join(warned), rest])


def _one(say: Say, plan: Plan, file: File, known: Collection[int]) -> Text:
    step, there = plan.sop.step(file.step), file.id in known
    head = say("This file is there already") if there else web_links.head(say, file)
    line = say(
        "Step {step} · {name} ({size}) · evidence no. {label}",
        step=step.number,
        name=web_links.name(file),
        size=web_links.extent(file),
        label=file.label,
    )
    return join(
        [
            bold(head),
            line,
            _description(say, letters.described(plan, file)),
            letters.line(say, plan, file),
            _as_document(say, step, file),
            _version(say, file),
        ]
    )


def _many(say: Say, plan: Plan, files: Sequence[File], known: Collection[int]) -> Text:
    """Under the heading of each step its files; what all of them are said to be, once."""
    new = [f for f in files if f.id not in known]
    head = bold(web_links.heads(say, len(new), are_links=all(f.link for f in files)))
    first, *others = (
        _of_step(say, plan, plan.sop.step(number), list(group), known)
        for number, group in groupby(files, key=lambda f: f.step)
    )
    return paragraphs([join([head, first]), *others])


def _of_step(
    say: Say, plan: Plan, step: Step, files: Sequence[File], known: Collection[int]
) -> Text:
    described = {f.id: letters.described(plan, f) for f in files}
    common = _common(list(described.values())) or ""
    if common:
        described = dict.fromkeys(described, "")
    letter = _common([letters.line(say, plan, f) for f in files])
    lines = [
        join(
            [
                _listed(say, step, f, described[f.id], there=f.id in known),
                letters.line(say, plan, f) if letter is None else "",
            ],
            " · ",
        )
        for f in files
    ]
    return join([names.step(say, step), _description(say, common), letter or "", *lines])


def _common(of_each: Sequence[T]) -> T | None:
    """What is the same of all."""
    return of_each[0] if all(one == of_each[0] for one in of_each) else None


def _listed(say: Say, step: Step, file: File, described: str, *, there: bool) -> Text:
    shown, extent = web_links.name(file), web_links.extent(file)
    name = say("• {label} {name} ({size})", label=file.label, name=shown, size=extent)
    document = document_of(file, step) if len(attachable(step)) > 1 else None
    return join(
        [
            name,
            described,
            say("there already") if there else _version(say, file),
            names.shorten(document.title) if document else "",
        ],
        " · ",
    )


def _description(say: Say, description: str) -> Text:
    return say("Description: {text}", text=description) if description else plain("")


def _version(say: Say, file: File) -> Text:
    if file.version == 1:
        return plain("")
    return say("version {version}, replaces the one before", version=file.version)


def _as_document(say: Say, step: Step, file: File) -> Text:
    document = document_of(file, step)
    return say("Document: {title}", title=title(document)) if document else plain("")


def _program(say: Say, file: File) -> Text:
    return say(
        "⚠ {label} is a program. It is kept, but never opened here. "
        "If it was not meant, please remove it.",
        label=file.label,
    )


def complete(say: Say, step: Step) -> Text:
    return say(
        "All evidence of step {number} is attached. Once the work is done, please close the step.",
        number=step.number,
    )


def too_large(say: Say, name: str, announced: int) -> Text:
    limit = size(MAX_FILE_BYTES)
    if announced > MAX_FILE_BYTES:
        what = say(
            "File “{name}” cannot be taken: it has {size}, more than the limit ({limit}).",
            name=name,
            size=size(announced),
            limit=limit,
        )
    else:
        what = say(
            "File “{name}” cannot be taken: it is larger than the limit ({limit}).",
            name=name,
            limit=limit,
        )
    return join([what, say("Please make it smaller or split it, and send it again.")])


def not_fetched(say: Say, name: str, _size: int) -> Text:
    if not say.can.captions:
        return say(
            "File “{name}” could not be fetched, so it is not attached.\n"
            "Please type “แนบ” and the number of the step, then send it again.",
            name=name,
        )
    return say(
        "File “{name}” could not be fetched, so it is not attached.\n"
        "Please send it again as a reply to this message.",
        name=name,
    )
