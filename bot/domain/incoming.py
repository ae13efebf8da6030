"""What reaches the bot, in neutral words. An adapter makes these from its platform's updates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.message import Button
from bot.domain.people import ChatKind


class Happened(StrEnum):
    SAID = "said"
    """A message: text, files or both."""
    PRESSED = "pressed"
    """A button; `text` is its action."""
    EDITED = "edited"
    BOT_ADDED = "bot-added"
    BOT_REMOVED = "bot-removed"
    BOT_PROMOTED = "bot-promoted"
    """The bot became an administrator of the group."""
    BOT_DEMOTED = "bot-demoted"
    BOT_LET_SPEAK = "bot-let-speak"
    """What kept the bot from sending messages to the group is lifted."""
    OPENED = "opened"
    """A person opened (or unblocked) the private chat; `text` is the invitation's code, if any."""
    BLOCKED = "blocked"
    JOINED = "joined"
    """A person came into the group: `subject`."""
    LEFT = "left"
    MOVED = "moved"
    """The chat has a new address: `text`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where. `thread` is the topic inside a group; empty: none."""

    address: str
    kind: ChatKind
    title: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who, as the platform says. `anonymous`: it only says that it is an administrator."""

    account: str
    name: str = ""
    username: str = ""
    language: str = ""
    anonymous: bool = False
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file not yet fetched. `source` is the platform's handle; `size` in bytes, if told."""

    source: str
    name: str
    mime: str = ""
    size: int | None = None
    album: str = ""
    """Files sent in one go share it."""


@dataclass(frozen=True, slots=True)
class Replied:
    """The message this one replies to."""

    message: str
    sender: Sender | None = None
    by_bot: bool = False
    files: tuple[IncomingFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in the text: by account if the platform tells it, else by username.

    `text` is what the writer calls the person, `name` what the platform does, if it says so.
    """

    text: str
    account: str = ""
    username: str = ""
    name: str = ""
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update that is for us. `message` is the platform's id of the message in its chat."""

    channel: str
    key: str
    place: Place
    happened: Happened
    sender: Sender | None = None
    text: str = ""
    message: str = ""
    press: str = ""
    """The handle by which a button press is answered."""
    buttons: tuple[tuple[Button, ...], ...] = ()
    """What stood under the message pressed, if the platform tells."""
    files: tuple[IncomingFile, ...] = ()
    replied: Replied | None = None
    mentions: tuple[Mention, ...] = ()
    subject: Sender | None = None
    said_at: datetime | None = None
    """When it was said, by the platform's clock, if that is told: the bot may have been away."""
