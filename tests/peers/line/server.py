"""What a test holds in its hands: the fake, its cast, its clock, and ways to wait."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Sequence
from typing import Self, TypeVar

from starlette.applications import Starlette

from tests.peers.changing import Watch
from tests.peers.line.api import ACCESS_TOKEN, Api
from tests.peers.line.faults import Faults
from tests.peers.line.model import Button, Chat, Message, User
from tests.peers.line.people import Group, Person, buttons_of
from tests.peers.line.webhook import CHANNEL_SECRET, deliver_for_ever
from tests.peers.line.world import Call, Clock, World, utc_now
from tests.peers.telegram.wire import listening, loopback

T = TypeVar("T")
SOON = 10.0
MONTH_LIMIT = 300
"""Messages a month of the Thai free plan."""


class FakeLine:
    """Use it `with` for a real server on loopback, or mount `.asgi` without any socket.

    One host serves the API and the data. `month_limit` counts recipients; None: no limit.
    """

    channel_secret = CHANNEL_SECRET
    channel_access_token = ACCESS_TOKEN

    def __init__(
        self, clock: Clock = utc_now, *, port: int = 0, month_limit: int | None = MONTH_LIMIT
    ) -> None:
        self.world = World(clock, month_limit)
        self.asgi: Starlette = Api(self.world).app()
        self._port = port
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        self._stop: Callable[[], object] = lambda: None

    @property
    def url(self) -> str:
        if self._socket is None:
            return "http://line.test"
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    @property
    def bot(self) -> User:
        return self.world.bot

    @property
    def faults(self) -> Faults:
        return self.world.faults

    @property
    def calls(self) -> list[Call]:
        return list(self.world.calls)

    def person(self, name: str, language: str = "th") -> Person:
        """One more of the cast, not yet a friend of the account."""
        with self.world.changing():
            user = User(self.world.new_id("U"), name, language)
            self.world.users[user.id] = user
        return Person(self.world, user)

    def group(self, name: str, *people: Person) -> Group:
        """A group as it stands, without the bot."""
        return self._gathered("C", name, people)

    def room(self, *people: Person) -> Group:
        """A chat of several people that nobody made a group of: LINE names it by nothing.

        https://developers.line.biz/en/docs/messaging-api/group-chats/
        """
        return self._gathered("R", "", people)

    def _gathered(self, letter: str, name: str, people: Sequence[Person]) -> Group:
        with self.world.changing():
            chat = Chat(self.world.new_id(letter), name, True, {p.user_id: p.user for p in people})
            self.world.chats[chat.id] = chat
        return Group(self.world, chat)

    def messages(self, chat: Person | Group) -> list[Message]:
        """What people see in a group, or a person with the account, oldest first."""
        with self.world.changed:
            return _chat(chat).standing

    def buttons(self, chat: Person | Group) -> list[Button]:
        """What can be tapped there now."""
        with self.world.changed:
            return buttons_of(self.world, _chat(chat))

    def cost(self) -> int:
        """Pushes of this month (UTC+9), each as many times as it had recipients."""
        with self.world.changed:
            return self.world.cost()

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

    def has_been_heard(self) -> bool:
        """Whether the bot has taken every event."""
        return not self.world.events.waiting and not self.world.events.under_way

    def _failure(self, seconds: float) -> str:
        told = "\n".join(f"  {c.method} {c.path} {c.status} {c.body}" for c in self.calls[-8:])
        waiting = len(self.world.events.waiting)
        return f"not within {seconds} s; {waiting} events wait; last calls:\n{told}"

    def __enter__(self) -> Self:
        self._socket = bound = loopback(self._port)
        self._thread = threading.Thread(
            target=asyncio.run, args=[self._serve(bound)], name="fake-line", daemon=True
        )
        self._thread.start()
        self._ready.wait(SOON)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        if self._thread is not None:
            self._thread.join(SOON)

    async def _serve(self, bound: socket.socket) -> None:
        loop, stopped = asyncio.get_running_loop(), asyncio.Event()
        self._stop = lambda: loop.call_soon_threadsafe(stopped.set)
        hook = asyncio.create_task(deliver_for_ever(self.world))
        async with listening(self.asgi, bound):
            self._ready.set()
            await stopped.wait()
        hook.cancel()


def _chat(chat: Person | Group) -> Chat:
    return chat.private if isinstance(chat, Person) else chat.chat
