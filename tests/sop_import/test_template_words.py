"""What an office writes in its own way: whose paper it is, whom it names, and when."""

from __future__ import annotations

import pytest

from bot.domain.sop import DocumentKind
from bot.sop_import.parties import parted
from bot.sop_import.timing import said
from bot.sop_import.years import Years
from tests.sop_import.raws import sop, step
from tests.sop_import.test_filing import codes, read
from tests.sop_import.typed_papers import read as understood
from tests.sop_import.typed_papers import row, table

STEPS = table(row("1", "", "ประชุมคณะทำงาน", "1 วัน", "คณะทำงาน", "รายงานการประชุม"))


def test_an_office_that_nothing_calls_so_is_no_title() -> None:
    raw, _ = understood("กองบริหารทรัพยากรบุคคล กรมสนับสนุน", "ตัวชี้วัดที่ 3.5 การพัฒนาสมรรถนะ", STEPS)
    assert (raw.unit, raw.title) == ("กองบริหารทรัพยากรบุคคล กรมสนับสนุน", "")


@pytest.mark.parametrize("line", ["ฝ่ายการเงิน สนง.เลขานุการกรม", "สนง.เลขานุการกรม"])
def test_an_office_may_be_shortened(line: str) -> None:
    assert understood("คู่มือปฏิบัติงาน เรื่อง การเบิกจ่าย", line, STEPS)[0].unit == line


def test_what_is_called_the_office_is_taken_before_others() -> None:
    raw, _ = understood("ฝ่ายการเงินและบัญชี", "หน่วยงาน: สำนักงานเลขานุการกรม", STEPS)
    assert raw.unit == "สำนักงานเลขานุการกรม"


def test_a_heading_of_the_steps_in_other_words_is_nobody_responsible() -> None:
    raw, _ = understood("4. ผู้รับผิดชอบ", "ฝ่ายการเงิน", "5 ขั้นตอนการทำงาน", STEPS)
    assert raw.direct == ("ฝ่ายการเงิน",)


def test_short_names_beside_each_other_are_several() -> None:
    assert parted("ฝ่ายการเงิน และ จนท. การเงิน") == ["ฝ่ายการเงิน", "จนท. การเงิน"]
    assert parted("ฝ่ายพัสดุ, ผอ.กอง") == ["ฝ่ายพัสดุ", "ผอ.กอง"]


@pytest.mark.parametrize("written", ["ภายใน 15 ของเดือน", "ภายใน ๑๕ ของทุกเดือน", "ทุกวันที่ 15 ของเดือน"])
def test_a_day_of_the_month_comes_every_month(written: str) -> None:
    assert said(written).keys == {"every": "month", "by": 15}


def test_months_may_be_shortened_and_december_is_none() -> None:
    assert said("2 ด.").keys == {"duration": 2, "unit": "month"}
    assert said("1 ด.ค.").code == "duration-unclear"


def test_an_announcement_of_the_year_is_no_law() -> None:
    assert (
        Years(2569).templated("ประกาศผล ประจำปี พ.ศ. 2569") == "ประกาศผล ประจำปี พ.ศ. {fiscal_year}"
    )
    assert Years(2569).templated("ประกาศกรม พ.ศ. 2569") == "ประกาศกรม พ.ศ. 2569"


def test_no_case_is_offered_where_a_step_recurs() -> None:
    """A file for cases cannot have it: a question with one answer is none."""
    first = step(detail=("รับเรื่องขอเบิก",), duration="1 วัน")
    assert "case" in codes(read(sop([first]))[1])
    again = step(2, detail=("รายงานผล",), duration="ทุกเดือน")
    assert "case" not in codes(read(sop([first, again]))[1])


def test_the_year_of_our_own_copy_is_no_title() -> None:
    raw, _ = understood("ชื่อตัวชี้วัด ตัวชี้วัดที่ 1.7 ตลาดสด", "ปีงบประมาณ พ.ศ. 2570", STEPS)
    assert (raw.title, raw.fiscal_year) == ("", 2570)


def test_what_our_own_copy_suggests_is_suggested_again() -> None:
    made, _ = read(sop([step(documents=("ใบลงชื่อ (ระบบแนะนำ)",))]))
    (document,) = [d for d in made.steps[0].documents if d.title.startswith("ใบลงชื่อ")]
    assert (document.title, document.kind) == ("ใบลงชื่อ", DocumentKind.SUGGESTED)
