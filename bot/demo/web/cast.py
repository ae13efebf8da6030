"""Who takes part in the web chat, and its rooms: fixed when the channel is made."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.incoming import Place, Sender
from bot.domain.people import ChatKind

NAME = "web"
BOT = "sopbot"
"""The bot's username, for whom a mention is meant."""


@dataclass(frozen=True, slots=True)
class Participant:
    """`account` is also the address of the private room; `role` is a sentence's id, for the page.

    `short` is what the others call the person.
    """

    account: str
    name: str
    short: str
    role: str

    @property
    def sender(self) -> Sender:
        return Sender(self.account, self.name, username=self.account, language="th")


@dataclass(frozen=True, slots=True)
class Room:
    """`person`: whose private room with the bot this is; empty: a group, in which all speak."""

    address: str
    title: str
    person: str = ""
    administrators: frozenset[str] = field(default=frozenset())

    @property
    def kind(self) -> ChatKind:
        return ChatKind.PRIVATE if self.person else ChatKind.GROUP

    @property
    def place(self) -> Place:
        return Place(self.address, self.kind, self.title)

    def admits(self, account: str) -> bool:
        return not self.person or self.person == account


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of one group; each has a private room, too."""

    group: Room
    people: tuple[Participant, ...]

    @property
    def rooms(self) -> tuple[Room, ...]:
        return (self.group, *(Room(p.account, p.name, p.account) for p in self.people))

    @property
    def opener(self) -> Participant:
        """Who speaks in the group until the reader says otherwise: one who may run it."""
        return next(p for p in self.people if p.account in self.group.administrators)

    def room(self, address: str) -> Room | None:
        return next((r for r in self.rooms if r.address == address), None)

    def person(self, account: str) -> Participant | None:
        return next((p for p in self.people if p.account == account), None)

    def called(self, name: str) -> Participant | None:
        """Whom an @name means: by account, or by what the others call the person."""
        return next((p for p in self.people if name.lower() in (p.account, p.short)), None)
