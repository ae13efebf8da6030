"""What is kept about one person, and by what he or she is called once it was erased."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.events import Confirmed, Event, RoleGiven
from bot.domain.people import Team

MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Share:
    """How much a person recorded, and how many files he or she sent, in one team."""

    team: int
    entries: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """Beside the person and the memberships. `accounts`: (channel, id); `groups`: names of those
    where the person was seen; `absences`: why he or she did not come to meetings.
    """

    accounts: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]
    shares: tuple[Share, ...]
    absences: tuple[str, ...] = ()


def highest_role(person: int, teams: Sequence[Team], events: Iterable[Event]) -> str:
    """Chair, secretary or member: the highest that the person holds, or held, in these teams."""
    held = {"chair" for t in teams for m in t.chairs if m.person.id == person}
    held |= {"secretary" for t in teams for m in t.secretaries if m.person.id == person}
    for event in events:
        if isinstance(event, RoleGiven) and event.person == person:
            held.add(event.role)  # also by its end: it may have begun before there was a plan
        elif isinstance(event, Confirmed) and event.by == person:
            held.add("secretary")
    return next((role for role in ("chair", "secretary") if role in held), MEMBER)
