"""Whether a Word file that people sent may be opened, and handed out again filled in.

It is a package of parts (ISO/IEC 29500-2). What is not known to be harmless is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from zipfile import ZipFile, ZipInfo

from bot.domain.errors import Refusal
from bot.domain.files import MAX_TEMPLATE_BYTES
from bot.render.documents.template_watch import CODES, Watch
from bot.render.documents.unpacking import MAIN, TYPES, by_name, listed, opened, parser, pieces

MOST_PARTS = 300
"""A long document with pictures has some fifty."""
MOST_UNPACKED = 30 * 1024 * 1024
"""Bytes of all parts."""
MOST_XML = 8 * 1024 * 1024
"""Bytes of the parts that are XML; whoever reads them needs several for each."""
MOST_TIMES = 200
"""How many times its size a part may unpack to; what Word writes shrinks to a twentieth."""
_FONTS = ("application/vnd.openxmlformats-officedocument.obfuscatedfont", "application/x-font")


def inspect(data: bytes) -> frozenset[str]:
    """The names of the parts that were read as XML. Raises Refusal. Within a second and 100 MB,
    whatever it is.
    """
    if len(data) > MAX_TEMPLATE_BYTES:
        raise Refusal("template-too-large", limit=MAX_TEMPLATE_BYTES)
    with opened(data, CODES) as package:
        parts = _parts(package)
        if TYPES not in parts:
            raise Refusal("template-not-word")
        watch = Watch()
        _parse(package, parts.pop(TYPES), watch)
        _require_word(watch.kinds.values())
        return frozenset(n for n, p in parts.items() if _read(package, p, watch.kind(n), watch))


def require_read(part: str, kind: str, read: frozenset[str]) -> None:
    """`kind`: what the program that fills it in takes the part for. Raises Refusal if that is XML,
    or anything else that may do harm, and was not `read` as such.
    """
    if part.lstrip("/") not in read and (kind.endswith("xml") or not _is_harmless(kind)):
        raise Refusal("template-broken")


def _parts(package: ZipFile) -> dict[str, ZipInfo]:
    """By their names, of which capitals make no other; nothing is unpacked to see how large."""
    found = listed(package)
    xml = sum(one.file_size for one in found if _is_xml(one.filename))
    total = sum(one.file_size for one in found)
    grown = any(one.file_size > MOST_TIMES * max(one.compress_size, 1) for one in found)
    if len(found) > MOST_PARTS or total > MOST_UNPACKED or xml > MOST_XML or grown:
        raise Refusal("template-too-much")
    return by_name(found, CODES)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _require_word(kinds: Iterable[str]) -> None:
    """No macros, and no other paper of Office."""
    found = [kind.lower() for kind in kinds]
    if any("macroenabled" in kind or "vba" in kind for kind in found):
        raise Refusal("template-macros")
    if found.count(MAIN) != 1:
        raise Refusal("template-not-word")


def _read(package: ZipFile, part: ZipInfo, kind: str, watch: Watch) -> bool:
    """Whether as XML: also a part that says only by its name, or only by its kind, that it is."""
    if "vba" in part.filename.lower():
        raise Refusal("template-macros")
    if _is_xml(part.filename) or kind.endswith("xml"):
        _parse(package, part, watch)
        return True
    if not _is_harmless(kind):
        raise Refusal("template-embedded", what=part.filename)
    for _ in pieces(package, part):  # its checksum is compared at the end
        pass
    return False


def _is_harmless(kind: str) -> bool:
    """Pictures, and letters."""
    return kind.startswith(("image/", *_FONTS))


def _parse(package: ZipFile, part: ZipInfo, watch: Watch) -> None:
    """Nothing of it is kept."""
    reader = parser(watch)
    watch.begin()
    for piece in pieces(package, part):
        reader.feed(piece)
    reader.close()
