"""Number and date of a document, as captions tell them and people type them."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.letters import Letter, found_in, read_typed, without
from tests.domain.plans import day

TODAY = day("2027-03-10")
FEBRUARY = day("2027-02-03")


@pytest.mark.parametrize(
    ("caption", "number", "dated"),
    [
        ("บันทึกข้อความ ที่ สธ 0919/123 ลงวันที่ 3 ก.พ. 2570", "สธ 0919/123", FEBRUARY),
        ("หนังสือ ที่ สธ ๐๙๑๙.๐๒/ว ๑๒๓ ลว. ๓/๒/๒๕๗๐ เรื่อง ขอส่งรายงาน", "สธ 0919.02/ว 123", FEBRUARY),
        ("ที่ สธ 0919/123 วันที่ 3 ก.พ. 70", "สธ 0919/123", FEBRUARY),
        ("คำสั่งสำนักที่ 12/2569 สั่ง ณ วันที่ 1 ต.ค. 69", "12/2569", day("2026-10-01")),
        ("เลขที่ 5/2570", "5/2570", None),
        ("ฉบับลงนาม ลงวันที่3กุมภาพันธ์2570", "", FEBRUARY),
    ],
)
def test_a_caption_tells_number_and_date(caption: str, number: str, dated: date | None) -> None:
    assert found_in(caption, TODAY) == Letter(number, dated)


@pytest.mark.parametrize(
    "caption",
    [
        "รายงานการประชุมครั้งที่ 1/2570 วันที่ 3 ก.พ. 2570",
        "ประชุมที่ห้อง 3 ลงชื่อแล้ว 12 คน",
        "ขั้นตอนที่ 4/12",
        "ที่ 3/2/2570",
        "ลงวันที่ 31/2/2570",
        "ลงวันที่ 5 เม.ย. 2570",  # tomorrow is no date of a document that is there
        "ลงวันที่ 3 ก.พ. 2499",
        "",
    ],
)
def test_what_may_be_something_else_is_not_read(caption: str) -> None:
    assert not found_in(caption, TODAY)


@given(st.text(alphabet="ที่ลงวันสธ0123456789/. กพ\n", max_size=120))
def test_any_caption_is_passed_over_or_read(caption: str) -> None:
    letter = found_in(caption, TODAY)
    assert letter.dated is None or letter.dated <= TODAY
    assert not letter.number or "/" in letter.number


def test_a_caption_without_end_is_passed_over_quickly() -> None:
    began = process_time()
    without(text := "หนังสือ ที่ สธ 0919/ ลงวันที่ " * 1000, found_in(text, TODAY), TODAY)
    assert process_time() - began < 1


@pytest.mark.parametrize(
    ("typed", "letter"),
    [
        ("3 ก.พ. 2570", Letter(dated=FEBRUARY)),
        ("ลงวันที่ ๓ ก.พ. ๗๐", Letter(dated=FEBRUARY)),
        ("ที่ สธ 0919/123 ลงวันที่ 3 ก.พ. 2570", Letter("สธ 0919/123", FEBRUARY)),
        ("บันทึกข้อความ ที่ สธ 0919/123 ลงวันที่ 3 ก.พ. 70", Letter("สธ 0919/123", FEBRUARY)),
        ("3 ก.พ. 2550", Letter(dated=day("2007-02-03"))),
        ("12/2569", None),
        ("เร็ว ๆ นี้", None),
    ],
)
def test_a_date_is_typed_alone_or_after_the_number(typed: str, letter: Letter | None) -> None:
    assert read_typed(typed, TODAY) == letter


@pytest.mark.parametrize(
    ("caption", "left"),
    [
        ("ที่ สธ 0919/123 ลงวันที่ 3 ก.พ. 2570", ""),
        ("ฉบับลงนาม ที่ สธ ๐๙๑๙/๑๒๓ ลงวันที่ ๓ ก.พ. ๒๕๗๐", "ฉบับลงนาม"),
        ("คำสั่งสำนักอนามัย ที่ สธ 0919/123 ลงวันที่ 3 ก.พ. 70", "คำสั่งสำนักอนามัย"),
        ("ที่ สธ 0919/123 ลงวันที่ 3 ก.พ. 2570 ฉบับลงนาม", None),
        ("ที่ สธ 0919/124 ลงวันที่ 3 ก.พ. 2570", None),
        ("ฉบับลงนาม", None),
    ],
)
def test_what_its_own_line_tells_is_left_out_at_the_end(caption: str, left: str | None) -> None:
    letter = Letter("สธ 0919/123", FEBRUARY)
    assert without(caption, letter, TODAY) == (caption if left is None else left)


def test_a_date_alone_is_left_out_too() -> None:
    assert without("แผนฉบับลงนาม ลงวันที่ 3 ก.พ. 70", Letter(dated=FEBRUARY), TODAY) == "แผนฉบับลงนาม"


@given(st.text("ที่ลงวันสธ 0919/12.กพ๒๕", max_size=60))
@example("ลว1.1ก")
def test_a_caption_keeps_its_beginning(caption: str) -> None:
    assert caption.startswith(without(caption, found_in(caption, TODAY), TODAY))
