"""The state of the fake and its few elementary moves; a lock guards both."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.peers.changing import Changing
from tests.peers.telegram.errors import Json
from tests.peers.telegram.faults import Faults, Rates
from tests.peers.telegram.files import FileShelf
from tests.peers.telegram.model import OUR_BOT_ID, Chat, Member, Message, Status, User
from tests.peers.telegram.privacy import reaches_bot
from tests.peers.telegram.render import chat_json, member_json, message_json, unix, user_json
from tests.peers.telegram.updates import UpdateQueue

Clock = Callable[[], datetime]


ITS_OWN = frozenset({"now", "changed", "wakers"})
"""What a world does not share with its copy: whose clock it goes by, and who waits for it."""


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(eq=False)
class Press:
    """A press of a button and what the bot answered to it."""

    id: str
    person: User
    at: datetime
    url: str | None = None
    answered: bool = False
    answer: str = ""
    alert: bool = False


@dataclass(frozen=True)
class Call:
    """One request of the bot, as understood, and what it got."""

    method: str
    params: Json
    status: int
    response: Json
    at: datetime
    fault: str = ""

    @property
    def ok(self) -> bool:
        return self.status == 200


@dataclass
class Webhook:
    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_at: datetime | None = None


@dataclass
class Profile:
    """What the bot set about itself."""

    commands: dict[str, list[Json]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)


class World(Changing):
    def __init__(self, now: Clock = utc_now) -> None:
        super().__init__()
        self.now = now
        self.bot = User(OUR_BOT_ID, "เอสโอพี", username="sop_test_bot", is_bot=True)
        self.privacy_mode = True
        self.enforce_rates = False
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.files = FileShelf()
        self.updates = UpdateQueue()
        self.webhook = Webhook()
        self.profile = Profile()
        self.faults = Faults()
        self.rates = Rates()
        self.poll_turn = 0
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self._numbers = iter(range(1_000_001, 10**9))

    def kept(self) -> bytes:
        """Everything there is now, for other worlds to become the same."""
        with self.changed:
            return pickle.dumps({n: value for n, value in vars(self).items() if n not in ITS_OWN})

    def become(self, kept: bytes) -> None:
        """Who and what was here before is known no longer."""
        with self.changing():
            vars(self).update(pickle.loads(kept))  # noqa: S301 - we wrote it

    def number(self) -> int:
        """A number that was not used before: for ids of people, chats, presses, albums."""
        return next(self._numbers)

    def private_of(self, user: User) -> Chat:
        """The private chat of a person with the bot; its id is the person's."""
        if user.id not in self.chats:
            chat = Chat(user.id, "private", user.first_name, person=user)
            chat.members[self.bot.id] = Member(self.bot, "member")
            self.chats[user.id] = chat
        return self.chats[user.id]

    def post(self, chat: Chat, sender: User, content: Json, **more: Any) -> Message:
        """Writes a message into a chat; tells nobody."""
        message = Message(len(chat.messages) + 1, chat, sender, self.now(), content, **more)
        chat.messages.append(message)
        if sender.is_bot and message.sender_chat is None and not message.is_service:
            chat.last_bot = sender
        return message

    def tell(self, message: Message, kind: str = "message") -> None:
        """Delivers a message to the bot, if Telegram would."""
        if reaches_bot(message, self.bot, self.privacy_mode):
            self.push(kind, message_json(message))

    def push(self, kind: str, payload: Json) -> None:
        self.updates.push(kind, payload, self.now())

    def set_status(self, chat: Chat, user: User, status: Status, by: User) -> None:
        """Changes a membership and delivers the update about it."""
        old = chat.members.get(user.id) or Member(user, "left")
        chat.members[user.id] = Member(user, status)
        about_bot = user is self.bot
        if about_bot or chat.ruled_by(self.bot):
            kind = "my_chat_member" if about_bot else "chat_member"
            self.push(kind, self._changed_member(chat, old, chat.members[user.id], by))

    def _changed_member(self, chat: Chat, old: Member, new: Member, by: User) -> Json:
        return {
            "chat": chat_json(chat),
            "from": user_json(by),
            "date": unix(self.now()),
            "old_chat_member": member_json(old),
            "new_chat_member": member_json(new),
        }
