"""The rooms themselves: what people do in them is written down first, then told to the bot.

This is the platform's side of the channel. Whatever it has acknowledged the bot will hear, if
need be after a restart.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.demo.rooms import Post, Rooms, RoomStore
from bot.demo.web.cast import Cast, Room
from bot.demo.web.content import Content, Run, Shared, content_of, quote_of, to_json
from bot.demo.web.live import Live, Posted
from bot.demo.web.translate import Update, dumped, names_bot
from bot.domain.errors import SopbotError
from bot.domain.incoming import Happened
from bot.domain.people import ChatKind
from bot.ports import Clock

Understands = Callable[[str, bool], bool]
"""A text, and whether it is the caption of files."""


class NotHere(SopbotError):
    """Nobody of that name, or no such room, message or button."""


class ButtonGone(NotHere):
    """The message does not offer this button (any more)."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message of a person. `key` is the sender's own: the same again is the same message."""

    who: str
    room: str
    text: str = ""
    files: Sequence[Shared] = ()
    reply_to: int | None = None
    key: str = ""


class Hall:
    """`nudge` is called when there is something for the bot to hear.

    `instant` is held while something is written down and read from the clock.
    """

    def __init__(
        self,
        cast: Cast,
        rooms: RoomStore,
        clock: Clock,
        live: Live,
        understands: Understands,
        nudge: Callable[[], None],
        instant: asyncio.Lock,
    ) -> None:
        self.cast = cast
        self._rooms = rooms
        self._clock = clock
        self._live = live
        self._understands = understands
        self._nudge = nudge
        self._instant = instant

    async def say(self, said: Said) -> list[int]:
        """The ids of the posts this became: one for the text, or for each file."""
        room = self._room(said.room, said.who)

        def write(rooms: Rooms) -> tuple[list[Post], bool]:
            now = self._clock.now()
            there = [p for p in map(rooms.by_key, _keys(said)) if p is not None]
            if there:
                return there, False
            replied = self._replied(rooms, room, said.reply_to)
            keyed = zip(_contents(said, replied), _keys(said), strict=True)
            posts = [rooms.write(room.address, to_json(c), now, key) for c, key in keyed]
            if self._is_for_bot(said, room, replied):
                for update in _updates(posts, replied):
                    rooms.tell(dumped(update))
            return posts, True

        async with self._instant:
            posts, new = await self._rooms.transact(write)
        if new:
            self._show(posts)
        return [post.id for post in posts]

    async def press(self, who: str, post_id: int, action: str, handle: str) -> None:
        """`handle`: under which the press will be answered."""

        def write(rooms: Rooms) -> None:
            post = self._post(rooms, post_id)
            self._room(post.room, who)
            content = content_of(post)
            if content.by or not action or not content.offers(action):
                raise ButtonGone
            pressed = Update(
                Happened.PRESSED,
                post.room,
                who,
                action,
                message=post.id,
                press=handle,
                keys=content.keys,
            )
            rooms.tell(dumped(pressed))

        async with self._instant:
            await self._rooms.transact(write)
        self._nudge()

    async def open(self, who: str, code: str = "") -> str:
        """The person opens the private room, perhaps by an invitation; its address."""
        room = self._room(who, who)
        await self.happens(Happened.OPENED, who, room.address, code)
        return room.address

    async def happens(self, what: Happened, who: str, room: str, text: str = "") -> None:
        """Anything else that a platform tells its bots."""
        update = Update(what, room, who, text)
        async with self._instant:
            await self._rooms.transact(lambda rooms: rooms.tell(dumped(update)))
        self._nudge()

    async def write(self, room: Room, content: Content, reply_to: int | None = None) -> int:
        """A post of the bot."""
        now = self._clock.now()

        def write(rooms: Rooms) -> Post:
            replied = self._replied(rooms, room, reply_to)
            quoted = replace(content, quote=quote_of(replied) if replied else None)
            return rooms.write(room.address, to_json(quoted), now)

        post = await self._rooms.transact(write)
        self._live.publish(Posted(post))
        return post.id

    async def edit(self, post_id: int, content: Content) -> None:
        """Without text its buttons only. Raises NotHere for what is no post of the bot."""

        def change(rooms: Rooms) -> Post:
            post = self._post(rooms, post_id)
            before = content_of(post)
            if before.by:
                raise NotHere
            new = replace(content, quote=before.quote, edited=True)
            edited = to_json(new if content.text else replace(before, keys=content.keys))
            rooms.change(post_id, edited)
            return replace(post, content=edited)

        self._live.publish(Posted(await self._rooms.transact(change)))

    async def posts(
        self, room: str, most: int, before: int | None = None
    ) -> tuple[list[Post], bool]:
        """The newest, the oldest of them first; and whether there are earlier ones."""
        if self.cast.room(room) is None:
            raise NotHere
        found = await self._rooms.transact(lambda rooms: rooms.latest(room, most + 1, before))
        return found[-most:], len(found) > most

    async def file(self, post_id: int, number: int) -> Shared:
        post = await self._rooms.transact(lambda rooms: self._post(rooms, post_id))
        files = content_of(post).files
        if not 0 <= number < len(files) or not files[number].sha256:
            raise NotHere
        return files[number]

    def _show(self, posts: Sequence[Post]) -> None:
        for post in posts:
            self._live.publish(Posted(post))
        self._nudge()

    def _room(self, address: str, who: str) -> Room:
        room = self.cast.room(address)
        if room is None or self.cast.person(who) is None or not room.admits(who):
            raise NotHere
        return room

    def _post(self, rooms: Rooms, post_id: int) -> Post:
        post = rooms.post(post_id)
        if post is None:
            raise NotHere
        return post

    def _replied(self, rooms: Rooms, room: Room, post_id: int | None) -> Post | None:
        """Only what stands in the same room can be replied to."""
        post = rooms.post(post_id) if post_id is not None else None
        return post if post is not None and post.room == room.address else None

    def _is_for_bot(self, said: Said, room: Room, replied: Post | None) -> bool:
        """As on other platforms: talk in a group that is not meant for the bot never reaches it."""
        if room.kind is ChatKind.PRIVATE or self._understands(said.text, bool(said.files)):
            return True
        if replied is not None and not content_of(replied).by:
            return True
        return names_bot(said.text)


def _contents(said: Said, replied: Post | None) -> list[Content]:
    """One post for each file; the text stands with the first, like a caption."""
    text = (Run(said.text),) if said.text else ()
    quote = quote_of(replied) if replied else None
    first = Content(said.who, text, files=tuple(said.files[:1]), quote=quote)
    return [first, *(Content(said.who, files=(file,)) for file in said.files[1:])]


def _keys(said: Said) -> list[str]:
    """One for each post."""
    count = max(len(said.files), 1)
    return [f"{said.who}:{said.key}:{n}" if said.key else "" for n in range(count)]


def _updates(posts: Sequence[Post], replied: Post | None) -> Iterator[Update]:
    album = f"a{posts[0].id}" if len(posts) > 1 else ""
    quoted = content_of(replied) if replied else Content()
    for post in posts:
        content = content_of(post)
        yield Update(
            Happened.SAID,
            post.room,
            content.by,
            content.plain,
            message=post.id,
            files=content.files,
            album=album,
            replied=replied.id if replied else 0,
            replied_by=quoted.by,
            replied_files=quoted.files,
        )
