"""An `Outgoing` as a reply or as pushes.

https://developers.line.biz/en/docs/messaging-api/retrying-api-request/: a push that bears the same
key as one that was accepted within a day is not sent again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from uuid import UUID, uuid5

from bot.channels.line.api import LineApi
from bot.channels.line.buttons import LinkOf
from bot.channels.line.errors import LineError, delivery_error
from bot.channels.line.flex import rendered
from bot.channels.line.limits import Json
from bot.domain.message import Button, Message, apart
from bot.ports import Outgoing

LinkTo = Callable[[int, str], Awaitable[str]]
"""The address of the page of a kept file (its id), for whose private chat that is."""

AT_ONCE = 5
"""Messages that LINE takes in one request."""
RETRY_KEY = "X-Line-Retry-Key"
_OURS = UUID("5f0c9a3e-51f6-4b7e-9f0c-8f2d6b1f6c11")
"""Any: by it our keys are nobody else's."""


class Outbound:
    def __init__(self, api: LineApi, link_of: LinkOf, link_to: LinkTo) -> None:
        self._api = api
        self._link_of = link_of
        self._link_to = link_to

    async def send(self, outgoing: Outgoing) -> Sequence[str]:
        """The ids of all messages, in order. Raises DeliveryError and ReplyRefused.

        What is more than one request takes is pushed behind it. If that fails, all of it may be
        tried again: what was accepted is not sent twice.
        """
        messages = await self._rendered(outgoing)
        sent: list[str] = []
        try:
            for number, part in enumerate(_parts(messages)):
                sent += await self._request(outgoing, number, part)
        except LineError as error:
            raise delivery_error(error) from None
        return sent

    async def _rendered(self, outgoing: Outgoing) -> list[Json]:
        found: list[Json] = []
        for message in apart(outgoing.message):
            linked = await self._linked(message, outgoing.address)
            found += rendered(linked, link_of=self._link_of)
        return found

    async def _linked(self, message: Message, address: str) -> Message:
        """With a button for each file that would be sent along: LINE's bots send none."""
        files = [
            (Button(one.name, link=await self._link_to(one.file, address)),)
            for one in message.attachments
        ]
        return replace(message, buttons=(*files, *message.buttons), attachments=())

    async def _request(self, outgoing: Outgoing, number: int, part: list[Json]) -> list[str]:
        if outgoing.reply and not number:
            body = {"replyToken": outgoing.reply, "messages": part}
            _, told = await self._api.post("/v2/bot/message/reply", body)
        else:
            key = str(uuid5(_OURS, f"{outgoing.address} {outgoing.key} {number}"))
            body = {"to": outgoing.address, "messages": part}
            _, told = await self._api.post("/v2/bot/message/push", body, {RETRY_KEY: key})
        return [str(one["id"]) for one in told.get("sentMessages", [])]


def _parts(messages: list[Json]) -> Iterator[list[Json]]:
    for start in range(0, len(messages), AT_ONCE):
        yield messages[start : start + AT_ONCE]
