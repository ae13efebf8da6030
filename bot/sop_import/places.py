"""Where everything stands in YAML text: from which character to which, comments left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from bot.domain.sop_import import Path, Value
from bot.sop_import.yaml_text import kind, rank


@dataclass(slots=True)
class Node:
    """`start` and `end` count characters from 0; the end is behind the last one of its own."""

    start: int
    end: int
    column: int
    text: str = ""
    flow: bool = True
    """It stands on a line with what is before it: a scalar, or in brackets."""

    @property
    def is_empty(self) -> bool:
        """Nothing is written there."""
        return self.start == self.end


@dataclass(slots=True)
class Group(Node):
    fields: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Node] = field(default_factory=dict)


@dataclass(slots=True)
class Listed(Node):
    items: list[Node] = field(default_factory=list)


@lru_cache(maxsize=2)
def placed(source: str) -> Node:
    """Of a text that is one YAML document without anchors, as `bot.sops.reader` takes it.

    One text is asked for many times, once for each option that is tried, and takes long to read:
    so the last ones are kept. Nobody may change what is returned.
    """
    events = iter(YAML(typ="safe", pure=True).parse(source))
    first = next(e for e in events if isinstance(e, NodeEvent))
    return _node(first, events, source, 0)


def value_of(node: Node) -> Value:
    """Scalars are texts, as written."""
    if isinstance(node, Group):
        return {key: value_of(one) for key, one in node.fields.items()}
    if isinstance(node, Listed):
        return [value_of(one) for one in node.items]
    return node.text


def place_of(root: Node, path: Path) -> int:
    """Of the line in which it is told: that of its key, or of the next one of its group, where it
    would stand before that; else that of what it would stand in.
    """
    node, found = root, root.start
    for depth, name in enumerate(path):
        if isinstance(node, Group) and isinstance(name, str):
            key = name if name in node.fields else _next_key(node, kind(path[:depth]), name)
            if key is None:
                return found
            found = node.keys[key].start
            if key != name:
                return found
            node = node.fields[key]
        elif isinstance(node, Listed) and isinstance(name, int) and name < len(node.items):
            node = node.items[name]
            found = node.start
        else:
            return found
    return found


def _next_key(group: Group, called: str, name: str) -> str | None:
    later = (k for k in group.keys if rank(called, k) > rank(called, name))
    return next(later, None)


def _node(event: Any, events: Iterator[Any], source: str, after: int) -> Node:
    """`after`: where what is before it ends; what is left empty stands there."""
    start, end, column = _marks(event)
    if isinstance(event, MappingStartEvent):
        group = Group(start, end, column, flow=bool(event.flow_style))
        return _group(group, events, source)
    if isinstance(event, SequenceStartEvent):
        return _listed(Listed(start, end, column, flow=bool(event.flow_style)), events, source)
    if not isinstance(event, ScalarEvent):
        return Node(after, after, column)
    if event.style in ("|", ">"):
        return Node(start, start + len(source[start:end].rstrip()), column, event.value, flow=False)
    if start == end:
        return Node(after, after, column)
    return Node(start, end, column, event.value)


def _group(group: Group, events: Iterator[Any], source: str) -> Group:
    while not isinstance(event := next(events), MappingEndEvent):
        key = _node(event, events, source, group.end)
        value = _node(next(events), events, source, source.find(":", key.end) + 1)
        group.keys[key.text], group.fields[key.text] = key, value
        group.end = max(value.end, source.find(":", key.end) + 1)
    if group.flow:
        group.end = _marks(event)[1]
    return group


def _listed(listed: Listed, events: Iterator[Any], source: str) -> Listed:
    while not isinstance(event := next(events), SequenceEndEvent):
        after = listed.end if listed.flow or not listed.items else source.find("-", listed.end) + 1
        listed.items.append(_node(event, events, source, after))
        listed.end = listed.items[-1].end
    if listed.flow:
        listed.end = _marks(event)[1]
    return listed


def _marks(event: Any) -> tuple[int, int, int]:
    return event.start_mark.index, event.end_mark.index, event.start_mark.column


def below(node: Node, name: str | int) -> Node | None:
    if isinstance(node, Group) and isinstance(name, str):
        return node.fields.get(name)
    if isinstance(node, Listed) and isinstance(name, int) and 0 <= name < len(node.items):
        return node.items[name]
    return None


def line_start(source: str, place: int) -> int:
    return source.rfind("\n", 0, place) + 1


def line_end(source: str, place: int) -> int:
    """Before its line break."""
    end = source.find("\n", place)
    end = len(source) if end < 0 else end
    return end - 1 if source[end - 1 : end] == "\r" else end


def next_line(source: str, place: int) -> int:
    end = source.find("\n", place)
    return len(source) if end < 0 else end + 1
