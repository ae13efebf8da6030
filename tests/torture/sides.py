"""What the torture asks of a platform's fake, and of the people on it."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from tests.e2e.process import Started
from tests.torture.phases import Aim, Kind


class Chat(Protocol):
    @property
    def person(self) -> object | None:
        """Whose private chat it is; None: a group."""

    def messages_from_bot(self) -> Sequence[Message]: ...


class Message(Protocol):
    @property
    def chat(self) -> Any: ...
    @property
    def at(self) -> datetime: ...
    @property
    def text(self) -> str: ...
    @property
    def reply_to(self) -> Any: ...


class Person(Protocol):
    @property
    def id(self) -> object: ...
    @property
    def name(self) -> str: ...
    @property
    def private(self) -> Any: ...
    def says(self, chat: Any, text: str) -> Any: ...
    def sends_file(
        self, chat: Any, name: str, data: bytes, *, caption: str, media_group_id: str | None = None
    ) -> Any: ...
    def presses_data(self, message: Any, data: str) -> object: ...


class World(Protocol):
    @property
    def changed(self) -> threading.Condition: ...
    @property
    def calls(self) -> list[Any]: ...
    def now(self) -> datetime: ...


class Side(Protocol):
    """`name`: of the channel, in the store. `counted`: there nothing is said twice. `quotes`: an
    answer in a group shows what it answers. `album`: so many files at most in one go. `in_air`: so
    many messages a kill may double.
    """

    name: str
    counted: bool
    quotes: bool
    album: int
    in_air: int
    shares: Mapping[Kind, int]
    aims: Sequence[Aim]

    @property
    def world(self) -> World: ...
    def person(self, name: str) -> Person: ...
    def group(self, title: str, people: Sequence[Any]) -> Any:
        """With the bot, and all have opened their private chats."""

    def address(self, chat: Any) -> str: ...
    def unheard(self) -> int:
        """How many updates the bot has not confirmed."""

    def is_taking_in(self) -> bool:
        """Whether updates were handed over that are not confirmed yet."""

    def may_be_asked(self, person: Any) -> bool:
        """Whether the bot may be asking for a file that it was told of too late: who reads that
        sends no other now.
        """

    def wrongs(self) -> list[str]:
        """What the platform alone can tell that should not have been."""

    def process(self, clock: Any, folder: Any, **more: Any) -> Started: ...
