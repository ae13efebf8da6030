"""The single values of an SOP file: from the words written to what the domain wants."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from bot.domain.sop import FixedDay
from bot.domain.typed import tidy
from bot.sops.text import code_point, is_control

PLACEHOLDERS = ("{fiscal_year}", "{previous_fiscal_year}")
MAX_DAYS = 366

Choice = TypeVar("Choice", bound=StrEnum)

_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_IDENTIFIER_LENGTH = 32  # Telegram allows 64 bytes for what a button carries
_WHOLE = re.compile(r"[0-9]{1,6}")
_SIGNED = re.compile(r"-?[0-9]+")
_FIXED_DAY = re.compile(r"([0-9]{2})-([0-9]{2}|end)")
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_LONGEST = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
_SHOWN = 40


class Faulty(ValueError):
    """A value that cannot be used: (what, mend) pairs, `what` as a predicate ("is empty")."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        self.faults = faults
        super().__init__(faults)


def shown(text: str) -> str:
    """In quotes, on one line, not too long."""
    return json.dumps(text if len(text) <= _SHOWN else text[:_SHOWN] + "…", ensure_ascii=False)


def listed(words: Iterable[object]) -> str:
    return ", ".join(shown(str(w)) for w in words)


def choose(wrong: str, words: Iterable[str]) -> str:
    """How to mend a word that is not one of `words`."""
    known = list(words)
    near = difflib.get_close_matches(wrong[:_SHOWN], known, n=1)
    return f"did you mean {shown(near[0])}?" if near else f"use one of {listed(known)}"


def word(value: object) -> str:
    """A scalar that says something, in the one spelling the domain uses, on one line."""
    if not isinstance(value, str | None):
        kind = "a list" if isinstance(value, list) else "a group of keys"
        raise Faulty((f"is {kind}, not one value", "write one value after the colon"))
    # Before tidying, which would drop what should be seen and mended.
    if faults := _control_faults((value or "").strip(" \t\n")):
        raise Faulty(*faults)
    tidied = tidy(value or "")
    if not tidied:
        raise Faulty(("is empty", "write it, or remove the key if it may be left out"))
    return tidied


def text(value: object) -> str:
    """A text in which nothing is filled in."""
    return _text(value, placeholders=())


def template(value: object) -> str:
    """A text that may hold the placeholders."""
    return _text(value, placeholders=PLACEHOLDERS)


def _text(value: object, placeholders: tuple[str, ...]) -> str:
    written = word(value)
    if faults := _brace_faults(written, placeholders):
        raise Faulty(*faults)
    return written


def _control_faults(value: str) -> list[tuple[str, str]]:
    if "\n" in value:
        return [("has a line break", "write it on one line, or as several items of a list")]
    found = sorted({c for c in value if is_control(c)})
    return [(f"has a control character ({code_point(c)})", "type the text anew") for c in found]


def _brace_faults(value: str, placeholders: tuple[str, ...]) -> list[tuple[str, str]]:
    wrong = sorted({b for b in _BRACES.findall(value) if b not in placeholders})
    if not placeholders:
        mend = "write it without braces"
        return [(f"has {shown(b)}, but nothing is filled in here", mend) for b in wrong]
    return [(f"has {shown(b)}, which nothing fills in", choose(b, placeholders)) for b in wrong]


def identifier(value: object) -> str:
    name = word(value)
    if not _IDENTIFIER.fullmatch(name) or len(name) > _IDENTIFIER_LENGTH:
        mend = f'use small Latin letters, digits, "-" and ".", {_IDENTIFIER_LENGTH} at most'
        raise Faulty((f"is {shown(name)}, which is no identifier", mend))
    return name


def whole(value: object) -> int:
    """A whole number from 1."""
    number = _integer(word(value))
    if number < 1:
        raise Faulty((f"is {number}", "write a whole number from 1"))
    return number


def days(value: object) -> int:
    number = _integer(word(value))
    if not 1 <= number <= MAX_DAYS:
        raise Faulty((f"is {number} days", f"write a whole number from 1 to {MAX_DAYS}"))
    return number


def _integer(written: str) -> int:
    if not _SIGNED.fullmatch(written):
        mend = "write a whole number in Arabic digits, without a unit"
        raise Faulty((f"is {shown(written)}, not a whole number", mend))
    if not _WHOLE.fullmatch(written.removeprefix("-")):
        raise Faulty((f"is {shown(written)}, far too long a number", "write fewer digits"))
    return int(written)


def flag(value: object) -> bool:
    written = word(value)
    if written not in ("true", "false"):
        raise Faulty((f"is {shown(written)}", 'write "true" or "false"'))
    return written == "true"


def fixed_day(value: object) -> FixedDay:
    """`12-15` or `02-end`: month, then day. 29 February is refused: most years lack it."""
    written = word(value)
    match = _FIXED_DAY.fullmatch(written)
    if not match:
        mend = 'write month-day, as "12-15" or "02-end" (its last day)'
        raise Faulty((f"is {shown(written)}, not a day of the year", mend))
    month, day = int(match[1]), None if match[2] == "end" else int(match[2])
    if not 1 <= month <= 12:
        raise Faulty((f"is {shown(written)}: there is no month {month}", "month first, then day"))
    if day is not None and not 1 <= day <= _LONGEST.get(month, 31):
        mend = f'write "{month:02}-end" for the last day of the month'
        raise Faulty((f"is {shown(written)}, a day not every year has", mend))
    return FixedDay(month, day)


def one_of(choices: type[Choice]) -> Callable[[object], Choice]:
    def choice(value: object) -> Choice:
        written = word(value)
        known = [c.value for c in choices]
        if written not in known:
            raise Faulty((f"is {shown(written)}, which is unknown", choose(written, known)))
        return choices(written)

    return choice
