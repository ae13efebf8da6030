"""An `Outgoing` as calls of the Bot API."""

from __future__ import annotations

import struct
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

import structlog
from telegram import InputFile
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.channels.cutting import trimmed, units
from bot.channels.telegram.api import TelegramBot
from bot.channels.telegram.errors import CHAT_UNKNOWN, NO_PICTURES, NOTHING_CHANGED, says, seconds
from bot.channels.telegram.inbound import Pause
from bot.channels.telegram.keyboard import keyboard, question
from bot.channels.telegram.markup import (
    CAPTION_LIMIT,
    Accounts,
    Piece,
    clipped,
    html,
    pieces,
)
from bot.channels.telegram.raw import Json
from bot.domain.errors import DeliveryError, SentInPart
from bot.domain.message import Attachment, Message, ToMake
from bot.ports import Outgoing

UPLOAD_LIMIT: Final = 50 * 1024 * 1024
PHOTO_SIDE: Final = 2560
"""Pixels: photos larger than this Telegram makes smaller (not in its documentation)."""
_SIDES: Final = struct.Struct(">16x2I")
"""Of a PNG, whose header comes first: https://www.w3.org/TR/png-3/#11IHDR"""
PATIENCE_SECONDS: Final = 30.0
"""So long a message half sent waits for its rest: sent anew, its first half would come twice."""

AccountsOf = Callable[[Collection[int]], Awaitable[Mapping[int, str]]]
ReadFile = Callable[[int], Awaitable[bytes]]
Send = Callable[..., Awaitable[None]]

_HTML: Final = "HTML"
_NO_PREVIEW: Final = {"is_disabled": True}

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Outbound:
    def __init__(
        self, bot: TelegramBot, accounts_of: AccountsOf, read_file: ReadFile, pause: Pause
    ) -> None:
        self._bot = bot
        self._accounts_of = accounts_of
        self._read_file = read_file
        self._pause = pause

    async def show(self, outgoing: Outgoing) -> list[str]:
        """Sends what has pictures; to a group that lets us send none the words go alone."""
        try:
            return await self.send(outgoing)
        except TelegramError as error:
            if not says(error, NO_PICTURES):
                raise
            return await self.send(replace(outgoing, made={}))

    async def send(self, outgoing: Outgoing) -> list[str]:
        """Files first, the text with its buttons last; a short text is its one file's caption.

        Raises SentInPart where it breaks off: what is out must not be sent again.
        """
        message = outgoing.message
        buttons = keyboard(message, self._bot.username)
        if outgoing.edits and not message.text:
            await self._edit("editMessageReplyMarkup", outgoing, reply_markup=buttons)
            return [outgoing.edits]
        if not message.text and not message.attachments:
            raise ValueError("a message without text")
        markup = buttons or question(message)
        accounts = await self._accounts_of(message.text.people)
        going = _Going.of(self._bot, outgoing, self._pause)
        along = self._along(going, outgoing)
        if len(along) == 1 and _is_caption(outgoing):
            caption = {
                "caption": html(trimmed(message.text), accounts) or None,
                "reply_markup": markup,
            }
            await along[0](**caption)
            return going.sent
        if outgoing.edits:
            for send in along:
                await send()
            await self._edit(
                "editMessageText",
                outgoing,
                text=clipped(message.text, accounts),
                parse_mode=_HTML,
                link_preview_options=_NO_PREVIEW,
                reply_markup=buttons,
            )
            return [*going.sent, outgoing.edits]
        await self._parts(going, along, message, accounts, markup)
        return going.sent

    async def _parts(
        self,
        going: _Going,
        along: Sequence[Send],
        message: Message,
        accounts: Accounts,
        markup: Json | None,
    ) -> None:
        text, gone = message.text, 0
        try:
            for send in along:
                await send()
                gone += 1
            for piece in pieces(text, accounts):
                await self._text(going, piece, markup)
                text = piece.rest
        except TelegramError as error:
            if not going.sent:
                raise
            rest = replace(_without_first(message, gone), text=text)
            raise SentInPart(tuple(going.sent), rest) from error

    def _along(self, going: _Going, outgoing: Outgoing) -> Sequence[Send]:
        """What goes along with the text, in its order: kept files, then what was made."""
        message, made = outgoing.message, outgoing.made
        return [
            *(partial(self._document, going, one) for one in message.attachments),
            *(partial(_picture, going, outgoing, one) for one in message.pictures if one in made),
            *(partial(_made, going, outgoing, one) for one in message.documents if one in made),
        ]

    async def _text(self, going: _Going, piece: Piece, markup: Json | None) -> None:
        """The buttons stand under the last."""
        await going.post(
            "sendMessage",
            text=piece.html,
            parse_mode=_HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=None if piece.rest else markup,
        )

    async def _edit(self, method: str, outgoing: Outgoing, **content: Any) -> None:
        which = {"chat_id": int(outgoing.address), "message_id": int(outgoing.edits)}
        try:
            await self._bot.ask(method, which | content)
        except BadRequest as error:
            if not says(error, NOTHING_CHANGED):
                raise

    async def _document(self, going: _Going, attachment: Attachment, **more: Any) -> None:
        await _sent(going, attachment.name, await self._read_file(attachment.file), **more)


