"""Messages a bot may send, and the bodies of the requests that carry them.

https://developers.line.biz/en/reference/messaging-api/#message-objects
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

from tests.peers.line.actions import QUICK_ACTION
from tests.peers.line.errors import Json, not_faked
from tests.peers.line.flex import CONTAINER
from tests.peers.line.shapes import (
    Check,
    address,
    also,
    below,
    by_type,
    flag,
    items,
    number,
    one_of,
    shape,
    text,
    whole,
    wrong,
)
from tests.peers.telegram.webhook import is_loopback

TEXT = 5000
ALT_TEXT = 1500
MESSAGES = 5
QUICK_REPLIES = 13
SUBSTITUTED = 20
"""Mentions in one text, and emojis in one text."""
ANY_ADDRESS = 2000
MOST = 2**31 - 1
NOT_FAKED = ("imagemap", "template", "coupon")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PLACEHOLDER_NAME = re.compile(r"[A-Za-z0-9_]{1,20}")

KIND = text()
QUOTE = {"quoteToken": text()}
_QUICK = shape(
    {"type": one_of("action"), "action": QUICK_ACTION}, {"imageUrl": address(ANY_ADDRESS)}
)
_SENDER = shape({}, {"name": text(20), "iconUrl": address(ANY_ADDRESS)})
COMMON = {
    "quickReply": shape({"items": items(_QUICK, 1, QUICK_REPLIES)}),
    "sender": _SENDER,
}

_EMOJI = shape({"index": whole(0, TEXT), "productId": text(), "emojiId": text()})
_MENTIONEE = by_type(
    {"user": shape({"type": KIND, "userId": text()}), "all": shape({"type": KIND})}
)
_SUBSTITUTE = by_type(
    {
        "mention": shape({"type": KIND, "mentionee": _MENTIONEE}),
        "emoji": shape({"type": KIND, "productId": text(), "emojiId": text()}),
    }
)


def _substitution(value: Any, path: str) -> Iterator[Json]:
    if not isinstance(value, dict):
        yield wrong("Must be an object", path)
        return
    for name, substitute in value.items():
        if not PLACEHOLDER_NAME.fullmatch(name):
            yield wrong("invalid property", below(path, name))
        yield from _SUBSTITUTE(substitute, below(path, name))


def _placeholders_known(value: Any, path: str) -> Iterator[Json]:
    """Doubled braces stand for themselves."""
    plain = value["text"].replace("{{", "").replace("}}", "")
    known = value.get("substitution") or {}
    for name in PLACEHOLDER.findall(plain):
        if name not in known:
            yield wrong(f"no substitution for {{{name}}}", below(path, "text"))
    if {"{", "}"} & set(PLACEHOLDER.sub("", plain)):
        yield wrong("a brace stands alone", below(path, "text"))


def _not_too_many(value: Any, path: str) -> Iterator[Json]:
    kinds = [part["type"] for part in (value.get("substitution") or {}).values()]
    if max(kinds.count("mention"), kinds.count("emoji")) > SUBSTITUTED:
        yield wrong(f"at most {SUBSTITUTED} mentions", below(path, "substitution"))


def _refused(value: Any, path: str) -> NoReturn:
    raise not_faked(f"a message of type {value['type']}")


def _fetched(value: Any, path: str) -> Iterator[Json]:
    """HTTPS only; loopback is let through, for there is no other server in a test."""
    near = isinstance(value, str) and is_loopback(value)
    yield from address(ANY_ADDRESS, *(("http", "https") if near else ()))(value, path)


_PICTURE = {"originalContentUrl": _fetched, "previewImageUrl": _fetched}
_PLACE = {"title": text(100), "address": text(100),
          "latitude": number(-90, 90), "longitude": number(-180, 180)}  # fmt: skip

MESSAGE: Check = by_type(
    {
        "text": shape(
            {"type": KIND, "text": text(TEXT)},
            COMMON | QUOTE | {"emojis": items(_EMOJI, 0, SUBSTITUTED)},
        ),
        "textV2": also(
            shape(
                {"type": KIND, "text": text(TEXT)}, COMMON | QUOTE | {"substitution": _substitution}
            ),
            _placeholders_known,
            _not_too_many,
        ),
        "sticker": shape({"type": KIND, "packageId": text(), "stickerId": text()}, COMMON | QUOTE),
        "image": shape({"type": KIND} | _PICTURE, COMMON),
        "video": shape({"type": KIND} | _PICTURE, COMMON | {"trackingId": text(100)}),
        "audio": shape(
            {"type": KIND, "originalContentUrl": address(ANY_ADDRESS), "duration": whole(1, MOST)},
            COMMON,
        ),
        "location": shape({"type": KIND} | _PLACE, COMMON),
        "flex": shape({"type": KIND, "altText": text(ALT_TEXT), "contents": CONTAINER}, COMMON),
    }
    | dict.fromkeys(NOT_FAKED, _refused)
)

_MESSAGES = {"messages": items(MESSAGE, 1, MESSAGES)}
_QUIET = {"notificationDisabled": flag}
REPLY = shape({"replyToken": text()} | _MESSAGES, _QUIET)
PUSH = shape({"to": text()} | _MESSAGES, _QUIET | {"customAggregationUnits": items(text(30), 0, 1)})
VALIDATE = shape(_MESSAGES)


def mentions(message: Json) -> list[Json]:
    """Whom a textV2 mentions, each as {"type": "user", "userId": …} or {"type": "all"}."""
    parts = (message.get("substitution") or {}).values()
    return [part["mentionee"] for part in parts if part["type"] == "mention"]
