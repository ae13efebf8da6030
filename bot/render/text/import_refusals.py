"""Why what was sent as an SOP cannot be read, and what its sender can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.message import Text
from bot.render.language import Say
from bot.render.text.attach import size


def _too_large(say: Say, limit: int) -> Text:
    return say(
        "The file is larger than {limit}.\n"
        "Please compress its pictures in Word, or take out those that the SOP does not need, and "
        "bring it in again.",
        limit=size(limit),
    )


def _too_much(say: Say) -> Text:
    return say(
        "The file holds more than an SOP can have.\n"
        "Please leave in it only the SOP itself, with its table of steps, and bring it in again."
    )


def _stopped(say: Say) -> Text:
    return say(
        "Reading the file took too long, or too much memory, and was stopped; nothing was "
        "recorded.\n"
        "Please copy the SOP alone, with its table of steps, into a new Word document, save it as "
        ".docx, and bring that in."
    )


def _not_word(say: Say) -> Text:
    return say(
        "The file is neither a Word document (.docx) nor plain text.\n"
        "Please open it in the program that made it, save it as a Word document (.docx), and bring "
        "that in."
    )


def _old_word(say: Say) -> Text:
    return say(
        "The file is of an older kind of Word (.doc).\n"
        "Please open it in Word, choose Save As, take the kind “Word Document (.docx)”, and bring "
        "the new file in."
    )


def _pdf(say: Say) -> Text:
    return say(
        "The file is a PDF, in which tables cannot be told for certain.\n"
        "Please bring in the Word file (.docx) of which it was made. If there is none, please open "
        "the PDF in Word, check the table of steps, and save it as .docx."
    )


def _password(say: Say) -> Text:
    return say(
        "The file has a password.\n"
        "Please open it in Word, take the password away (File, Info, Protect Document), save it as "
        ".docx, and bring it in again."
    )


def _macros(say: Say) -> Text:
    return say(
        "The file may hold macros (.docm), and is not opened.\n"
        "Please save it in Word as “Word Document (.docx)”, without macros, and bring it in again."
    )


def _broken(say: Say) -> Text:
    return say(
        "The file is damaged, and cannot be read.\n"
        "Please open it in Word, save it as .docx under another name, and bring the new file in."
    )


def _no_steps(say: Say) -> Text:
    return say(
        "No table of steps was found.\n"
        "It is known by its heads: ลำดับ, รายละเอียดงาน, ระยะเวลา, ผู้รับผิดชอบ, each in a column of its "
        "own.\n"
        "Please check that the table is typed and not a picture, and has these heads in its first "
        "row; then bring the file in again."
    )


def _not_fetched(say: Say) -> Text:
    return say("It did not come through.\nPlease send it again.")


def _unreadable(say: Say, incident: str) -> Text:
    return say(
        "The system stumbled over it; nothing was recorded.\n"
        "Please tell whoever runs the system the number {incident}, and send the SOP as plain text "
        "(.txt) meanwhile.",
        incident=incident,
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "sop-too-large": _too_large,
    "sop-too-much": _too_much,
    "sop-stopped": _stopped,
    "sop-not-word": _not_word,
    "sop-old-word": _old_word,
    "sop-pdf": _pdf,
    "sop-password": _password,
    "sop-macros": _macros,
    "sop-broken": _broken,
    "sop-no-steps": _no_steps,
    "sop-not-fetched": _not_fetched,
    "sop-unreadable": _unreadable,
}
