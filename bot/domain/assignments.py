"""When one is reminded of what a meeting assigned, until it is carried out. Pure.

It belongs to the plan: the step may be closed. At B(D) to its owner; at W(W(D)+k), k = 1, 7 and
then every 28 days, to its owner, from k = 7 on to the secretary, too. What is due on one day from
one meeting is one notice; to each of its owners it tells his or her own. Whose owner is in the team
no more is told to the secretaries in the owner's place.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.domain.events import Outcome
from bot.domain.meeting import Meeting
from bot.domain.notice_rules import Said, View, overdue_days
from bot.domain.people import Team
from bot.domain.rules import Audience, Kind

OVERDUE = (1, 7)
AGAIN = 28
TO_SECRETARY = 7
"""From so many days overdue on."""


def of_step(view: View, number: int) -> Iterator[Iterator[Said]]:
    """Of each day on which something assigned is due all there is to say, by day, without end."""
    if view.is_over or not view.says(Kind.ASSIGNMENT):
        return
    for due in sorted({o.due for o in view.states[number].met.to_do() if o.due is not None}):
        yield _of_day(view, number, due)


def is_open(view: View, number: int, due: date | None) -> bool:
    """Whether there is still something to do that is due on that day."""
    return not view.is_over and bool(due and view.states[number].met.to_do(due))


def told_to(met: Meeting, due: date | None, team: Team, reader: int) -> tuple[Outcome, ...]:
    """Of what is to do and due on that day what is told to a member in the owner's place: the own,
    that of those whose deputy he or she is, and to a secretary what is nobody's any more.
    """
    mine, member = team.stands_for(reader), team.member(reader)
    leads = member is not None and member.acts_as_secretary
    found = met.to_do(due)
    return tuple(o for o in found if o.owner in mine or (leads and is_nobodys(o, team)))


def is_nobodys(work: Outcome, team: Team) -> bool:
    """Whether its owner is in the team no more."""
    return team.member(work.owner) is None


def _of_day(view: View, number: int, due: date) -> Iterator[Said]:
    first = view.calendar.on_or_before(due)
    yield Said(first, number, Kind.ASSIGNMENT, 0, due, (Audience.OWNER,))
    for day, ks in overdue_days(view.calendar, due, OVERDUE, AGAIN):
        yield Said(day, number, Kind.ASSIGNMENT, max(ks), due, _told(max(ks)))


def _told(k: int) -> tuple[Audience, ...]:
    return (Audience.OWNER, Audience.SECRETARY) if k >= TO_SECRETARY else (Audience.OWNER,)
