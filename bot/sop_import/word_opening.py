"""What somebody sent as an SOP: whether it is a Word file, and the three parts of it that are read.

Nothing else of it is unpacked: pictures, embedded objects, macros and whatever it links to stay
closed. It is bounded by the bytes of those parts and by what stands in them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from zipfile import ZipFile, ZipInfo

from bot.domain.errors import Refusal
from bot.domain.files import MAX_FILE_BYTES
from bot.render.documents.unpacking import (
    MAIN,
    TYPES,
    Codes,
    Seen,
    by_name,
    listed,
    opened,
    parser,
    pieces,
)
from bot.sop_import.word_names import Node

MOST_ENTRIES = 3_000
"""Of the package; a long document with pictures has some fifty."""
MOST_XML = 12 * 1024 * 1024
"""Bytes of a part that is read; that of a long SOP full of shapes has one or two million."""
MOST_NODES = 300_000
"""Elements and attributes of all parts that are read: an SOP of twelve steps with a drawn chart has
some 15,000, one hundred pages may have as many. They take 120 MB at most."""
MOST_NAMESPACES = 20_000
"""Declarations of them: Word makes some forty; other programs some anew for each drawing."""
DEEPEST = 100
"""How deep elements stand in each other: a text box of a group in a table in a table has forty."""
CODES = Codes(
    not_word="sop-not-word",
    broken="sop-broken",
    too_much="sop-too-much",
    macros="sop-macros",
)
_ENTRY = b"PK\x01\x02"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD = "WordDocument".encode("utf-16-le")
_OLD_BEGINNINGS = re.compile(
    rb"\s*(?:\{\\rtf|MIME-Version:|<\?xml[^>]*>\s*<\?mso-application|<(?:!doctype )?html)", re.I
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UNTYPED = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOOKED_AT = 4096
"""Bytes by which it is told whether something is text."""
_KINDS = frozenset({MAIN, MAIN.replace("document.main", "template.main")})


class Kind(StrEnum):
    WORD = "word"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Opened:
    """Roots of XML; None: there is no such part."""

    document: Node
    styles: Node | None
    numbering: Node | None


def kind_of(data: bytes) -> Kind:
    """By its content, whatever its name is: WORD is for `word.read_word`, PLAIN for
    `plain.read_plain`, each of which may still refuse it. Raises Refusal, whose sentence tells the
    sender what to do, for all else (too large, PDF, .doc, with a password, …): whoever reads a file
    needs to ask nothing more.
    """
    if len(data) > MAX_FILE_BYTES:
        raise Refusal("sop-too-large", limit=MAX_FILE_BYTES)
    if data.startswith(b"PK\x03\x04"):
        return Kind.WORD
    if data.startswith(_OLE):
        raise Refusal(_of_ole(data))
    if data.lstrip()[:5] == b"%PDF-":
        raise Refusal("sop-pdf")
    if _OLD_BEGINNINGS.match(data[:_LOOKED_AT]):
        raise Refusal("sop-old-word")
    if not data.strip() or (_UNTYPED.search(data[:_LOOKED_AT]) and data[:2] not in _UTF16):
        raise Refusal("sop-not-word")
    return Kind.PLAIN


def _of_ole(data: bytes) -> str:
    """A .doc, a .docx with a password, or another paper of Office."""
    if _ENCRYPTED in data:
        return "sop-password"
    return "sop-old-word" if _OLD in data else "sop-not-word"


def open_word(data: bytes) -> Opened:
    """Raises Refusal."""
    if len(data) > MAX_FILE_BYTES:
        raise Refusal("sop-too-large", limit=MAX_FILE_BYTES)
    if data.count(_ENTRY) > MOST_ENTRIES:
        raise Refusal("sop-too-much")
    with opened(data, CODES) as package:
        parts = by_name(listed(package), CODES)
        if TYPES not in parts:
            raise Refusal("sop-not-word")
        return _Parts(package, parts).opened()


class _Parts:
    """Of one package; names in small letters."""

    def __init__(self, package: ZipFile, parts: Mapping[str, ZipInfo]) -> None:
        self._package = package
        self._parts = {name.lower(): part for name, part in parts.items()}
        self._seen = _Watch()

    def opened(self) -> Opened:
        self._tree(TYPES.lower())
        main = self._main()
        near = self._related(_relations(main), posixpath.dirname(main))
        styles, numbering = (self._first(near, kind) for kind in ("styles", "numbering"))
        return Opened(self._tree(main), styles, numbering)

    def _first(self, near: Mapping[str, list[str]], kind: str) -> Node | None:
        found = near.get(kind)
        return self._tree(found[0]) if found else None

    def _main(self) -> str:
        """The document's part. Other papers of Office have one, too, of another kind."""
        found = self._related("_rels/.rels", "").get("officeDocument", [])
        kinds = [self._seen.kind(part) for part in found]
        if any("macroenabled" in kind for kind in kinds):
            raise Refusal("sop-macros")
        if not kinds or kinds[0] not in _KINDS:
            raise Refusal("sop-not-word")
        if len(found) > 1:
            raise Refusal("sop-broken")
        return found[0]

    def _related(self, part: str, folder: str) -> dict[str, list[str]]:
        """Parts of the package, by the last word of how they are related. What a relationship
        leads to outside is not looked at.
        """
        found: dict[str, list[str]] = {}
        for one in self._tree(part) if part in self._parts else ():
            if isinstance(one.tag, str) and one.get("TargetMode", "Internal") == "Internal":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))
                kind = one.get("Type", "").rpartition("/")[2]
                found.setdefault(kind, []).append(target.lstrip("/").lower())
        return {kind: [t for t in there if t in self._parts] for kind, there in found.items()}

    def _tree(self, name: str) -> Node:
        """It is seen as it goes by before it is made."""
        part = self._parts[name]
        if part.file_size > MOST_XML:
            raise Refusal("sop-too-much")
        content = b"".join(pieces(self._package, part))
        if content.replace(b"\0", b"").count(b"xmlns") > MOST_NAMESPACES:
            raise Refusal("sop-too-much")
        self._seen.begin()
        watching, making = parser(self._seen), parser()
        for reader in (watching, making):
            reader.feed(content)
            made = reader.close()
        return made


class _Watch(Seen):
    def __init__(self) -> None:
        super().__init__(MOST_NODES, CODES)
        self._depth = 0

    def begin(self) -> None:
        self._depth = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        super().start(tag, attributes)
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refusal("sop-too-much")

    def end(self, tag: str) -> None:
        self._depth -= 1


def _relations(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
