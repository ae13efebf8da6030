"""Fields in the XML of a Word file that people sent, seen as it goes by: only harmless ones.

Word passes over elements that it does not know, and over one of two alternatives (ISO/IEC 29500-3):
of an instruction that stands there in pieces (29500-1, 17.16.18) it may read any of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.errors import Refusal

_HARMLESS = frozenset(
    {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TOC", "PAGEREF", "REF", "SEQ"}
    | {"STYLEREF"}
)
"""Fields that look at nothing outside the document and run nothing."""
_PLAIN = re.compile(
    r"[A-Z]++(?:\s*+(?:\\[A-Z@*#!]|MERGEFORMAT|CHARFORMAT|(?:THAI)?ARABIC|_(?:TOC|REF)[0-9]++"
    r'|"[^"A-CE-GI-LN-RT-XZ]*+"))*+',
    re.IGNORECASE,
)
"""An instruction of whose pieces no other one can be put together."""
_MOST_PIECES = 4


@dataclass(slots=True)
class _Field:
    """`is_told`: its separator has come; what follows is what it shows."""

    pieces: list[str] = field(default_factory=list)
    is_told: bool = False


class Fields:
    """Of one part. Everything raises Refusal."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._piece: list[str] | None = None

    def simple(self, instruction: str) -> None:
        _judge([instruction])

    def mark(self, place: str) -> None:
        """Its instruction stands between its beginning and its separator or end."""
        if place == "begin":
            self._open.append(_Field())
        elif self._open and place == "separate":
            _judge(self._open[-1].pieces)
            self._open[-1].is_told = True
        elif self._open and place == "end":
            _judge(self._open.pop().pieces)

    def text_begins(self, *, instructs: bool) -> None:
        """`instructs`: it says so itself; other text does where an instruction stands."""
        if instructs or (self._open and not self._open[-1].is_told):
            self._piece = []

    def data(self, text: str) -> None:
        if self._piece is not None:
            self._piece.append(text)

    def text_ends(self) -> None:
        piece, self._piece = "".join(self._piece or ()), None
        if not piece.strip():
            return
        if not self._open:  # whose beginning is not seen
            raise Refusal("template-fields", what=piece.split()[0])
        self._open[-1].pieces.append(piece)

    def close(self) -> None:
        """What no end of a field closes is judged too."""
        for one in self._open:
            _judge(one.pieces)


def _judge(pieces: Sequence[str]) -> None:
    whole = "".join(pieces)
    name = (whole.split() or [""])[0].upper()
    is_split = len(pieces) > 1
    if name not in _HARMLESS or (is_split and not _is_plain(pieces, whole)):
        raise Refusal("template-fields", what=name)


def _is_plain(pieces: Sequence[str], whole: str) -> bool:
    return len(pieces) <= _MOST_PIECES and _PLAIN.fullmatch(whole.strip()) is not None
