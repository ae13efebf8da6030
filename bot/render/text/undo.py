"""The button that takes back, what is said then, and why something is not taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.change import Change
from bot.domain.events import (
    Closed,
    Dated,
    Event,
    Extended,
    Limited,
    Reopened,
    Returned,
    Skipped,
    SopRevised,
    StepEvent,
)
from bot.domain.message import Button, Text, bold, join, paragraphs
from bot.domain.people import Person
from bot.domain.plan import Plan
from bot.domain.standing import Standing
from bot.render.language import Say
from bot.render.text import dues, meetings, names, way
from bot.render.text.done import shifted
from bot.render.text.history_entry import Told, what

MOVES = (Closed, Skipped, Reopened, Returned, Extended, Dated, Limited)
"""Of these it is told when the step is due now."""


def button(say: Say, action: str) -> Button:
    """Stands under what it undoes."""
    return Button(say.caption("Take back"), action, takes_back=True)


def taken_back(say: Say, change: Change, together: Sequence[Event] = ()) -> Text:
    """What no longer holds, who says so, and what moves by it. `together`: all the entries, where
    they are several.
    """
    plan, events = change.after.plan, together or [change.event]
    head: list[str | Text] = [head_of_undone(say)]
    told = Told(change.before.plan, {m.person.id: m.person for m in change.before.team.members})
    for event in events:
        head.append(say("Entry: {entry}", entry=what(say, told, event)))
        head.append(change.before.title(event.step) if isinstance(event, StepEvent) else "")
    steps = [e.step for e in events if isinstance(e, MOVES)]
    stand = (_stands(say, change.after, step) for step in steps)
    is_moved = steps or any(isinstance(e, SopRevised) for e in events)
    moves = shifted(say, change.moves, steps) if is_moved else ""
    back = join([way.left_out(say, change), way.returning(say, change)])
    text = paragraphs([join([*head, by(say, change.by), *stand]), back, moves])
    return names.of_run(say, plan, text)


def _stands(say: Say, s: Standing, number: int) -> Text:
    """How the step stands without the entry."""
    if s.states[number].awaits_verification:
        return say("Step {number} waits to be verified.", number=number)
    meeting = s.meeting(number)
    if meeting is not None:
        return meetings.whole(say, meeting)
    return dues.of_step(say, number, s.due(number))


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
