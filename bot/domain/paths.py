"""Paths in a pack that every system can unpack, whatever people called their files. Pure.

Windows is the strictest (https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file),
but of a name Linux and macOS count the bytes, 255 of them: 85 Thai letters.
"""

from __future__ import annotations

import re
import unicodedata

MOST_NAME = 56
"""Characters of what people called a file."""
MOST_FOLDER = 40
MOST_PATH = 165
"""Characters of all: Windows takes 260 with the folder into which a pack is unpacked."""
MOST_BYTES = 255
"""Of a name in UTF-8."""
_BYTES_EACH = 3
"""Of a Thai letter in UTF-8."""
_MOST_EXTENSION = 10
_FORBIDDEN = re.compile(r'[<>:"/\\|?*;]+')
"""`unzip` takes what stands behind a semicolon for a version, and leaves it out."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""APFS refuses letters that nobody has assigned, too."""
_AT_ENDS = "._ "
_FIRST_HALVES = "เแโใไ"
_SARA_AM = "ำ"
_ELLIPSIS = "…"


def portable(text: str, most: int = MOST_NAME) -> str:
    """What may follow a prefix of ours in a name: without what any system refuses, a name of its
    own or hides, at most so many characters (16 or more), three bytes for each. Perhaps empty.
    """
    spaced = " ".join(text.split())
    seen = "".join(c for c in spaced if unicodedata.category(c) not in _UNSEEN)
    flat = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", seen)).strip(_AT_ENDS)
    stem, dot, extension = flat.rpartition(".")
    if not dot or len(extension) > _MOST_EXTENSION:
        return _cut(flat, most)
    return _cut(stem, most - len(extension) - 1) + dot + extension


def latin_extension(name: str) -> str:
    """With its dot; empty if it has none in plain letters."""
    found = re.search(r"\.[A-Za-z0-9]{1,10}\Z", name)
    return found[0].lower() if found else ""


class Paths:
    """Gives each path once, also where a system takes capitals for small letters."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, path: str) -> str:
        """The path, or with a number before its extension."""
        folder, slash, name = path.rpartition("/")
        stem, dot, extension = name.rpartition(".")
        if not dot:
            stem, extension = name, ""
        found, number = path, 1
        while _alike(found) in self._taken:
            number += 1
            found = f"{folder}{slash}{stem} ({number}){dot}{extension}"
        self._taken.add(_alike(found))
        return found


def _alike(path: str) -> str:
    return unicodedata.normalize("NFC", path.upper().casefold())


def _cut(text: str, most: int) -> str:
    """Never between a letter and its marks."""
    if len(text) <= most and len(text.encode()) <= most * _BYTES_EACH:
        return text.rstrip(_AT_ENDS)
    end = min(len(text), most - 1)
    while len(text[:end].encode()) > (most - 1) * _BYTES_EACH:
        end -= 1
    while end and (text[end] == _SARA_AM or unicodedata.category(text[end]) == "Mn"):
        end -= 1
    return text[:end].rstrip(_AT_ENDS + _FIRST_HALVES) + _ELLIPSIS
