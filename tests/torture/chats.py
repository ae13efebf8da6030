"""What the bot said in the chats of the committees: answers, receipts, notices, and doubles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.e2e import notices
from tests.e2e.program import BANGKOK
from tests.torture.deeds import MARK, NAME, Deed
from tests.torture.sides import Message
from tests.torture.world import Committee

RECEIPT = "ได้รับเอกสารแนบแล้ว"


@dataclass(frozen=True, slots=True)
class Told:
    """One notice as it came to a chat."""

    chat: Any
    day: date
    kind: str
    step: int | None


class Chats:
    """Read once, when all is over. `quotes`: an answer in a group shows what it answers."""

    def __init__(self, committees: Sequence[Committee], *, quotes: bool = True) -> None:
        self._quotes = quotes
        chats = [chat for one in committees for chat in one.chats.values()]
        self._said: list[Message] = [
            message for chat in chats for message in chat.messages_from_bot()
        ]
        self._replies: dict[Any, list[str]] = defaultdict(list)
        self._marked: dict[tuple[Any, str], list[str]] = defaultdict(list)
        for message in self._said:
            self._index(message)

    def _index(self, message: Message) -> None:
        if message.reply_to is not None:
            self._replies[message.reply_to].append(message.text)
        elif not is_notice(message):
            for mark in set(MARK.findall(message.text)):
                self._marked[message.chat, mark].append(message.text)

    def answers(self, deed: Deed, place: Any) -> list[str]:
        """In a group an answer replies to what it answers; elsewhere it repeats the mark."""
        if self._quotes and place is deed.chat and place.person is None:
            return self._replies[deed.messages[0]]
        return self._marked[place, deed.mark]

    def acknowledged(self) -> set[str]:
        """The names of the files that were said to be received."""
        receipts = (m.text for m in self._said if m.text.startswith(RECEIPT))
        return {name for text in receipts for name in NAME.findall(text)}

    def notices(self) -> Iterator[tuple[Told, datetime]]:
        """Every notice, and when it came."""
        for message in filter(is_notice, self._said):
            for kind, step in notices.read(message.text):
                yield Told(message.chat, _day(message), kind, step), message.at

    def doubled(self) -> list[Message]:
        """Messages that were said again word for word, in the same chat on the same day."""
        same: dict[object, list[Message]] = defaultdict(list)
        for message in self._said:
            same[message.chat, _day(message), message.reply_to, message.text].append(message)
        return [message for group in same.values() for message in group[:-1]]


def _day(message: Message) -> date:
    return message.at.astimezone(BANGKOK).date()


def is_notice(message: Message) -> bool:
    return message.reply_to is None and any(notices.read(message.text))
