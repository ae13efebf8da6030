"""What somebody sends as an SOP, hostile or odd, from its bytes to the SOP's file."""

from __future__ import annotations

from collections.abc import Mapping
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refusal
from bot.domain.sop_import import Imported, Path
from bot.render.language import speaker
from bot.render.text import sop_remarks
from bot.sop_import.changing import changed
from bot.sop_import.places import Node, below, placed
from bot.sop_import.reading import MOST_STEPS, imported
from bot.sops.loader import parse
from tests import word_files as word
from tests.security.effort import examples

SECONDS = 3
"""Alone each takes less than one; other tests run beside it. What looks at everything as often as
there are letters takes minutes."""
LONG = 40_000
"""Characters of one cell, less than are refused at once: what looks at each as often as there are
others takes four seconds."""
HEADS = "ลำดับ\tผังกระบวนการ\tรายละเอียดงาน\tระยะเวลา\tผู้รับผิดชอบ\tเอกสารที่เกี่ยวข้อง"
BODY = "word/document.xml"
WORD = word.sop_document(word.STEPS[:1])
USUAL = {
    "chart": "แผน",
    "detail": "จัดทำแผน",
    "duration": "5 วัน",
    "parties": "คณะทำงาน",
    "documents": "รายงาน",
}


def text(*rows: str, head: str = "") -> str:
    return "\n".join([*([head] if head else []), HEADS, *rows])


def row(number: int = 1, **cells: str) -> str:
    return "\t".join([str(number), *{**USUAL, **cells}.values()])


def read(data: str | bytes) -> Imported | str:
    """What was made of it, or the code of what it was refused for; anything else fails."""
    began = process_time()
    try:
        return imported(data if isinstance(data, bytes) else data.encode(), "a.docx")
    except Refusal as refusal:
        return refusal.code
    finally:
        assert process_time() - began < SECONDS


def made(data: str | bytes) -> Imported:
    found = read(data)
    assert isinstance(found, Imported), found
    return found


def assert_sound(found: Imported) -> None:
    """The file passes its judge, and so does the one that each answer makes of it."""
    parse(found.source.encode(), "SOP")
    root, say = placed(found.source), speaker("th")
    for remark in found.remarks:
        assert leads(root, remark.path)
        assert sop_remarks.told(say, remark)
        for option in remark.options:
            assert sop_remarks.option(say, remark, option)
            if option.changes:
                parse(changed(found.source, option.changes).encode(), "SOP")


def leads(node: Node | None, path: Path) -> bool:
    """Whether all stands there but the last, which may be missing."""
    for name in path[:-1]:
        node = below(node, name) if node else None
    return node is not None


def filled(unit: str, size: int = LONG) -> str:
    """Ended by another letter, at which what looks for more of the same turns back."""
    return unit * (size // len(unit)) + "ฮ"


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("chart", "("),
        ("detail", "- "),
        ("detail", "ก "),
        ("detail", "พ.ศ. 2565 "),
        ("detail", "\u0e4c"),
        ("duration", "1"),
        ("duration", "1 ม.ค. - "),
        ("duration", "ก่อนประชุม"),
        ("parties", ","),
        ("parties", "และ "),
        ("documents", "("),
        ("documents", "1.1."),
    ],
)
def test_a_cell_costs_no_more_than_its_letters(cell: str, unit: str) -> None:
    read(text(row(1, **{cell: filled(unit)}), row(2)))


@pytest.mark.parametrize("unit", ["(", "ๆ"])
def test_a_detail_that_is_the_title_costs_no_more_than_its_letters(unit: str) -> None:
    assert_sound(made(text(row(chart="", detail=filled(unit)))))


@pytest.mark.parametrize(
    "head",
    [
        filled("1. วัตถุประสงค์ของ() "),
        "ตัวชี้วัดที่ " + filled("1.", 20_000),
        "3. คำจำกัดความ\n" + filled(" หมายถึง"),
        filled("x", 800_000),
    ],
    ids=["heading", "indicator", "definitions", "one letter"],
)
def test_a_heading_costs_no_more_than_its_letters(head: str) -> None:
    read(text(row(), head=head))


@pytest.mark.parametrize(
    "data",
    [
        text(*(row(n, detail="- - -") for n in range(1, MOST_STEPS + 2))),
        text(*(row(n) for n in range(10_000))),
        text("\t\t\t" * 10_000),
        text(row(parties=", ".join(f"กลุ่ม{n}" for n in range(2_000)))),
        text(row(documents=" - ".join(f"รายงาน {n}" for n in range(3_000)))),
        text(row(), head="1. วัตถุประสงค์\n" + "ข้อความ\n" * 600),
        "ก" * (1024 * 1024 + 1),
    ],
    ids=["steps", "rows", "cells", "parties", "documents", "chapter", "bytes"],
)
def test_what_no_sop_holds_is_refused_at_once(data: str) -> None:
    assert read(data) == "sop-too-much"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (text(row(detail="ก\0ข")).encode(), "sop-not-word"),
        (text(row(detail="ก\x1bข")).encode() + b"\xff\xfe\x81", "sop-not-word"),
        (text(row()).encode("utf-16")[:-1], "sop-not-word"),
        (text(row(detail="\ud800")).encode("utf-16", "surrogatepass"), "sop-not-word"),
        (text(row(detail="\ud800")).encode("utf-8", "surrogatepass"), "sop-not-word"),
        (HEADS.encode(), "sop-no-steps"),
        (text("").encode(), "sop-no-steps"),
        (text(row(detail="", chart="", duration="", parties="", documents="")), "sop-no-steps"),
    ],
)
def test_what_is_no_text_or_has_no_steps_is_refused(data: str | bytes, code: str) -> None:
    assert read(data) == code


