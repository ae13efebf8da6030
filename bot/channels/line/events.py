"""A webhook event of LINE in its parts: where, who, which files. Pure.

https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects
"""

from __future__ import annotations

import mimetypes
import re
from datetime import UTC, datetime
from typing import Any, TypeGuard
from zoneinfo import ZoneInfo

from bot.channels.line.limits import Json
from bot.domain.files import safe_name
from bot.domain.incoming import IncomingFile, Mention, Place, Sender
from bot.domain.people import ChatKind

BANGKOK = ZoneInfo("Asia/Bangkok")
BUDDHIST_ERA = 543
_KINDS = {
    "image": ("ภาพ", ".jpg", "image/jpeg"),
    "video": ("วิดีโอ", ".mp4", "video/mp4"),
    "audio": ("เสียง", ".m4a", "audio/mp4"),
}
"""What LINE names no file for: how it is called, and what it is."""
APART = 6
"""Digits."""
NO_DOCUMENTS = ("sticker", "location")


_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""They go into addresses and into the store as they are."""


def is_id(told: Any) -> TypeGuard[str]:
    return isinstance(told, str) and _ID.fullmatch(told) is not None


def place_of(event: Json) -> Place | None:
    """None: a source that is told by no id."""
    source = event.get("source") or {}
    match source.get("type"):
        case "user":
            return _place(source.get("userId"), ChatKind.PRIVATE)
        case "group":
            return _place(source.get("groupId"), ChatKind.GROUP)
        case "room":
            return _place(source.get("roomId"), ChatKind.GROUP)
    return None


def _place(address: Any, kind: ChatKind) -> Place | None:
    return Place(address, kind) if is_id(address) else None


def sender_of(event: Json) -> Sender | None:
    """Without a name, which no event bears; in a group LINE may leave the person out."""
    account = (event.get("source") or {}).get("userId")
    return Sender(account) if is_id(account) else None


def moment_of(event: Json) -> datetime | None:
    told = event.get("timestamp")
    return datetime.fromtimestamp(told / 1000, UTC) if isinstance(told, int) else None


def files_of(event: Json) -> tuple[IncomingFile, ...]:
    """At most one. What somebody keeps elsewhere (`contentProvider` external) is none of LINE's."""
    message = event["message"]
    provider = (message.get("contentProvider") or {}).get("type", "line")
    if message["type"] == "file":
        return (_file(event, str(message.get("fileName", "")), "เอกสาร", ""),)
    if message["type"] not in _KINDS or provider != "line":
        return ()
    called, ending, mime = _KINDS[message["type"]]
    return (_file(event, "", called, ending, mime),)


def _file(event: Json, given: str, called: str, ending: str, mime: str = "") -> IncomingFile:
    message = event["message"]
    name = safe_name(given)
    return IncomingFile(
        source=str(message["id"]),
        name=name or f"{called}_{_stamp(event)}{ending}",
        mime=mime or mimetypes.guess_type(name)[0] or "",
        size=message.get("fileSize"),
        album=album_of(message),
    )


def album_of(message: Json) -> str:
    """Images sent in one go share a set; empty: it came alone."""
    return str((message.get("imageSet") or {}).get("id") or "")


def _stamp(event: Json) -> str:
    """The end of the message's id, which has 18 digits, tells the images of one second apart."""
    at = (moment_of(event) or datetime.fromtimestamp(0, UTC)).astimezone(BANGKOK)
    return f"{at.year + BUDDHIST_ERA}{at:%m%d_%H%M%S}_{str(event['message']['id'])[-APART:]}"


def mentionees(message: Json) -> list[Json]:
    found = (message.get("mention") or {}).get("mentionees") or []
    return [one for one in found if one.get("type", "user") == "user"]


def mentions_us(message: Json) -> bool:
    return any(one.get("isSelf") for one in mentionees(message))


def said_in(message: Json) -> str:
    """The text without the bot's own name, by which it was addressed."""
    text = _units(message.get("text", ""))
    for one in sorted(mentionees(message), key=lambda one: -int(one["index"])):
        if one.get("isSelf"):
            text = text[: 2 * one["index"]] + text[2 * (one["index"] + one["length"]) :]
    return _text(text).strip()


def mentions_in(message: Json) -> tuple[Mention, ...]:
    """Whom the writer named, beside the bot: people of the same group. LINE may leave their ids
    out.
    """
    text = _units(message.get("text", ""))
    others = (one for one in mentionees(message) if not one.get("isSelf"))
    return tuple(
        Mention(
            _text(text[2 * one["index"] : 2 * (one["index"] + one["length"])]),
            account=str(one.get("userId") or ""),
            in_group=True,
        )
        for one in others
    )


def _units(text: str) -> bytes:
    """Positions are told in UTF-16 units, of two bytes each."""
    return text.encode("utf-16-le", "surrogatepass")


def _text(units: bytes) -> str:
    return units.decode("utf-16-le", "replace")
