"""What is said with the papers of a meeting and the copy of the SOP, and how they are kept."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.message import Button, Made, Text, bold, join
from bot.domain.plan import Plan
from bot.domain.standing import Standing
from bot.render.language import N_, Say
from bot.render.text import agenda, exports, names

Rows = tuple[tuple[Button, ...], ...]


def row(say: Say, target: str) -> Rows:
    """`target`: plan and step, as in a command line."""
    return (
        (Button(say.caption("Draft of the minutes (Word)"), f"minutes {target} draft"),),
        (Button(say.caption("Sign-in sheet (Word)"), f"minutes {target} sign"),),
    )


def copy_row(say: Say, target: str) -> Rows:
    return ((Button(say.caption("Copy of the SOP (Word)"), f"sop {target} copy"),),)


def of_meeting(say: Say, s: Standing, number: int, what: Made) -> Text:
    """In reply to it the signed paper may come back."""
    head = bold(say(_HEADS[what]))
    return join([head, agenda.head(say, s, number), "", say(_NEXT[what])])


def of_procedure(say: Say, s: Standing) -> Text:
    head = bold(say("Copy of the SOP (Word)"))
    what = say("Beside what the SOP says stands what was really done.")
    return join([head, names.plan_head(say, s.plan), what])


def file_name(say: Say, plan: Plan, number: int, what: Made) -> str:
    """With its step: a plan has several meetings."""
    return exports.file_name(say, plan, what, which=names.step_number(say, number))


_HEADS: Mapping[Made, str] = {
    Made.MINUTES: N_("Draft of the minutes (Word)"),
    Made.SIGN_IN: N_("Sign-in sheet (Word)"),
}
_NEXT: Mapping[Made, str] = {
    Made.MINUTES: N_(
        "Please check it and fill in what is left open.\n"
        "Once it is signed, please send the file in reply to this message."
    ),
    Made.SIGN_IN: N_(
        "Please print it for the meeting.\n"
        "Once it is signed, please send the file in reply to this message."
    ),
}
