"""Who may do what. Set-up asks the platform; everything else is judged here, against one team."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from bot.domain.events import Event, Ground, RoleGiven
from bot.domain.people import Member, Team
from bot.domain.sop import Sop, Step

OFFICES = ("chair", "secretary")
"""Roles by which one steers."""
OBJECTIONS = timedelta(hours=24)
"""A working day and its evening: everybody in the group has looked at it once."""
SLOW_FIRST = timedelta(minutes=10)
"""Long enough for who reads along to object before anything is lost."""


def may_steer(team: Team, person: int) -> bool:
    """Assign, extend, skip, holidays, settings, reopen, exports, ending: secretary or chair; in a
    team as it is on a day, also who acts as one.
    """
    member = team.member(person)
    return member is not None and (member.acts_as_chair or member.acts_as_secretary)


def may_name_secretary(team: Team, person: int, *, administers: bool) -> bool:
    """Secretary or chair; while there is no secretary, who `administers` the group too."""
    return may_steer(team, person) or (administers and not team.secretaries)


def still_invites(team: Team, giver: int, role: str) -> bool:
    """Whether an invitation counts: who gave it leads the team still, or again.

    While there is no secretary, an administrator's to that office counts; who confirms it is
    judged anew.
    """
    vacant = role == "secretary" and not team.secretaries
    return may_steer(team, giver) or (vacant and team.member(giver) is not None)


def may_close(team: Team, sop: Sop, step: Step, person: int) -> bool:
    """Close, attach, progress: the responsible, secretary, chair; anyone of the team while no
    party of the step has a member."""
    if may_steer(team, person):
        return True
    member = team.member(person)
    if member is None or not team.responsible(sop.id, step.parties):
        return member is not None
    return member.in_party(sop.id, step.parties)


def verifiers(team: Team, by: Collection[int]) -> tuple[Member, ...]:
    """Who may verify what these people reported or sent: secretary and chair, nobody his or her own
    work while another can.
    """
    return tuple(m for m in _steerers(team) if m.person.id not in by) or _steerers(team)


def asked_to_verify(team: Team, by: Collection[int]) -> tuple[Member, ...]:
    """Of those the secretaries, else the chairs; in place of who is away, the deputy, if that one
    may.
    """
    able = verifiers(team, by)
    there = tuple(m for m in able if not m.away) or able
    return tuple(m for m in there if m.acts_as_secretary) or there


def closes_alone(team: Team, person: int) -> bool:
    """Whether nobody else could verify what this person reports."""
    return all(m.person.id == person for m in _steerers(team))


def may_verify(team: Team, by: Collection[int], person: int) -> bool:
    """A step that these people reported, or a file that one of them sent."""
    return any(m.person.id == person for m in verifiers(team, by))


def _steerers(team: Team) -> tuple[Member, ...]:
    return tuple(m for m in team.members if m.acts_as_chair or m.acts_as_secretary)


def may_withdraw(team: Team, teller: int | None, person: int) -> bool:
    """An obstacle: whoever told it, the secretary, the chair."""
    return person == teller or may_steer(team, person)


def last_taken(events: Iterable[Event]) -> RoleGiven | None:
    """The newest office that somebody took where nobody could give it."""
    taken = (e for e in _offices(events) if e.ground is Ground.TAKEN)
    return max(taken, key=lambda e: (e.at, e.id), default=None)


def open_to_objection(events: Iterable[Event], now: datetime) -> RoleGiven | None:
    """The office last taken, for 24 hours and until one member has objected. `now`: aware UTC."""
    offices = _offices(events)
    taken = last_taken(offices)
    if taken is None or now - taken.at >= OBJECTIONS:
        return None
    objected = any(e.ground is Ground.OBJECTED and e.id > taken.id for e in offices)
    return None if objected else taken


def held_through(events: Iterable[Event], taken: RoleGiven) -> frozenset[tuple[int, str]]:
    """(person, role) of that office, and of all that were given since by who held one of them."""
    first = (taken.person, taken.role)
    held, givers = {first}, {taken.person}
    for e in (e for e in _offices(events) if e.at >= taken.at):
        if e.holds and e.by in givers:
            held.add((e.person, e.role))
            givers.add(e.person)
        else:
            held.discard((e.person, e.role))
    return frozenset({first, *held})


def slow_until(events: Iterable[Event], person: int, now: datetime) -> datetime | None:
    """Until when this person removes and ends nothing, a whole minute; None: he or she may now."""
    offices = _offices(events)
    taken = last_taken(offices)
    if taken is None or person not in {who for who, _ in held_through(offices, taken)}:
        return None
    until = _whole_minute(taken.at + SLOW_FIRST)
    return until if now < until else None


def is_barred(events: Iterable[Event], person: int) -> bool:
    """Whether it takes another member to give an office to this person: one objected to it."""
    of_person = [e for e in _offices(events) if e.person == person]
    return bool(of_person) and of_person[-1].ground is Ground.OBJECTED


def objected_until(events: Iterable[Event], person: int, now: datetime) -> datetime | None:
    """Until when the others may object to what this person holds, a whole minute; None: not now."""
    offices = _offices(events)
    taken = open_to_objection(offices, now)
    if taken is None or person not in {who for who, _ in held_through(offices, taken)}:
        return None
    return _whole_minute(taken.at + OBJECTIONS)


def _offices(events: Iterable[Event]) -> list[RoleGiven]:
    """In order, those of several plans together."""
    given = (e for e in events if isinstance(e, RoleGiven) and e.role in OFFICES)
    return sorted(given, key=lambda e: e.id)


def _whole_minute(moment: datetime) -> datetime:
    """Not before it, as people are told the time without seconds."""
    begun = moment.replace(second=0, microsecond=0)
    return begun if begun == moment else begun + timedelta(minutes=1)
