"""Plain text of an SOP, in whatever way Thai is written."""

from __future__ import annotations

import pytest

from bot.domain.errors import Refusal
from bot.domain.sop_import import Spot
from bot.sop_import.paper import Line, Table
from bot.sop_import.plain import MOST_BYTES, MOST_CELLS, MOST_LINES, read_plain

TEXT = "1. วัตถุประสงค์\nลำดับ\tรายละเอียดงาน\tระยะเวลา\n๑\tประชุม\t1 วัน\n"


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874"]
)
def test_it_is_read_in_every_encoding(name: str) -> None:
    paper = read_plain(TEXT.encode(name))
    heading, table = paper.blocks
    assert isinstance(heading, Line)
    assert heading.text == "1. วัตถุประสงค์"
    assert isinstance(table, Table)
    assert [cell.lines[0].text for cell in table.rows[1].cells] == ["๑", "ประชุม", "1 วัน"]
    assert paper.plain


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_end_as_every_system_ends_them(end: str) -> None:
    paper = read_plain(TEXT.replace("\n", end).encode())
    assert len(paper.blocks) == 2


def test_an_empty_cell_keeps_its_place() -> None:
    (table,) = read_plain("ลำดับ\t\tรายละเอียดงาน\t".encode()).blocks
    assert isinstance(table, Table)
    assert [(cell.column, bool(cell.lines)) for cell in table.rows[0].cells] == [
        (0, True),
        (1, False),
        (2, True),
        (3, False),
    ]


def test_a_page_begins_where_the_head_stands_again() -> None:
    head, first, second = "ลำดับ\tงาน\tเวลา", "1\tก\t1 วัน", "2\tข\t1 วัน"
    paper = read_plain("\n".join((head, first, "", head, second)).encode())
    tables = [one for one in paper.blocks if isinstance(one, Table)]
    assert paper.pages == 2
    assert [row.spot for one in tables for row in one.rows] == [
        Spot(1, 1),
        Spot(1, 2),
        Spot(2, 1),
        Spot(2, 2),
    ]


def test_a_form_feed_begins_one_page_with_the_head_behind_it() -> None:
    head = "ลำดับ\tงาน\tเวลา"
    assert read_plain(f"{head}\n1\tก\t2\n\f{head}\n2\tข\t3".encode()).pages == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sop-not-word"),
        (b" \n\t\n", "sop-not-word"),
        (b"\xdb\xdc\xfc\xfd\xfe", "sop-not-word"),
        (b"\xff\xfe\x00", "sop-not-word"),
        (b"a" * (MOST_BYTES + 1), "sop-too-much"),
        (b"\n" * MOST_LINES, "sop-too-much"),
        (b"a" + b"\ta" * (MOST_CELLS + 1), "sop-too-much"),
    ],
)
def test_what_is_no_text_or_too_much_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as told:
        read_plain(data)
    assert told.value.code == code
