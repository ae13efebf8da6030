"""An event of LINE as an `Incoming`; pure."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import quote

from bot.channels.line.events import (
    NO_DOCUMENTS,
    files_of,
    is_id,
    mentions_in,
    moment_of,
    place_of,
    said_in,
    sender_of,
)
from bot.channels.line.limits import Json
from bot.domain.incoming import Happened, Incoming, Place, Replied, Sender
from bot.domain.people import ChatKind

NAME = "line"
OPENING = "เริ่มใช้งาน"
"""What a link to the private chat writes for a person to send, with an invitation's code."""
OF_BOT = "quotesBot"
"""Added to the event by whoever could look it up: what is quoted is the bot's."""
IN_SET = "quotesSet"
"""The same: what is quoted is a picture of this set."""
_OPENS = re.compile(rf"{OPENING}(?:\s+([A-Za-z0-9_-]{{1,64}}))?")
_CHANGES = {
    "follow": Happened.OPENED,
    "unfollow": Happened.BLOCKED,
    "join": Happened.BOT_ADDED,
    "leave": Happened.BOT_REMOVED,
}


def link_of(code: str, basic_id: str) -> str:
    """Opens the private chat with the words to send written already; on a phone.

    https://developers.line.biz/en/docs/messaging-api/using-line-url-scheme/
    """
    said = OPENING if code == "start" else f"{OPENING} {code}"
    return f"https://line.me/R/oaMessage/{quote(basic_id, safe='')}/?{quote(said, safe='')}"


def understand(payload: str) -> Incoming | None:
    return translate(json.loads(payload))


def translate(event: Json) -> Incoming | None:
    """None: a kind of event, or of message, that says nothing to us.

    Of several people who came or went at once: see `inbound.split`.
    """
    place = place_of(event)
    if place is None or not is_id(event["webhookEventId"]) or event.get("mode") == "standby":
        return None
    found = _happened(event, place)
    reply = str(event.get("replyToken") or "")
    return found and replace(found, reply=reply, said_at=moment_of(event))


def _happened(event: Json, place: Place) -> Incoming | None:
    kind, sender = event["type"], sender_of(event)
    base = Incoming(NAME, str(event["webhookEventId"]), place, Happened.SAID, sender=sender)
    match kind:
        case "message":
            return _said(event, base)
        case "postback":
            pressed = str(event["postback"].get("data", ""))
            return replace(base, happened=Happened.PRESSED, text=pressed)
        case "unsend":
            gone = str(event["unsend"]["messageId"])
            return replace(base, happened=Happened.UNSENT, message=gone)
        case "memberJoined":
            return _of_member(base, event["joined"], Happened.JOINED)
        case "memberLeft":
            return _of_member(base, event["left"], Happened.LEFT)
    happened = _CHANGES.get(kind)
    return replace(base, happened=happened) if happened else None


def _of_member(base: Incoming, members: Json, happened: Happened) -> Incoming | None:
    accounts = [one["userId"] for one in members.get("members", []) if is_id(one.get("userId"))]
    if len(accounts) != 1:
        return None
    return replace(base, happened=happened, subject=Sender(accounts[0]))


def _said(event: Json, base: Incoming) -> Incoming | None:
    message = event["message"]
    if not is_id(message["id"]):
        return None
    text = said_in(message) if message["type"] == "text" else ""
    files = files_of(event)
    is_other = message["type"] in NO_DOCUMENTS
    if base.sender is None or not (text or files or is_other):
        return None
    said = replace(
        base,
        text=text,
        message=str(message["id"]),
        files=files,
        replied=_replied(message, event),
        mentions=mentions_in(message),
        is_no_document=is_other,
    )
    opens = _OPENS.fullmatch(text) if base.place.kind is ChatKind.PRIVATE else None
    return replace(said, happened=Happened.OPENED, text=opens[1] or "start") if opens else said


def _replied(message: Json, event: Json) -> Replied | None:
    """LINE tells the id alone. If it was a file, that is held for a while, under its own id or that
    of its set.
    """
    quoted, of_bot = str(message.get("quotedMessageId") or ""), bool(event.get(OF_BOT))
    if not quoted:
        return None
    album = "" if of_bot else str(event.get(IN_SET) or quoted)
    return Replied(quoted, by_bot=of_bot, album=album)
