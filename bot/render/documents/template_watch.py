"""What must not stand in the XML of a Word file that people sent: seen as it goes by.

Names of elements, attributes and relationships: ISO/IEC 29500-1 (WordprocessingML, VML).
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.errors import Refusal
from bot.render.documents.fields import Fields

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
_JUDGED = frozenset({"Override", "Default", "Relationship", "fldSimple", "fldChar"})
"""Elements of which attributes are looked at."""
_TEXTS = ("instrText", "t")


class Watch:
    """A target of lxml's parser, for one part after another. Everything raises Refusal."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        """Content types: by "/part", or by ".ending"; in small letters but for the kinds."""
        self._nodes = 0
        self._fields = Fields()

    def kind(self, part: str) -> str:
        """In small letters; empty: none is told."""
        named = self.kinds.get(f"/{part.lower()}")
        ending = part.lower().rpartition(".")[2]
        return (named or self.kinds.get(f".{ending}", "")).lower()

    def begin(self) -> None:
        """Of a part; what another left open is no more."""
        self._fields = Fields()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._count(1 + len(attributes))
        name = _local(tag)
        if name in _EMBEDDED:
            raise Refusal("template-embedded", what=name)
        if any(value and _local(key) in _ADDRESSES for key, value in attributes.items()):
            raise Refusal("template-links", what=name)
        told = {_local(key): value for key, value in attributes.items()}
        if name in _JUDGED and len(told) < len(attributes):  # which of two is read?
            raise Refusal("template-broken")
        self._see(name, told)

    def data(self, text: str) -> None:
        self._fields.data(text)

    def end(self, tag: str) -> None:
        if _local(tag) in _TEXTS:
            self._fields.text_ends()

    def comment(self, text: str) -> None:
        self._count(1)

    def pi(self, target: str, data: str | None = None) -> None:
        self._count(1)

    def doctype(self, *_: object) -> None:
        """Word writes none; by one entities are told."""
        raise Refusal("template-broken")

    def close(self) -> None:
        self._fields.close()

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
                self._fields.simple(told.get("instr", ""))
            case "fldChar":
                self._fields.mark(told.get("fldCharType", ""))
            case "instrText" | "t":
                self._fields.text_begins(instructs=name == "instrText")

    def _is_of(self, key: str, told: Mapping[str, str]) -> None:
        kind = told.get("ContentType", "")
        if self.kinds.setdefault(key.lower(), kind) != kind:
            raise Refusal("template-broken")


def _relate(told: Mapping[str, str]) -> None:
    kind = told.get("Type", "").rpartition("/")[2]
    if told.get("TargetMode", "Internal") != "Internal":
        raise Refusal("template-links", what=kind)
    if "vba" in kind.lower():
        raise Refusal("template-macros")
    if kind not in _TYPES:
        raise Refusal("template-embedded", what=kind)


def _local(name: str) -> str:
    return name.rpartition("}")[2]
