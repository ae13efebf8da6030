"""An `Outgoing` as a reply or as pushes.

https://developers.line.biz/en/docs/messaging-api/retrying-api-request/: a push that bears the same
key as one that was accepted within a day is not sent again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import NamedTuple
from uuid import UUID, uuid5

from bot.channels.line.api import LineApi
from bot.channels.line.buttons import LinkOf
from bot.channels.line.errors import LineError, delivery_error
from bot.channels.line.flex import rendered
from bot.channels.line.limits import Json
from bot.domain.errors import SentInPart
from bot.domain.message import Button, Message, ToMake, apart, in_one
from bot.ports import Outgoing

AddressOf = Callable[[int, bytes], Awaitable[str]]
"""Where a picture (PNG) made of a plan (its id) can be fetched."""
LinkTo = Callable[[int | ToMake, str], Awaitable[str]]
"""The address of the page of a kept file (its id) or of what is made there, for whose private chat
that is."""

AT_ONCE = 5
"""Messages that LINE takes in one request."""
RETRY_KEY = "X-Line-Retry-Key"
_OURS = UUID("5f0c9a3e-51f6-4b7e-9f0c-8f2d6b1f6c11")
"""Any: by it our keys are nobody else's."""


class Outbound:
    def __init__(
        self, api: LineApi, link_of: LinkOf, link_to: LinkTo, address_of: AddressOf
    ) -> None:
        self._api = api
        self._link_of = link_of
        self._link_to = link_to
        self._address_of = address_of

    async def send(self, outgoing: Outgoing) -> Sequence[str]:
        """The ids of all messages, in order. Raises DeliveryError, ReplyRefused and, once some of
        it was accepted, SentInPart.

        What is more than one request takes is pushed behind it.
        """
        messages = apart(outgoing.message)
        sent: list[str] = []
        whole = 0
        for number, (part, count) in enumerate(await self._parts(messages, outgoing)):
            try:
                sent += await self._request(outgoing, number, part)
            except LineError as error:
                if not whole:
                    raise delivery_error(error) from None
                raise SentInPart(tuple(sent), in_one(messages[whole:])) from None
            whole += count
        return sent

    async def _parts(self, messages: Sequence[Message], outgoing: Outgoing) -> list[_Part]:
        """As few requests as hold them, each message whole in one, if one holds it."""
        parts: list[_Part] = []
        for message in messages:
            linked = await self._linked(message, outgoing.address)
            pictures = [one for one in message.pictures if one in outgoing.made]
            shown = [await self._shown(one, outgoing) for one in pictures]
            made = [*shown, *rendered(linked, link_of=self._link_of)]
            if parts and len(parts[-1].objects) + len(made) <= AT_ONCE:
                parts[-1] = _Part([*parts[-1].objects, *made], parts[-1].messages + 1)
                continue
            pieces = [made[at : at + AT_ONCE] for at in range(0, len(made), AT_ONCE)]
            parts += [_Part(piece, 0) for piece in pieces[:-1]]
            parts += [_Part(piece, 1) for piece in pieces[-1:]]
        return parts

    async def _linked(self, message: Message, address: str) -> Message:
        """With a button for each file that would be sent along: LINE's bots send none."""
        sent: list[tuple[str, int | ToMake]] = [(one.name, one.file) for one in message.attachments]
        sent += [(one.name, one) for one in message.documents]
        files = [(Button(name, link=await self._link_to(one, address)),) for name, one in sent]
        return replace(message, buttons=(*files, *message.buttons), attachments=(), documents=())

    async def _shown(self, picture: ToMake, outgoing: Outgoing) -> Json:
        """LINE fetches it, and so do the phones of all who look for as long as LINE keeps none.

        https://developers.line.biz/en/reference/messaging-api/#image-message
        """
        address = await self._address_of(picture.plan, outgoing.bytes_of(picture))
        return {"type": "image", "originalContentUrl": address, "previewImageUrl": address}

    async def _request(self, outgoing: Outgoing, number: int, part: list[Json]) -> list[str]:
        if outgoing.reply and not number:
            body = {"replyToken": outgoing.reply, "messages": part}
            status, told = await self._api.post("/v2/bot/message/reply", body)
        else:
            key = str(uuid5(_OURS, f"{outgoing.address} {outgoing.key} {number}"))
            body = {"to": outgoing.address, "messages": part}
            status, told = await self._api.post("/v2/bot/message/push", body, {RETRY_KEY: key})
        ids = [str(one["id"]) for one in told.get("sentMessages", [])]
        if not ids and status != HTTPStatus.CONFLICT:
            raise LineError(0, "what answers is not LINE")
        return ids


class _Part(NamedTuple):
    """One request, and how many messages are whole with it."""

    objects: list[Json]
    messages: int
