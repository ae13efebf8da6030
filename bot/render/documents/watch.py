"""What must not stand in the XML of a Word file that people sent: seen as it goes by.

Names of elements, attributes and relationships: ISO/IEC 29500-1 (WordprocessingML, VML).
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.errors import Refusal

MOST_NODES = 200_000
"""Elements, attributes and comments of the whole file: a document of a hundred pages has half as
many."""
_TYPES = {
    *("officeDocument", "core-properties", "extended-properties", "custom-properties"),
    *("thumbnail", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme"),
    *("numbering", "footnotes", "endnotes", "header", "footer", "image", "font", "people"),
    *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "glossaryDocument"),
    *("customXml", "customXmlProps", "classificationlabels"),
}
"""Of relationships."""
_EMBEDDED = frozenset(
    {"object", "OLEObject", "control", "altChunk", "subDoc", "mailMerge", "movie", "frameset"}
)
"""Elements by which something else is shown or run."""
_ADDRESSES = frozenset({"src", "href", "althref"})
"""Attributes of a shape that name an address without a relationship."""
_FIELDS = frozenset(
    {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TOC", "PAGEREF", "REF", "SEQ"}
    | {"STYLEREF"}
)
"""Fields that look at nothing outside the document and run nothing."""


class Watch:
    """A target of lxml's parser, for one part after another. Everything raises Refusal."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        """Content types: by "/part", or by ".ending"; in small letters but for the kinds."""
        self._nodes = 0
        self._fields: list[str] = []
        self._is_instruction = False

    def kind(self, part: str) -> str:
        """In small letters; empty: none is told."""
        named = self.kinds.get(f"/{part.lower()}")
        ending = part.lower().rpartition(".")[2]
        return (named or self.kinds.get(f".{ending}", "")).lower()

    def begin(self) -> None:
        """Of a part; what another left open is no more."""
        self._fields, self._is_instruction = [], False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._count(1 + len(attributes))
        name = _local(tag)
        if name in _EMBEDDED:
            raise Refusal("template-embedded", what=name)
        told = {_local(key): value for key, value in attributes.items()}
        if any(told.get(key) for key in _ADDRESSES):
            raise Refusal("template-links", what=name)
        self._see(name, told)

    def data(self, text: str) -> None:
        if self._is_instruction and self._fields:
            self._fields[-1] += text

    def end(self, tag: str) -> None:
        if _local(tag) == "instrText":
            self._is_instruction = False

    def comment(self, text: str) -> None:
        self._count(1)

    def pi(self, target: str, data: str | None = None) -> None:
        self._count(1)

    def doctype(self, *_: object) -> None:
        """Word writes none; by one entities are told."""
        raise Refusal("template-broken")

    def close(self) -> None:
        """What no end of a field closes is judged too."""
        for instruction in self._fields:
            _judge(instruction)

    def _count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > MOST_NODES:
            raise Refusal("template-too-much")

    def _see(self, name: str, told: Mapping[str, str]) -> None:
        match name:
            case "Override":
                self._is_of(f"{told.get('PartName', '')}", told)
            case "Default":
                self._is_of(f".{told.get('Extension', '')}", told)
            case "Relationship":
                _relate(told)
            case "fldSimple":
                _judge(told.get("instr", ""))
            case "fldChar":
                self._field(told.get("fldCharType", ""))
            case "instrText":
                self._is_instruction = True

    def _is_of(self, key: str, told: Mapping[str, str]) -> None:
        kind = told.get("ContentType", "")
        if self.kinds.setdefault(key.lower(), kind) != kind:
            raise Refusal("template-broken")

    def _field(self, place: str) -> None:
        """Its instruction stands between its beginning and its separator or end."""
        if place == "begin":
            self._fields.append("")
        elif self._fields and place == "separate":
            _judge(self._fields[-1])
        elif self._fields and place == "end":
            _judge(self._fields.pop())


def _relate(told: Mapping[str, str]) -> None:
    kind = told.get("Type", "").rpartition("/")[2]
    if told.get("TargetMode", "Internal") != "Internal":
        raise Refusal("template-links", what=kind)
    if "vba" in kind.lower():
        raise Refusal("template-macros")
    if kind not in _TYPES:
        raise Refusal("template-embedded", what=kind)


def _judge(instruction: str) -> None:
    name = (instruction.split() or [""])[0].upper()
    if name not in _FIELDS:
        raise Refusal("template-fields", what=name)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