ODD = (
    "# decide: เลือก",
    '": - [ {x: &a *b !!python/object:os.system |',
    "--- ... ? %YAML 1.1 '\"\\n",
    "{fiscal_year}{round}{{x}} {0.__class__} %s %(x)s ${x}",
    "\u202eกลุ่ม\u200d\ufeff😀\ufffe",
    "null",
    "2569-10-01",
    "=cmd|' /C calc'!A0",
    "<script>&lt;{}",
)


@pytest.mark.parametrize("odd", ODD)
def test_whatever_signs_stand_in_it_are_words(odd: str) -> None:
    cells = dict.fromkeys(("chart", "detail", "parties", "documents"), f"งาน {odd}")
    found = made(text(row(1, **cells), row(2, duration=odd), head=f"ชื่อหน่วยงาน {odd}"))
    assert_sound(found)
    sop = parse(found.source.encode(), "SOP")
    assert sop.for_fiscal_year(2570).steps[0].title


def test_the_same_text_in_another_encoding_is_the_same_sop() -> None:
    said = text(row(duration="5 วันทำการ"))
    sources = {made(said.encode(name)).source for name in ("utf-8", "utf-16", "cp874")}
    assert len(sources) == 1


def paragraphs(inner: str) -> Mapping[str, bytes]:
    return {BODY: f"<w:document {word.DECLARED}><w:body>{inner}</w:body></w:document>".encode()}


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (paragraphs("<w:tbl><w:tr><w:tc>" * 500 + "</w:tc></w:tr></w:tbl>" * 500), "sop-too-much"),
        (paragraphs("<w:p/>" * 100_000), "sop-too-much"),
        (paragraphs(" " * 30_000_000), "sop-too-much"),
        (paragraphs("<w:p>"), "sop-broken"),
        ({BODY: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}, "sop-broken"),
        ({f"{n}.png": b"" for n in range(4_000)}, "sop-too-much"),
    ],
    ids=["nested", "paragraphs", "bomb", "broken", "entity", "entries"],
)
def test_a_word_file_that_is_a_bomb_is_refused(parts: Mapping[str, bytes], code: str) -> None:
    assert read(word.repacked(WORD, parts)) == code


def test_of_parts_that_lie_over_each_other_only_those_that_are_read_are_opened() -> None:
    """A small file unpacks to a large one, if its names lead to the same bytes."""
    start, end = (WORD.index(one) for one in (b"PK\x01\x02", b"PK\x05\x06"))
    listed, tail = WORD[start:end], bytearray(WORD[end:])
    first = listed[: listed.index(b"PK\x01\x02", 4)]
    named = first[46 : 46 + int.from_bytes(first[28:30], "little")]
    others = [first.replace(named, f"{n:0{len(named)}}".encode()) for n in range(2_000)]
    for at in (8, 10):
        count = int.from_bytes(tail[at : at + 2], "little") + len(others)
        tail[at : at + 2] = count.to_bytes(2, "little")
    listed += b"".join(others)
    tail[12:16] = len(listed).to_bytes(4, "little")
    assert made(WORD[:start] + listed + bytes(tail)) == made(WORD)


@pytest.mark.parametrize("width", ["0", "-1", "99", "4294967296", "x"])
def test_cells_that_say_they_are_as_wide_as_nothing_is_are_read(width: str) -> None:
    content = word.part(WORD).decode()
    told = f'<w:tcPr><w:gridSpan w:val="{width}"/><w:vMerge w:val="{width}"/>'
    found = read(word.repacked(WORD, {BODY: content.replace("<w:tcPr>", told).encode()}))
    assert isinstance(found, Imported) or found in {"sop-no-steps", "sop-too-much"}


def test_pictures_and_links_to_the_outside_change_nothing() -> None:
    name = "word/_rels/document.xml.rels"
    link = '<Relationship Id="x" Type="http://x/image" Target="http://x/" TargetMode="External"/>'
    told = word.part(WORD, name).decode().replace("</Relationships>", f"{link}</Relationships>")
    more = {name: told.encode(), "word/media/a.png": bytes(100 * 1024 * 1024)}
    assert made(word.repacked(WORD, more)) == made(WORD)


_WORDS = st.lists(
    st.sampled_from(
        [
            *("จัดทำแผน", "ประชุม", "พิจารณาอนุมัติ", "รายงาน", "(ถ้ามี)", "คู่มือ", "กลุ่มงาน", "คณะทำงาน"),
            *(
                "5 วัน",
                "ทุกเดือน",
                "ไตรมาสละ 1 ครั้ง",
                "1 ต.ค. - 31 มี.ค.",
                "รอบ 5 เดือนแรก",
                "ก่อนประชุม 3 วัน",
            ),
            *(
                "พ.ศ. 2565",
                "ปีงบประมาณ 2569",
                "ใช่/ไม่ใช่",
                "ขั้นตอนที่ 1",
                "- ",
                "1) ",
                ",",
                "และ",
                "\u0e4c",
                *ODD,
            ),
        ]
    )
    | st.text(max_size=5),
    max_size=4,
).map(" ".join)
_ROWS = st.lists(
    st.builds(lambda cells: "\t".join(cells), st.lists(_WORDS, min_size=5, max_size=6)),
    min_size=1,
    max_size=3,
)


@examples(8)
@given(_ROWS, _WORDS)
def test_whatever_is_typed_is_refused_or_a_sound_sop(rows: list[str], head: str) -> None:
    numbered = (f"{n}\t{one}" for n, one in enumerate(rows, 1))
    found = read(text(*numbered, head=head).encode(errors="ignore"))
    if isinstance(found, Imported):
        assert_sound(found)
