"""Why a file is not read as an SOP, and what to send instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.message import Text
from bot.render.language import Say
from bot.render.text.attach import size


def _old_word(say: Say) -> Text:
    return say(
        "It is a Word file of the old kind (.doc), which is not read.\n"
        "Please open it in Word, choose File > Save As > Word Document (.docx), and send that file."
    )


def _pdf(say: Say) -> Text:
    return say(
        "It is a PDF, in which tables are only lines and letters.\n"
        "Please send the Word file of which it was made. If there is none, open the PDF in Word, "
        "look through it and save it as .docx."
    )


def _not_word(say: Say) -> Text:
    return say(
        "It is no Word document (.docx).\n"
        "Please open it where it was written, save it as .docx, and send that file."
    )


def _password(say: Say) -> Text:
    return say(
        "It is locked by a password.\n"
        "Please take the password off in Word (File > Info > Protect Document), save and send it "
        "again."
    )


def _macros(say: Say) -> Text:
    return say(
        "It has macros, small programs, which are not taken.\n"
        "Please save it in Word as .docx, without macros, and send it again."
    )


def _broken(say: Say) -> Text:
    return say(
        "It is damaged and could not be read to its end.\n"
        "Please open it in Word, save it anew as .docx, and send it again."
    )


def _too_large(say: Say, limit: int) -> Text:
    return say(
        "It is larger than {limit}.\n"
        "Please take out pictures that the SOP does not need, and send it again.",
        limit=size(limit),
    )


def _too_much(say: Say) -> Text:
    return say(
        "There is more in it than an SOP holds.\n"
        "Please leave only the SOP in it, one file for each SOP, and send it again."
    )


def _no_steps(say: Say) -> Text:
    return say(
        "No table of steps was found in it.\n"
        "Its head has the columns of the central template: ลำดับ, ผังกระบวนการ, รายละเอียดงาน, "
        "ระยะเวลา, ผู้รับผิดชอบ, เอกสารที่เกี่ยวข้อง. Please check that the steps stand in a table, "
        "not in a picture."
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "sop-old-word": _old_word,
    "sop-pdf": _pdf,
    "sop-not-word": _not_word,
    "sop-password": _password,
    "sop-macros": _macros,
    "sop-broken": _broken,
    "sop-too-large": _too_large,
    "sop-too-much": _too_much,
    "sop-no-steps": _no_steps,
}
