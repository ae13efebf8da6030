"""What belongs to the meeting of a step: its agenda, who comes, what it came to. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain.events import (
    AgendaItem,
    AgendaMoved,
    AgendaRemoved,
    AssignmentDone,
    Attending,
    Dated,
    Matter,
    Outcome,
    OutcomeRemoved,
    Presence,
)
from bot.domain.people import Member, Team

MOST_ITEMS = 20
"""An agenda beyond it fits neither a phone nor an afternoon."""
ITEM_LENGTH = 300
"""Characters."""
DELEGATE_LENGTH = 100
"""Characters: a name with title and position fits."""
OUTCOME_LENGTH = 1000
"""Characters."""
MOST_OUTCOMES = 60
"""Three for each item of a full agenda."""
MeetingEvent = (
    AgendaItem
    | AgendaMoved
    | AgendaRemoved
    | Attending
    | Dated
    | Outcome
    | OutcomeRemoved
    | AssignmentDone
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """`agenda`: in the order in which it is dealt with. `answers`: the newest of each person, for
    the day `on`: moved to another day, it is asked anew who comes.
    """

    on: date | None = None
    agenda: tuple[AgendaItem, ...] = ()
    answers: tuple[Attending, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    done: frozenset[int] = frozenset()
    """Which of them were assigned and are carried out."""

    def item(self, id: int) -> AgendaItem | None:
        return next((i for i in self.agenda if i.item == id), None)

    def number(self, item: int) -> int:
        """The place of an item on the agenda, from 1; 0: it is not there (any more)."""
        return next((n for n, i in enumerate(self.agenda, start=1) if i.item == item), 0)

    def outcome(self, id: int) -> Outcome | None:
        return next((o for o in self.outcomes if o.outcome == id), None)

    def under(self, item: int) -> tuple[Outcome, ...]:
        """What it came to under an item of the agenda; 0: under none that is still there."""
        there = {i.item for i in self.agenda}
        return tuple(o for o in self.outcomes if (o.item if o.item in there else 0) == item)

    @property
    def assigned(self) -> tuple[Outcome, ...]:
        """By their day."""
        found = (o for o in self.outcomes if o.kind is Matter.ASSIGNED)
        return tuple(sorted(found, key=lambda o: (o.due or date.max, o.outcome)))

    def to_do(
        self, due: date | None = None, of: Collection[int] | None = None
    ) -> tuple[Outcome, ...]:
        """What is assigned and not carried out: for that day, to these people, or all of it."""
        return tuple(
            o
            for o in self.assigned
            if o.outcome not in self.done and due in (None, o.due) and (of is None or o.owner in of)
        )

    def answer_of(self, person: int) -> Attending | None:
        return next((a for a in self.answers if a.by == person), None)


NOTHING_MET = Meeting()


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who comes, of those who are in the team; `silent`: who has a duty there and did not say."""

    said: Mapping[Presence, tuple[Attending, ...]]
    silent: tuple[Member, ...]

    def count(self, answer: Presence) -> int:
        return len(self.said[answer])


def attendance(meeting: Meeting, team: Team, *, every_answer: bool = False) -> Attendance:
    """`every_answer`: of a meeting that was held also that of who has left the team since; and
    who has come into it since, owes none.
    """
    given = (a for a in meeting.answers if a.by is not None)
    mine = [a for a in given if every_answer or team.member(a.by) is not None]
    said = {p: tuple(a for a in mine if a.answer is p) for p in Presence}
    answered = {a.by for a in mine}
    expected = (m for m in team.members if m.has_duty)
    silent = (m for m in expected if not (every_answer and _came_after(m, meeting, team)))
    return Attendance(said, tuple(m for m in silent if m.person.id not in answered))


def _came_after(member: Member, meeting: Meeting, team: Team) -> bool:
    joined = member.joined_at
    return (
        joined is not None and meeting.on is not None and team.rules.local_day(joined) > meeting.on
    )


def after(meeting: Meeting, event: MeetingEvent) -> Meeting:
    """What an event makes of it; one about what is not there changes nothing."""
    return _CHANGES[type(event)](meeting, event)


def _proposed(meeting: Meeting, e: AgendaItem) -> Meeting:
    return replace(meeting, agenda=(*_without(meeting, e.item), e))


def _moved(meeting: Meeting, e: AgendaMoved) -> Meeting:
    moved = meeting.item(e.item)
    if moved is None:
        return meeting
    others = _without(meeting, e.item)
    at = max(e.place - 1, 0)
    return replace(meeting, agenda=(*others[:at], moved, *others[at:]))


def _removed(meeting: Meeting, e: AgendaRemoved) -> Meeting:
    return replace(meeting, agenda=_without(meeting, e.item))


def _dated(meeting: Meeting, e: Dated) -> Meeting:
    return meeting if e.on == meeting.on else replace(meeting, on=e.on, answers=())


def _attending(meeting: Meeting, e: Attending) -> Meeting:
    if e.on != meeting.on:
        return meeting
    others = tuple(a for a in meeting.answers if a.by != e.by)
    return replace(meeting, answers=(*others, e))


def _came_to(meeting: Meeting, e: Outcome) -> Meeting:
    """Recorded anew, with another owner, it keeps its place."""
    if meeting.outcome(e.outcome) is None:
        return replace(meeting, outcomes=(*meeting.outcomes, e))
    anew = tuple(e if o.outcome == e.outcome else o for o in meeting.outcomes)
    return replace(meeting, outcomes=anew)


def _outcome_removed(meeting: Meeting, e: OutcomeRemoved) -> Meeting:
    left = tuple(o for o in meeting.outcomes if o.outcome != e.outcome)
    return replace(meeting, outcomes=left)


def _carried_out(meeting: Meeting, e: AssignmentDone) -> Meeting:
    return replace(meeting, done=meeting.done | {e.outcome})


def _without(meeting: Meeting, item: int) -> tuple[AgendaItem, ...]:
    return tuple(i for i in meeting.agenda if i.item != item)


_CHANGES: Mapping[type, Callable[[Meeting, Any], Meeting]] = {
    AgendaItem: _proposed,
    AgendaMoved: _moved,
    AgendaRemoved: _removed,
    Attending: _attending,
    Dated: _dated,
    Outcome: _came_to,
    OutcomeRemoved: _outcome_removed,
    AssignmentDone: _carried_out,
}
