"""What must not stand in the XML of a Word file that people sent: seen as it goes by.

Names of elements, attributes and relationships: ISO/IEC 29500-1 (WordprocessingML, VML).
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.errors import Refusal
from bot.render.documents.fields import Fields
from bot.render.documents.unpacking import Codes, Seen, local

MOST_NODES = 200_000
"""Elements, attributes and comments of the whole file: a document of a hundred pages has half as
many."""
CODES = Codes(
    not_word="template-not-word",
    broken="template-broken",
    too_much="template-too-much",
    macros="template-macros",
)
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


class Watch(Seen):
    """For one part after another. Everything raises Refusal."""

    def __init__(self) -> None:
        super().__init__(MOST_NODES, CODES)
        self._fields = Fields()

    def begin(self) -> None:
        """Of a part; what another left open is no more."""
        self._fields = Fields()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        super().start(tag, attributes)
        name = local(tag)
        if name in _EMBEDDED:
            raise Refusal("template-embedded", what=name)
        if any(value and local(key) in _ADDRESSES for key, value in attributes.items()):
            raise Refusal("template-links", what=name)
        told = {local(key): value for key, value in attributes.items()}
        if name in _JUDGED and len(told) < len(attributes):  # which of two is read?
            raise Refusal("template-broken")
        self._see(name, told)

    def data(self, text: str) -> None:
        self._fields.data(text)

    def end(self, tag: str) -> None:
        if local(tag) in _TEXTS:
            self._fields.text_ends()

    def close(self) -> None:
        self._fields.close()

    def _see(self, name: str, told: Mapping[str, str]) -> None:
        match name:
            case "Relationship":
                _relate(told)
            case "fldSimple":
                self._fields.simple(told.get("instr", ""))
            case "fldChar":
                self._fields.mark(told.get("fldCharType", ""))
            case "instrText" | "t":
                self._fields.text_begins(instructs=name == "instrText")


def _relate(told: Mapping[str, str]) -> None:
    kind = told.get("Type", "").rpartition("/")[2]
    if told.get("TargetMode", "Internal") != "Internal":
        raise Refusal("template-links", what=kind)
    if "vba" in kind.lower():
        raise Refusal("template-macros")
    if kind not in _TYPES:
        raise Refusal("template-embedded", what=kind)
