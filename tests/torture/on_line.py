"""The torture's side of LINE, where a push costs something and must never come twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.channels.line.translate import NAME
from scheduler.in_flight import REPLIES
from tests.clock import SettableClock
from tests.e2e.line.process import LineProcess
from tests.e2e.line.year import paragraphs, pushed_twice
from tests.peers.line import FakeLine, Group
from tests.peers.line import Message as LineMessage
from tests.peers.line import Person as LinePerson
from tests.peers.line.faults import SENDING
from tests.peers.line.world import World
from tests.torture.phases import Aim, Kind, aims


@dataclass(frozen=True)
class Said:
    """A message of the bot, in a chat of ours."""

    chat: Chat
    message: LineMessage = field(compare=False)
    reply_to: None = None

    @property
    def at(self) -> datetime:
        return self.message.at

    @property
    def text(self) -> str:
        return paragraphs(self.message)


@dataclass(eq=False)
class Chat:
    line: FakeLine
    of: Group | LinePerson

    @property
    def person(self) -> LinePerson | None:
        return self.of if isinstance(self.of, LinePerson) else None

    @property
    def group(self) -> Group | None:
        return self.of if isinstance(self.of, Group) else None

    def messages_from_bot(self) -> list[Said]:
        return [Said(self, m) for m in self.line.messages(self.of) if m.sender is self.line.bot]

    def __repr__(self) -> str:
        return f"<chat {self.of.chat.name if isinstance(self.of, Group) else self.of.user.name}>"


@dataclass(frozen=True)
class Attached:
    """A file, and the message in which it is said where to."""

    name: str
    chat: Chat
    words: LineMessage

    @property
    def is_received(self) -> bool:
        return any(self.name in said.text for said in self.chat.messages_from_bot())


class Person:
    def __init__(self, line: FakeLine, name: str) -> None:
        self.handle = line.person(name)
        self.name = name
        self.private = Chat(line, self.handle)
        self._attached: list[Attached] = []

    @property
    def id(self) -> str:
        return self.handle.user_id

    def says(self, chat: Chat, text: str) -> LineMessage:
        return self.handle.says(text, chat.group)

    def sends_file(
        self, chat: Chat, name: str, data: bytes, *, caption: str, media_group_id: str | None = None
    ) -> LineMessage:
        """A file bears no words: they come after it, and quote it."""
        sent = self.handle.sends_file(name, data, chat.group)
        words = self.handle.says(caption, chat.group, quoting=sent.id)
        self._attached.append(Attached(name, chat, words))
        return sent

    def attaches(self) -> list[Attached]:
        """What has no receipt yet."""
        self._attached = [one for one in self._attached if not one.is_received]
        return self._attached

    def presses_data(self, message: Said, data: str) -> None:
        world, of = self.handle.world, message.message.chat
        with world.changing():
            world.tell("postback", of, self.handle.user, {"postback": {"data": data}})


SHARES = {Kind.PROGRESS: 60, Kind.PAPERS: 25, Kind.CLOSING: 15}
"""Whose answers bear a mark: by nothing else they could be told from answers to others."""


class OnLine:
    name = NAME
    counted = True
    quotes = False
    album = 1
    in_air = REPLIES
    shares: Mapping[Kind, int] = SHARES

    def __init__(self, line: FakeLine) -> None:
        self.line = line
        self.aims: Sequence[Aim] = aims(self.is_taking_in, self._sends, self._fetches)

    @property
    def world(self) -> World:
        return self.line.world

    def person(self, name: str) -> Person:
        return Person(self.line, name)

    def group(self, title: str, people: Sequence[Person]) -> Chat:
        for person in people:
            person.handle.user.is_friend = person.handle.user.was_friend = True
        group = self.line.group(title, *(person.handle for person in people))
        group.chat.has_bot = True
        return Chat(self.line, group)

    def address(self, chat: Chat) -> str:
        return chat.of.id if isinstance(chat.of, Group) else chat.of.user_id

    def unheard(self) -> int:
        events = self.world.events
        return len(events.waiting) + len(events.under_way)

    def is_taking_in(self) -> bool:
        return bool(self.world.events.under_way)

    def may_be_asked(self, person: Person) -> bool:
        """As soon as the words were handed over, once or in vain."""
        with self.world.changed:
            unheard = {
                event["message"]["id"]
                for event in self.world.events.waiting
                if event["type"] == "message" and not event["deliveryContext"]["isRedelivery"]
            }
        return any(one.words.id not in unheard for one in person.attaches())

    def wrongs(self) -> list[str]:
        return pushed_twice(self.line)

    def process(self, clock: SettableClock, folder: Path, **more: Any) -> LineProcess:
        return LineProcess(self.line, clock, folder, **more)

    def _sends(self) -> bool:
        return any(call.path in SENDING for call in self.world.calls)

    def _fetches(self) -> bool:
        return any(call.path.endswith("/content") for call in self.world.calls)
