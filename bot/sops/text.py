"""Thai text as it should be stored, whatever typed or scanned it."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys((0x200B, 0x00AD))  # zero-width space, soft hyphen
_SPLIT_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_DOUBLE_SARA_E = "\u0e40\u0e40"
_SARA_AE = "\u0e41"

# Bidirectional marks can make a text read otherwise than it is stored.
_MISLEADING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})


def clean(text: str) -> str:
    """NFC with split sara am and double sara e mended; never NFKC, which splits sara am."""
    text = text.translate(_INVISIBLE)
    text = _SPLIT_SARA_AM.sub("\\1\u0e33", text).replace(_DOUBLE_SARA_E, _SARA_AE)
    return unicodedata.normalize("NFC", text).strip(" \t\n")


def is_control(character: str) -> bool:
    """Whether nobody can see or type this character (private-use ones are fonts' old tricks)."""
    if character in _MISLEADING or unicodedata.category(character) in _REFUSED_CATEGORIES:
        return True
    return ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF


def code_point(character: str) -> str:
    return f"U+{ord(character):04X}"
