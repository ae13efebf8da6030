"""The button that takes back, and why something is not taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.message import Button, Text
from bot.domain.plan import Plan
from bot.render.language import Say
from bot.render.text import names


def button(say: Say, action: str) -> Button:
    """Stands under what it undoes."""
    return Button(say.caption("Take back"), action, takes_back=True)


def _may_not_undo(say: Say) -> Text:
    return say("Only whoever made the entry, the secretary or the chair can take it back.")


def _too_late_to_undo(say: Say) -> Text:
    return say(
        "An entry can be taken back for ten minutes.\n"
        "To open a step again, the secretary types /reopen, the number and the reason."
    )


def _undo_built_upon(say: Say) -> Text:
    return say("A later entry depends on this one.\nPlease take the later one back first.")


def _undo_of_end(say: Say, plan: Plan) -> Text:
    return say(
        "The plan of {year} is over.\n"
        "For ten minutes its end can be taken back with the button under the announcement.",
        year=names.year(say, plan),
    )


def _nothing_to_undo(say: Say) -> Text:
    return say("There is no entry of yours to take back.")


def _not_newest(say: Say) -> Text:
    return say(
        "Typing takes back only the newest entry.\n"
        "For an earlier one, please press “Take back” under its message."
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "may-not-undo": _may_not_undo,
    "too-late-to-undo": _too_late_to_undo,
    "undo-built-upon": _undo_built_upon,
    "nothing-to-undo": _nothing_to_undo,
    "undo-of-end": _undo_of_end,
    "undo-not-newest": _not_newest,
}
