"""What is said when files come: asked for, received, refused, and which document they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from bot.domain.files import (
    FILE_WAITS_IN_GROUP,
    MAX_FILE_BYTES,
    OTHER_DOCUMENT,
    File,
    is_program,
    is_recording,
    is_sound,
)
from bot.domain.message import Button, Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.plan import Plan
from bot.domain.sop import Document, DocumentKind, Step
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names

TITLE_LENGTH = 90
"""Titles of documents fill five lines of a phone; this much tells them apart."""
MOST_NAMED = 5
"""Of the files that wait for a choice."""
_KILO = 1024
Row = tuple[Button, ...]


def size(count: int) -> str:
    """1.2 MB, 480 KB; rounded up, so that what is over the limit never looks like the limit."""
    if count < _KILO**2:
        return f"{-(-count // _KILO)} KB"
    power, unit = (2, "MB") if count < _KILO**3 else (3, "GB")
    whole, tenth = divmod(-(-count * 10 // _KILO**power), 10)
    return f"{whole}.{tenth} {unit}" if tenth else f"{whole} {unit}"


def title(document: Document) -> str:
    return names.shorten(document.title, TITLE_LENGTH)


def document_of(file: File, step: Step) -> Document | None:
    return next((d for d in step.documents if d.id == file.document), None)


def is_numbered(file: File, step: Step) -> bool:
    document = document_of(file, step)
    return document is not None and document.numbered


def attachable(step: Step) -> list[Document]:
    """What a file of the step can be; nobody attaches a reference."""
    return [d for d in step.documents if d.kind is not DocumentKind.REFERENCE]


def send_it(say: Say, step: Step, lacking: Sequence[Document], asked: Person | None) -> Text:
    """Asks for the file of a step; in a group (`asked`) by a reply, where a file can be one."""
    if asked is None:
        ask = say("Please send the file here. To stop, type “ยกเลิก”.")
    elif not say.can.captions:
        ask = say(
            "{person}: please send the file in this group within {minutes} minutes.",
            person=names.mentioned(say, asked),
            minutes=FILE_WAITS_IN_GROUP // timedelta(minutes=1),
        )
    else:
        ask = say(
            "{person}: please send the file as a reply to this message.",
            person=names.mentioned(say, asked),
        )
    limit = say("Up to {limit} a file.", limit=size(MAX_FILE_BYTES))
    head = bold(say("Attach a file to step {number}", number=step.number))
    return paragraphs(
        [join([head, step.title]), missing(say, lacking), join([ask, limit])],
    )


def no_document(say: Say) -> Text:
    if not say.can.captions:
        return say(
            "A message of this kind cannot be attached as a document.\n"
            "What can: documents (PDF, Word, Excel), photos and videos, up to {limit} a file.\n"
            "Please type “แนบ” and the number of the step, then send the file.",
            limit=size(MAX_FILE_BYTES),
        )
    return say(
        "A message of this kind cannot be attached as a document.\n"
        "What can: documents (PDF, Word, Excel), photos and videos, up to {limit} a file.\n"
        "Please send it as a reply to this message.",
        limit=size(MAX_FILE_BYTES),
    )


def only_this_one(say: Say) -> Text:
    return say(
        "This file was sent together with others, of which only this one is taken.\n"
        "To attach another, please reply to it with “แนบ” or /attach and the number of the step."
    )


def which_step(say: Say, files: Sequence[str], question: Text, *, in_group: bool) -> Text:
    """Before the buttons of the steps; the files are remembered."""
    head = (
        say("File “{name}” has no step yet.", name=files[0])
        if len(files) == 1
        else say("{count} files have no step yet.", count=len(files))
    )
    return join([head, question, _or_type_it(say, in_group=in_group)])


def _or_type_it(say: Say, *, in_group: bool) -> Text:
    if in_group and not say.can.opens_field:
        return say(
            "You can also reply to this message with the number of the step. The file need not be "
            "sent again."
        )
    return say("You can also type the number of the step. The file need not be sent again.")


def fetching(say: Say, step: Step, count: int) -> Text:
    """Takes the place of the buttons; not yet a receipt."""
    return say.plural(
        "Step {number}: fetching {count} file. You are told when it is received.",
        "Step {number}: fetching {count} files. You are told when they are received.",
        count,
        number=step.number,
    )


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
    warned = [_program(say, f) for f in files if is_program(f.name)]
    return paragraphs([join([told, sent]), join(warned), rest])


def _one(say: Say, plan: Plan, file: File, known: Collection[int]) -> Text:
    step, there = plan.sop.step(file.step), file.id in known
    head = say("This file is there already") if there else say("File received")
    line = say(
        "Step {step} · {name} ({size}) · evidence no. {label}",
        step=step.number,
        name=file.name,
        size=size(file.size),
        label=file.label,
    )
    return join(
        [
            bold(head),
            line,
            _description(say, file.description),
            _as_document(say, step, file),
            version(say, file),
        ]
    )


def _many(say: Say, plan: Plan, files: Sequence[File], known: Collection[int]) -> Text:
    """Under the heading of each step its files; what all of them are said to be, once."""
    head = bold(say("{count} files received", count=sum(f.id not in known for f in files)))
    first, *others = (
        _of_step(say, plan.sop.step(number), list(group), known)
        for number, group in groupby(files, key=lambda f: f.step)
    )
    return paragraphs([join([head, first]), *others])


def _of_step(say: Say, step: Step, files: Sequence[File], known: Collection[int]) -> Text:
    said = {f.description for f in files}
    common = said.pop() if len(said) == 1 else ""
    lines = (_listed(say, step, f, common, there=f.id in known) for f in files)
    return join([names.step(say, step), _description(say, common), *lines])


def _listed(say: Say, step: Step, file: File, common: str, *, there: bool) -> Text:
    name = say("• {label} {name} ({size})", label=file.label, name=file.name, size=size(file.size))
    document = document_of(file, step) if len(attachable(step)) > 1 else None
    return join(
        [
            name,
            file.description if file.description != common else "",
            say("there already") if there else version(say, file),
            names.shorten(document.title) if document else "",
        ],
        " · ",
    )


def _description(say: Say, description: str) -> Text:
    return say("Description: {text}", text=description) if description else plain("")


def version(say: Say, file: File) -> Text:
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


def moment(say: Say, plan: Plan, at: datetime) -> str:
    return dates.moment(at.astimezone(plan.rules.tz), say.language)


def missing_of(say: Say, step: Step, lacking: Sequence[Document]) -> Text:
    """The same where several steps are told of."""
    told = missing(say, lacking)
    return join([bold(names.step_number(say, step.number)), told]) if told else told


def missing(say: Say, lacking: Sequence[Document]) -> Text:
    if not lacking:
        return plain("")
    lines = (say("• {title}", title=title(d)) for d in lacking)
    return join([say("Evidence still missing:"), *lines])


def complete(say: Say, step: Step) -> Text:
    return say(
        "All evidence of step {number} is attached. Once the work is done, please close the step.",
        number=step.number,
    )


def which_document(say: Say, file: File) -> Text:
    """Asked of sound, film and programs also where there is only one document."""
    if is_program(file.name) or is_recording(file):
        return say(
            "{label} {name} is neither a document nor a picture.\n"
            "Please choose what it stands for; if nothing, press “Other”.",
            label=file.label,
            name=file.name,
        )
    return say("Which document is {label} {name}?", label=file.label, name=file.name)


def may_be(document: Document, file: File) -> bool:
    """Whether the file has the form of the document, so that it may be taken for it unasked.

    A letter is neither spoken nor filmed; what is only suggested may be a film of an activity.
    """
    if is_program(file.name) or is_sound(file):
        return False
    return document.kind is DocumentKind.SUGGESTED or not is_recording(file)


def undecided(say: Say, files: Sequence[File]) -> Text:
    """In a notice: the question which document they are still stands."""
    names_ = [f"{f.label} {names.shorten(f.name, 60)}" for f in files]
    return _waiting(say, say("Files without a document yet:"), names_)


def unplaced(say: Say, files: Sequence[str]) -> Text:
    """In a notice: the question of which step they are still stands."""
    head = bold(say("Your files without a step yet:"))
    told = _waiting(say, head, [names.shorten(name, 60) for name in files])
    ask = say("Please type “แนบ” or /attach in the chat you sent them to, and choose the step.")
    return join([told, ask]) if told else told


def _waiting(say: Say, head: Text, files: Sequence[str]) -> Text:
    if not files:
        return plain("")
    lines = [say("• {title}", title=name) for name in files[:MOST_NAMED]]
    more = len(files) - len(lines)
    return join([head, *lines, say("• and {count} more", count=more) if more else ""])


def document_rows(say: Say, file: File, step: Step) -> tuple[Row, ...]:
    """A button a document, by its place in the step's list; 0: none of them. The last removes
    the file.
    """
    rows = [
        (Button(names.shorten(d.title), f"document f{file.id} d{place}"),)
        for place, d in enumerate(step.documents, 1)
        if d.kind is not DocumentKind.REFERENCE
    ]
    return (*rows, (Button(say.caption("Other"), f"document f{file.id} d0"),), _removal(say, file))


def file_rows(say: Say, step: Step, files: Sequence[File]) -> tuple[Row, ...]:
    """What can be done with one file; of several only the list."""
    if len(files) > 1:
        of_one = len({f.step for f in files}) == 1
        target = f"files p{files[0].plan}" + (f" {step.number}" if of_one else "")
        return ((Button(say.caption("See the files"), target),),)
    remove = _removal(say, files[0])
    if len(attachable(step)) < 2:
        return (remove,)
    return ((Button(say.caption("Another document"), f"document f{files[0].id}"), *remove),)


def _removal(say: Say, file: File) -> Row:
    return (Button(say.caption("Remove a file"), f"removefile f{file.id}"),)


def is_open_question(file: File, step: Step) -> bool:
    """Whether somebody should still say which document of the step it is."""
    return not file.document and bool(attachable(step))


def document_at(step: Step, place: int) -> str:
    """The id behind a button of `document_rows`."""
    return step.documents[place - 1].id if 0 < place <= len(step.documents) else OTHER_DOCUMENT


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


def came(say: Say, file: File) -> Text:
    """To who cancels what asked for it, or something else, and may mean the file."""
    return say(
        "{label} {name} was received. To take it out, please type /undo or “เลิกทำ”.",
        label=file.label,
        name=names.shorten(file.name, 60),
    )


def _nothing_to_attach_to(say: Say) -> Text:
    return say(
        "No step is in your hands yet, so the file has no place.\n"
        "Please join your responsible party with “ลงชื่อ”, or tell the secretary."
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "nothing-to-attach-to": _nothing_to_attach_to,
    "file-came": came,
}
