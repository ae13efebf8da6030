"""The nouns: users, chats, topics, messages, buttons, files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tests.peers.telegram.errors import Json

Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]
ChatKind = Literal["private", "group", "supergroup"]
INSIDE: frozenset[Status] = frozenset({"creator", "administrator", "member", "restricted"})
RULING: frozenset[Status] = frozenset({"creator", "administrator"})


@dataclass(eq=False)
class User:
    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    deactivated: bool = False


@dataclass(frozen=True)
class Button:
    text: str
    data: str | None = None
    url: str | None = None


@dataclass(eq=False)
class StoredFile:
    """Bytes on Telegram's side; `size` may be a lie told by a test to spare memory."""

    name: str
    data: bytes
    mime: str
    size: int
    unique_id: str
    width: int = 0
    height: int = 0


@dataclass(eq=False)
class Member:
    user: User
    status: Status
    anonymous: bool = False


@dataclass(eq=False)
class Topic:
    name: str
    root: Message

    @property
    def id(self) -> int:
        return self.root.id


@dataclass(frozen=True)
class Version:
    """How a message looked before an edit."""

    text: str
    html: str
    buttons: tuple[Button, ...]
    at: datetime


@dataclass(eq=False)
class Message:
    id: int
    chat: Chat
    sender: User
    at: datetime
    content: Json
    html: str = ""
    reply_to: Message | None = None
    topic: Topic | None = None
    sender_chat: Chat | None = None
    markup: Json | None = None
    files: Sequence[StoredFile] = ()
    history: list[Version] = field(default_factory=list)
    edited_at: datetime | None = None
    deleted: bool = False
    reactions: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The plain text, or a file's caption."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def rows(self) -> list[list[Button]]:
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [
            [Button(b["text"], b.get("callback_data"), b.get("url")) for b in row] for row in rows
        ]

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.rows for button in row]

    @property
    def documents(self) -> list[StoredFile]:
        return list(self.files) if "document" in self.content else []

    @property
    def photos(self) -> list[StoredFile]:
        return list(self.files) if "photo" in self.content else []

    @property
    def is_service(self) -> bool:
        return not {"text", "document", "photo"} & self.content.keys()

    def remember(self, now: datetime) -> None:
        """Keeps how it looks now, before an edit changes it."""
        self.history.append(Version(self.text, self.html, tuple(self.buttons), now))

    def __repr__(self) -> str:
        return f"<message {self.id} in {self.chat.title!r}: {self.text!r}>"


@dataclass(eq=False)
class Chat:
    id: int
    kind: ChatKind
    title: str = ""
    is_forum: bool = False
    members_may_write: bool = True
    anybody_may_write: bool = False
    """A public group, or the discussion of a channel: who writes there need not be in it."""
    person: User | None = None
    started: bool = False
    blocked: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[Message] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    last_bot: User | None = None
    migrated_to: Chat | None = None

    def status_of(self, user: User) -> Status:
        member = self.members.get(user.id)
        return member.status if member else "left"

    def has(self, user: User) -> bool:
        return self.status_of(user) in INSIDE

    def ruled_by(self, user: User) -> bool:
        return self.status_of(user) in RULING

    def find(self, message_id: int) -> Message | None:
        """The message with this id, unless it is deleted or never was."""
        if 0 < message_id <= len(self.messages):
            message = self.messages[message_id - 1]
            return None if message.deleted else message
        return None

    def messages_from_bot(self) -> list[Message]:
        """What stands in the chat from our bot, oldest first; deleted ones are gone."""
        return [m for m in list(self.messages) if self._is_ours(m) and not m.deleted]

    def _is_ours(self, message: Message) -> bool:
        ours = message.sender.is_bot and message.sender_chat is None and not message.is_service
        return ours and message.sender.id == OUR_BOT_ID

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id} {self.title!r}>"


OUR_BOT_ID = 7_000_000_001
# Telegram's own account, whose name stands before what an anonymous administrator writes.
GROUP_ANONYMOUS_BOT = User(1_087_968_824, "Group", username="GroupAnonymousBot", is_bot=True)
