"""People, teams and chats as the core sees them; platforms appear only as names of channels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.rules import Rules

ERASED = "erased-"
"""Begins the address of a private chat whose person asked to be forgotten; it leads nowhere."""


class ChatKind(StrEnum):
    GROUP = "group"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Chat:
    """A place where the bot talks. `team` is set for a committee's group."""

    id: int
    channel: str
    address: str
    kind: ChatKind
    title: str = ""
    team: int | None = None
    person: int | None = None
    """Whose private chat this is."""
    reachable: bool = True
    barred_since: datetime | None = None
    """Since when a group takes no message of ours, though we are in it."""
    served: bool = True
    """Whether the operator lets the bot work for this group."""

    @property
    def is_erased(self) -> bool:
        return self.address.startswith(ERASED)


@dataclass(frozen=True, slots=True)
class Person:
    """`name` is what the platform shows; `official_name` what the person set."""

    id: int
    name: str
    official_name: str = ""
    position: str = ""
    username: str = ""
    language: str = "th"
    private_chat: int | None = None
    """The chat id of the person's opened and reachable private chat."""
    erased_as: str = ""
    """The highest role held ("chair", "secretary", "member") of a person who was forgotten."""
    channel: str = ""
    """On which a person with accounts on several wants to be told; empty: there is one."""
    role: str = ""
    """Of who shows no name at all: "chair", "secretary" or empty; by it he or she is called."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a team, with what he or she does there."""

    person: Person
    team: int
    parties: frozenset[tuple[str, str]] = frozenset()
    """(SOP id, party id) pairs."""
    chair: bool = False
    secretary: bool = False
    joined_at: datetime | None = None
    acts_for: tuple[Member, ...] = ()
    """Those whose deputy he or she is, in a team as it is on a day; roles and parties are own."""
    away: bool = False
    """Another acts for him or her that day: the rights stay, notices go to that one."""

    @property
    def acts_as_chair(self) -> bool:
        return any(m.chair for m in (self, *self.acts_for))

    @property
    def acts_as_secretary(self) -> bool:
        return any(m.secretary for m in (self, *self.acts_for))

    @property
    def has_duty(self) -> bool:
        """Whether anything is expected of the person here."""
        return bool(self.parties) or self.chair or self.secretary

    def in_party(self, sop_id: str, party_ids: tuple[str, ...]) -> bool:
        """Also as somebody's deputy."""
        joined = (m.parties for m in (self, *self.acts_for))
        return any((sop_id, party) in parties for parties in joined for party in party_ids)


@dataclass(frozen=True, slots=True)
class Deputy:
    """Who acts for a member on the days from `since` to `until`, both included, in the team's zone.

    `delegated`: it is called ปฏิบัติราชการแทน; the same in all else.
    """

    id: int
    person: int
    """Whose deputy."""
    deputy: int
    since: date
    until: date
    delegated: bool = False

    def meets(self, since: date, until: date) -> bool:
        """Whether there is a day that belongs to both."""
        return self.since <= until and since <= self.until


@dataclass(frozen=True, slots=True)
class Team:
    id: int
    name: str
    group: int
    """The chat id of the committee's group."""
    rules: Rules = field(default_factory=Rules)
    language: str = "th"
    members: tuple[Member, ...] = ()
    served: bool = True
    """Whether the operator lets the bot work for its group."""
    deputies: tuple[Deputy, ...] = ()
    """Of all days, but for those that were ended."""

    def member(self, person: int | None) -> Member | None:
        return next((m for m in self.members if m.person.id == person), None)

    def stands_for(self, person: int) -> frozenset[int]:
        """Ids: of a member the own, and of those whose deputy he or she is; of others none."""
        member = self.member(person)
        return frozenset(m.person.id for m in (member, *member.acts_for)) if member else frozenset()

    @property
    def chairs(self) -> tuple[Member, ...]:
        """Who is told as such."""
        return tuple(m for m in self.members if m.acts_as_chair and not m.away)

    @property
    def secretaries(self) -> tuple[Member, ...]:
        return tuple(m for m in self.members if m.acts_as_secretary and not m.away)

    def leaders(self, but: int | None = None) -> tuple[Member, ...]:
        """Who hears of trouble: the secretaries; the chairs, if no secretary can be reached.

        All of them can be reached, and none in the private chat `but`.
        """
        others = (_reached(members, but) for members in (self.secretaries, self.chairs))
        return next(filter(None, others), ())

    def lead(self, sop_id: str, party_ids: tuple[str, ...], person: int | None) -> Member | None:
        """Who is mainly responsible, while he or she is of the parties (or nobody else is)."""
        answering = self.responsible(sop_id, party_ids) or self.members
        return next((m for m in answering if m.person.id == person), None)

    def responsible(self, sop_id: str, party_ids: tuple[str, ...]) -> tuple[Member, ...]:
        """Members of the parties, once each; in place of who is away, the deputy."""
        found = (m for m in self.members if not m.away)
        return tuple(m for m in found if m.in_party(sop_id, party_ids))


def _reached(members: tuple[Member, ...], but: int | None) -> tuple[Member, ...]:
    return tuple(m for m in members if m.person.private_chat not in (None, but))


def on_duty(team: Team, now: datetime) -> Team:
    """The team as it is on the local day of this aware instant."""
    return acting(team, team.rules.local_day(now)) if team.deputies else team


def acting(team: Team, day: date) -> Team:
    """The team as it is on that day; what its members are themselves stays as it was.

    A deputy who has one that day acts for nobody else: whom he or she stood in for is there again.
    """
    standing = _standing(team, day)
    if not standing:
        return team
    own = {m.person.id: m for m in team.members}
    away = {d.person for d in standing}
    members = tuple(
        replace(
            m,
            acts_for=tuple(own[d.person] for d in standing if d.deputy == m.person.id),
            away=m.person.id in away,
        )
        for m in team.members
    )
    return replace(team, members=members)


def acted_for(team: Team, person: int | None, day: date) -> frozenset[int]:
    """Those for whom this person acted on that day."""
    return frozenset(d.person for d in _standing(team, day) if d.deputy == person)


def acting_chairs(team: Team, day: date) -> frozenset[int]:
    """Who acted for a chair on that day."""
    chairs = {m.person.id for m in team.members if m.chair}
    return frozenset(d.deputy for d in _standing(team, day) if d.person in chairs)


def coming(team: Team, today: date) -> list[Deputy]:
    """Those that stand, and those that are to come, in the order of their days."""
    return sorted((d for d in team.deputies if d.until >= today), key=lambda d: (d.since, d.id))


def _standing(team: Team, day: date) -> Sequence[Deputy]:
    """But for those of, and by, who is no member any more."""
    ids = {m.person.id for m in team.members}
    that_day = [d for d in team.deputies if d.since <= day <= d.until]
    among = [d for d in that_day if {d.person, d.deputy} <= ids and d.person != d.deputy]
    absent = {d.person for d in among}
    return [d for d in among if d.deputy not in absent]
