"""The minutes of a meeting (รายงานการประชุม) in the order of an office, and how they are taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.events import Matter, Outcome
from bot.domain.meeting import Attendance
from bot.domain.message import Button, Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.sop import Step
from bot.domain.standing import Standing
from bot.render.language import N_, Say
from bot.render.text import agenda, assignments, names
from bot.render.text import attendance as attending

People = Callable[[int], Person]
Rows = tuple[tuple[Button, ...], ...]


def whole(
    say: Say, s: Standing, number: int, people: People | None, why: attending.Reasons
) -> Text:
    """`people`: in private to secretary and chair, whom it names; `why`: to the secretary."""
    found = attending.of_meeting(s, number)
    return paragraphs(
        [
            join([bold(say("Minutes of the meeting")), agenda.head(say, s, number)]),
            *_who(say, found, people, why),
            *_matters(say, s, number),
            assignments.listed(say, s, number, people),
        ]
    )


def _who(
    say: Say, found: Attendance, people: People | None, why: attending.Reasons
) -> Sequence[Text]:
    if people is not None:
        return attending.who(say, found, people, why)
    return [attending.counts(say, found)] if any(found.said.values()) else []


def _matters(say: Say, s: Standing, number: int) -> list[Text]:
    """Each item of the agenda with what it came to; then what belongs to none."""
    met = s.states[number].met
    blocks = [
        join([bold(agenda.line(say, n, item)), *(line(say, o) for o in met.under(item.item))])
        for n, item in enumerate(met.agenda, start=1)
    ]
    others = [line(say, o) for o in met.under(0)]
    if not others:
        return blocks or [say("Nothing is recorded yet.")]
    head = bold(say("Other matters")) if blocks else plain("")
    return [*blocks, join([head, *others])]


def line(say: Say, outcome: Outcome) -> Text:
    return say(_LINES[outcome.kind], text=outcome.text)


def rows(say: Say, target: str, *, holds: bool) -> Rows:
    """Who presses is judged then. `target`: plan and step; `holds`: there is one to remove."""
    found: list[tuple[Button, ...]] = [
        (Button(say.caption("Add a resolution"), f"minutes {target} resolve"),),
        (Button(say.caption("Add a matter noted"), f"minutes {target} note"),),
        (Button(say.caption("Add assigned work"), f"minutes {target} assign"),),
    ]
    if holds:
        found.append((Button(say.caption("Remove an entry"), f"minutes {target} drop"),))
    return tuple(found)


def anew_rows(say: Say, target: str) -> Rows:
    return ((Button(say.caption("Assign work to another"), f"minutes {target} anew"),),)


def ask(say: Say, s: Standing, number: int, kind: Matter, asked: Person | None) -> Text:
    """`asked`: in a group the answer must be a reply of this person."""
    head = bold(say(_ASKED[kind], number=number))
    if asked is None:
        how = say("Please type it. To stop, type “ยกเลิก”.")
    else:
        how = say(
            "{person}: please type it as a reply to this message. To stop, reply “ยกเลิก”.",
            person=names.mentioned(say, asked),
        )
    return join([head, how, _under_what(say, s, number)])


def _under_what(say: Say, s: Standing, number: int) -> Text:
    if not s.states[number].met.agenda:
        return plain("")
    return say("To put it under an item of the agenda, begin with its number, as in “วาระ 2 …”.")


def recorded(say: Say, s: Standing, outcome: Outcome) -> Text:
    head = bold(say("Recorded in the minutes of step {number}", number=outcome.step))
    item = s.states[outcome.step].met.item(outcome.item)
    n = s.states[outcome.step].met.number(outcome.item)
    under = agenda.line(say, n, item, agenda.NOTE_LENGTH) if item is not None else plain("")
    return join([head, under, line(say, outcome)])


def removed(say: Say, outcome: Outcome) -> Text:
    head = bold(say("Removed from the minutes of step {number}", number=outcome.step))
    return join([head, line(say, outcome)])


def which_to_remove(say: Say) -> Text:
    return say("Please choose the entry to remove.")


def label(say: Say, outcome: Outcome) -> str:
    return names.shorten(line(say, outcome).plain)


def _full(say: Say, limit: int) -> Text:
    return say(
        "The minutes hold at most {limit} entries.\nPlease put some together.",
        limit=limit,
    )


def _too_long(say: Say, length: int, limit: int) -> Text:
    return say(
        "The entry has {length} characters, more than {limit}.\nPlease shorten it.",
        length=length,
        limit=limit,
    )


def _needs_words(say: Say) -> Text:
    return say("Please type in words what the meeting came to.")


def _no_outcome(say: Say, step: Step) -> Text:
    return say(
        "This is not in the minutes (any more).\n"
        "To see the minutes, please type “รายงานการประชุม {number}”.",
        number=step.number,
    )


_LINES: Mapping[Matter, str] = {
    Matter.RESOLVED: N_("Resolution: {text}"),
    Matter.NOTED: N_("Noted: {text}"),
    Matter.ASSIGNED: N_("Assigned: {text}"),
}
_ASKED: Mapping[Matter, str] = {
    Matter.RESOLVED: N_("A resolution of the meeting of step {number}"),
    Matter.NOTED: N_("A matter noted at the meeting of step {number}"),
    Matter.ASSIGNED: N_("Work assigned by the meeting of step {number}"),
}
REFUSALS: Mapping[str, Callable[..., Text]] = {
    "minutes-full": _full,
    "entry-too-long": _too_long,
    "entry-needs-words": _needs_words,
    "no-outcome": _no_outcome,
}
