"""Buttons as boxes to be pressed: unlike LINE's own buttons they show a long label whole."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence

from bot.channels.cutting import shortened, units
from bot.channels.line.body import words
from bot.channels.line.limits import (
    DATA_LIMIT,
    DISPLAY_TEXT_LIMIT,
    LABEL_LIMIT,
    QUICK_REPLIES,
    URI_LIMIT,
    Json,
)
from bot.channels.line.wording import clean, shows
from bot.domain.message import Button, Message, plain
from bot.domain.spelling import one_line
from bot.render.colours import ACCENT, ON_ACCENT, ON_TINT, TINT

LinkOf = Callable[[str], str]
"""The address that opens the private chat and brings this code along."""
Row = tuple[Button, ...]

BROADEST = {1: 1000, 2: 24, 3: 11, 4: 5}
"""Letters of a label that so many side by side leave room for, in two lines at most."""


def rows(message: Message, link_of: LinkOf) -> list[Json]:
    """Raises ValueError for what LINE would refuse: a fault of ours, to be seen early."""
    given = [row for row in message.buttons if row]
    main = _main(given)
    return [_row(part, main, link_of) for row in given for part in _beside(row)]


def quick_replies(message: Message, link_of: LinkOf) -> Json | None:
    """Under a question; the PC client shows none, so each is a button too.

    At most 13, with labels of at most 20 units, else none:
    https://developers.line.biz/en/reference/messaging-api/#items-object
    """
    offered = [button for row in message.buttons for button in row]
    fits = all(units(label_of(button)) <= LABEL_LIMIT for button in offered)
    if not (message.asks and fits and 1 <= len(offered) <= QUICK_REPLIES):
        return None
    return {"items": [{"type": "action", "action": _action(b, link_of)} for b in offered]}


def label_of(button: Button) -> str:
    """As one line. Raises ValueError if there is nothing to see."""
    label = one_line(clean(button.label)).strip()
    if not shows(label):
        raise ValueError(f"a button without a label: {button}")
    return label


def _main(given: Sequence[Row]) -> Button | None:
    """What a message is sent for: alone in the first row, and not one of several alike."""
    if len(given) < 2 or len(given[0]) > 1:
        return None
    first = given[0][0]
    others = {_verb(button) for row in given[1:] for button in row}
    return first if not first.takes_back and _verb(first) not in others else None


def _verb(button: Button) -> str:
    return button.action.partition(" ")[0]


def _beside(row: Row) -> Iterator[Row]:
    """As few rows as leave every label readable."""
    broadest = max(_breadth(button.label) for button in row)
    most = max(n for n in BROADEST if n == 1 or broadest <= BROADEST[n])
    count = -(-len(row) // most)
    each = -(-len(row) // count)
    for start in range(0, len(row), each):
        yield row[start : start + each]


def _breadth(label: str) -> int:
    """Vowels and tone marks above and below a letter take no room."""
    return sum(not unicodedata.category(c).startswith("M") for c in label)


def _row(row: Row, main: Button | None, link_of: LinkOf) -> Json:
    made = [_button(button, button is main, link_of) for button in row]
    return {"type": "box", "layout": "horizontal", "spacing": "sm", "contents": made}


def _button(button: Button, is_main: bool, link_of: LinkOf) -> Json:
    colour = ON_ACCENT if is_main else ON_TINT
    label = words(plain(label_of(button)), color=colour, weight="bold", align="center")
    return {
        "type": "box",
        "layout": "vertical",
        "flex": 1,
        "justifyContent": "center",
        "paddingAll": "10px",
        "paddingStart": "4px",
        "paddingEnd": "4px",
        "cornerRadius": "8px",
        "backgroundColor": ACCENT if is_main else TINT,
        "action": _action(button, link_of),
        "contents": [label],
    }


def _action(button: Button, link_of: LinkOf) -> Json:
    """https://developers.line.biz/en/reference/messaging-api/#action-objects"""
    label = label_of(button)
    short = shortened(label, LABEL_LIMIT)
    if button.invite is not None:
        return {"type": "uri", "label": short, "uri": _link(link_of(button.invite))}
    if button.link:
        return {"type": "uri", "label": short, "uri": _link(button.link)}
    if not (button.action.isascii() and 1 <= len(button.action) <= DATA_LIMIT):
        raise ValueError(f"an action must be 1 to {DATA_LIMIT} of ASCII: {button.action!r}")
    shown = shortened(label, DISPLAY_TEXT_LIMIT)
    return {"type": "postback", "label": short, "data": button.action, "displayText": shown}


def _link(link: str) -> str:
    if units(link) > URI_LIMIT:
        raise ValueError(f"LINE takes no link of more than {URI_LIMIT}: {link!r}")
    return link
