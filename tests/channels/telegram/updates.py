"""Updates as Telegram writes them, short enough for a test to show what it is about."""

from __future__ import annotations

from bot.channels.telegram.raw import Json, Me

ME = Me(7_000_000_001, "sop_test_bot")
BOT: Json = {"id": ME.id, "is_bot": True, "first_name": "เอสโอพี", "username": ME.username}
SOMCHAI: Json = {
    "id": 11,
    "is_bot": False,
    "first_name": "สมชาย",
    "last_name": "ใจดี",
    "username": "somchai",
    "language_code": "th",
}
MALEE: Json = {"id": 12, "is_bot": False, "first_name": "มาลี"}
ANONYMOUS: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
PRIVATE: Json = {"id": 11, "type": "private", "first_name": "สมชาย", "last_name": "ใจดี"}
GROUP: Json = {"id": -100, "type": "supergroup", "title": "คณะกรรมการ"}
CHANNEL: Json = {"id": -300, "type": "channel", "title": "ข่าว"}
AT = 1_790_821_800
"""1 October 2026, 09.30 in Bangkok."""
DOCUMENT: Json = {"file_id": "F1", "file_name": "แผน.pdf", "mime_type": "application/pdf"}


def message(text: str = "", chat: Json = GROUP, sender: Json = SOMCHAI, **more: object) -> Json:
    """A message; a command at its start, an @name and an emoji before it are marked."""
    words = {"text": text, "entities": entities(text)} if text else {}
    return {"message_id": 5, "date": AT, "chat": chat, "from": sender, **words, **more}


def said(text: str = "", chat: Json = GROUP, sender: Json = SOMCHAI, **more: object) -> Json:
    return {"update_id": 900, "message": message(text, chat, sender, **more)}


def entities(text: str) -> list[Json]:
    found = []
    if text.startswith("/") and text[1:2].isascii():
        found.append({"type": "bot_command", "offset": 0, "length": len(text.split()[0])})
    for word in text.split():
        if word.startswith("@"):
            offset = units(text[: text.index(word)])
            found.append({"type": "mention", "offset": offset, "length": units(word)})
    return found


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pressed(data: str, origin: Json) -> Json:
    query = {"id": "Q1", "from": SOMCHAI, "chat_instance": "1", "message": origin, "data": data}
    return {"update_id": 901, "callback_query": query}


def member(status: str, user: Json = BOT, **more: object) -> Json:
    return {"user": user, "status": status, **more}


def changed(kind: str, old: Json, new: Json, chat: Json = GROUP) -> Json:
    change = {"chat": chat, "from": SOMCHAI, "date": AT}
    return {"update_id": 902, kind: {**change, "old_chat_member": old, "new_chat_member": new}}
