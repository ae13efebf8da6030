"""An update of Telegram as an `Incoming`; pure."""

from __future__ import annotations

import json
from dataclasses import replace

from bot.channels.telegram.files import files_of, is_no_document
from bot.channels.telegram.keyboard import buttons_of
from bot.channels.telegram.membership import NAME, bot_changed, member_changed, service
from bot.channels.telegram.raw import (
    Json,
    Me,
    author,
    command_in,
    cut,
    entities_of,
    moment,
    names,
    number,
    person,
    place_of,
    speaker,
    text_of,
    words,
)
from bot.domain.incoming import Happened, Incoming, Mention, Place, Replied
from bot.domain.people import ChatKind


def understand(payload: str, me: Me) -> Incoming | None:
    return translate(json.loads(payload), me)


def translate(update: Json, me: Me) -> Incoming | None:
    """None: a kind of update, or of message, that says nothing to us."""
    key = str(update["update_id"])
    match update:
        case {"message": message}:
            return _message(message, key, me)
        case {"edited_message": message}:
            return _edited(message, key, me)
        case {"callback_query": query}:
            return _pressed(query, key)
        case {"my_chat_member": change}:
            return bot_changed(change, key)
        case {"chat_member": change}:
            return member_changed(change, key)
    return None


def _message(message: Json, key: str, me: Me) -> Incoming | None:
    place = place_of(message)
    if place is None:
        return None
    return service(message, key, place) or _said(message, key, place, me)


def _said(message: Json, key: str, place: Place, me: Me) -> Incoming | None:
    sender, text, files = speaker(message), text_of(message).strip(), files_of(message)
    is_other = not (text or files) and is_no_document(message, place)
    if sender is None or not (text or files or is_other):
        return None
    code = _invitation(message, place)
    return Incoming(
        NAME,
        key,
        place,
        Happened.OPENED if code else Happened.SAID,
        sender=sender,
        text=code or text,
        message=str(number(message, "message_id")),
        files=files,
        replied=_replied(message, me),
        mentions=_mentions(message, me),
        is_no_document=is_other,
        said_at=moment(message),
    )


def _edited(message: Json, key: str, me: Me) -> Incoming | None:
    place = place_of(message)
    said = _said(message, key, place, me) if place else None
    # Not "opened": an old /start that is corrected opens nothing a second time.
    return said and replace(said, happened=Happened.EDITED, text=text_of(message).strip())


def _pressed(query: Json, key: str) -> Incoming | None:
    """The message may be one that the bot can no longer read: its chat and id are there still."""
    message = query.get("message")
    place = place_of(message) if message else None
    if message is None or place is None or "data" not in query:
        return None
    return Incoming(
        NAME,
        key,
        place,
        Happened.PRESSED,
        sender=person(query["from"]),
        text=words(query, "data"),
        message=str(number(message, "message_id")),
        press=words(query, "id"),
        buttons=buttons_of(message),
    )


def _invitation(message: Json, place: Place) -> str:
    """The code that a deep link brings along: `/start code` in the private chat."""
    if place.kind is not ChatKind.PRIVATE:
        return ""
    command = command_in(message)
    if command is None or command[0] != "/start":
        return ""
    return text_of(message).partition(" ")[2].strip()


def _replied(message: Json, me: Me) -> Replied | None:
    reply = message.get("reply_to_message")
    # Whatever stands in a topic "replies" to the message that opened the topic.
    if reply is None or "forum_topic_created" in reply:
        return None
    sender = author(reply)
    return Replied(
        message=str(number(reply, "message_id")),
        sender=sender,
        by_bot=sender is not None and sender.account == str(me.id),
        files=tuple(replace(file, caption=text_of(reply)) for file in files_of(reply)),
    )


def _mentions(message: Json, me: Me) -> tuple[Mention, ...]:
    found = [
        _mention(entity, message)
        for entity in entities_of(message)
        if entity["type"] in ("mention", "text_mention") and not names(entity, message, me)
    ]
    return tuple(found)


def _mention(entity: Json, message: Json) -> Mention:
    text = cut(text_of(message), entity["offset"], entity["length"])
    if entity["type"] == "mention":
        return Mention(text, username=text.removeprefix("@"))
    user = person(entity["user"])
    return Mention(
        text,
        account=user.account,
        username=user.username,
        name=user.name,
        is_bot=user.is_bot,
    )
