"""A long text in parts: cut at a paragraph, a line or a word, never inside a letter."""

from __future__ import annotations

import unicodedata

from bot.domain.message import Run, Text

_JOINERS = "\u200d\u20e3\ufe0f"
_BREAKS = ("\n\n", "\n", " ")


def units(text: str) -> int:
    """UTF-16 units, in which platforms count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def within(whole: str, limit: int) -> int:
    """How many characters from the start are at most so many UTF-16 units."""
    size = min(len(whole), limit)
    while (over := units(whole[:size]) - limit) > 0:
        size -= (over + 1) // 2
    return size


def split(text: Text, size: int) -> tuple[Text, Text]:
    """The first `size` characters or somewhat fewer, and the rest; without blanks at the ends."""
    whole = text.plain
    if size >= len(whole):
        return text, Text()
    at = place(whole, size)
    return trimmed(sliced(text, 0, at)), trimmed(sliced(text, at, len(whole)))


def place(whole: str, size: int) -> int:
    """Where to cut: at a paragraph, a line or a word in the second half, else between letters."""
    for mark in _BREAKS:
        at = whole.rfind(mark, size // 2, size + len(mark))
        if at > 0:
            return at
    at = size
    least = max(size // 2, 1)  # a letter with thousands of marks is cut after all
    while at > least and _clings(whole[at], whole[at - 1]):
        at -= 1
    return at


def shortened(text: str, limit: int) -> str:
    """At most so many UTF-16 units; what is left out is shown by an ellipsis."""
    if units(text) <= limit:
        return text
    return text[: place(text, within(text, limit - 1))].rstrip() + "…"


def trimmed(text: Text) -> Text:
    whole = text.plain
    return sliced(text, len(whole) - len(whole.lstrip()), len(whole.rstrip()))


def sliced(text: Text, start: int, end: int) -> Text:
    """The characters from `start` to before `end`, in their styles."""
    runs = []
    at = 0
    for run in text.runs:
        size = len(run.text)
        if start <= at and at + size <= end:
            runs.extend([run] if size else [])
        elif part := run.text[max(start - at, 0) : max(end - at, 0)]:
            runs.append(Run(part, run.style, run.person))
        at += size
    return Text(tuple(runs))


def _clings(character: str, before: str) -> bool:
    """Thai vowels and tone marks belong to the letter before, and so do parts of an emoji."""
    is_mark = unicodedata.category(character).startswith("M") or character in _JOINERS
    return is_mark or before == "\u200d"
