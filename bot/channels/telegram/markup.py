"""Runs to Telegram's HTML, in pieces that Telegram takes."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from html import escape
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from bot.domain.message import Run, Style, Text, plain

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024
# Telegram counts code points after entity parsing; we count UTF-16 units, which are never fewer.
RAW_LIMIT = 32_768
"""Bytes of a text with its mark-up; more is refused too."""
CUT_OFF = plain("\n…")

Accounts = Mapping[int, str]

_TAGS = {Style.BOLD: "b", Style.ITALIC: "i", Style.CODE: "code"}
_how = attrgetter("style", "person")
_JOINERS = "\u200d\u20e3\ufe0f"
_BREAKS = ("\n\n", "\n", " ")


class Piece(NamedTuple):
    """`rest`: what comes after it."""

    html: str
    rest: Text


def pieces(text: Text, accounts: Accounts) -> list[Piece]:
    """The text as one message or several, each within the limits."""
    rest = trimmed(text)
    if (marked := html(rest, accounts)) and _fits(rest, marked):
        return [Piece(marked, Text())]
    found = []
    while rest:
        head, rest = _split(rest, accounts)
        found.append(Piece(html(head, accounts), rest))
    return found


def clipped(text: Text, accounts: Accounts) -> str:
    """The text as one message; what does not fit is left out, and that is shown."""
    whole = trimmed(text)
    head, rest = _split(whole, accounts)
    if rest:
        head, _ = _split(whole, accounts, MESSAGE_LIMIT - units(CUT_OFF.plain))
        head = head + CUT_OFF
    return html(head, accounts)


def html(text: Text, accounts: Accounts) -> str:
    """Neighbours of one style stand as one, so that the text holds no needless tags."""
    found = []
    for (style, person), same in groupby(text.runs, _how):
        marked = escape("".join([run.text for run in same]), quote=False)
        account = accounts.get(person, "") if person is not None else ""
        if account.isdigit():
            marked = f'<a href="tg://user?id={account}">{marked}</a>'
        tag = _TAGS.get(style)
        found.append(f"<{tag}>{marked}</{tag}>" if tag else marked)
    return "".join(found)


def trimmed(text: Text) -> Text:
    whole = text.plain
    return _slice(text, len(whole) - len(whole.lstrip()), len(whole.rstrip()))


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _fits(text: Text, marked: str) -> bool:
    return units(text.plain) <= MESSAGE_LIMIT and len(marked.encode()) <= RAW_LIMIT


def _split(text: Text, accounts: Accounts, limit: int = MESSAGE_LIMIT) -> tuple[Text, Text]:
    whole = text.plain
    size = _fitting(text, accounts, limit)
    if size == len(whole):
        return text, Text()
    at = _break(whole, size)
    return trimmed(_slice(text, 0, at)), trimmed(_slice(text, at, len(whole)))


def _fitting(text: Text, accounts: Accounts, limit: int) -> int:
    """How many characters from the start stay within both limits."""
    whole = text.plain
    size = min(len(whole), limit)
    while (over := units(whole[:size]) - limit) > 0:
        size -= (over + 1) // 2
    while len(html(_slice(text, 0, size), accounts).encode()) > RAW_LIMIT:
        size = size * 3 // 4
    return size


def _break(whole: str, size: int) -> int:
    """Where to cut: at a paragraph, a line or a word in the second half, else between letters."""
    for mark in _BREAKS:
        at = whole.rfind(mark, size // 2, size + len(mark))
        if at > 0:
            return at
    at = size
    while at > 1 and _clings(whole[at], whole[at - 1]):
        at -= 1
    return at


def _clings(character: str, before: str) -> bool:
    """Thai vowels and tone marks belong to the letter before, and so do parts of an emoji."""
    is_mark = unicodedata.category(character).startswith("M") or character in _JOINERS
    return is_mark or before == "\u200d"


def _slice(text: Text, start: int, end: int) -> Text:
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
