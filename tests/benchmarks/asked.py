"""What people write in the groups, as updates of the Bot API."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import NamedTuple

from tests.benchmarks.offices import ASKING, GROUPS, NOW, account, address
from tests.benchmarks.peer import Update

PERCENTS = 99
STEP = 5
"""Long, running, and nobody closes it here."""
AT = int(NOW.timestamp())


class Asked(NamedTuple):
    """`update` and `message` are the ids that Telegram gave it."""

    update: int
    message: int
    chat: int
    text: str
    sender: int

    def as_update(self) -> Update:
        command = {"type": "bot_command", "offset": 0, "length": len(self.text.split()[0])}
        return {
            "update_id": self.update,
            "message": {
                "message_id": self.message,
                "date": AT,
                "chat": {"id": self.chat, "type": "supergroup", "title": "คณะดำเนินงาน"},
                "from": {"id": self.sender, "is_bot": False, "first_name": "สมาชิก"},
                "text": self.text,
                "entities": [command],
            },
        }


Words = Callable[[int], str]
"""What is written, by a number that rises."""


def status(_number: int) -> str:
    return "/status"


def progress(number: int) -> str:
    """Each with another percentage than the one before in that group, and a note of its own."""
    return f"/progress {STEP} {percent(number)} {note(number)}"


def percent(number: int) -> int:
    return number // GROUPS % PERCENTS + 1


def note(number: int) -> str:
    return f"n{number:06}"


class People:
    """They write in turn, group by group. Numbers of updates and messages only ever rise."""

    def __init__(self, groups: int = GROUPS) -> None:
        self._groups = groups
        self._numbers = count(1)

    def ask(self, words: Words, how_often: int) -> list[Asked]:
        return [self._one(words, number) for number in range(how_often)]

    def _one(self, words: Words, number: int) -> Asked:
        group, turn = number % self._groups, number // self._groups
        id = next(self._numbers)
        sender = account(group, ASKING[turn % len(ASKING)])
        return Asked(1000 + id, id, address(group), words(number), sender)
