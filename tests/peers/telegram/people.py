"""What people do in chats: start the bot, talk, send files, press buttons, edit, block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.peers.changing import verb
from tests.peers.telegram.entities import found_in, text_mentions
from tests.peers.telegram.errors import Json, NotPossible
from tests.peers.telegram.group_life import GroupLife
from tests.peers.telegram.model import (
    GROUP_ANONYMOUS_BOT,
    Button,
    Chat,
    Message,
    StoredFile,
    Topic,
)
from tests.peers.telegram.pictures import dimensions
from tests.peers.telegram.render import gone_json, message_json, user_json
from tests.peers.telegram.texts import Formatted
from tests.peers.telegram.world import Press

# What Telegram makes of a picture whose size a test did not care about.
ANY_PICTURE = (800, 600)


class Person(GroupLife):
    """A handle on one user; its verbs are in the third person: `somchai.says(group, "…")`."""

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return f"{self.user.first_name} {self.user.last_name}".strip()

    @property
    def private(self) -> Chat:
        """The private chat with the bot."""
        return self.world.private_of(self.user)

    @verb
    def starts(self, payload: str = "") -> Message:
        """Presses Start (or opens t.me/<bot>?start=payload); unblocks first, as clients do."""
        if self.private.blocked:
            self.unblocks_bot()
        return self.says(self.private, f"/start {payload}".strip())

    @verb
    def says(
        self, chat: Chat, text: str, *, reply_to: Message | None = None,
        thread: Topic | None = None, mentions: Mapping[str, Person] | None = None,
        anonymous: bool = False,
    ) -> Message:  # fmt: skip
        """`mentions` names people without a username by a word of the text."""
        content = self._marked(text, mentions).as_text()
        return self._sends(chat, content, reply_to, thread, anonymous)

    @verb
    def sends_file(
        self, chat: Chat, name: str, data: bytes, *, caption: str = "",
        reply_to: Message | None = None, thread: Topic | None = None, mime: str | None = None,
        size: int | None = None, media_group_id: str | None = None, anonymous: bool = False,
    ) -> Message:  # fmt: skip
        """`size` claims another length than the bytes have: 21 MB need not be made."""
        file = self.world.files.put(name, data, mime, size)
        content = {"document": self.world.files.document(file), **_album(media_group_id)}
        content |= self._marked(caption).as_caption()
        return self._sends(chat, content, reply_to, thread, anonymous, [file])

    @verb
    def sends_photo(
        self, chat: Chat, data: bytes, *, caption: str = "", reply_to: Message | None = None,
        thread: Topic | None = None, media_group_id: str | None = None, anonymous: bool = False,
    ) -> Message:  # fmt: skip
        file = self.world.files.put("photo.jpg", data)
        file.width, file.height = dimensions(data) or ANY_PICTURE
        content = {"photo": self.world.files.photo(file), **_album(media_group_id)}
        content |= self._marked(caption).as_caption()
        return self._sends(chat, content, reply_to, thread, anonymous, [file])

    @verb
    def sends_album(
        self, chat: Chat, files: Sequence[tuple[str, bytes]], *, caption: str = "",
        on: int = 0, reply_to: Message | None = None, thread: Topic | None = None,
    ) -> list[Message]:  # fmt: skip
        """Several documents at once; the caption stands `on` the first, or another."""
        group = str(self.world.number())
        captions = [caption if place == on else "" for place in range(len(files))]
        return [
            self.sends_file(
                chat, name, data, caption=words, reply_to=reply_to, thread=thread,
                media_group_id=group,
            )
            for (name, data), words in zip(files, captions, strict=True)
        ]  # fmt: skip

    @verb
    def edits(self, message: Message, text: str) -> None:
        """Changes the text, or a file's caption."""
        if message.sender is not self.user or message.deleted:
            raise NotPossible(f"{self} cannot edit {message}")
        message.remember(self.world.now())
        marked = self._marked(text)
        kept = {k: v for k, v in message.content.items() if not k.endswith("entities")}
        parts = marked.as_text() if "text" in kept else marked.as_caption()
        message.content = kept | parts
        message.html = marked.html
        message.edited_at = self.world.now()
        self.world.tell(message, "edited_message")

    @verb
    def deletes(self, message: Message) -> None:
        """Telegram tells bots nothing about it."""
        if message.sender is not self.user and not message.chat.ruled_by(self.user):
            raise NotPossible(f"{self} cannot delete {message}")
        message.deleted = True

    @verb
    def presses(self, message: Message, label_or_data: str) -> Press:
        """Presses an inline button by its text or its data; a t.me deep link starts the bot."""
        self._inside(message.chat)
        button = _button(message, label_or_data)
        if button.data is not None:
            return self.presses_data(message, button.data)
        press = Press("", self.user, self.world.now(), url=button.url)
        payload = _start_payload(button.url or "", self.world.bot.username)
        if payload is not None:
            self.starts(payload)
        return press

    @verb
    def presses_data(self, message: Message, data: str) -> Press:
        """A press with any data: of a keyboard since changed, or of a forging client."""
        press = Press(str(self.world.number()), self.user, self.world.now())
        self.world.presses[press.id] = press
        origin = gone_json(message) if message.deleted else message_json(message)
        query: Json = {"id": press.id, "from": user_json(self.user), "message": origin}
        query |= {"chat_instance": str(message.chat.id), "data": data}
        self.world.push("callback_query", query)
        return press

    @verb
    def blocks_bot(self) -> None:
        self.private.blocked = True
        self.world.set_status(self.private, self.world.bot, "kicked", self.user)

    @verb
    def unblocks_bot(self) -> None:
        self.private.blocked = False
        self.world.set_status(self.private, self.world.bot, "member", self.user)

    @verb
    def deactivates(self) -> None:
        """Deletes the account."""
        self.user.deactivated = True

    def _sends(
        self, chat: Chat, content: Json, reply_to: Message | None, topic: Topic | None,
        anonymous: bool, files: Sequence[StoredFile] = (),
    ) -> Message:  # fmt: skip
        self._may_write(chat, anonymous)
        if topic is None and reply_to is not None:
            topic = reply_to.topic
        sender = GROUP_ANONYMOUS_BOT if anonymous else self.user
        more: dict[str, Any] = {"reply_to": reply_to, "topic": topic, "files": files}
        more["sender_chat"] = chat if anonymous else None
        message = self.world.post(chat, sender, content, **more)
        self.world.tell(message)
        return message

    def _may_write(self, chat: Chat, anonymous: bool) -> None:
        if not chat.anybody_may_write:
            self._inside(chat)
        if anonymous and not (chat.kind == "supergroup" and chat.ruled_by(self.user)):
            raise NotPossible("only administrators of supergroups write anonymously")
        if anonymous:
            chat.members[self.id].anonymous = True
        if chat.kind == "private":
            self._may_write_privately(chat)

    def _may_write_privately(self, chat: Chat) -> None:
        if chat.person is not self.user:
            raise NotPossible(f"{chat} is not {self}'s")
        if chat.blocked:
            raise NotPossible(f"{self} has blocked the bot")
        chat.started = True

    def _marked(self, text: str, mentions: Mapping[str, Person] | None = None) -> Formatted:
        users = {word: user_json(person.user) for word, person in (mentions or {}).items()}
        marks = sorted(
            [*found_in(text), *text_mentions(text, users)], key=lambda mark: int(mark["offset"])
        )
        return Formatted(text, marks, text)


def _album(media_group_id: str | None) -> Json:
    return {"media_group_id": media_group_id} if media_group_id else {}


def _button(message: Message, label_or_data: str) -> Button:
    for button in message.buttons:
        if label_or_data == button.text:
            return button
    for button in message.buttons:
        if label_or_data == button.data:
            return button
    labels = [button.text for button in message.buttons]
    raise NotPossible(f"no button {label_or_data!r} under {message}, only {labels}")


def _start_payload(url: str, username: str) -> str | None:
    """The payload of a deep link to this bot; None for any other address."""
    parts = urlsplit(url)
    if parts.hostname != "t.me" or parts.path.strip("/").lower() != username.lower():
        return None
    query = parse_qs(parts.query, keep_blank_values=True)
    return query["start"][0] if "start" in query else None
