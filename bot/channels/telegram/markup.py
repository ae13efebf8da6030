"""Runs to Telegram's HTML, in pieces that Telegram takes."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from bot.channels.cutting import sliced, split, trimmed, units, within
from bot.domain.message import Style, Text, plain

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024
# Telegram counts code points after entity parsing; we count UTF-16 units, which are never fewer.
RAW_LIMIT = 32_768
"""Bytes of a text with its mark-up; more is refused too."""
CUT_OFF = plain("\n…")

Accounts = Mapping[int, str]

_TAGS = {Style.BOLD: "b", Style.ITALIC: "i", Style.CODE: "code"}
_how = attrgetter("style", "person")


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


def _fits(text: Text, marked: str) -> bool:
    return units(text.plain) <= MESSAGE_LIMIT and len(marked.encode()) <= RAW_LIMIT


def _split(text: Text, accounts: Accounts, limit: int = MESSAGE_LIMIT) -> tuple[Text, Text]:
    return split(text, _fitting(text, accounts, limit))


def _fitting(text: Text, accounts: Accounts, limit: int) -> int:
    """How many characters from the start stay within both limits."""
    size = within(text.plain, limit)
    while len(html(sliced(text, 0, size), accounts).encode()) > RAW_LIMIT:
        size = size * 3 // 4
    return size
