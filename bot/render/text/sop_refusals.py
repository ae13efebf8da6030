"""Why an SOP of the group's own, or a correction of it, is not taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from bot.domain.errors import Problem
from bot.domain.message import Text, join
from bot.render.language import N_, Say

MOST_FAULTS = 5


def faults(say: Say, head: Text, found: Sequence[Problem]) -> Text:
    """What is wrong in the file, and how to mend it; its keys by the names of their buttons."""
    return join([head, *(_fault(say, problem) for problem in found[:MOST_FAULTS])])


def _fault(say: Say, problem: Problem) -> Text:
    """How to write it in a file is of no use in a chat."""
    what = _named(say, problem.what)
    if _WRITTEN.search(problem.mend):
        mend = say.caption("please answer otherwise, or correct that step first")
    else:
        mend = _named(say, problem.mend)
    return say("• {what} ({mend})", what=what, mend=mend)


def _named(say: Say, text: str) -> str:
    for key, name in _KEYS.items():
        text = text.replace(f'"{key}"', f'"{say.caption(name)}"')
    return text


def _faulty(say: Say, problems: Sequence[Problem]) -> Text:
    return faults(say, say("That is not possible, nothing was changed:"), problems)


def _no_group(say: Say) -> Text:
    return say(
        "You may bring no SOP yet: that is for whoever may set up a plan.\n"
        "Please add this system to the committee's group first and type “นำเข้า SOP” there once, "
        "then here again."
    )


def _one_file(say: Say) -> Text:
    return say("Please send the SOP as one file, alone.")


def _over(say: Say) -> Text:
    return say(
        "This review is over.\nTo bring the SOP again, please type “นำเข้า SOP”; "
        "for those that are kept, “ฉบับ SOP”."
    )


def _option_gone(say: Say) -> Text:
    return say(
        "This answer has no place any more, because the step was corrected.\n"
        "Please choose another, or correct the step."
    )


def _too_many(say: Say) -> Text:
    return say("There are too many SOPs with this id.\nPlease use it as the next version.")


def _no_duration(say: Say) -> Text:
    return say(
        "This is no duration.\n"
        "Please type for example 5 วันทำการ, 30 วัน, 3-5 วัน, 2 สัปดาห์, 3 เดือน or เปิด."
    )


def _no_steps(say: Say) -> Text:
    return say("Please type the numbers of the steps before it, for example 3, 4; for none type -")


def _no_text(say: Say, limit: int) -> Text:
    return say("Please type one line of at most {limit} characters.", limit=limit)


def _own_none(say: Say) -> Text:
    return say(
        "The group has no SOP of its own yet.\n"
        "Please type “นำเข้า SOP” in private to bring one, or “แก้ไข SOP” to copy the one that came "
        "with the system."
    )


def _corrected_since(say: Say) -> Text:
    return say("This version is not in use any more.\nPlease type “แก้ไข SOP” to see the newest.")


def _unknown_step(say: Say, number: int, last: int) -> Text:
    return say("The SOP has no step {number}: they are 1 to {last}.", number=number, last=last)


def _last_party(say: Say) -> Text:
    return say("Somebody must be responsible: please add another before.")


def _how(say: Say) -> Text:
    return say(
        "Please say what to change, for example:\n"
        "แก้ไข SOP ขั้นตอน 5 ระยะเวลา 10 วัน\n"
        "แก้ไข SOP ขั้นตอน 5 ต่อจาก 3, 4\n"
        "แก้ไข SOP ขั้นตอน 5 ชื่อ …"
    )


def _gone(say: Say) -> Text:
    return say("This version is not there any more.\nPlease type “ฉบับ SOP” to see those there are.")


def _no_link(say: Say) -> Text:
    return say(
        "This platform takes no files, and a link needs a plan of the group.\n"
        "Please make a plan first, or ask for the file in the other chat."
    )


_KEYS: Mapping[str, str] = {
    "after": N_("Comes after"),
    "duration": N_("Duration"),
    "unit": N_("Unit of days"),
    "parties": N_("Responsible"),
    "documents": N_("Documents"),
    "title": N_("Title"),
    "not_before": N_("Begins not before"),
    "not_after": N_("Done not after"),
}
_WRITTEN = re.compile(r"\w: |\w: ?\[|not_(?:before|after)")
"""Keys of a file with their values."""
REFUSALS: Mapping[str, Callable[..., Text]] = {
    "sop-no-group": _no_group,
    "sop-one-file": _one_file,
    "sop-review-over": _over,
    "sop-faulty": _faulty,
    "sop-option-gone": _option_gone,
    "sop-too-many": _too_many,
    "sop-no-duration": _no_duration,
    "sop-after-unreadable": _no_steps,
    "sop-no-text": _no_text,
    "sop-own-none": _own_none,
    "sop-corrected-since": _corrected_since,
    "sop-unknown-step": _unknown_step,
    "sop-last-party": _last_party,
    "sop-how": _how,
    "sop-no-link": _no_link,
    "sop-version-gone": _gone,
}
