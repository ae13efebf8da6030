"""A package of parts (ISO/IEC 29500-2) that people sent, and the XML in it, opened without trust.

Nothing is unpacked to see how large it is, no entity is resolved and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree

from bot.domain.errors import Refusal

TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PIECE = 64 * 1024
_ENCRYPTED = 1


@dataclass(frozen=True, slots=True)
class Codes:
    """Of the refusals, by whatever the package is sent for."""

    not_word: str
    broken: str
    too_much: str
    macros: str


@contextmanager
def opened(data: bytes, codes: Codes) -> Iterator[ZipFile]:
    try:
        package = ZipFile(BytesIO(data))
    except Exception:  # whatever the reader makes of what it does not expect
        raise Refusal(codes.not_word) from None
    try:
        with package:
            yield package
    except Refusal:
        raise
    except Exception:
        raise Refusal(codes.broken) from None


def listed(package: ZipFile) -> list[ZipInfo]:
    return [one for one in package.infolist() if not one.is_dir()]


def by_name(found: list[ZipInfo], codes: Codes) -> dict[str, ZipInfo]:
    """Capitals make no other name (ISO/IEC 29500-2, 6.2)."""
    methods = {one.compress_type for one in found}
    if methods - {ZIP_STORED, ZIP_DEFLATED} or any(one.flag_bits & _ENCRYPTED for one in found):
        raise Refusal(codes.broken)
    if len({one.filename.lower() for one in found}) < len(found):
        raise Refusal(codes.broken)
    return {one.filename: one for one in found}


def pieces(package: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """Its checksum is compared at the end."""
    with package.open(part) as content:
        while piece := content.read(_PIECE):
            yield piece


def parser(target: object = None) -> Any:
    """`target`: sees the XML as it goes by, and nothing is kept; None: a tree is made of it."""
    options: dict[str, Any] = {} if target is None else {"target": target}
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, **options
    )


class Seen:
    """A target of lxml's parser, for one part after another. It counts elements, attributes and
    comments of all, and learns the content types. Everything raises Refusal.
    """

    def __init__(self, most: int, codes: Codes) -> None:
        self.kinds: dict[str, str] = {}
        """Content types: by "/part", or by ".ending"; in small letters but for the kinds."""
        self._most = most
        self._codes = codes
        self._nodes = 0

    def kind(self, part: str) -> str:
        """In small letters; empty: none is told."""
        named = self.kinds.get(f"/{part.lower()}")
        ending = part.lower().rpartition(".")[2]
        return (named or self.kinds.get(f".{ending}", "")).lower()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.count(1 + len(attributes))
        match local(tag):
            case "Override":
                self._is_of(f"{attributes.get('PartName', '')}", attributes)
            case "Default":
                self._is_of(f".{attributes.get('Extension', '')}", attributes)

    def end(self, tag: str) -> None:
        """Nothing is kept of it."""

    def comment(self, text: str) -> None:
        self.count(1)

    def pi(self, target: str, data: str | None = None) -> None:
        self.count(1)

    def doctype(self, *_: object) -> None:
        """Word writes none; by one entities are told."""
        raise Refusal(self._codes.broken)

    def close(self) -> None:
        """Nothing is made of it."""

    def count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > self._most:
            raise Refusal(self._codes.too_much)

    def _is_of(self, key: str, told: Mapping[str, str]) -> None:
        kind = told.get("ContentType", "")
        if self.kinds.setdefault(key.lower(), kind) != kind:
            raise Refusal(self._codes.broken)


def local(name: str) -> str:
    return name.rpartition("}")[2]
