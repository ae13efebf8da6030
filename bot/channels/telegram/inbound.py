"""Updates to envelopes: long polling, and the sieve that drops other people's talk unseen."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Sequence

import structlog
from telegram.error import Conflict, TelegramError

from bot.channels.telegram.api import TelegramBot
from bot.channels.telegram.backoff import Backoff
from bot.channels.telegram.errors import reason_of
from bot.channels.telegram.membership import NAME, newcomers
from bot.channels.telegram.raw import Json, Me, command_in, mentions_bot
from bot.channels.telegram.translate import translate
from bot.domain.incoming import Happened, Incoming
from bot.domain.people import ChatKind
from bot.ports import Accept, Envelope

CONFLICT_SECONDS = 10.0

Understands = Callable[[str, bool], bool]
"""A text, and whether it is the caption of files."""
Pause = Callable[[float], Awaitable[None]]

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Sieve:
    """What is for us becomes an envelope, and so does a part of an album: the caption that says so
    may come last. The rest is neither stored nor logged.
    """

    def __init__(self, me: Me, understands: Understands) -> None:
        self._me = me
        self._understands = understands

    def envelopes(self, updates: Sequence[Json]) -> list[Envelope]:
        return [envelope for update in updates for envelope in self._read(update)]

    def _envelope(self, update: Json) -> Envelope | None:
        """Of an album one file bears the caption; the others are ours if that one is."""
        incoming = translate(update, self._me)
        if incoming is None:
            return None
        album = next((file.album for file in incoming.files if file.album), "")
        ours = self.is_for_us(update, incoming)
        if not ours and not (album and incoming.happened is Happened.SAID):
            return None
        place, text = incoming.place.address, _dumped(update)
        return Envelope(NAME, incoming.key, place, text, album, not ours, incoming)

    def is_for_us(self, update: Json, incoming: Incoming) -> bool:
        match incoming.happened:
            case Happened.EDITED:
                return self._is_command(update["edited_message"], incoming)
            case Happened.SAID if incoming.place.kind is ChatKind.GROUP:
                return self._is_addressed(update["message"], incoming)
        return True

    def _is_addressed(self, message: Json, incoming: Incoming) -> bool:
        return (
            self._is_command(message, incoming)
            or (incoming.replied is not None and incoming.replied.by_bot)
            or mentions_bot(message, self._me)
        )

    def _is_command(self, message: Json, incoming: Incoming) -> bool:
        command = command_in(message)
        if command is None:
            return self._understands(incoming.text, bool(incoming.files))
        return not command[1] or self._me.is_named(command[1])

    def _read(self, update: Json) -> list[Envelope]:
        """One strange update must not stop those behind it."""
        try:
            parts = [self._envelope(part) for part in split(update)]
        except Exception as error:
            number, kind = update.get("update_id"), type(error).__name__
            log.error("telegram.unreadable", update=number, error=kind)
            return []
        return [envelope for envelope in parts if envelope is not None]


class Polling:
    """Asks for updates and hands them over; the offset moves only after that succeeded."""

    def __init__(self, bot: TelegramBot, sieve: Sieve, pause: Pause) -> None:
        self._bot = bot
        self._sieve = sieve
        self._pause = pause
        self._backoff = Backoff()
        self._offset: int | None = None

    async def run(self, accept: Accept) -> None:
        while True:
            await self.step(accept)

    async def step(self, accept: Accept) -> None:
        """One poll. What goes wrong is logged and waited for; only a refused token ends it."""
        try:
            updates = await self._bot.raw_updates(self._offset)
            await self._hand_over(updates, accept)
        except TelegramError as error:
            await self._pause(self._wait(error))
        except Exception as error:
            log.error("telegram.not_accepted", error=told(error))
            await self._pause(self._backoff.next())
        else:
            self._backoff.reset()

    async def _hand_over(self, updates: Sequence[Json], accept: Accept) -> None:
        envelopes = self._sieve.envelopes(updates)
        if envelopes:
            await accept(envelopes)
        # Nothing new means that the offset is confirmed. It is forgotten, as after a quiet week
        # the numbers begin anew anywhere.
        self._offset = updates[-1]["update_id"] + 1 if updates else None

    def _wait(self, error: TelegramError) -> float:
        if not isinstance(error, Conflict):
            return self._backoff.after(error)
        log.error(
            "telegram.conflict",
            hint="another program uses this token: stop it, or give it a bot of its own",
            error=reason_of(error),
        )
        return CONFLICT_SECONDS


def split(update: Json) -> Iterable[Json]:
    """One update for each person added: the core hears of people one by one."""
    people = newcomers(update.get("message", {}))
    if len(people) < 2:
        return [update]
    return [_of_one(update, number, user) for number, user in enumerate(people)]


def _of_one(update: Json, number: int, user: Json) -> Json:
    key = f"{update['update_id']}.{number}" if number else update["update_id"]
    return update | {"update_id": key, "message": update["message"] | {"new_chat_members": [user]}}


def told(error: BaseException) -> str:
    """Without the message or the frames: a store's may show what people wrote."""
    cause = error.__cause__
    return type(error).__name__ + (f" from {cause}"[:200] if cause else "")


def _dumped(update: Json) -> str:
    """A lone surrogate, which no database takes, must not stop the whole batch for ever."""
    return _json(update).encode("utf-8", "replace").decode("utf-8")
