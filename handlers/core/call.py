"""What a handler gets and gives back; nothing here knows a platform."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.incoming import Incoming
from bot.domain.message import Message, Text
from bot.domain.office import Office
from bot.domain.people import Chat, ChatKind, Person
from bot.domain.rules import DEFAULT_ZONE, Rules
from bot.domain.sop import Sop
from bot.ports import Abilities, Outlook, Platform, UnitOfWork, abilities
from bot.render.language import Say, speaker
from bot.render.text.help import Lines


@dataclass(frozen=True, slots=True)
class Call:
    """One request, and the unit of work in which it is done; whoever opened that commits.

    `arguments` is what followed the command, typed or from a button.
    """

    work: UnitOfWork
    channels: Mapping[str, Platform]
    command: str
    arguments: str
    now: datetime
    chat: Chat
    person: Person
    incoming: Incoming
    say: Say
    administered: frozenset[str] = frozenset()
    """Addresses of the groups which, the platform says, this person administers."""
    by_button: bool = False
    bot_is_administrator: bool | None = None
    zone: str = DEFAULT_ZONE
    """The time zone where no team has set its own yet."""
    sops: Mapping[str, Sop] = field(default_factory=dict)
    """The SOPs that come with the system, by id."""
    office: Office = field(default_factory=Office)
    """Whose system it is."""
    quota: int | None = None
    """Bytes that the files of a team may take; None: no limit."""
    outlooks: Mapping[str, Outlook] = field(default_factory=dict)
    """Of the month, by the channel, where one counts and has told."""
    calendar_page: str = ""
    """The page of a calendar's address, `{token}` in its place; empty: the world reaches none."""
    lines: Lines = ()
    """What can be typed, for the help."""
    typed: str = ""
    """How people type the command about a step that this is, or that it serves."""

    def sops_of(self, group: int) -> Mapping[str, Sop]:
        """The SOPs that a plan for this group's chat can be made of, by id: its own come first, and
        take the place of those that come with the system.
        """
        own = self.work.sops.offered(group)
        return {**own, **{id: sop for id, sop in self.sops.items() if id not in own}}

    def today(self, rules: Rules | None = None) -> date:
        return (rules or Rules(zone=self.zone)).local_day(self.now)

    def tell(self, person: Person, write: Callable[[Say], Message | Text], key: str = "") -> None:
        """In the person's language, in private; whom no private chat reaches hears nothing.

        `key`: by which it is known if it is kept back, where what is sent is counted.
        """
        chat = person.private_chat
        if chat is not None:
            say = self.say_in(chat, person.language)
            told = write(say)
            message = told if isinstance(told, Message) else Message(told)
            self.work.outbox.post(chat, message, self.now, key=key if say.can.counted else "")

    @property
    def can(self) -> Abilities:
        """What the platform can on which this is asked."""
        return self.channels[self.chat.channel].can

    @property
    def asked_in_group(self) -> Person | None:
        """Whom a question names there, so that the platform opens the reply field to them."""
        return self.person if self.chat.kind is ChatKind.GROUP else None

    def may_edit(self, chat: int) -> bool:
        """Whether what was sent there can be changed; one's group may be on another platform."""
        return self._can_in(chat).edits

    def knows_administrators(self, chat: int) -> bool:
        """Whether the platform of that group tells who administers it."""
        return self._can_in(chat).administrators

    def title(self, channel: str) -> str:
        """As people know the platform; one that is not served any more, by its name."""
        known = self.channels.get(channel)
        return known.title if known else channel

    def is_counted(self, chat: int) -> bool:
        """Whether what is sent there is counted, but for answers."""
        return self._can_in(chat).counted

    def outlook(self, chat: int) -> Outlook | None:
        """Of the month, where that chat is; None: nothing is counted there, or it is not known."""
        found = self.outlooks.get(self.work.chats.by_id(chat).channel)
        return found if found and found.holds(self.now) else None

    def say_in(self, chat: int, language: str) -> Say:
        """As one speaks in that chat, which may be on another platform."""
        return speaker(language, self._can_in(chat))

    def _can_in(self, chat: int) -> Abilities:
        return abilities(self.channels, self.work.chats.by_id(chat).channel)

    @property
    def line(self) -> str:
        """The request as a command line, to be put behind a button."""
        return f"{self.command} {self.arguments}".strip()


class Spent(StrEnum):
    """What a press uses up of the buttons of its message; where the platform can, they go."""

    NOTHING = "nothing"
    BUTTON = "button"
    ALL = "all"
    """The message asked a question, and that is answered."""


@dataclass(frozen=True, slots=True)
class Reply:
    """`edits`: takes the place of the message whose button was pressed.

    `popup`: a few words to who pressed it; in the chat, where the platform has no such thing.
    """

    message: Message | None = None
    popup: str = ""
    edits: bool = False
    key: str = ""
    """Under which the sent message can be found again (`work.sent.named`)."""
    took_back: bool = False
    """What was done is a taking back, which is no entry of its own."""
    spent: Spent = Spent.NOTHING
    told_group: int | None = None
    """The group's chat, if the message was posted there too."""
