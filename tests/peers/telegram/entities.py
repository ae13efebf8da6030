"""Entities of a text: counted in UTF-16 units, found in it as Telegram finds them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.peers.telegram.errors import Json

# ASCII only: "/สถานะ" is no command to Telegram.
FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+)"
    r"|(?<![\w/@])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<![\w/])(?P<mention>@[A-Za-z0-9_]{4,32})(?!\w)"
    r"|(?<![\w/])(?P<hashtag>#\w+)"
)
# Nothing is looked for inside these.
OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "url"})


def utf16(text: str) -> int:
    """The length as Telegram counts it: two for what lies beyond U+FFFF."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, entity: Mapping[str, Any]) -> str:
    """The part of the text that an entity covers."""
    raw = text.encode("utf-16-le")
    start = 2 * entity["offset"]
    return raw[start : start + 2 * entity["length"]].decode("utf-16-le")


def found_in(text: str) -> list[Json]:
    """Commands, mentions, links and hashtags."""
    return [
        _entity(text, match.start(), match.end(), str(match.lastgroup))
        for match in FOUND.finditer(text)
    ]


def text_mentions(text: str, users: Mapping[str, Json]) -> list[Json]:
    """A mention of people without a username, at the first place where each word stands."""
    marks = []
    for word, user in users.items():
        start = text.index(word)
        marks.append({**_entity(text, start, start + len(word), "text_mention"), "user": user})
    return marks


def merged(text: str, given: Sequence[Json]) -> list[Json]:
    """The given entities and those found outside code and links, in order."""
    closed = [e for e in given if e["type"] in OPAQUE]
    extra = [e for e in found_in(text) if not any(_overlap(e, c) for c in closed)]
    return sorted([*given, *extra], key=lambda e: (e["offset"], -e["length"]))


def _overlap(one: Json, other: Json) -> bool:
    ends = one["offset"] + one["length"], other["offset"] + other["length"]
    return bool(one["offset"] < ends[1] and other["offset"] < ends[0])


def _entity(text: str, start: int, end: int, kind: str) -> Json:
    return {"type": kind, "offset": utf16(text[:start]), "length": utf16(text[start:end])}
