"""Telegram as lists in memory: updates that the bot is handed, messages that it wrote.

What Telegram would refuse (mark-up, lengths, ids, buttons) is refused here too.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, cast

from bot.channels.telegram.api import TelegramBot
from bot.channels.telegram.outbound import Outbound
from bot.channels.telegram.raw import Json
from bot.channels.telegram.translate import understand
from bot.domain.incoming import Incoming
from bot.ports import Outgoing
from tests.channels.telegram.updates import ME
from tests.fakes.channel import FakeChannel
from tests.peers.telegram.texts import caption_of, text_of

LARGEST_ID = 2**63
LONGEST_LABEL = 200


@dataclass(frozen=True)
class Posted:
    """A message of the bot, and what its buttons do."""

    id: int
    chat: Json
    actions: list[str]


class Bot:
    """Stands for `TelegramBot`, as far as polling and sending need it."""

    username = ME.username

    def __init__(self) -> None:
        self.batch: list[Json] = []
        self.posted: list[Posted] = []
        self._ids = count(1)

    async def raw_updates(self, offset: int | None) -> list[Json]:
        return self.batch

    async def ask(self, method: str, content: Json) -> Json:
        look = caption_of if method in ("sendDocument", "sendPhoto") else text_of
        look({key: value for key, value in content.items() if value is not None})
        return self._posted(**content)

    def _posted(
        self, *, chat_id: int, message_id: int = 0, reply_markup: Any = None, **_: Any
    ) -> Json:
        assert abs(chat_id) < LARGEST_ID
        assert abs(message_id) < LARGEST_ID
        id, kind = message_id or next(self._ids), "private" if chat_id > 0 else "supergroup"
        self.posted.append(Posted(id, {"id": chat_id, "type": kind}, _actions(reply_markup)))
        return {"message_id": id}


def _actions(markup: Json | None) -> list[str]:
    rows = markup.get("inline_keyboard", []) if markup else []
    buttons = [button for row in rows for button in row]
    assert all(0 < len(button["text"]) <= LONGEST_LABEL for button in buttons)
    return [button["callback_data"] for button in buttons if "callback_data" in button]


class Wire(FakeChannel):
    """A `Channel` that reads and writes as the one for Telegram does."""

    def __init__(self, bot: Bot) -> None:
        super().__init__("telegram")
        self.username = ME.username
        self._outbound = Outbound(cast(TelegramBot, bot), _accounts_of, _read_file, _pause)

    def understand(self, payload: str) -> Incoming | None:
        return understand(payload, ME)

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        yield b"bytes"

    async def send(self, outgoing: Outgoing) -> Sequence[str]:
        self.sent.append(outgoing)
        return await self._outbound.send(outgoing)


async def _accounts_of(people: Collection[int]) -> dict[int, str]:
    return {person: str(person) for person in people}


async def _read_file(_file: int) -> bytes:
    return b"bytes"


async def _pause(_seconds: float) -> None: ...
