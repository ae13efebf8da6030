"""The files of a message, under names that people can read."""

from __future__ import annotations

import mimetypes
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.channels.telegram.raw import Json, number, words
from bot.domain.files import safe_name
from bot.domain.incoming import IncomingFile, Place
from bot.domain.people import ChatKind

BANGKOK = ZoneInfo("Asia/Bangkok")
BUDDHIST_ERA = 543

# What Telegram names no file for: how it is called, and the ending if its type tells none.
# An animation comes first: Telegram repeats it as a document for old clients.
_KINDS = {
    "animation": ("ภาพเคลื่อนไหว", ".mp4"),
    "document": ("เอกสาร", ""),
    "video": ("วิดีโอ", ".mp4"),
    "audio": ("เสียง", ".mp3"),
    "voice": ("เสียง", ".ogg"),
}
_PHOTO = ("ภาพ", ".jpg")
_GESTURES = ("sticker", "dice")
"""People answer with them, and seldom mean a document: only in a reply."""
_NO_DOCUMENTS = ("video_note", "location", "venue", "poll", "contact", "story", "checklist")


def files_of(message: Json) -> tuple[IncomingFile, ...]:
    """At most one: what is sent in one go comes as several messages with one album id."""
    for kind, (called, ending) in _KINDS.items():
        if kind in message:
            return (_file(message[kind], message, called, ending),)
    if message.get("photo"):
        return (_file(_largest(message["photo"]), message, *_PHOTO, mime="image/jpeg"),)
    return ()


def is_no_document(message: Json, place: Place) -> bool:
    """Whether it may have been sent as evidence, which it cannot be."""
    if "reply_to_message" in message:
        return any(kind in message for kind in (*_GESTURES, *_NO_DOCUMENTS))
    private = place.kind is ChatKind.PRIVATE
    return private and any(kind in message for kind in _NO_DOCUMENTS)


def _file(file: Json, message: Json, called: str, ending: str, mime: str = "") -> IncomingFile:
    mime = words(file, "mime_type") or mime
    given = safe_name(words(file, "file_name"))
    ending = ending or mimetypes.guess_extension(mime) or ""
    return IncomingFile(
        source=words(file, "file_id"),
        name=given or f"{called}_{_stamp(message)}{ending}",
        mime=mime,
        size=number(file, "file_size") if "file_size" in file else None,
        album=words(message, "media_group_id"),
    )


def _largest(sizes: list[Json]) -> Json:
    return max(sizes, key=lambda size: int(size["width"]) * int(size["height"]))


def _stamp(message: Json) -> str:
    """The message id tells the photos of one second apart, as those of an album are."""
    at = datetime.fromtimestamp(message["date"], UTC).astimezone(BANGKOK)
    return f"{at.year + BUDDHIST_ERA}{at:%m%d_%H%M%S}_{message['message_id']}"
