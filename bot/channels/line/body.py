"""Paragraphs, lists and names as the components of a bubble's body.

A mention is a bold name: a bubble can mention nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channels.cutting import sliced, trimmed
from bot.channels.line.limits import Json
from bot.channels.line.look import (
    ITEM_GAP,
    LINE_GAP,
    PARAGRAPH_GAP,
    TEXT_SIZE,
)
from bot.channels.line.wording import lines, shows
from bot.domain.message import Run, Style, Text
from bot.render.colours import ACCENT, INK

BULLET = "• "

_BOLD = {"weight": "bold"}
_LOOKS: Mapping[Style, Mapping[str, str]] = {
    Style.PLAIN: {},
    Style.BOLD: _BOLD,
    Style.MENTION: _BOLD,
    Style.ITALIC: {"style": "italic"},
    Style.CODE: {"color": ACCENT},
}


def body(text: Text) -> list[Json]:
    """A component for each line; empty if there is nothing to see."""
    found: list[Json] = []
    before = Text()
    for line in lines(text):
        if shows(line.plain):
            gap = {"margin": _gap(line, before)} if found else {}
            found.append(_line(line) | gap)
        before = line
    return found


def words(text: Text, **look: Any) -> Json:
    """A line, in spans if its styles differ. It grows with the size of letters set in the app."""
    runs = _merged(text)
    same = {"type": "text", "wrap": True, "scaling": True, "size": TEXT_SIZE, "color": INK} | look
    if len(runs) == 1:
        return {**same, "text": runs[0].text, **_LOOKS[runs[0].style]}
    spans = [{"type": "span", "text": run.text, **_LOOKS[run.style]} for run in runs]
    return {**same, "contents": spans}


def _line(line: Text) -> Json:
    """What follows a bullet stands to its right, in all its lines."""
    if not line.plain.startswith(BULLET):
        return words(line)
    rest = trimmed(sliced(line, len(BULLET), len(line.plain)))
    bullet = words(Text((Run(BULLET.strip()),)), flex=0)
    return {
        "type": "box",
        "layout": "horizontal",
        "spacing": "sm",
        "contents": [bullet, words(rest, flex=1)],
    }


def _gap(line: Text, before: Text) -> str:
    if not shows(before.plain):
        return PARAGRAPH_GAP
    is_head = line.runs[0].style is Style.BOLD and before.runs[0].style is not Style.BOLD
    return ITEM_GAP if is_head else LINE_GAP


def _merged(text: Text) -> list[Run]:
    """Neighbours of one look as one run; a blank goes with what stands before it."""
    found: list[Run] = []
    for run in text.runs:
        if found and (_LOOKS[run.style] == _LOOKS[found[-1].style] or not shows(run.text)):
            found[-1] = Run(found[-1].text + run.text, found[-1].style)
        else:
            found.append(run)
    return found
