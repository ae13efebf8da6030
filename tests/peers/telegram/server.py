"""What a test holds in its hands: the fake, its cast, its clock, and ways to wait."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Self, TypeVar

from starlette.applications import Starlette

from tests.peers.changing import Watch
from tests.peers.telegram.api import Api
from tests.peers.telegram.errors import Json
from tests.peers.telegram.faults import Faults
from tests.peers.telegram.model import OUR_BOT_ID, Chat, Member, Status, User
from tests.peers.telegram.people import Person
from tests.peers.telegram.profile import menu_key
from tests.peers.telegram.webhook import deliver_for_ever
from tests.peers.telegram.wire import listening, loopback
from tests.peers.telegram.world import Call, Clock, World, utc_now

T = TypeVar("T")
SOON = 10.0


class FakeTelegram:
    """Use it `with` for a real server on loopback, or mount `.asgi` without any socket."""

    token = f"{OUR_BOT_ID}:only-for-tests"

    def __init__(self, clock: Clock = utc_now, *, port: int = 0) -> None:
        self.world = World(clock)
        self.asgi: Starlette = Api(self.world, self.token).app()
        self._port = port
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        self._stop: Callable[[], object] = lambda: None

    @property
    def url(self) -> str:
        if self._socket is None:
            return "http://telegram.test"
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    @property
    def base_url(self) -> str:
        """As python-telegram-bot's Bot wants it."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.url}/file/bot"

    @property
    def faults(self) -> Faults:
        return self.world.faults

    @property
    def calls(self) -> list[Call]:
        return list(self.world.calls)

    @property
    def violations(self) -> list[str]:
        return list(self.world.violations)

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def menu(self, language_code: str = "", **scope: object) -> list[Json]:
        """The commands set for a language and a scope, as in menu("th", type="chat", chat_id=1)."""
        key = menu_key({"scope": scope, "language_code": language_code})
        return self.world.profile.commands.get(key, [])

    def person(
        self, first_name: str, last_name: str = "", *, username: str = "",
        language_code: str = "th", is_bot: bool = False, id: int | None = None,
    ) -> Person:  # fmt: skip
        """One more of the cast; `is_bot` makes another bot, which ours never hears."""
        with self.world.changing():
            number = id or self.world.number()
            user = User(number, first_name, last_name, username, language_code, is_bot)
            self.world.users[number] = user
        return Person(self.world, user)

    def group(
        self, title: str, creator: Person, members: Iterable[Person] = (), *,
        bot: Status | None = None, supergroup: bool = False, forum: bool = False,
    ) -> Chat:  # fmt: skip
        """A group as it stands: nothing is told to the bot, `bot` says what it long has been."""
        big = supergroup or forum
        with self.world.changing():
            number = self.world.number()
            chat_id = -1_000_000_000_000 - number if big else -number
            chat = Chat(chat_id, "supergroup" if big else "group", title, is_forum=forum)
            self._fill(chat, creator, members, bot)
            self.world.chats[chat_id] = chat
        return chat

    def _fill(
        self, chat: Chat, creator: Person, members: Iterable[Person], bot: Status | None
    ) -> None:
        chat.members[creator.id] = Member(creator.user, "creator")
        for person in members:
            chat.members.setdefault(person.id, Member(person.user, "member"))
        if bot is not None:
            chat.members[self.world.bot.id] = Member(self.world.bot, bot)
        # The first message tells of the founding, so that no topic ever has the id 1.
        kind = "supergroup_chat_created" if chat.kind == "supergroup" else "group_chat_created"
        self.world.post(chat, creator.user, {kind: True})

    def wait_for(self, predicate: Callable[[], T], within: float = SOON) -> T:
        """What the predicate returns once it is truthy; looks again at every change."""
        with self.world.changed:
            seen = self.world.changed.wait_for(predicate, within)
            assert seen, self._failure(within)
            return seen

    async def eventually(self, predicate: Callable[[], T], within: float = SOON) -> T:
        """The same for a test that shares its loop with the bot."""
        with Watch(self.world) as watch:
            seen = await watch.until(predicate, within)
        assert seen, self._failure(within)
        return seen

    def wait_until_heard(self, within: float = SOON) -> None:
        """Until the bot has confirmed every update: what it has not said by now is a choice."""
        self.wait_for(lambda: not self.world.updates.pending(self.world.now()), within)

    def _failure(self, seconds: float) -> str:
        last = [c for c in self.calls if c.method != "getUpdates"][-8:]
        told = "\n".join(f"  {c.method} {c.status} {c.params} {c.fault}" for c in last)
        waiting = self.world.updates.pending(self.world.now())
        return f"not within {seconds} s; {len(waiting)} updates unheard; last calls:\n{told}"

    def __enter__(self) -> Self:
        self._socket = bound = loopback(self._port)
        self._thread = threading.Thread(
            target=asyncio.run, args=[self._serve(bound)], name="fake-telegram", daemon=True
        )
        self._thread.start()
        self._ready.wait(SOON)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        if self._thread is not None:
            self._thread.join(SOON)

    async def _serve(self, bound: socket.socket) -> None:
        """Until stopped. A server of uvicorn's own would take a tenth of a second to end."""
        loop, stopped = asyncio.get_running_loop(), asyncio.Event()
        self._stop = lambda: loop.call_soon_threadsafe(stopped.set)
        hook = asyncio.create_task(deliver_for_ever(self.world))
        async with listening(self.asgi, bound):
            self._ready.set()
            await stopped.wait()
        hook.cancel()
