"""The state of the fake and its few elementary moves; a lock guards both."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import httpx

from tests.peers.changing import Changing
from tests.peers.line.errors import Json
from tests.peers.line.events import EventQueue, Source, ulid
from tests.peers.line.faults import Faults
from tests.peers.line.model import Chat, Message, User

Clock = Callable[[], datetime]

TOKEN_LIFE = timedelta(seconds=60)
RETRY_LIFE = timedelta(hours=24)
# LINE counts its days in UTC+9, wherever an account is.
TOKYO = timezone(timedelta(hours=9))
QUOTABLE = frozenset({"text", "textV2", "sticker", "image", "video", "flex"})


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Call:
    """One request of the bot and what it got; status 0 is a connection that was dropped."""

    method: str
    path: str
    body: Any
    status: int
    response: Any
    request_id: str
    at: datetime
    fault: str = ""


@dataclass
class ReplyRight:
    """What a reply token stands for."""

    chat: Chat
    until: datetime
    used: bool = False


@dataclass(frozen=True)
class Accepted:
    """A push that carried a retry key."""

    request_id: str
    sent: list[Json]
    at: datetime


@dataclass
class Hook:
    """`together` is how many events may stand in one post; `active` is the console's switch."""

    url: str = ""
    active: bool = True
    together: int = 1
    transport: httpx.AsyncBaseTransport | None = None
    last_error: str = ""


@dataclass
class Menu:
    """A rich menu and its picture."""

    id: str
    wanted: Json
    picture: bytes = b""


@dataclass
class Menus:
    made: dict[str, Menu] = field(default_factory=dict)
    default: str = ""


class World(Changing):
    def __init__(self, now: Clock, month_limit: int | None) -> None:
        super().__init__()
        self.now = now
        self.month_limit = month_limit
        # Seeded: the ids of a test are the same each time.
        self.chance = random.Random(3927)
        self.bot = User(self.new_id("U"), "เอสโอพี")
        self.users: dict[str, User] = {}
        self.chats: dict[str, Chat] = {}
        self.replies: dict[str, ReplyRight] = {}
        self.accepted: dict[str, Accepted] = {}
        self.pushed: list[tuple[datetime, int]] = []
        self.loading: list[str] = []
        self.events = EventQueue()
        self.hook = Hook()
        self.menus = Menus()
        self.faults = Faults()
        self.calls: list[Call] = []
        self._message_ids = iter(range(500_000_000_000_000_001, 10**18))

    def new_id(self, letter: str = "") -> str:
        """The letter and 32 hexadecimal digits."""
        return f"{letter}{self.chance.getrandbits(128):032x}"

    def private_of(self, user: User) -> Chat:
        """The chat of a person with the account."""
        if user.id not in self.chats:
            self.chats[user.id] = Chat(user.id, user.name, False, {user.id: user}, has_bot=True)
        return self.chats[user.id]

    def find(self, message_id: str) -> Message | None:
        """The message with this id, unsent or not, wherever it is."""
        found = (m for chat in self.chats.values() for m in chat.messages if m.id == message_id)
        return next(found, None)

    def post(self, chat: Chat, sender: User, content: Json, **more: Any) -> Message:
        """Writes a message into a chat; tells nobody."""
        token = self.new_id("q") if content["type"] in QUOTABLE else ""
        number = str(next(self._message_ids))
        message = Message(number, chat, sender, self.now(), content, token, **more)
        chat.messages.append(message)
        return message

    def tell(
        self, kind: str, chat: Chat, user: User | None, more: Json, *, replies: bool = True
    ) -> None:
        """Queues an event, with a token where LINE lets the bot reply, if the bot is there."""
        if not chat.has_bot:
            return
        event: Json = {"type": kind, "mode": "active"} | more
        event["timestamp"] = int(self.now().timestamp() * 1000)
        event["source"] = Source(chat.id, chat.is_group, user.id if user else None).body()
        event["webhookEventId"] = ulid(event["timestamp"], self.chance.getrandbits(80))
        event["deliveryContext"] = {"isRedelivery": False}
        if replies:
            event["replyToken"] = self.new_id()
            right = ReplyRight(chat, self.now() + TOKEN_LIFE)
            self.replies[event["replyToken"]] = right
        self.events.push(event)

    def cost(self) -> int:
        """Pushes of this month, each as many times as it had recipients."""
        month = self._month(self.now())
        return sum(count for at, count in self.pushed if self._month(at) == month)

    def _month(self, at: datetime) -> tuple[int, int]:
        local = at.astimezone(TOKYO)
        return local.year, local.month
