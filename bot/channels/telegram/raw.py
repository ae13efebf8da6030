"""Reading the JSON of an update: what the filter and the translation both look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.domain.incoming import Place, Sender
from bot.domain.people import ChatKind
from bot.domain.spelling import writable

Json = dict[str, Any]

GROUP_ANONYMOUS_BOT = 1087968824
"""In whose name an administrator writes who stays anonymous."""
GENERAL_TOPIC = 1
"""Its id is refused as message_thread_id."""

LARGEST_ID = 2**63
"""Ids are said to have at most 52 bits; what has more than a database takes is none."""

_KINDS = {
    "private": ChatKind.PRIVATE,
    "group": ChatKind.GROUP,
    "supergroup": ChatKind.GROUP,
}


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself, as getMe tells."""

    id: int
    username: str

    def is_named(self, username: str) -> bool:
        return username.removeprefix("@").lower() == self.username.lower()


def number(holder: Json, key: str) -> int:
    """Raises for anything else: better one update unread than a row that nobody can send to."""
    found = holder[key]
    if type(found) is not int or abs(found) >= LARGEST_ID:
        raise TypeError(f"{key} is no number")
    return found


def moment(message: Json) -> datetime | None:
    """When it was sent; nothing, if that is no time."""
    try:
        return datetime.fromtimestamp(number(message, "date"), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None


def words(holder: Json, key: str) -> str:
    """Empty if there are none."""
    found = holder.get(key, "")
    if not isinstance(found, str):
        raise TypeError(f"{key} is no text")
    return writable(found)


def is_forwarded(message: Json) -> bool:
    """Its words are somebody's of elsewhere: perhaps our own, and never a request to us."""
    return "forward_origin" in message


def text_of(message: Json) -> str:
    if is_forwarded(message):
        return ""
    return words(message, "text") or words(message, "caption")


def entities_of(message: Json) -> list[Json]:
    """What is marked in the text or the caption."""
    if is_forwarded(message):
        return []
    entities: list[Json] = message.get("entities" if "text" in message else "caption_entities", [])
    return entities


def cut(text: str, offset: int, length: int) -> str:
    """A stretch of the text; Telegram counts UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def command_in(message: Json) -> tuple[str, str] | None:
    """The command that the text begins with, and the bot it is addressed to (empty: any)."""
    for entity in entities_of(message):
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            name, _, addressee = cut(text_of(message), 0, entity["length"]).partition("@")
            return name.lower(), addressee
    return None


def names(entity: Json, message: Json, me: Me) -> bool:
    """Whether this entity is a mention of the bot."""
    if entity["type"] == "text_mention":
        return bool(entity["user"]["id"] == me.id)
    if entity["type"] != "mention":
        return False
    return me.is_named(cut(text_of(message), entity["offset"], entity["length"]))


def mentions_bot(message: Json, me: Me) -> bool:
    return any(names(entity, message, me) for entity in entities_of(message))


def place_of(holder: Json) -> Place | None:
    """The chat of a message or a change of membership; None for a channel and its like."""
    chat = holder["chat"]
    kind = _KINDS.get(chat["type"])
    if kind is None or chat.get("is_direct_messages"):
        return None
    title = words(chat, "title") or full_name(chat)
    return Place(str(number(chat, "id")), kind, title, thread_of(holder))


def thread_of(message: Json) -> str:
    """Outside forums a reply has a message_thread_id too, but it is no topic."""
    if not message.get("is_topic_message") or "message_thread_id" not in message:
        return ""
    thread = number(message, "message_thread_id")
    return str(thread) if thread != GENERAL_TOPIC else ""


def person(user: Json) -> Sender:
    return Sender(
        account=str(number(user, "id")),
        name=full_name(user),
        username=words(user, "username"),
        language=words(user, "language_code"),
        anonymous=user["id"] == GROUP_ANONYMOUS_BOT,
        is_bot=bool(user.get("is_bot")),
    )


def full_name(named: Json) -> str:
    return f"{words(named, 'first_name')} {words(named, 'last_name')}".strip()


def author(message: Json) -> Sender | None:
    """Who wrote it, a bot included; None: a channel, or nobody."""
    chat = message.get("sender_chat")
    if chat is not None and chat["id"] != message["chat"]["id"]:
        return None
    return person(message["from"]) if "from" in message else None


def speaker(message: Json) -> Sender | None:
    """The person who wrote it. Other bots are nobody, an anonymous administrator is somebody."""
    found = author(message)
    return None if found is None or (found.is_bot and not found.anonymous) else found
