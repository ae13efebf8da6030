"""Names in the XML of a Word file: in both spellings of the standard (ISO/IEC 29500-1 strict, and
29500-4 transitional), as `prefix:local`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

Node = Any
"""An element of lxml, which has no types."""
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "wpc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_OFF = frozenset({"0", "false", "off"})
_NUMBER = re.compile(r"[+-]?\d{1,9}")
_MEASURE = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(cm|mm|in|pt|pc|pi)?")
_TWIPS = {"cm": 567.0, "mm": 56.7, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}
_TWIPS_OF_A_CM = 567


@lru_cache(maxsize=4096)
def _named(tag: object) -> str:
    if not isinstance(tag, str):
        return ""
    uri, _, local = tag.rpartition("}")
    return f"{_PREFIXES.get(uri[1:], '?')}:{local}"


def name(node: Node) -> str:
    """Empty: a comment or an instruction; "?:…": a vocabulary that is not read."""
    return _named(node.tag)


def value(node: Node | None, attribute: str = "val", otherwise: str = "") -> str:
    """Of an attribute that has its element's namespace, or none."""
    if node is None:
        return otherwise
    uri = node.tag.rpartition("}")[0]
    found = node.get(f"{uri}}}{attribute}" if uri else attribute)
    return str(found if found is not None else node.get(attribute, otherwise))


def number(node: Node | None, attribute: str = "val", otherwise: int = 0) -> int:
    said = value(node, attribute).strip()
    return int(said) if _NUMBER.fullmatch(said) else otherwise


def centimetres(node: Node, attribute: str) -> float:
    """Of a measure in twips, or with its unit; 0: it tells none."""
    found = _MEASURE.fullmatch(value(node, attribute).strip())
    if found is None:
        return 0.0
    return round(float(found[1]) * _TWIPS.get(found[2] or "", 1.0) / _TWIPS_OF_A_CM, 2)


def child(node: Node | None, *path: str) -> Node | None:
    """The first one at the end of the path."""
    for wanted in path:
        if node is None:
            return None
        for one in node:
            if _named(one.tag) == wanted:
                node = one
                break
        else:
            return None
    return node


def children(node: Node | None, wanted: str) -> Iterator[Node]:
    return (one for one in (node if node is not None else ()) if name(one) == wanted)


def is_on(node: Node | None) -> bool:
    """Of a property that is told by standing there."""
    return node is not None and value(node, otherwise="1").lower() not in _OFF
