"""The torture's side of Telegram."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.channels.telegram.membership import NAME
from scheduler.in_flight import AT_ONCE
from tests.clock import SettableClock
from tests.e2e.process import Process
from tests.peers.telegram import Chat, FakeTelegram, Person, World
from tests.torture.phases import Aim, Kind, aims

SHARES = {
    Kind.PROGRESS: 50,
    Kind.PAPERS: 20,
    Kind.DAY_OFF: 12,
    Kind.QUESTION: 8,
    Kind.PRESS: 6,
    Kind.CLOSING: 4,
}


class OnTelegram:
    name = NAME
    counted = False
    quotes = True
    album = 3
    in_air = AT_ONCE
    shares: Mapping[Kind, int] = SHARES

    def __init__(self, telegram: FakeTelegram) -> None:
        self.telegram = telegram
        self.aims: Sequence[Aim] = aims(self.is_taking_in, self._sends, self._fetches)

    @property
    def world(self) -> World:
        return self.telegram.world

    def person(self, name: str) -> Person:
        return self.telegram.person(name)

    def group(self, title: str, people: Sequence[Person]) -> Chat:
        for person in people:
            person.private.started = True
        first, *others = people
        return self.telegram.group(title, first, others, bot="administrator", supergroup=True)

    def address(self, chat: Chat) -> str:
        return str(chat.id)

    def unheard(self) -> int:
        return len(self.world.updates.pending(self.world.now()))

    def is_taking_in(self) -> bool:
        polls = [call for call in self.world.calls if call.method == "getUpdates" and call.ok]
        handed = polls[-1].response["result"] if polls else []
        return bool(handed) and handed[-1] in self.world.updates.pending(self.world.now())

    def may_be_asked(self, person: Person) -> bool:
        return False

    def wrongs(self) -> list[str]:
        return self.telegram.violations

    def process(self, clock: SettableClock, folder: Path, **more: Any) -> Process:
        return Process(self.telegram, clock, folder, **more)

    def _sends(self) -> bool:
        return any(call.method == "sendMessage" for call in self.world.calls)

    def _fetches(self) -> bool:
        return any(call.method == "file" for call in self.world.calls)
