"""What is said of files: asked for, of which step and which document they are, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.files import (
    FILE_WAITS_IN_GROUP,
    MAX_FILE_BYTES,
    OTHER_DOCUMENT,
    File,
    is_recording,
    is_sound,
    may_run,
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


def which_step(
    say: Say, files: Sequence[str], question: Text, *, in_group: bool, is_link: bool = False
) -> Text:
    """Before the buttons of the steps; the files are remembered. `is_link`: the only one is."""
    if is_link and len(files) == 1:
        return join([say("Link “{name}” has no step yet.", name=files[0]), question])
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


def which_document(say: Say, file: File) -> Text:
    """Asked of sound, film and programs also where there is only one document."""
    if may_run(file) or is_recording(file):
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
    if may_run(file) or is_sound(file):
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
