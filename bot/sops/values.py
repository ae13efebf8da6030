"""The single values of an SOP file: from the words written to what the domain wants."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from bot.domain.errors import Refusal
from bot.domain.quorum import ALL, ANYBODY, EACH_PARTY
from bot.domain.recurrence import NAME
from bot.domain.sop import FixedDay
from bot.domain.typed import Lean, arabic, has_written_date, read_date, tidy
from bot.render.language import N_
from bot.sops.meant import meant
from bot.sops.phrases import Phrase
from bot.sops.text import code_point, is_control

PLACEHOLDERS = ("{fiscal_year}", "{previous_fiscal_year}")
STEP_PLACEHOLDERS = (*PLACEHOLDERS, NAME)
MAX_DAYS = 366
QUORUM_WORDS = (ANYBODY, ALL, EACH_PARTY)

Choice = TypeVar("Choice", bound=StrEnum)

_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_IDENTIFIER_LENGTH = 32  # Telegram allows 64 bytes for what a button carries
_WHOLE = re.compile(r"[0-9]{1,6}")
_SIGNED = re.compile(r"-?[0-9]+")
_FIXED_DAY = re.compile(r"([0-9]{2})-([0-9]{2}|end)")
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_LONGEST = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}
_SHOWN = 40
_ANY_DAY = date(2027, 1, 1)


Told = tuple[Phrase, Phrase]
"""What is wrong, of a {subject} still to be named, and how to mend it."""


class Faulty(ValueError):
    """A value that cannot be used."""

    def __init__(self, *faults: Told) -> None:
        self.faults = faults
        super().__init__(faults)


def shown(text: str) -> str:
    """In quotes, on one line, not too long."""
    return json.dumps(text if len(text) <= _SHOWN else text[:_SHOWN] + "…", ensure_ascii=False)


def listed(words: Iterable[object]) -> str:
    return ", ".join(shown(str(w)) for w in words)


def choose(wrong: str, words: Iterable[str]) -> Phrase:
    """How to mend a word that is not one of `words`."""
    known = list(words)
    found = meant(wrong[:_SHOWN], known)
    near = [found] if found else difflib.get_close_matches(wrong[:_SHOWN], known, n=1)
    if near:
        return Phrase(N_("did you mean {word}?")).of(word=shown(near[0]))
    return Phrase(N_("use one of {words}")).of(words=listed(known))


def word(value: object) -> str:
    """A scalar that says something, in the one spelling the domain uses, on one line."""
    if not isinstance(value, str | None):
        lists = Phrase(N_("{subject} is a list, not one value"))
        keys = Phrase(N_("{subject} is a group of keys, not one value"))
        mend = Phrase(N_("write one value after the colon"))
        raise Faulty((lists if isinstance(value, list) else keys, mend))
    # Before tidying, which would drop what should be seen and mended.
    if faults := _control_faults((value or "").strip(" \t\n")):
        raise Faulty(*faults)
    tidied = tidy(value or "")
    if not tidied:
        mend = Phrase(N_("write it, or remove the key if it may be left out"))
        raise Faulty((Phrase(N_("{subject} is empty")), mend))
    return tidied


def text(value: object) -> str:
    """A text in which nothing is filled in."""
    return _text(value, placeholders=())


def template(value: object) -> str:
    """A text that may hold the placeholders."""
    return _text(value, placeholders=PLACEHOLDERS)


def step_template(value: object) -> str:
    """The same of a step, which may name the period in which it recurs."""
    return _text(value, placeholders=STEP_PLACEHOLDERS)


def at_most(most: int, leaf: Callable[[object], str]) -> Callable[[object], str]:
    """The same, of so many characters at most."""

    def short(value: object) -> str:
        written = leaf(value)
        if len(written) > most:
            what = Phrase(N_("{subject} has {count} characters")).of(count=len(written))
            raise Faulty((what, Phrase(N_("write {most} at most")).of(most=most)))
        return written

    return short


def _text(value: object, placeholders: tuple[str, ...]) -> str:
    written = word(value)
    if faults := _brace_faults(written, placeholders):
        raise Faulty(*faults)
    return written


def _control_faults(value: str) -> list[Told]:
    if "\n" in value:
        mend = Phrase(N_("write it on one line, or as several items of a list"))
        return [(Phrase(N_("{subject} has a line break")), mend)]
    what = Phrase(N_("{subject} has a control character ({code})"))
    mend = Phrase(N_("type the text anew"))
    return [(what.of(code=code_point(c)), mend) for c in sorted(set(filter(is_control, value)))]


def _brace_faults(value: str, placeholders: tuple[str, ...]) -> list[Told]:
    wrong = sorted({b for b in _BRACES.findall(value) if b not in placeholders})
    if not placeholders:
        what = Phrase(N_("{subject} has {braces}, but nothing is filled in here"))
        mend = Phrase(N_("write it without braces"))
        return [(what.of(braces=shown(b)), mend) for b in wrong]
    what = Phrase(N_("{subject} has {braces}, which nothing fills in"))
    return [(what.of(braces=shown(b)), choose(b, placeholders)) for b in wrong]


def quorum(value: object) -> str:
    """One of the words, or how many people: 2 or more."""
    written = word(value)
    number = arabic(written)
    if written in QUORUM_WORDS:
        return written
    if _WHOLE.fullmatch(number) and int(number) > 1:
        return str(int(number))
    what = Phrase(N_("{subject} is {value}, which is no number of people")).of(value=shown(written))
    raise Faulty((what, choose(written, (*QUORUM_WORDS, "2"))))


def is_identifier(name: str) -> bool:
    return len(name) <= _IDENTIFIER_LENGTH and _IDENTIFIER.fullmatch(name) is not None


def identifier(value: object) -> str:
    name = word(value)
    if not is_identifier(name):
        what = Phrase(N_("{subject} is {value}, which is no identifier"))
        mend = Phrase(N_('use small Latin letters, digits, "-" and ".", {most} at most'))
        raise Faulty((what.of(value=shown(name)), mend.of(most=_IDENTIFIER_LENGTH)))
    return name


def whole(value: object) -> int:
    """A whole number from 1."""
    number = integer(word(value))
    if number < 1:
        mend = Phrase(N_("write a whole number from 1"))
        raise Faulty((Phrase(N_("{subject} is {value}")).of(value=number), mend))
    return number


def integer(written: str, mend: Phrase | None = None) -> int:
    """`mend`: what to write in place of what is no number."""
    if not _SIGNED.fullmatch(written):
        mend = mend or Phrase(N_("write a whole number in Arabic digits, without a unit"))
        what = Phrase(N_("{subject} is {value}, not a whole number"))
        raise Faulty((what.of(value=shown(written)), mend))
    if not _WHOLE.fullmatch(written.removeprefix("-")):
        what = Phrase(N_("{subject} is {value}, far too long a number"))
        raise Faulty((what.of(value=shown(written)), Phrase(N_("write fewer digits"))))
    return int(written)


def flag(value: object) -> bool:
    written = word(value)
    if written not in ("true", "false"):
        what = Phrase(N_("{subject} is {value}")).of(value=shown(written))
        raise Faulty((what, Phrase(N_('write "true" or "false"'))))
    return written == "true"


def fixed_day(value: object) -> FixedDay:
    """`12-15` or `02-end`: month, then day. 29 February is refused: most years lack it."""
    written = word(value)
    match = _FIXED_DAY.fullmatch(written)
    if not match:
        what = Phrase(N_("{subject} is {value}, not a day of the year"))
        raise Faulty((what.of(value=shown(written)), _day_meant(written)))
    month, day = int(match[1]), None if match[2] == "end" else int(match[2])
    if not 1 <= month <= 12:
        what = Phrase(N_("{subject} is {value}: there is no month {month}"))
        mend = Phrase(N_("month first, then day"))
        raise Faulty((what.of(value=shown(written), month=month), mend))
    if day is not None and not 1 <= day <= _LONGEST.get(month, 31):
        what = Phrase(N_("{subject} is {value}, a day not every year has"))
        mend = Phrase(N_('write "{month}-end" for the last day of the month'))
        raise Faulty((what.of(value=shown(written)), mend.of(month=f"{month:02}")))
    return FixedDay(month, day)


_MONTH_DAY = Phrase(N_('write month-day, as "12-15" or "02-end" (its last day)'))


def _day_meant(written: str) -> Phrase:
    """A day as people write it, with or without its year."""
    if not has_written_date(written) or re.fullmatch(r"[0-9]+-[0-9]+", written):
        return _MONTH_DAY
    try:
        day = read_date(written, _ANY_DAY, Lean.NEAR)
    except Refusal:
        return _MONTH_DAY
    told = "02-end" if (day.month, day.day) == (2, 28) else f"{day:%m-%d}"
    return Phrase(N_("write {day}: month, then day, without a year")).of(day=told)


def one_of(choices: type[Choice], but: Collection[Choice] = ()) -> Callable[[object], Choice]:
    """`but`: what no file can say."""

    def choice(value: object) -> Choice:
        written = word(value)
        known = [c.value for c in choices if c not in but]
        if written not in known:
            what = Phrase(N_("{subject} is {value}, which is unknown"))
            raise Faulty((what.of(value=shown(written)), choose(written, known)))
        return choices(written)

    return choice
