"""What LINE would say to the messages of a request, as strict as its reference."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

BLOCKS = {"header", "body", "footer"}
GAPS = {"none", "xs", "sm", "md", "lg", "xl", "xxl"}
KEYS = {
    "box": {
        *("type", "layout", "contents", "flex", "spacing", "margin", "action"),
        *(
            "paddingAll",
            "paddingTop",
            "paddingStart",
            "paddingEnd",
            "cornerRadius",
            "backgroundColor",
            "justifyContent",
        ),
    },
    "text": {
        *("type", "text", "contents", "wrap", "scaling", "size", "color", "weight", "style"),
        *("align", "flex", "margin"),
    },
    "span": {"type", "text", "color", "weight", "style"},
}


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def judge(messages: list[Json]) -> None:
    """Raises AssertionError at the first thing that is refused."""
    for message in messages:
        if message["type"] == "text":
            assert set(message) == {"type", "text"}
            assert 1 <= units(message["text"].strip()) <= 5000
        elif message["type"] == "image":
            addresses = message["originalContentUrl"], message["previewImageUrl"]
            assert set(message) == {"type", "originalContentUrl", "previewImageUrl"}
            assert all(a.startswith("https://") and len(a) <= 2000 for a in addresses)
        else:
            _flex(message)


def parts(component: Json) -> Iterator[Json]:
    """A component and all within it."""
    yield component
    for inner in component.get("contents", []):
        yield from parts(inner)


def components(messages: list[Json]) -> list[Json]:
    """All that stands in the bubbles, from top to bottom."""
    bubbles = [one["contents"] for one in messages if one["type"] == "flex"]
    blocks = [
        bubble[name]
        for bubble in bubbles
        for name in ("header", "body", "footer")
        if name in bubble
    ]
    return [part for block in blocks for part in parts(block)]


def actions(messages: list[Json]) -> list[Json]:
    return [part["action"] for part in components(messages) if "action" in part]


def read(messages: list[Json]) -> str:
    """What a person reads, buttons left out."""
    found = [message["text"] for message in messages if message["type"] == "text"]
    for message in messages:
        bubble = message.get("contents", {})
        for name in ("header", "body"):
            shown = parts(bubble[name]) if name in bubble else iter(())
            found += [part["text"] for part in shown if "text" in part]
    return "".join(found)


def _flex(message: Json) -> None:
    assert set(message) - {"quickReply"} == {"type", "altText", "contents"}
    assert 1 <= units(message["altText"].strip()) <= 1500
    assert "\n" not in message["altText"]
    bubble = message["contents"]
    assert bubble["type"] == "bubble"
    assert bubble["size"] in {"mega", "giga"}
    assert BLOCKS & set(bubble)
    assert set(bubble) <= BLOCKS | {"type", "size"}
    assert len(json.dumps(bubble, ensure_ascii=False).encode()) <= 30_000
    for part in components([message]):
        _component(part)
    for item in message.get("quickReply", {"items": []})["items"]:
        _action(item["action"])
    assert len(message.get("quickReply", {"items": ["one"]})["items"]) in range(1, 14)


def _component(part: Json) -> None:
    assert set(part) <= KEYS[part["type"]]
    assert part.get("margin", "none") in GAPS
    if part["type"] == "box":
        assert part["layout"] in {"vertical", "horizontal"}
        assert part["contents"]
        assert all(inner["type"] in {"box", "text"} for inner in part["contents"])
    elif "contents" in part:
        assert "text" not in part
        assert part["contents"]
        assert all(inner["type"] == "span" for inner in part["contents"])
    else:
        assert part["text"].strip()
    if "action" in part:
        _action(part["action"])


def _action(action: Json) -> None:
    assert 1 <= units(action["label"]) <= 20
    if action["type"] == "uri":
        assert action["uri"].startswith("https://")
        assert len(action["uri"]) <= 1000
    else:
        assert 1 <= units(action["data"]) <= 300
        assert 1 <= units(action["displayText"]) <= 300
