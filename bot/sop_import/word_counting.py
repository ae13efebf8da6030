"""Numbers of lists, in the ways of writing them that Word offers (ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_MOST = 999
"""Beyond it numbers are written in digits: letters are written as often as the alphabet is used."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_ONES = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_ROMAN = (
    *((900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def counted(number: int, kind: str) -> str:
    """`kind`: as the file names it; decimal, if it is not known."""
    if kind == "none":
        return ""
    if kind == "thaiNumbers":
        return str(number).translate(_THAI_DIGITS)
    if kind == "decimalZero":
        return f"{number:02d}"
    write = _WAYS.get(kind, str)
    return write(number) if 1 <= number <= _MOST else str(number)


def _lettered(letters: str) -> Callable[[int], str]:
    """a … z, aa, bb, …"""
    return lambda n: letters[(n - 1) % len(letters)] * ((n - 1) // len(letters) + 1)


def _roman(number: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        written += letters * (number // worth)
        number %= worth
    return written


def _spoken(number: int) -> str:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    said = f"{_ONES[hundreds]}ร้อย" if hundreds else ""
    if tens:
        said += {1: "", 2: "ยี่"}.get(tens, _ONES[tens]) + "สิบ"
    return said + ("เอ็ด" if ones == 1 and number > 1 else _ONES[ones])


_WAYS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": _lettered(_LETTERS),
    "upperLetter": _lettered(_LETTERS.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "thaiLetters": _lettered(_THAI_LETTERS),
    "thaiCounting": _spoken,
}
