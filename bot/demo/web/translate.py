"""What happened in a room, as the bot is to hear it, and as an `Incoming`; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.demo.web.cast import BOT, NAME, Cast
from bot.demo.web.content import Key, Shared
from bot.domain.incoming import (
    Happened,
    Incoming,
    IncomingFile,
    Mention,
    Replied,
    Sender,
)
from bot.domain.message import Button

MENTION = re.compile(r"(?<![\w.])@[\w\u0e00-\u0e4e]{2,32}(?![\w@])")
"""Not part of an e-mail address."""
BOT_ACCOUNT = Sender(BOT, BOT, BOT, is_bot=True)


@dataclass(frozen=True, slots=True)
class Update:
    """`message` is the post's id. `album`: shared by the files that were sent in one go."""

    what: Happened
    room: str
    who: str
    text: str = ""
    message: int = 0
    press: str = ""
    files: tuple[Shared, ...] = ()
    album: str = ""
    replied: int = 0
    replied_by: str = ""
    replied_files: tuple[Shared, ...] = ()
    keys: tuple[tuple[Key, ...], ...] = ()
    """What stood under the message pressed."""


_JSON = TypeAdapter(Update)


def dumped(update: Update) -> str:
    return _JSON.dump_json(update, exclude_defaults=True).decode()


def understand(payload: str, cast: Cast) -> Incoming | None:
    """None: a room or a person that this cast does not have (any more)."""
    update = _JSON.validate_json(payload)
    room, person = cast.room(update.room), cast.person(update.who)
    if room is None or person is None:
        return None
    return Incoming(
        NAME,
        "",
        room.place,
        update.what,
        sender=person.sender,
        text=update.text,
        message=str(update.message) if update.message else "",
        press=update.press,
        files=_files(update.files, update.album),
        replied=_replied(update, cast),
        mentions=_mentions(update, cast),
        buttons=tuple(tuple(map(_button, row)) for row in update.keys),
    )


def _button(key: Key) -> Button:
    return Button(key.label, key.action, key.invite, key.link)


def names_bot(text: str) -> bool:
    return any(name[1:].lower() == BOT for name in MENTION.findall(text))


def _files(shared: tuple[Shared, ...], album: str = "") -> tuple[IncomingFile, ...]:
    return tuple(IncomingFile(f.sha256, f.name, f.mime, f.size, album) for f in shared)


def _replied(update: Update, cast: Cast) -> Replied | None:
    if not update.replied:
        return None
    by = cast.person(update.replied_by)
    return Replied(
        str(update.replied),
        sender=by.sender if by else BOT_ACCOUNT,
        by_bot=not update.replied_by,
        files=_files(update.replied_files),
    )


def _mentions(update: Update, cast: Cast) -> tuple[Mention, ...]:
    """Whoever is not of the cast is a name only, as on a platform that does not know it."""
    if update.what is not Happened.SAID:
        return ()
    names = (name for name in MENTION.findall(update.text) if name[1:].lower() != BOT)
    return tuple(_mention(name, cast) for name in names)


def _mention(written: str, cast: Cast) -> Mention:
    person = cast.called(written[1:])
    if person is None:
        return Mention(written, username=written[1:])
    return Mention(written, person.account, person.account, person.name)
