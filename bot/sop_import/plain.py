"""Plain text of an SOP, copied out of Word or typed: the cells of its table are parted by tabs.

Bounded by its bytes, its lines and its cells; a line of any length costs no more than its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.domain.errors import Refusal
from bot.domain.sop_import import Spot
from bot.sop_import.paper import Block, Cell, Line, Paper, Row, Table

MOST_BYTES = 1024 * 1024
MOST_LINES = 20_000
"""An SOP of five hundred steps has some two thousand."""
MOST_CELLS = 20_000
"""Of all its lines; an SOP of five hundred steps has some five thousand."""
LEAST_CELLS = 3
"""A line with fewer is a paragraph, whatever tabs it has."""
_ENDS = re.compile("\r\n|[\r\n\v\x85\u2028\u2029]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_plain(data: bytes) -> Paper:
    """Raises Refusal."""
    if len(data) > MOST_BYTES:
        raise Refusal("sop-too-much")
    text = _decoded(data)
    lines = _ENDS.split(text)
    if len(lines) > MOST_LINES or text.count("\t") > MOST_CELLS:
        raise Refusal("sop-too-much")
    blocks, page = _blocks(lines)
    if not blocks:
        raise Refusal("sop-not-word")
    return Paper(tuple(blocks), page, plain=True)


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 (a text of which every other byte is 0 or of the Thai page has no mark), else
    what Windows wrote in Thailand, of which TIS-620 is a part.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name)
    if b"\0" in data:
        return _strictly(data, "utf-16-le" if data[1:2] in (b"\0", b"\x0e") else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "cp874")


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise Refusal("sop-not-word") from error


def _blocks(lines: Sequence[str]) -> tuple[list[Block], int]:
    """And the number of pages: one begins at a form feed, or where the head of the table stands
    again.
    """
    blocks: list[Block] = []
    rows: list[Row] = []
    page, head = 1, ""
    for feeds, line in _at_feeds(lines):
        page += feeds
        is_row = line.count("\t") + 1 >= LEAST_CELLS
        again = is_row and head == _bare(line)
        if rows and (again or (line.strip() and not is_row)):
            blocks.append(Table(tuple(rows)))
            rows = []
        if is_row:
            head = head or _bare(line)
            page += again and page == _page_of(blocks)
            rows.append(_row(line, Spot(page, len(rows) + 1), is_head=again))
        elif line.strip():
            text = "\t".join(part.strip() for part in line.split("\t"))
            blocks.append(Line(text, spot=Spot(page)))
    return [*blocks, *([Table(tuple(rows))] if rows else [])], page


def _at_feeds(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    for line in lines:
        for n, part in enumerate(line.split("\f")):
            yield min(n, 1), part


def _page_of(blocks: Sequence[Block]) -> int:
    """On which the last table ended."""
    tables = (one for one in reversed(blocks) if isinstance(one, Table))
    last = next(tables, None)
    return last.rows[-1].spot.page if last else 0


def _bare(line: str) -> str:
    return "".join(line.split())


def _row(line: str, spot: Spot, *, is_head: bool) -> Row:
    cells = (cell.strip() for cell in line.split("\t"))
    return Row(
        tuple(
            Cell((Line(text, spot=spot),) if text else (), column=n) for n, text in enumerate(cells)
        ),
        spot,
        is_head,
    )
