"""Characters of a Word file as text that any font shows.

Symbol fonts draw other things in the place of letters; Word keeps them as such, or in the private
use area at U+F000 plus their code. Older Thai fonts keep raised and lowered marks there, too.
"""

from __future__ import annotations

import re

BULLET = "•"
_SYMBOL_FONTS = ("wingdings", "symbol", "webdings", "zapfdingbats", "marlett", "opensymbol")
_WINGDINGS = {
    **dict.fromkeys((0xE0, 0xE8, 0xF0, 0xDC), "→"),
    **dict.fromkeys((0xDF, 0xE7, 0xEF), "←"),
    **dict.fromkeys((0xE1, 0xE9, 0xF1), "↑"),
    **dict.fromkeys((0xE2, 0xEA, 0xF2), "↓"),
    **dict.fromkeys((0x6F, 0x70, 0x71, 0x72, 0xA8), "☐"),
    **dict.fromkeys((0xFD, 0x78), "☒"),
    **dict.fromkeys((0xFE,), "☑"),
    **dict.fromkeys((0xFC,), "✓"),
    **dict.fromkeys((0xFB,), "✗"),
    **dict.fromkeys((0xA1, 0xA2, 0xA3), "○"),
    **dict.fromkeys((0x75,), "◆"),
}
_SYMBOL = {
    **dict.fromkeys((0xAC, 0xDC), "←"),
    **dict.fromkeys((0xAD, 0xDD), "↑"),
    **dict.fromkeys((0xAE, 0xDE), "→"),
    **dict.fromkeys((0xAF, 0xDF), "↓"),
    **{0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB0: "°", 0xE0: "◇"},
}
_TONES = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
_THAI_PRIVATE = (
    "\u0e10\u0e34\u0e35\u0e36\u0e37" + _TONES * 2 + "\u0e0d\u0e31\u0e4d\u0e47" + _TONES
) + "\u0e38\u0e39\u0e3a"
_THAI = str.maketrans({0xF700 + n: letter for n, letter in enumerate(_THAI_PRIVATE)})
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\n\r\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffc\ud800-\udfff]"
)
_HYPHENS = str.maketrans({"\u2011": "-", "\u2010": "-"})


def cleaned(text: str) -> str:
    """Without what is not seen; every space but a tab is the common one."""
    if text.isascii() and text.isprintable():
        return text
    text = _PRIVATE.sub(lambda found: symbol("", ord(found[0])), text.translate(_THAI))
    return _UNSEEN.sub("", _SPACES.sub(" ", text)).translate(_HYPHENS)


def is_symbolic(font: str) -> bool:
    return font.lower().replace(" ", "").startswith(_SYMBOL_FONTS)


def symbol(font: str, code: int) -> str:
    """What a symbol font shows; a bullet, if that is not known."""
    code &= 0xFF
    known = _SYMBOL if font.lower() == "symbol" else _WINGDINGS
    return known.get(code, BULLET)


def drawn_as(font: str, text: str) -> str:
    """Text in the font's own letters. A Thai letter is one, whatever the font."""
    if not is_symbolic(font):
        return text
    return "".join(symbol(font, ord(c)) if _is_code(c) else c for c in text)


def _is_code(char: str) -> bool:
    return "!" <= char <= "\xff" or _PRIVATE.match(char) is not None
