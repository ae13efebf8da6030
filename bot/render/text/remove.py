"""What is said when a file is removed, and when it is brought back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.files import File
from bot.domain.message import Button, Text, bold, join, paragraphs
from bot.domain.people import Person
from bot.domain.sop import Document, Step
from bot.render.language import Say
from bot.render.text import attach, files, names, no_secretary, undo

Row = tuple[Button, ...]


def which(say: Say, step: Step) -> Text:
    return say("Which file of step {number} shall be removed?", number=step.number)


def why(say: Say, file: File, newest: int, asked: Person | None) -> Text:
    """Asks for the reason; in a group (`asked`) the answer must be a reply."""
    if asked is None:
        return join([_question(say, file, newest), say("Please type the reason, or type “ยกเลิก”.")])
    person = names.mentioned(say, asked)
    ask = say(
        "{person}: please type the reason as a reply to this message. To stop, reply “ยกเลิก”.",
        person=person,
    )
    return join([_question(say, file, newest), ask])


def confirm(say: Say, file: File, newest: int, reason: str) -> Text:
    """Words were taken for the reason; nothing is removed until a button is pressed."""
    return join([_question(say, file, newest), say("Reason: {reason}", reason=reason)])


def confirm_rows(say: Say, file: File, question: str) -> tuple[Row, ...]:
    sure = f"removefile f{file.id} ! {question}"
    keep = Button(say.caption("Do not remove"), f"cancel {question}")
    return ((Button(say.caption("Confirm removal"), sure), keep),)


def removed(
    say: Say, file: File, newest: int, reason: str, by: Person, lacking: Sequence[Document]
) -> Text:
    facts = _facts(say, file, newest, by, say("Reason: {reason}", reason=reason))
    head = bold(say("File removed"))
    return paragraphs([join([head, facts]), attach.missing(say, lacking)])


def unsent(say: Say) -> str:
    """As a reason, in the history."""
    return say.caption("The sender took the message back in the chat")


def restored(say: Say, file: File, newest: int, by: Person) -> Text:
    return join([bold(say("File brought back")), _facts(say, file, newest, by)])


def taken_back(say: Say, files: Sequence[File], by: Person) -> Text:
    """Files that were just sent, all those of one go."""
    step = say("Documents sent for step {number}:", number=files[0].step)
    lines = (say("• {label} {name}", label=f.label, name=f.name) for f in files)
    return join([undo.head_of_undone(say), step, *lines, undo.by(say, by)])


def restore_row(say: Say, file: File) -> Row:
    return (undo.button(say, f"restorefile f{file.id}"),)


def _question(say: Say, file: File, newest: int) -> Text:
    head = bold(say("Remove {label} {name}?", label=file.label, name=file.name))
    return join([head, files.which_version(say, file, newest)])


def _facts(say: Say, file: File, newest: int, by: Person, reason: Text | str = "") -> Text:
    place = say("{label} · step {number}", label=file.label, number=file.step)
    person = names.person(say, by)
    recorded = say("Recorded by {person}", person=person)
    version = files.which_version(say, file, newest)
    return join([place, file.name, version, reason, recorded])


def _may_not_remove(say: Say, vacant: bool) -> Text:
    tell = say("If it is wrong, please tell the secretary.")
    turn_to = no_secretary.turn_to(say, tell, vacant=vacant)
    return join([say("A file can be removed by its sender, the secretary or the chair."), turn_to])


def _needs_reason(say: Say) -> Text:
    return say("Please type the reason in words. The file has not been removed.")


def _there(say: Say) -> Text:
    return say("This file is in the list already.")


def _too_late(say: Say) -> Text:
    return say(
        "A removed file can be brought back for ten minutes.\n"
        "If it is still needed, please send it again."
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "may-not-remove": _may_not_remove,
    "removal-needs-reason": _needs_reason,
    "file-there": _there,
    "too-late-to-restore": _too_late,
}
