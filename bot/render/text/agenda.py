"""The agenda of a meeting (ระเบียบวาระการประชุม): listed, proposed, put in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.events import AgendaItem, CheckedIn
from bot.domain.meeting import ITEM_LENGTH, Meeting
from bot.domain.message import Button, Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.sop import Step
from bot.domain.standing import Standing
from bot.render.language import Say
from bot.render.text import meetings, names

Rows = tuple[tuple[Button, ...], ...]
NOTE_LENGTH = 100
"""Characters of an item in what tells of more than the agenda."""


def listed(say: Say, met: Meeting, length: int = NOTE_LENGTH, meant: int = 0) -> Text:
    """As an office writes it; nothing, if there is no agenda. `length`: of an item, characters;
    `meant`: which one stands out.
    """
    if not met.agenda:
        return plain("")
    lines = ((line(say, n, item, length), item) for n, item in enumerate(met.agenda, start=1))
    shown = (bold(text) if item.item == meant else text for text, item in lines)
    return join([bold(say("Agenda")), *shown])


def line(say: Say, number: int, item: AgendaItem, length: int = ITEM_LENGTH) -> Text:
    text = names.shorten(item.text, length)
    return say("Agenda item {number} {text}", number=number, text=text)


def card(say: Say, s: Standing, number: int) -> Text:
    """The meeting of a step: when, where, and what it deals with."""
    state = s.states[number]
    agenda = listed(say, state.met, ITEM_LENGTH) or say("There is no agenda yet.")
    meeting = s.meeting(number)
    is_coming = meeting is not None and meeting.on >= s.today
    online = meetings.online(say, meeting) if meeting and is_coming else plain("")
    return paragraphs([join([head(say, s, number), online]), agenda])


def head(say: Say, s: Standing, number: int) -> Text:
    meeting = s.states[number].meeting
    top = [names.step(say, s.plan.sop.step(number)), names.plan_head(say, s.plan)]
    if meeting is not None:
        top += [meetings.whole(say, meeting), meetings.room(say, meeting)]
    return join(top)


def rows(say: Say, s: Standing, number: int, *, picks: bool, orders: bool) -> Rows:
    """In a group everybody sees them; who presses is judged then. `picks`: there is a choice;
    `orders`: who sees them may put it in order.
    """
    target, state = f"p{s.plan.id} {number}", s.states[number]
    propose = Button(say.caption("Propose a matter"), f"agenda {target} add")
    found: list[tuple[Button, ...]] = [(propose,)]
    if picks:
        found.append((Button(say.caption("Choose a matter"), f"agenda {target} pick"),))
    if state.met.agenda and orders:
        found.append((Button(say.caption("Order or remove"), f"agenda {target} order"),))
    return tuple(found)


def ask_text(say: Say, step: Step, asked: Person | None) -> Text:
    top = bold(say("Propose a matter for the meeting of step {number}", number=step.number))
    if asked is None:
        return join([top, say("Please type the matter. To stop, type “ยกเลิก”.")])
    how = say(
        "{person}: please type the matter as a reply to this message. To stop, reply “ยกเลิก”.",
        person=names.mentioned(say, asked),
    )
    return join([top, how])


def added(say: Say, step: Step, met: Meeting, item: AgendaItem) -> Text:
    top = bold(say("Added to the agenda of step {number}", number=step.number))
    return join([top, line(say, met.number(item.item), item)])


def added_told(say: Say, s: Standing, item: AgendaItem, by: Person) -> Text:
    """For the secretary, in private: who proposed it."""
    proposed = say("Proposed by {person}", person=names.person(say, by))
    step, met = s.plan.sop.step(item.step), s.states[item.step].met
    return join([added(say, step, met, item), names.plan_head(say, s.plan), proposed])


def removed(say: Say, step: Step, item: AgendaItem) -> Text:
    top = bold(say("Removed from the agenda of step {number}", number=step.number))
    return join([top, item.text])


def moved(say: Say, step: Step, met: Meeting, item: int) -> Text:
    top = bold(say("The agenda of step {number} has a new order", number=step.number))
    return paragraphs([top, listed(say, met, meant=item)])


def which(say: Say) -> Text:
    return say("Please choose a matter for the agenda.")


def which_to_change(say: Say, met: Meeting) -> Text:
    return join([listed(say, met), say("Please choose the item to move or remove.")])


def label(number: int, item: AgendaItem) -> str:
    return names.shorten(f"{number}. {item.text}")


def of_obstacle(say: Say, told: CheckedIn) -> str:
    """As it stands on the agenda."""
    return say.caption("Obstacle of step {number}: {note}", number=told.step, note=told.note)


def change_rows(say: Say, target: str, item: AgendaItem) -> Rows:
    """`target`: the plan and the step, as in a command line."""
    return (
        (
            Button(say.caption("Move up"), f"agenda {target} up i{item.item}"),
            Button(say.caption("Move down"), f"agenda {target} down i{item.item}"),
        ),
        (Button(say.caption("Remove the item"), f"agenda {target} drop i{item.item}"),),
    )


def _full(say: Say, limit: int) -> Text:
    return say(
        "An agenda has at most {limit} items.\n"
        "Please put matters together, or ask the secretary to remove one.",
        limit=limit,
    )


def _too_long(say: Say, length: int, limit: int) -> Text:
    return say(
        "The matter has {length} characters, more than {limit}.\nPlease shorten it.",
        length=length,
        limit=limit,
    )


def _no_item(say: Say, step: Step) -> Text:
    return say(
        "This is not on the agenda (any more).\n"
        "To see the agenda, please type “ระเบียบวาระ {number}”.",
        number=step.number,
    )


def _at_the_end(say: Say) -> Text:
    return say("The item cannot be moved any further.\nPlease choose another one.")


def _nothing_to_choose(say: Say) -> Text:
    return say("There is nothing to choose from.\nPlease type the matter yourself.")


def _not_for_a_meeting(say: Say, step: Step) -> Text:
    return say(
        "Step {number} is not a meeting, so it has no agenda, attendance or minutes.\n"
        "To see the steps, please type “แผน”.",
        number=step.number,
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "agenda-full": _full,
    "matter-too-long": _too_long,
    "no-agenda-item": _no_item,
    "at-the-end-already": _at_the_end,
    "nothing-to-choose": _nothing_to_choose,
    "no-meeting-here": _not_for_a_meeting,
}
