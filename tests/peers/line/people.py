"""What people do: add the account, talk, tap buttons, send files, unsend, come and go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.peers.changing import verb
from tests.peers.line.errors import Json, NotPossible
from tests.peers.line.events import DURATION, OURS, mention, told
from tests.peers.line.menus import menu_buttons
from tests.peers.line.model import Button, Chat, Message, User
from tests.peers.line.world import World

STICKER = {"packageId": "446", "stickerId": "1988", "stickerResourceType": "STATIC"}


class Group:
    """A handle on a group: the bot is not in it until somebody adds it."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.world = world
        self.chat = chat

    @property
    def id(self) -> str:
        return self.chat.id

    @verb
    def adds_bot(self) -> None:
        self.chat.has_bot = True
        self.world.tell("join", self.chat, None, {})

    @verb
    def removes_bot(self) -> None:
        self.world.tell("leave", self.chat, None, {}, replies=False)
        self.chat.has_bot = False


class Person:
    """A handle on one user; its verbs are in the third person: `somchai.says("…")`."""

    def __init__(self, world: World, user: User) -> None:
        self.world = world
        self.user = user

    @property
    def user_id(self) -> str:
        return self.user.id

    @property
    def private(self) -> Chat:
        """The chat with the account."""
        return self.world.private_of(self.user)

    @property
    def chat(self) -> Chat:
        return self.private

    @verb
    def befriend(self) -> None:
        """Adds the account, or unblocks it."""
        self.user.is_friend = True
        follow = {"follow": {"isUnblocked": self.user.was_friend}}
        self.user.was_friend = True
        self.world.tell("follow", self.private, self.user, follow)

    @verb
    def block(self) -> None:
        self.user.is_friend = False
        self.world.tell("unfollow", self.private, self.user, {}, replies=False)

    @verb
    def says(
        self, text: str, in_: Group | None = None, *, quoting: str | None = None,
        mentions: Mapping[str, Person | User | str] | None = None,
    ) -> Message:  # fmt: skip
        """`mentions`: words of the text and whom they mean, a person, the bot or "all"."""
        content: Json = {"type": "text", "text": text}
        if mentions:
            whom = {w: m.user if isinstance(m, Person) else m for w, m in mentions.items()}
            content |= mention(text, whom, self.world.bot)
        return self._sends(in_, content, quoted=self._quoted(in_, quoting))

    @verb
    def sends_file(self, name: str, data: bytes, in_: Group | None = None) -> Message:
        content = {"type": "file", "fileName": name, "fileSize": len(data)}
        return self._sends(in_, content, data=data, mime="application/octet-stream")

    @verb
    def sends_image(self, data: bytes, in_: Group | None = None) -> Message:
        content = {"type": "image", "contentProvider": OURS}
        return self._sends(in_, content, data=data, mime="image/jpeg")

    @verb
    def sends_video(self, data: bytes, in_: Group | None = None) -> Message:
        content = {"type": "video", "duration": DURATION, "contentProvider": OURS}
        return self._sends(in_, content, data=data, mime="video/mp4")

    @verb
    def sends_audio(self, data: bytes, in_: Group | None = None) -> Message:
        content = {"type": "audio", "duration": DURATION, "contentProvider": OURS}
        return self._sends(in_, content, data=data, mime="audio/x-m4a")

    @verb
    def sends_sticker(self, in_: Group | None = None) -> Message:
        return self._sends(in_, {"type": "sticker", **STICKER})

    @verb
    def unsends(self, message: Message) -> None:
        if message.sender is not self.user or message.unsent:
            raise NotPossible(f"{self.user.name} cannot unsend {message}")
        message.unsent = True
        unsend = {"unsend": {"messageId": message.id}}
        self.world.tell("unsend", message.chat, self.user, unsend, replies=False)

    @verb
    def presses(
        self, button: Button | str, in_: Group | None = None, *, picks: str | None = None
    ) -> None:
        """Taps a button that stands in the chat, given itself or by its data or label.

        `picks` is the moment chosen with a datetimepicker, as "2026-10-01" or "…T09:00".
        """
        chat = self._chat_to_press(button, in_)
        standing = self._standing(chat, button)
        action = standing.action
        shown = action.get("displayText")
        if shown:
            self.world.post(chat, self.user, {"type": "text", "text": shown})
        said = action.get("text")
        if said:
            self._heard(self.world.post(chat, self.user, {"type": "text", "text": said}))
        if action["type"] in ("postback", "datetimepicker"):
            postback = {"data": action["data"]} | _picked(action, picks)
            self.world.tell("postback", chat, self.user, {"postback": postback})

    @verb
    def joins(self, group: Group) -> None:
        group.chat.people[self.user.id] = self.user
        self.world.tell("memberJoined", group.chat, None, {"joined": self._alone()})

    @verb
    def leaves(self, group: Group) -> None:
        if group.chat.people.pop(self.user.id, None) is None:
            raise NotPossible(f"{self.user.name} is not in {group.chat.name!r}")
        self.world.tell("memberLeft", group.chat, None, {"left": self._alone()}, replies=False)

    def _alone(self) -> Json:
        return {"members": [{"type": "user", "userId": self.user.id}]}

    def _sends(self, in_: Group | None, content: Json, **more: Any) -> Message:
        message = self.world.post(self._chat(in_), self.user, content, **more)
        self._heard(message)
        return message

    def _heard(self, message: Message) -> None:
        self.world.tell("message", message.chat, self.user, {"message": told(message)})

    def _chat(self, in_: Group | None) -> Chat:
        chat = self.private if in_ is None else in_.chat
        if in_ is None and not self.user.is_friend:
            raise NotPossible(f"{self.user.name} is no friend of the account")
        if self.user.id not in chat.people:
            raise NotPossible(f"{self.user.name} is not in {chat.name!r}")
        return chat

    def _chat_to_press(self, button: Button | str, in_: Group | None) -> Chat:
        """A button knows its chat; its data does not."""
        if isinstance(button, Button) and button.chat_id != self.user.id:
            return self._chat(Group(self.world, self.world.chats[button.chat_id]))
        return self._chat(in_)

    def _standing(self, chat: Chat, wanted: Button | str) -> Button:
        buttons = buttons_of(self.world, chat)
        found = [b for b in buttons if wanted in (b, b.data)]
        found = found or [b for b in buttons if wanted == b.label]
        if not found:
            labels = [b.label for b in buttons]
            raise NotPossible(f"no button {wanted!r} in {chat.name!r}, only {labels}")
        return found[-1]

    def _quoted(self, in_: Group | None, message_id: str | None) -> Message | None:
        if message_id is None:
            return None
        message = self._chat(in_).find(message_id)
        if message is None:
            raise NotPossible(f"there is no message {message_id} to quote")
        return message


def buttons_of(world: World, chat: Chat) -> list[Button]:
    """All that can be tapped in a chat, the menu of a person's chat at the end."""
    standing = [button for message in chat.standing for button in message.buttons]
    return standing if chat.is_group else [*standing, *menu_buttons(world, chat.id)]


def _picked(action: Json, picks: str | None) -> Json:
    if action["type"] != "datetimepicker":
        return {}
    if picks is None:
        raise NotPossible("a datetimepicker needs a moment to pick")
    return {"params": {action["mode"]: picks}}
