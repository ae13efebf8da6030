"""What Telegram demands of keyboards."""

from __future__ import annotations

from urllib.parse import urlsplit

from tests.peers.telegram.errors import Json, Violation

DATA_LIMIT = 64
BUTTONS = 100
PER_ROW = 8
SCHEMES = frozenset({"http", "https", "tg"})


def markup_of(params: Json) -> Json | None:
    """The keyboard of a request, held against the limits."""
    markup: Json | None = params.get("reply_markup")
    rows = (markup or {}).get("inline_keyboard", [])
    if sum(map(len, rows)) > BUTTONS or any(len(row) > PER_ROW for row in rows):
        raise Violation("reply markup is too long")
    for row in rows:
        for button in row:
            _check(button)
    return markup


def _check(button: Json) -> None:
    if not button["text"].strip():
        raise Violation("inline keyboard button text must be non-empty")
    if len(button.keys() - {"text", "style", "icon_custom_emoji_id"}) != 1:
        raise Violation("inline keyboard button must do exactly one thing")
    if not 1 <= len(button.get("callback_data", "-").encode()) <= DATA_LIMIT:
        raise Violation("BUTTON_DATA_INVALID")
    if urlsplit(button.get("url", "https://t.me")).scheme not in SCHEMES:
        raise Violation(f"inline keyboard button URL '{button['url']}' is invalid")
