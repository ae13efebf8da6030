"""What reaches the bot, in neutral words. An adapter makes these from its platform's updates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.message import Button
from bot.domain.people import ChatKind
from bot.domain.spelling import tidy, visible


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
    UNSENT = "unsent"
    """Somebody took `message` back."""
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
    caption: str = ""
    """What was said with this one of them; then, without the command, what it is."""
    message: str = ""
    """The message of its own that brought it, if that is another than the update's."""
    account: str = ""
    """Of who sent it, if somebody else speaks of it, and only what was held of it tells."""
    link: str = ""
    """The address of a page on the web, in place of a file: there is nothing to fetch."""


@dataclass(frozen=True, slots=True)
class Replied:
    """The message this one replies to."""

    message: str
    sender: Sender | None = None
    by_bot: bool = False
    files: tuple[IncomingFile, ...] = ()
    album: str = ""
    """The name under which its files are held, if it brought any: the platform does not repeat
    them."""


def order(message: str) -> tuple[int, str]:
    """By which ids of messages, being numbers, come in the order in which these were sent."""
    return len(message), message


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
    in_group: bool = False
    """That the platform lets the person be named shows that he or she is in this group."""


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
    reply: str = ""
    """By which what was said can be answered once, for a minute or so, at no cost."""
    buttons: tuple[tuple[Button, ...], ...] = ()
    """What stood under the message pressed, if the platform tells."""
    files: tuple[IncomingFile, ...] = ()
    replied: Replied | None = None
    mentions: tuple[Mention, ...] = ()
    subject: Sender | None = None
    is_no_document: bool = False
    """Neither words nor a file: a sticker, a place, a poll and their like."""
    said_at: datetime | None = None
    """When it was said, by the platform's clock, if that is told: the bot may have been away."""

    @property
    def at_hand(self) -> tuple[IncomingFile, ...]:
        """The files that came with it, else those it replies to."""
        return self.files or (self.replied.files if self.replied else ())

    @property
    def account(self) -> str:
        """The sender's; empty: nobody's."""
        return self.sender.account if self.sender else ""


def readable(incoming: Incoming) -> Incoming:
    """Of words and names what can be seen: nothing invisible, nothing that turns a line around."""
    replied, text = incoming.replied, tidy(incoming.text)
    place, sender = _titled(incoming.place), _named(incoming.sender)
    told = replied or incoming.subject or incoming.mentions
    if not told and (text, place, sender) == (incoming.text, incoming.place, incoming.sender):
        return incoming
    return replace(
        incoming,
        text=text,
        place=place,
        sender=sender,
        subject=_named(incoming.subject),
        replied=replied and replace(replied, sender=_named(replied.sender)),
        mentions=tuple(
            replace(m, text=visible(m.text), name=visible(m.name)) for m in incoming.mentions
        ),
    )


def _named(sender: Sender | None) -> Sender | None:
    if sender is None or visible(sender.name) == sender.name:
        return sender
    return replace(sender, name=visible(sender.name))


def _titled(place: Place) -> Place:
    title = visible(place.title)
    return place if title == place.title else replace(place, title=title)


def together(album: Sequence[Incoming]) -> Incoming:
    """Files sent in one go, as one update of all of them in the order sent.

    Its text is what was said with the first that has words; each file keeps its own.
    """
    parts = sorted(album, key=lambda part: order(part.message))
    if len(parts) == 1:
        return parts[0]
    files = tuple(
        replace(file, caption=part.text, message=part.message)
        for part in parts
        for file in part.files
    )
    spoken = next((part for part in parts if part.text), parts[0])
    replied = next((part.replied for part in parts if part.replied), None)
    return replace(spoken, files=files, replied=replied)


def in_reply_to(incoming: Incoming, album: Sequence[Incoming]) -> Incoming:
    """What is said in reply to one file of an album is said of them all."""
    replied = incoming.replied
    quoted = next((p for p in album if replied and p.message == replied.message), None)
    if replied is None or quoted is None:
        return incoming
    by = quoted.account if replied.sender is None else ""
    files = [
        replace(f, message=f.message or replied.message, account=by) for f in together(album).files
    ]
    return replace(incoming, replied=replace(replied, files=tuple(files)))
