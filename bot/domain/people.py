"""People, teams and chats as the core sees them; platforms appear only as names of channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
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

    @property
    def has_duty(self) -> bool:
        """Whether anything is expected of the person here."""
        return bool(self.parties) or self.chair or self.secretary

    def in_party(self, sop_id: str, party_ids: tuple[str, ...]) -> bool:
        return any((sop_id, party) in self.parties for party in party_ids)


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

    def member(self, person: int) -> Member | None:
        return next((m for m in self.members if m.person.id == person), None)

    @property
    def chairs(self) -> tuple[Member, ...]:
        return tuple(m for m in self.members if m.chair)

    @property
    def secretaries(self) -> tuple[Member, ...]:
        return tuple(m for m in self.members if m.secretary)

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
        """Members of the parties, once each."""
        return tuple(m for m in self.members if m.in_party(sop_id, party_ids))


def _reached(members: tuple[Member, ...], but: int | None) -> tuple[Member, ...]:
    return tuple(m for m in members if m.person.private_chat not in (None, but))
