"""Bytes of a YAML file to a tree, refusing what an SOP never needs and what can do harm.

Built on the parser's events, not on its loader: no tag is ever obeyed, no alias ever expanded,
and every key keeps its place, also one that stands twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from bot.render.language import N_
from bot.sops.phrases import Fault, Phrase
from bot.sops.text import code_point, is_control
from bot.sops.tree import Fields, Items, Place, Scalar, Tree
from bot.sops.values import shown

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 20_000
"""Forty times the built-in SOP; keeps a hostile file from holding the parser for long."""

START = Place(1, 1)
_NULLS = {"", "~", "null"}
_SYNTAX = Phrase(
    N_(
        'look here and on the line above: a text with ": " or " #" needs quotes, '
        "indentation is spaces only, every quote and bracket is closed"
    )
)
_SEE = Phrase(N_("see lo-2.4.yaml"))
_NOT_YAML = Phrase(N_("not valid YAML: {told}"))


@dataclass(slots=True)
class Reading:
    """`tree` is None when the file could not be read to its end."""

    tree: Tree | None = None
    faults: list[Fault] = field(default_factory=list)
    blind: set[Place] = field(default_factory=set)
    """Where a value could not be read and the problem is told already."""


class _Stop(Exception):
    """Reading on makes no sense."""

    def __init__(self, place: Place, what: Phrase, mend: Phrase) -> None:
        self.fault = place.fault(what, mend)


def read(data: bytes) -> Reading:
    reading = Reading()
    try:
        text = _decoded(data)
        reading.tree = _Builder(_without_controls(text, reading), reading).build()
    except _Stop as stop:
        reading.faults.append(stop.fault)
    return reading


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        what = Phrase(N_("the file is larger than 1 MB"))
        raise _Stop(START, what, Phrase(N_("keep one SOP in one file, text only")))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Stop(
            _end_of(data[: error.start].decode("utf-8-sig", "replace")),
            Phrase(N_("the file is not UTF-8 from here on")),
            Phrase(
                N_('save it again with the encoding "UTF-8" (not TIS-620, Windows-874 or UTF-16)')
            ),
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _end_of(text: str) -> Place:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Place(len(lines), len(lines[-1]) + 1)


def _without_controls(text: str, reading: Reading) -> str:
    """The parser stops at the first control character; we want all, and the rest of the file."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        found = [i for i, c in enumerate(line) if c != "\t" and is_control(c)]
        if found:
            what = Phrase(N_("control character {code}")).of(code=code_point(line[found[0]]))
            place = Place(number + 1, found[0] + 1)
            mend = Phrase(N_("delete it and type the text anew"))
            reading.faults.append(place.fault(what, mend))
            lines[number] = "".join("\ufffd" if c != "\t" and is_control(c) else c for c in line)
    return "\n".join(lines)


class _Builder:
    def __init__(self, text: str, reading: Reading) -> None:
        self.reading = reading
        self.events = _events(text)
        self.nodes = 0

    def build(self) -> Tree:
        tree: Tree | None = None
        for event in self.events:
            if isinstance(event, DocumentStartEvent) and tree is not None:
                what, mend = N_("a second document starts here"), N_('remove the line "---"')
                raise _Stop(_place(event), Phrase(what), Phrase(mend))
            if isinstance(event, NodeEvent):
                tree = self.node(event, depth=1)
        if tree is None or tree == Scalar(tree.place, None):
            what, mend = N_("the file is empty"), N_("copy lo-2.4.yaml and change it")
            raise _Stop(START, Phrase(what), Phrase(mend))
        return tree

    def node(self, event: Any, depth: int) -> Tree:
        self.limit(event, depth)
        self.refuse_extras(event)
        if isinstance(event, MappingStartEvent):
            return self.mapping(event, depth)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(event, depth)
        if isinstance(event, AliasEvent):
            return self.alias(event)
        return _scalar(event)

    def limit(self, event: Any, depth: int) -> None:
        self.nodes += 1
        if depth > MAX_DEPTH:
            raise _Stop(_place(event), Phrase(N_("too many levels within levels")), _SEE)
        if self.nodes > MAX_NODES:
            what = Phrase(N_("more than {most} entries")).of(most=MAX_NODES)
            raise _Stop(_place(event), what, _SEE)

    def refuse_extras(self, event: Any) -> None:
        anchor, tag = Phrase(N_("a YAML anchor (&)")), Phrase(N_("a YAML tag (!)"))
        for sign, what, value in (("&", anchor, event.anchor), ("!", tag, _tag(event))):
            if value and not isinstance(event, AliasEvent):
                mend = Phrase(N_("remove it, or put a text that starts with {sign} in quotes"))
                self.tell(_place(event), what, mend.of(sign=sign))

    def alias(self, event: Any) -> Tree:
        place = _place(event)
        self.reading.blind.add(place)
        mend = Phrase(N_("write the value out, or put a text that starts with * in quotes"))
        self.tell(place, Phrase(N_('a YAML alias ("*{name}")')).of(name=event.anchor), mend)
        return Scalar(place, None)

    def sequence(self, start: Any, depth: int) -> Items:
        items = Items(_place(start))
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.items.append(self.node(event, depth + 1))
        return items

    def mapping(self, start: Any, depth: int) -> Fields:
        fields = Fields(_place(start))
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            self.put(fields, key, value)
        return fields

    def put(self, fields: Fields, key: Tree, value: Tree) -> None:
        if not isinstance(key, Scalar):
            what, mend = N_("a key that is not one word"), N_('write "key: value"')
            self.tell(key.place, Phrase(what), Phrase(mend))
            return
        name = key.text or ""
        if name in fields.keys:
            twice = Phrase(N_("{key} stands twice (first on line {line})"))
            twice = twice.of(key=shown(name), line=fields.keys[name].line)
            self.tell(key.place, twice, Phrase(N_("keep one")))
            return
        # The parser places a value that is not there at the start of whatever comes next.
        empty = isinstance(value, Scalar) and value.text is None
        known = value.place in self.reading.blind
        fields.fields[name] = Scalar(key.place, None) if empty and not known else value
        fields.keys[name] = key.place

    def tell(self, place: Place, what: Phrase, mend: Phrase) -> None:
        self.reading.faults.append(place.fault(what, mend))


def _events(text: str) -> Iterator[Any]:
    reached = START
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            yield event
            reached = _place(event)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else START
        said = " ".join(f"{error.problem or ''} {error.context or ''}".split())
        raise _Stop(place, _NOT_YAML.of(told=said), _SYNTAX) from None
    except Exception as error:
        # The parser is not ours, and an odd file trips it in odd ways (OverflowError was seen):
        # to the operator it is the file that is wrong.
        raise _Stop(reached, _NOT_YAML.of(told=str(error)), _SYNTAX) from None


def _scalar(event: ScalarEvent) -> Scalar:
    is_null = event.style is None and event.value in _NULLS
    return Scalar(_place(event), None if is_null else event.value)


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _tag(event: Any) -> object:
    return getattr(event, "tag", None)
