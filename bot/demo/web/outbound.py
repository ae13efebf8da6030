"""An `Outgoing` as a post in a room."""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence

from bot.demo.web.cast import Room
from bot.demo.web.content import Content, Shared
from bot.demo.web.download import in_one
from bot.demo.web.markup import keys, runs
from bot.demo.web.posting import Hall, NotHere
from bot.domain.errors import DeliveryError
from bot.domain.message import Attachment
from bot.ports import FileStore, Outgoing

MOST_BYTES = 50 * 1024 * 1024
"""More than any file that was taken in."""
UNKNOWN = "application/octet-stream"

AccountsOf = Callable[[Collection[int]], Awaitable[Mapping[int, str]]]
ReadFile = Callable[[int], Awaitable[bytes]]


class Outbound:
    def __init__(
        self, hall: Hall, uploads: FileStore, accounts_of: AccountsOf, read_file: ReadFile
    ) -> None:
        self._hall = hall
        self._uploads = uploads
        self._accounts_of = accounts_of
        self._read_file = read_file

    async def send(self, outgoing: Outgoing) -> Sequence[str]:
        room = self._hall.cast.room(outgoing.address)
        if room is None:
            raise DeliveryError("no such room", permanent=True, gone=True)
        content = await self._content(outgoing)
        if outgoing.edits:
            await self._edit(int(outgoing.edits), content)
            return [outgoing.edits]
        return [str(await self._write(room, content, outgoing.replies_to))]

    async def _write(self, room: Room, content: Content, replies_to: str) -> int:
        return await self._hall.write(room, content, int(replies_to) if replies_to else None)

    async def _edit(self, post: int, content: Content) -> None:
        try:
            await self._hall.edit(post, content)
        except NotHere as error:
            raise DeliveryError("no such message", permanent=True) from error

    async def _content(self, outgoing: Outgoing) -> Content:
        message = outgoing.message
        accounts = await self._accounts_of(message.text.people)
        files = [await self._shared(one) for one in message.attachments]
        made = [one for one in (*message.pictures, *message.documents) if one in outgoing.made]
        files += [await self._put(one.name, outgoing.bytes_of(one)) for one in made]
        return Content(
            text=runs(message.text, accounts),
            keys=keys(message),
            files=tuple(files),
            asks=message.asks and not any(message.buttons),
            quiet=message.quiet,
        )

    async def _shared(self, attachment: Attachment) -> Shared:
        return await self._put(attachment.name, await self._read_file(attachment.file))

    async def _put(self, name: str, data: bytes) -> Shared:
        sha256, size = await self._uploads.keep(in_one(data), MOST_BYTES)
        mime = mimetypes.guess_type(name)[0] or UNKNOWN
        return Shared(sha256, name, mime, size)
