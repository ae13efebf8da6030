"""The button that takes back, what is said then, and why something is not taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.events import Closed, Dated, Extended, Limited, Reopened, Skipped, StepEvent
from bot.domain.message import Button, Text, bold, join, paragraphs
from bot.domain.people import Person
from bot.domain.plan import Plan
from bot.domain.standing import Change
from bot.render import dates
from bot.render.language import Say
from bot.render.text import meetings, names
from bot.render.text.done import shifted
from bot.render.text.history_entry import Told, what


def button(say: Say, action: str) -> Button:
    """Stands under what it undoes."""
    return Button(say.caption("Take back"), action, takes_back=True)


def taken_back(say: Say, change: Change) -> Text:
    """What no longer holds, who says so, and what moves by it."""
    event = change.event
    head: list[str | Text] = [
        head_of_undone(say),
        say("Entry: {entry}", entry=what(say, Told(change.before.plan, {}), event)),
        change.before.title(event.step) if isinstance(event, StepEvent) else "",
        by(say, change.by),
    ]
    plan = change.after.plan
    if not isinstance(event, Closed | Skipped | Reopened | Extended | Dated | Limited):
        return names.of_run(say, plan, join(head))
    day, meeting = change.after.forecast[event.step].due, change.after.meeting(event.step)
    due = say(
        "Step {number} is due {due}.",
        number=event.step,
        due=dates.long_date(day, say.language),
    )
    if meeting is not None:
        due = meetings.whole(say, meeting)
    moves = shifted(say, change.moves, (), event.step)
    return names.of_run(say, plan, paragraphs([join([*head, due]), moves]))


def taken_back_entry(say: Say, entry: Text, person: Person) -> Text:
    """Of what is no event of a plan."""
    return join([head_of_undone(say), say("Entry: {entry}", entry=entry), by(say, person)])


def head_of_undone(say: Say) -> Text:
    return bold(say("An entry has been taken back"))


def by(say: Say, person: Person) -> Text:
    return say("Taken back by {person}", person=names.person(say, person))


def taken_back_elsewhere(say: Say) -> Text:
    """In a group, of what was not done there."""
    return say(
        "Your newest entry was not made in this group.\n"
        "What becomes of it stands in your private chat with me."
    )


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
        "For an earlier one, please press the button under its message."
    )


def _elsewhere(say: Say) -> Text:
    return say(
        "Your newest entry was not made in this group.\n"
        "To take it back, please type “เลิกทำ” or /undo where you made it."
    )


def _changed_since(say: Say) -> Text:
    return say("This has been changed again since.\nPlease set it anew as it should be.")


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "may-not-undo": _may_not_undo,
    "too-late-to-undo": _too_late_to_undo,
    "undo-built-upon": _undo_built_upon,
    "nothing-to-undo": _nothing_to_undo,
    "undo-of-end": _undo_of_end,
    "undo-not-newest": _not_newest,
    "undo-elsewhere": _elsewhere,
    "undo-changed-since": _changed_since,
}
