"""The items of a cell: parted at its bullets, whatever the writer took for one. Pure.

Within an item a space is one that stood there, a line end (`GAP`) one where a line or a paragraph
ended: which of them part words is for `bot.sop_import.wraps` to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.spelling import arabic
from bot.sop_import.paper import Line

GAP = "\n"
DASHES = "-–—•●▪■□◦○‣⁃∙·*➢✓✔§"
FLOW = "○◯●◇◆□■▢▭↓↑→←⇓⇩▼▽►⬇➔│|"
"""What is left of drawn arrows and shapes in a text."""
_BULLET = re.compile(rf"\s*[{re.escape(DASHES)}]+(?=[\s\u0e01-\u0e5bA-Za-z(\"“])\s*")
_NUMBER = re.compile(
    r"\s*(?:\(?\d{1,2}\)|\d{1,2}(?:\.\d{1,2})+\.?(?=\s|[\u0e01-\u0e4e])|\d{1,2}\.(?=\s|[\u0e01-\u0e4e])"
    r"|\(?[ก-ซ]\)|[ก-ซ]\.(?=\s))\s*"
)
_INLINE = re.compile(rf"\s+[{re.escape(DASHES)}](?:\s+|(?=[\u0e01-\u0e4e]))")
_COUNTED = re.compile(r"(?:(?<=\s)|^)\(?(\d{1,2})[.)]\)?(?=\s|[\u0e01-\u0e4e])\s*")
_MOST_DIGITS = 3
"""What begins with a number of more than two counts nothing."""
_RANGE = re.compile(r"(?:\d|[ก-ฮ]\.)$")
_RANGE_ON = re.compile(r"(?:\d|[ก-ฮ]{1,2}\.)")


@dataclass(frozen=True, slots=True)
class Items:
    """`lead`: what stands before the first bullet. `parted`: lines in which bullets had run
    together.
    """

    lead: str
    items: tuple[str, ...]
    parted: tuple[str, ...] = ()


def items(
    lines: Sequence[Line], goes_on: Callable[[str, str, bool], bool], *, plain: bool
) -> Items:
    """`goes_on`: whether a line without bullet goes on with what stands above it, from which a line
    break may part it. `plain`: bullets within a line are to be expected.
    """
    found: list[tuple[str, bool]] = []
    parted: list[str] = []
    for line in lines:
        text = arabic(line.text).strip()
        pieces = list(_pieces(text, bool(line.mark), plain=plain))
        if len(pieces) > 1 and not (plain and _is_well_parted(text)):
            parted.append(text)
        for place, (piece, marked) in enumerate(pieces):
            _add(found, piece, marked or (place == 0 and bool(line.mark)), line.broken, goes_on)
    texts = [text for text, _ in found]
    if len(found) > 1 and not found[0][1] and all(marked for _, marked in found[1:]):
        return Items(texts[0], tuple(texts[1:]), tuple(parted))
    return Items("", tuple(texts), tuple(parted))


def _add(
    found: list[tuple[str, bool]],
    piece: str,
    marked: bool,
    broken: bool,
    goes_on: Callable[[str, str, bool], bool],
) -> None:
    if not piece:
        return
    if found and not marked:
        above, was_marked = found[-1]
        if was_marked or goes_on(above, piece, broken):
            found[-1] = (f"{above}{GAP}{piece}", was_marked)
            return
    found.append((piece, marked))


def _pieces(text: str, marked: bool, *, plain: bool) -> Iterator[tuple[str, bool]]:
    """Each with whether a mark stood before it."""
    head = _BULLET.match(text) or _NUMBER.match(text)
    first = head.group().strip() if head else ""
    text = text[head.end() :] if head else text
    if any(char in DASHES for char in first) or (not first and (marked or plain)):
        places = [m for m in _INLINE.finditer(text) if not _is_range(text, m)]
        if places and (first or marked or len(places) > 1):
            yield from _cut(text, places, bool(head))
            return
    counted = _counted(text, first)
    if counted:
        yield from _cut(text, counted, bool(head))
        return
    yield text.strip(), bool(head)


def _cut(text: str, places: Sequence[re.Match[str]], first: bool) -> Iterator[tuple[str, bool]]:
    start, marked = 0, first
    for place in places:
        if piece := text[start : place.start()].strip():
            yield piece, marked
        start, marked = place.end(), True
    if piece := text[start:].strip():
        yield piece, marked


def _counted(text: str, first: str) -> list[re.Match[str]]:
    """1) … 2) … in one line, if they count on from the first."""
    digits = re.sub(r"\D", "", first)[:_MOST_DIGITS]
    expected = int(digits or 0) + 1 if not first or first[-1] in ".)" else 0
    found = []
    for place in _COUNTED.finditer(text):
        if expected and int(place[1]) == expected:
            found.append(place)
            expected += 1
    return found if len(found) > (not first) else []


def _is_range(text: str, dash: re.Match[str]) -> bool:
    """2565 - 2566, ต.ค. - ก.พ."""
    start, end = dash.span()
    before, after = text[max(0, start - 4) : start], text[end : end + 4]
    return bool(_RANGE.search(before) and _RANGE_ON.match(after))


def _is_well_parted(text: str) -> bool:
    return all(found.group().endswith(" ") for found in _INLINE.finditer(text))
