"""A neutral message as LINE's: a text that can be copied, or a bubble that looks like a letter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from bot.channels.cutting import shortened, sliced, split, trimmed, units, within
from bot.channels.line.body import body, words
from bot.channels.line.buttons import LinkOf, label_of, quick_replies, rows
from bot.channels.line.limits import BUBBLE_LIMIT, Json, size
from bot.channels.line.look import PADDING, WIDTH
from bot.channels.line.wording import clean, cleaned, lines, shows
from bot.domain.message import Message, Style, Text
from bot.domain.spelling import one_line
from bot.render.colours import ON_TINT, TINT

SHORT_LINES = 3
SHORT_UNITS = 400
"""A message no longer than this, without title and buttons, can as well be a text."""
TITLE_UNITS = 200
PIECE_UNITS = 3000
"""Longer ones nobody scrolls through in one bubble."""
BLOCK_LIMIT = BUBBLE_LIMIT * 2 // 3
"""Of the body, or of the buttons."""
ALT_UNITS = 400
"""Of the 1500 that LINE takes: the list of chats shows two lines of it, the lock screen a few."""


class _Bubble(NamedTuple):
    title: Text = Text()
    text: Text = Text()
    rows: Sequence[Json] = ()


def rendered(message: Message, *, link_of: LinkOf) -> list[Json]:
    """The message objects in their order, each within LINE's limits; none if nothing is to be
    seen. A caller sends at most five at a time, and has made buttons of the attachments.

    `link_of`: the address for the code of an invitation.
    Raises ValueError for a button that LINE would refuse.
    https://developers.line.biz/en/reference/messaging-api/#flex-message
    """
    text = cleaned(message.text)
    title, rest = _titled(text)
    under = rows(message, link_of)
    if not under and not title and _is_short(text):
        return [{"type": "text", "text": text.plain}] if shows(text.plain) else []
    bubbles = _bubbles(title, _pieces(rest), _chunks(under))
    made = [_flex(bubble, _labels(message)) for bubble in bubbles]
    if shows(glance := clean(message.glance)):
        made[0]["altText"] = shortened(one_line(glance), ALT_UNITS)
    if replies := quick_replies(message, link_of):
        made[-1]["quickReply"] = replies
    return made


def _titled(text: Text) -> tuple[Text, Text]:
    """The first line if all of it is bold, and what comes after it."""
    first = lines(text)[0]
    end = text.plain.find("\n")
    is_bold = all(run.style is Style.BOLD for run in first.runs if shows(run.text))
    if end < 0 or not shows(first.plain) or not is_bold or units(first.plain) > TITLE_UNITS:
        return Text(), text
    rest = trimmed(sliced(text, end, len(text.plain)))
    return (first, rest) if shows(rest.plain) else (Text(), text)


def _is_short(text: Text) -> bool:
    found = [line for line in lines(text) if shows(line.plain)]
    is_title = len(found) == 1 and found[0].runs[0].style is Style.BOLD
    return len(found) <= SHORT_LINES and units(text.plain) <= SHORT_UNITS and not is_title


def _pieces(text: Text) -> list[Text]:
    found = []
    while text:
        head, text = split(text, _fitting(text))
        if shows(head.plain):
            found.append(head)
    return found


def _fitting(text: Text) -> int:
    """How many characters from the start one body takes."""
    most = within(text.plain, PIECE_UNITS)
    while size(body(sliced(text, 0, most))) > BLOCK_LIMIT:
        most = most * 3 // 4
    return most


def _chunks(under: list[Json]) -> list[list[Json]]:
    """The rows of buttons, as many together as one bubble takes."""
    found: list[list[Json]] = []
    for row in under:
        if found and size([*found[-1], row]) <= BLOCK_LIMIT:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _bubbles(title: Text, pieces: list[Text], chunks: list[list[Json]]) -> list[_Bubble]:
    """The title over the first piece, the buttons under the last, or in bubbles of their own."""
    made = [
        _Bubble(head or Text(), piece)
        for head, piece in zip_longest([title][: len(pieces)], pieces)
    ]
    if made and chunks:
        last = made[-1]._replace(rows=chunks[0])
        if size(_bubble(last)) <= BUBBLE_LIMIT:
            made[-1], chunks = last, chunks[1:]
    return [*made, *(_Bubble(rows=chunk) for chunk in chunks)]


def _flex(bubble: _Bubble, labels: str) -> Json:
    told = " – ".join(part.plain for part in (bubble.title, bubble.text) if part) or labels
    alt = shortened(one_line(told), ALT_UNITS)
    return {"type": "flex", "altText": alt, "contents": _bubble(bubble)}


def _labels(message: Message) -> str:
    return " · ".join(label_of(button) for row in message.buttons for button in row)


def _bubble(bubble: _Bubble) -> Json:
    made: Json = {"type": "bubble", "size": WIDTH}
    if bubble.title:
        title = words(bubble.title, color=ON_TINT)
        made["header"] = _block([title], backgroundColor=TINT, paddingAll=PADDING)
    if bubble.text:
        made["body"] = _block(body(bubble.text), paddingAll=PADDING)
    if bubble.rows:
        top = {"paddingTop": "none"} if bubble.text else {}
        made["footer"] = _block([*bubble.rows], spacing="sm", paddingAll=PADDING, **top)
    return made


def _block(contents: list[Json], **look: str) -> Json:
    return {"type": "box", "layout": "vertical", "contents": contents, **look}
