"""Text and captions of a request: parsed, trimmed, measured."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.peers.telegram.entities import merged, utf16
from tests.peers.telegram.errors import Json, Violation, not_faked
from tests.peers.telegram.html import parse

TEXT_LIMIT = 4096
RAW_LIMIT = 32_768
CAPTION_LIMIT = 1024


@dataclass(frozen=True)
class Formatted:
    text: str
    entities: list[Json]
    html: str

    def as_text(self) -> Json:
        marks = {"entities": self.entities} if self.entities else {}
        return {"text": self.text, **marks}

    def as_caption(self) -> Json:
        if not self.text:
            return {}
        marks = {"caption_entities": self.entities} if self.entities else {}
        return {"caption": self.text, **marks}


def text_of(params: Mapping[str, Any]) -> Formatted:
    formatted = _formatted(params, "text", "entities")
    if not formatted.text:
        raise Violation("message text is empty")
    if len(formatted.text) > TEXT_LIMIT:
        raise Violation("message is too long")
    return formatted


def caption_of(params: Mapping[str, Any]) -> Formatted:
    formatted = _formatted(params, "caption", "caption_entities")
    if len(formatted.text) > CAPTION_LIMIT:
        raise Violation("message caption is too long")
    return formatted


def _formatted(params: Mapping[str, Any], key: str, entities_key: str) -> Formatted:
    source = params.get(key, "")
    if len(source.encode()) > RAW_LIMIT:
        raise Violation("message is too long")
    text, entities = _parsed(source, params.get("parse_mode", ""), params.get(entities_key, []))
    text, entities = _trimmed(text, entities)
    shown = source if params.get("parse_mode") else html.escape(text, quote=False)
    return Formatted(text, merged(text, entities), shown)


def _parsed(source: str, mode: str, given: list[Json]) -> tuple[str, list[Json]]:
    match mode.lower():
        case "":
            return source, given
        case "html":
            return parse(source)
        case "markdown" | "markdownv2":
            raise not_faked(f"parse_mode {mode}")
    raise Violation("unsupported parse_mode")


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Telegram cuts blank space off both ends, and the entities with it."""
    shift = utf16(text) - utf16(text.lstrip())
    text = text.strip()
    moved = [_moved(entity, shift, utf16(text)) for entity in entities]
    return text, [entity for entity in moved if entity["length"] > 0]


def _moved(entity: Json, shift: int, length: int) -> Json:
    start = max(entity["offset"] - shift, 0)
    end = min(entity["offset"] + entity["length"] - shift, length)
    return {**entity, "offset": start, "length": end - start}
