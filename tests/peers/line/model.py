"""The nouns: users, chats, messages, and the buttons that stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.peers.line.errors import Json

TEXTS = frozenset({"text", "textV2"})


@dataclass(eq=False)
class User:
    id: str
    name: str
    language: str = "th"
    is_friend: bool = False
    """Has added the account and not blocked it: only then does a push arrive."""
    was_friend: bool = False


@dataclass(frozen=True)
class Button:
    """Something that can be tapped, `label` as people read it; the action as it was sent."""

    label: str
    action: Json
    chat_id: str

    @property
    def data(self) -> str | None:
        return self.action.get("data")

    @property
    def uri(self) -> str | None:
        return self.action.get("uri")


@dataclass(eq=False)
class Message:
    """`content` is a bot's message as it was sent, or a person's as the webhook tells of it."""

    id: str
    chat: Chat
    sender: User
    at: datetime
    content: Json
    quote_token: str = ""
    quoted: Message | None = None
    data: bytes = b""
    mime: str = ""
    unsent: bool = False
    pushed: bool = False
    """The bot sent it unasked."""

    @property
    def kind(self) -> str:
        return str(self.content["type"])

    @property
    def text(self) -> str:
        """The text; of a Flex message what its notification shows."""
        return str(self.content.get("text") or self.content.get("altText") or "")

    @property
    def words(self) -> list[str]:
        """All that can be read in it, from the top to the bottom."""
        return list(words_in(self.content["contents"])) if self.kind == "flex" else [self.text]

    @property
    def quick_replies(self) -> list[Button]:
        """They stand over the keyboard until anybody says anything more."""
        if self is not self.chat.standing[-1]:
            return []
        items = self.content.get("quickReply", {}).get("items", [])
        return [Button(i["action"]["label"], i["action"], self.chat.id) for i in items]

    @property
    def buttons(self) -> list[Button]:
        inside = self.content["contents"] if self.kind == "flex" else {}
        return [*buttons_in(inside, self.chat.id), *self.quick_replies]

    def __repr__(self) -> str:
        return f"<message {self.id} in {self.chat.name!r}: {self.text!r}>"


@dataclass(eq=False)
class Chat:
    """A group; a room, which is one without a name; or a person's chat with the account, whose id
    is the person's.
    """

    id: str
    name: str
    is_group: bool
    people: dict[str, User] = field(default_factory=dict)
    has_bot: bool = False
    messages: list[Message] = field(default_factory=list)

    @property
    def is_room(self) -> bool:
        return self.id.startswith("R")

    @property
    def standing(self) -> list[Message]:
        """What people see, oldest first: what was unsent is gone."""
        return [message for message in self.messages if not message.unsent]

    def find(self, message_id: str) -> Message | None:
        return next((m for m in self.standing if m.id == message_id), None)

    @property
    def audience(self) -> int:
        """Whom a push reaches and is counted for: all people of a group, or a friend."""
        if self.is_group:
            return len(self.people)
        return sum(user.is_friend for user in self.people.values())


def words_in(part: Any) -> Iterator[str]:
    """Texts, spans and labels of buttons, in the order of the tree."""
    if isinstance(part, list):
        for one in part:
            yield from words_in(one)
    elif isinstance(part, dict):
        yield from _words_of(part)


def _words_of(part: Json) -> Iterator[str]:
    kind = part.get("type")
    if kind == "button":
        yield part["action"]["label"]
    elif kind == "text" and part.get("contents"):
        yield "".join(span["text"] for span in part["contents"])
    elif kind in ("text", "span"):
        yield part["text"]
    else:
        for name in ("header", "hero", "body", "footer", "contents"):
            yield from words_in(part.get(name))


def buttons_in(part: Any, chat_id: str) -> Iterator[Button]:
    """Every part that has an action, in the order of the tree."""
    if isinstance(part, list):
        for one in part:
            yield from buttons_in(one, chat_id)
    elif isinstance(part, dict):
        action = part.get("action")
        if action:
            label = " ".join(words_in(part)) or action.get("label", "")
            yield Button(label, action, chat_id)
        for name in ("header", "hero", "body", "footer", "contents"):
            yield from buttons_in(part.get(name), chat_id)
