"""Which characters have no place in the text of an SOP."""

from __future__ import annotations

import unicodedata

# Bidirectional marks can make a text read otherwise than it is stored.
_MISLEADING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})


def is_control(character: str) -> bool:
    """Whether nobody can see or type this character (private-use ones are fonts' old tricks)."""
    if character in _MISLEADING or unicodedata.category(character) in _REFUSED_CATEGORIES:
        return True
    return ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF


def code_point(character: str) -> str:
    return f"U+{ord(character):04X}"