async def _picture(going: _Going, outgoing: Outgoing, one: ToMake, **more: Any) -> None:
    """As a photo; one that Telegram would make smaller, as a file, which can be zoomed into."""
    data = outgoing.bytes_of(one)
    if max(_SIDES.unpack_from(data)) <= PHOTO_SIDE:
        file = InputFile(data, filename=one.name)
        await going.post("sendPhoto", photo=file, parse_mode=_HTML, **more)
    else:
        await _sent(going, one.name, data, **more)


async def _made(going: _Going, outgoing: Outgoing, one: ToMake, **more: Any) -> None:
    await _sent(going, one.name, outgoing.bytes_of(one), **more)


async def _sent(going: _Going, name: str, data: bytes, **more: Any) -> None:
    if not 0 < len(data) <= UPLOAD_LIMIT:
        raise DeliveryError(f"Telegram takes no file of {len(data)} bytes", permanent=True)
    file = InputFile(data, filename=name)
    await going.post("sendDocument", document=file, parse_mode=_HTML, **more)


def _without_first(message: Message, gone: int) -> Message:
    """Without so many of what goes along with it."""
    kept, shown = len(message.attachments), len(message.pictures)
    return replace(
        message,
        attachments=message.attachments[gone:],
        pictures=message.pictures[max(gone - kept, 0) :],
        documents=message.documents[max(gone - kept - shown, 0) :],
    )


@dataclass
class _Going:
    """What is common to the messages that one `Outgoing` becomes."""

    bot: TelegramBot
    pause: Pause
    common: Json
    thread: int | None
    reply: Json | None
    sent: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, bot: TelegramBot, outgoing: Outgoing, pause: Pause) -> _Going:
        common = {
            "chat_id": int(outgoing.address),
            "disable_notification": outgoing.message.quiet or None,
        }
        reply = None
        if outgoing.replies_to:
            replied = int(outgoing.replies_to)
            reply = {"message_id": replied, "allow_sending_without_reply": True}
        return cls(bot, pause, common, int(outgoing.thread) if outgoing.thread else None, reply)

    async def post(self, method: str, **content: Any) -> None:
        """One message. Only the first replies: the rest stand right under it."""
        message = await self._patiently(method, content | {"reply_parameters": self.reply})
        self.reply = None
        self.sent.append(str(message["message_id"]))

    async def _patiently(self, method: str, content: Json) -> Json:
        try:
            return await self._somewhere(method, content)
        except RetryAfter as error:
            if not self.sent or seconds(error) > PATIENCE_SECONDS:
                raise
            await self.pause(seconds(error))
            return await self._somewhere(method, content)

    async def _somewhere(self, method: str, content: Json) -> Json:
        """A topic may be deleted or closed: better in the group's main thread than lost."""
        content = self.common | content
        try:
            return await self._ask(method, content | {"message_thread_id": self.thread})
        except BadRequest as error:
            if self.thread is None or says(error, CHAT_UNKNOWN):
                raise
            log.warning("telegram.without_topic", chat=self.common["chat_id"], thread=self.thread)
            self.thread = None
            return await self._ask(method, content)

    async def _ask(self, method: str, content: Json) -> Json:
        message: Json = await self.bot.ask(method, content)
        return message


def _is_caption(outgoing: Outgoing) -> bool:
    """Not with buttons: a press may turn the text into another, and a caption is no text."""
    message: Message = outgoing.message
    if outgoing.edits or any(message.buttons):
        return False
    return units(message.text.plain) <= CAPTION_LIMIT
