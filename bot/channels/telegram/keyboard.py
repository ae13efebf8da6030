"""Buttons, and the question that waits for an answer, as Telegram's reply mark-up."""

from __future__ import annotations

import re

from bot.channels.telegram.raw import Json, words
from bot.domain.message import Button, Message

ACTION_LIMIT = 64
PER_ROW = 8
PER_MESSAGE = 100

_PRIVATE_CHAT, _CODE_IN_LINK = "https://t.me/", "?start="
_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")


def keyboard(message: Message, username: str) -> Json | None:
    """Raises ValueError for what Telegram would refuse: a fault of ours, to be seen early."""
    rows = [row for row in message.buttons if row]
    if sum(map(len, rows)) > PER_MESSAGE or any(len(row) > PER_ROW for row in rows):
        raise ValueError("too many buttons")
    made = [[_button(button, username) for button in row] for row in rows]
    return {"inline_keyboard": made} if made else None


def question(message: Message) -> Json | None:
    asks = message.asks and not any(message.buttons)
    return {"force_reply": True, "selective": True} if asks else None


def buttons_of(message: Json) -> tuple[tuple[Button, ...], ...]:
    """What stands under a message of ours, as we wrote it."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return tuple(tuple(_read(one) for one in row) for row in rows)


def _read(button: Json) -> Button:
    label, link = words(button, "text"), words(button, "url")
    if link.startswith(_PRIVATE_CHAT):
        return Button(label, invite=link.partition(_CODE_IN_LINK)[2])
    if link:
        return Button(label, link=link)
    return Button(label, words(button, "callback_data"))


def _button(button: Button, username: str) -> Json:
    if not button.label.strip():
        raise ValueError(f"a button without a label: {button}")
    if button.invite is not None:
        return {"text": button.label, "url": _deep_link(button.invite, username)}
    if button.link:
        return {"text": button.label, "url": button.link}
    action = button.action
    if not (action.isascii() and 1 <= len(action) <= ACTION_LIMIT):
        raise ValueError(f"an action must be 1 to {ACTION_LIMIT} bytes of ASCII: {action!r}")
    return {"text": button.label, "callback_data": action}


def _deep_link(code: str, username: str) -> str:
    if not _CODE.fullmatch(code):
        raise ValueError(f"Telegram takes no such code along: {code!r}")
    return f"{_PRIVATE_CHAT}{username}{_CODE_IN_LINK}{code}"
