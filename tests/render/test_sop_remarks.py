"""Whatever is told of an office's own SOP has its words, in Thai and in English."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.sop_import
from bot.domain.sop_import import REPAIRED, TO_DECIDE, Option, Remark, Spot
from bot.render.language import LANGUAGES, speaker
from bot.render.text import sop_options, sop_remarks
from bot.sop_import.filing import WEAKER

TOLD = {"written": "5 เดือนแรก", "heading": "ขอบเขต", "count": "3", "days": "5"}
FOLDER = Path(bot.sop_import.__file__).parent


def named(call: str) -> Iterator[tuple[str, str]]:
    """The codes that the parts of the import give to `Remark(…)` or `Option(…)`, and where."""
    for file in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == call:
                given = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "code")]
                yield from ((str(g.value), file.name) for g in given if isinstance(g, ast.Constant))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(REPAIRED | TO_DECIDE))
def test_every_code_has_its_sentence(code: str, language: str) -> None:
    remark = Remark(code, before="คำ สั่ง", after="คำสั่ง", told=TOLD)
    assert sop_remarks.told(speaker(language), remark).plain


@pytest.mark.parametrize("code", sorted(REPAIRED | TO_DECIDE))
def test_a_sentence_needs_nothing_that_its_remark_may_leave_out(code: str) -> None:
    assert "{" not in sop_remarks.told(speaker("th"), Remark(code)).plain


def test_no_sentence_is_left_over() -> None:
    assert set(sop_remarks.WORDS) == REPAIRED | TO_DECIDE


def test_every_code_that_the_import_gives_is_a_known_one() -> None:
    known = REPAIRED | TO_DECIDE
    assert [(code, file) for code, file in named("Remark") if code not in known] == []
    words = {*sop_options.FIXED, *sop_options.FILLED, *sop_options.NAMED, *sop_options.TIMED}
    assert [(code, file) for code, file in named("Option") if code not in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_option_is_short_enough_for_a_button(language: str) -> None:
    say = speaker(language)
    options = [*map(Option, sop_options.FIXED), Option("days-5"), Option("days-1")]
    for option in [*options, Option("p3", told={"name": "คณะกรรมการ" * 9})]:
        words = sop_remarks.option(say, Remark("unit"), option).plain
        assert 0 < len(words) <= 40
        assert words != option.code


@pytest.mark.parametrize(
    ("step", "spot", "words"),
    [
        (5, Spot(2, 1), "ขั้นตอนที่ 5 (หน้า 2 แถว 1)"),
        (5, Spot(0, 7), "ขั้นตอนที่ 5 (แถว 7)"),
        (5, Spot(), "ขั้นตอนที่ 5"),
        (0, Spot(1), "หน้า 1"),
        (0, Spot(), "ทั้งไฟล์"),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(step: int, spot: Spot, words: str) -> None:
    assert sop_remarks.place(speaker("th"), Remark("unit", step, spot)).plain == words


def test_a_long_text_is_quoted_in_part() -> None:
    told = sop_remarks.told(speaker("th"), Remark("joined-words", before="ก" * 900, after="ข"))
    assert len(told.plain) < 300


def test_a_number_that_was_not_written_is_a_dash() -> None:
    words = sop_remarks.told(speaker("th"), Remark("renumbered", 6, after="6")).plain
    assert words.endswith("จาก – เป็น 6")


def test_days_that_nobody_wrote_are_offered_with_their_unit() -> None:
    say, remark = speaker("th"), Remark("duration-missing")
    words = [sop_remarks.option(say, remark, Option(f"days-{n}")).plain for n in (5, 15)]
    assert words == ["5 วันทำการ", "15 วันปฏิทิน"]


def test_how_often_a_way_leads_back_is_told_where_nobody_wrote_it() -> None:
    asked = Remark("decision", told={"times": "3"})
    assert "รวมไม่เกิน 3 ครั้ง" in sop_remarks.told(speaker("th"), asked).plain


def test_the_way_back_has_the_name_of_its_answer() -> None:
    option = Option("ways-back", told={"step": "3", "name": "ไม่ผ่าน"})
    words = sop_remarks.option(speaker("th"), Remark("decision"), option).plain
    assert words == "หากไม่ผ่าน กลับไปขั้นตอนที่ 3"


@pytest.mark.parametrize(
    ("key", "day", "shown"),
    [
        ("not_before", "08-01", "ใช่ เริ่มไม่ก่อน 1 ส.ค."),
        ("not_after", "07-end, 08-01", "ใช่ แล้วเสร็จไม่เกิน 31 ก.ค."),
        ("not_after", "02-end, 03-01", "ใช่ แล้วเสร็จไม่เกิน 28 ก.พ."),
    ],
)
def test_a_fixed_day_is_named(key: str, day: str, shown: str) -> None:
    remark = Remark("rounds", path=("steps", 0, key))
    option = Option("fixed-days", told={"days": day})
    assert sop_remarks.option(speaker("th"), remark, option).plain == shown


def test_each_proposal_that_is_given_up_is_named() -> None:
    assert set(sop_remarks.GIVEN_UP) == set(WEAKER)
    say = speaker("th")
    told = {sop_remarks.told(say, Remark("given-up", told={"written": c})).plain for c in WEAKER}
    assert len(told) == len(WEAKER)


@pytest.mark.parametrize(
    ("code", "told", "shown"),
    [
        ("lasting", {"duration": "3-5", "unit": "working"}, "3–5 วันทำการ"),
        ("lasting", {"duration": "15", "unit": "calendar"}, "15 วันปฏิทิน"),
        ("by", {"by": "15"}, "ภายในวันที่ 15 ของเดือน"),
        ("by", {"by": "end"}, "ภายในวันสิ้นเดือน"),
        ("every-month", {"by": "5"}, "ทุกเดือน ภายในวันที่ 5"),
        ("every-month-after", {"by": "5"}, "ทุกเดือน ภายในวันที่ 5 ของเดือนถัดไป"),
        ("every-month-after", {}, "ทุกเดือน หลังสิ้นงวด"),
        (
            "every-quarter-after",
            {"duration": "15", "unit": "calendar"},
            "ทุกไตรมาส 15 วันปฏิทินหลังสิ้นงวด",
        ),
        (
            "after-day",
            {"day": "1 เม.ย.", "duration": "15", "unit": "working"},
            "ตั้งแต่ 1 เม.ย. 15 วันทำการ",
        ),
        ("after-year", {"duration": "1", "unit": "month"}, "หลังสิ้นปีงบประมาณ 1 เดือน"),
    ],
)
def test_an_answer_says_all_that_it_means(code: str, told: dict[str, str], shown: str) -> None:
    option = sop_remarks.option(speaker("th"), Remark("duration-unclear"), Option(code, told=told))
    assert option.plain == shown


def test_where_there_is_no_room_many_of_a_kind_are_one() -> None:
    digits = [Remark("digits", spot=Spot(n), before=f"๑ {n}", after=f"1 {n}") for n in (1, 2, 3)]
    shown = sop_remarks.folded([Remark("years"), *digits, Remark("braces", before="{", after="(")])
    assert [one.code for one in shown] == ["years", "digits", "braces"]
    said = [sop_remarks.told(speaker("th"), one).plain for one in shown[1:]]
    assert "3 แห่ง" in said[0]
    assert "แห่ง" not in said[1]
