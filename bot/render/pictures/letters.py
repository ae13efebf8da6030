"""Letters in a drawing: how wide they are, and how much of a text there is room for.

The renderer measures nothing. So that nothing runs over, these are the widths of Sarabun's bold
face, by classes, each letter as wide as the widest of its class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import takewhile
from unicodedata import category

from bot.domain.spelling import one_line
from bot.render.colours import INK
from bot.render.pictures.png import FAMILY

BOLD = 700
ELLIPSIS = "…"
_CLASSES: Mapping[float, str] = {
    0.24: " '",
    0.30: "!|ij,.:;·lๅ",
    0.36: "I[]-(){}_เ",
    0.42: 'f\\`rt"โใ',
    0.49: "s*/?zJcไง",
    0.53: "yxakvราำ",
    0.57: "$e–S0123456789Lbdgnpqu“”EFhวะจฐฯ",
    0.62: "oPTZR^B+<=>C~ธฮฉยกถฤลสอ฿ดคฎฏฦศแ",
    0.66: "YADGVKUXขฅตภมชนบผฝหฃ",
    0.72: "HOQ&N#wซปๆฆทษ๐๑๒๓๔๕๖๘๙",
    0.76: "พฟฬฑ",
    0.88: "…@MmWฌญฒณ๗",
}
"""Of an em."""
_WIDTHS: Mapping[str, float] = {char: em for em, chars in _CLASSES.items() for char in chars}
_WIDEST = 1.1
_FIRST_HALVES = frozenset("เแโใไ")
"""Vowels that are written before the letter they belong to."""
_SECOND_HALVES = frozenset("ะาำๅๆฯ")
"""What belongs to the letter, or the word, before it."""
_WORD_ENDS = frozenset(" /,;)–")
_BEGINNINGS = (
    *("และ", "หรือ", "ของ", "ตาม", "เพื่อ", "โดย", "จาก", "ให้", "ความ"),
    *("คณะ", "หน่วย", "ผู้", "แผน", "รายงาน", "จัดทำ", "ดำเนิน", "ประชุม", "พัฒนา"),
    *("แก้ไข", "ตรวจ", "ข้อมูล", "ถูกต้อง", "วิจัย", "ระหว่าง"),
)
"""Letters with which no word goes on, and many a word begins."""
_FILLED = 0.6
"""How much of a line is filled at least, where it ends at a better place."""
_MOST_MARKS = 2
"""A vowel and a tone. Where more are typed they stand over the lines above and below."""
_FIRST_PICTURE = "\u2190"
_JOINERS = frozenset(map(chr, range(0xFE00, 0xFE10))) | {"\u20e3"}
"""What follows a letter, or an emoji, to tell how it is shown."""


@dataclass(frozen=True, slots=True)
class Face:
    """`size`: pixels."""

    size: int
    colour: str = INK
    weight: int = 400


def letters(text: str, x: float, y: float, face: Face, anchor: str = "start") -> str:
    """A line of text whose letters stand on `y`. `anchor`: which part of it is at `x`."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-family="{FAMILY}"'
        f' font-weight="{face.weight}" font-size="{face.size}" fill="{face.colour}">'
        f"{escape(text)}</text>"
    )


def in_colours(texts: Sequence[tuple[str, str]], x: float, y: float, size: int, anchor: str) -> str:
    """Texts, each with its colour, behind one another on one line."""
    spans = "".join(f'<tspan fill="{colour}">{escape(text)}</tspan>' for text, colour in texts)
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-family="{FAMILY}"'
        f' font-size="{size}" xml:space="preserve">{spans}</text>'
    )


def drawable(text: str) -> str:
    """On one line, without what no drawing may hold (https://www.w3.org/TR/xml/#charsets), without
    pictures among the letters, and with no more marks on one than people write.
    """
    shown, marks = "", 0
    for char in one_line(text):
        if not char.isprintable() or _is_picture(char):
            continue
        marks = marks + 1 if _is_mark(char) else 0
        if marks <= _MOST_MARKS:
            shown += char
    return one_line(shown)


def width(text: str, size: float) -> float:
    """Pixels that the text needs at most."""
    return sum(_em(char) for char in text) * size


def cut(text: str, size: float, room: float) -> str:
    """As much of the text as there is room for, in pixels; never between a letter and its marks."""
    if width(text, size) <= room:
        return text
    left, fits = room - width(ELLIPSIS, size), 0
    for at, char in enumerate(text):
        if _may_end(text, at):
            fits = at
        left -= width(char, size)
        if left < 0:
            break
    return text[:fits].rstrip() + ELLIPSIS


def wrap(text: str, size: float, room: float, most: int) -> list[str]:
    """The text on lines of so many pixels, `most` of them: the last is cut.

    Thai leaves no spaces between words. A line ends at a space or a slash, else before a word that
    offices often write, else before a vowel that begins a syllable, else between letters.
    """
    lines: list[str] = []
    while len(lines) < most - 1 and width(text, size) > room:
        end = _line_end(text, size, room)
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*lines, cut(text, size, room)]


def _line_end(text: str, size: float, room: float) -> int:
    """Where a line ends: as late as there is room for, or, at a better place, somewhat before."""
    ends = [at for at in range(1, len(text)) if _may_end(text, at)]
    if not ends:
        return len(text)
    fits = list(takewhile(lambda at: width(text[:at].rstrip(), size) <= room, ends)) or ends[:1]
    for is_good in (_ends_word, _begins_word, _begins_syllable):
        good = [at for at in fits if at > fits[-1] * _FILLED and is_good(text, at)]
        if good:
            return good[-1]
    return fits[-1]


def _ends_word(text: str, at: int) -> bool:
    return text[at - 1] in _WORD_ENDS or text[at] in " ("


def _begins_word(text: str, at: int) -> bool:
    return text.startswith(_BEGINNINGS, at)


def _begins_syllable(text: str, at: int) -> bool:
    return text[at] in _FIRST_HALVES


def _em(char: str) -> float:
    known = _WIDTHS.get(char)
    if known is not None:
        return known
    return 0 if _is_mark(char) else _WIDEST


def _may_end(text: str, at: int) -> bool:
    """Whether a text may be cut before this letter."""
    char = text[at]
    return not (_is_mark(char) or char in _SECOND_HALVES or text[at - 1] in _FIRST_HALVES)


def _is_mark(char: str) -> bool:
    return category(char) == "Mn"


def _is_picture(char: str) -> bool:
    """Emoji and the like, of which Sarabun has none: in their place it shows empty boxes."""
    is_symbol = char >= _FIRST_PICTURE and category(char) in ("So", "Sk")
    return is_symbol or char in _JOINERS
