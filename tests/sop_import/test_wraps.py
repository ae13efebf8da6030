"""Words that a column broke, and spaces that are to stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sop_import.mending import without_doubles
from bot.sop_import.wraps import Wraps, is_narrow
from tests.sop_import.typed_papers import only, read, row, table

CHAPTERS = (
    "คณะกรรมการพัฒนาวิชาการสำนักอนามัยการเจริญพันธุ์",
    "นักวิชาการ สำนักอนามัยการเจริญพันธุ์",
    "คณะดำเนินงานตัวชี้วัดที่ 2.4",
)
CELLS = (
    "มาตรการและประเด็น ความรู้ ตามกลยุทธ์ PIRAB",
    "แผนการพัฒนาผลงาน ตามกลยุทธ์ PIRAB",
    "ดำเนินการขับเคลื่อนงานตามแผนที่กำหนดไว้",
    "ส่งผลงาน\nเข้ารับการ\nประเมินรางวัล",
)


def _wraps(*more: str, plain: bool = True) -> Wraps:
    return Wraps(CHAPTERS, (*CELLS, *more), plain=plain)


def _mended(text: str, *, narrow: bool = False, plain: bool = True) -> str:
    return _wraps(text, plain=plain).mended(text, narrow=narrow)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("คณะ ดำเนินงาน ตัวชี้วัดที่ 2.4", "คณะดำเนินงานตัวชี้วัดที่ 2.4"),
        ("นักวิชาการ สำนักอนามัย การเจริญพันธุ์", "นักวิชาการ สำนักอนามัยการเจริญพันธุ์"),
        ("ดำเนินงาน ตามแผน", "ดำเนินงานตามแผน"),
        ("เข้ารับการ ประเมิน", "เข้ารับการประเมิน"),
        ("และพัฒนา ศักยภาพ", "และพัฒนาศักยภาพ"),
        ("เจ้าหน้ าที่", "เจ้าหน้าที่"),
        ("เ จ้าหน้าที่", "เจ้าหน้าที่"),
        ("ผลงานวิจัย/ ผลงานวิชาการ", "ผลงานวิจัย/ผลงานวิชาการ"),
    ],
)
def test_broken_words_are_joined_by_what_is_known_of_them(text: str, made: str) -> None:
    assert _mended(text) == made


@pytest.mark.parametrize(
    "text",
    [
        "วิเคราะห์ GAP การขับเคลื่อน LO ของหน่วยงาน",
        "ใหม่ ๆ ทั้งด้านผลิตภัณฑ์",
        "ราชการฯ ประจำปีงบประมาณ พ.ศ. 2565",
        "รางวัลบริการ (TPSA) หรือรางวัล",
        "ความรู้ ตามกลยุทธ์ PIRAB",
        "รายงานผล 5 เดือนหลัง ปี 2565",
        "ประชุม วางแผน ติดตาม",
    ],
)
def test_spaces_of_the_writer_stay(text: str) -> None:
    assert _mended(text) == text


def test_in_a_narrow_column_short_lines_are_joined() -> None:
    text = "วิเคราะห์ข้อมูล ผลงานวิจัย และนวัตกรรม"
    assert _mended(text, narrow=True) == "วิเคราะห์ข้อมูลผลงานวิจัยและนวัตกรรม"
    assert _mended(text) == text


def test_a_phrase_that_always_has_a_space_keeps_it_in_a_narrow_column() -> None:
    text = "ขับเคลื่อน มาตรการ ตามกลยุทธ์ PIRAB"
    assert _mended(text, narrow=True) == "ขับเคลื่อนมาตรการ ตามกลยุทธ์ PIRAB"


def test_in_word_a_typed_space_needs_more_to_be_a_break_than_a_line_end() -> None:
    assert _mended("พัฒนางาน ติดตาม", plain=False) == "พัฒนางาน ติดตาม"
    assert _mended("พัฒนางาน\nติดตาม", plain=False) == "พัฒนางานติดตาม"
    assert _mended("ระบบ DOC\n4.0", plain=False) == "ระบบ DOC 4.0"


def test_in_word_a_space_before_a_new_phrase_is_the_writers() -> None:
    elsewhere = "ทบทวนผลการพัฒนาบุคลากรประจำปีงบประมาณ"
    text = "แต่งตั้งคณะทำงานพัฒนาบุคลากร ประจำปีงบประมาณ"
    assert Wraps((), (elsewhere, text), plain=False).mended(text, narrow=False) == text
    broken = text.replace(" ", "\n")
    assert "\n" not in Wraps((), (elsewhere, broken), plain=False).mended(broken, narrow=False)


def test_a_column_is_narrow_if_nearly_all_of_its_runs_are_short() -> None:
    assert is_narrow(["คณะ ดำเนินงาน", "ส่งผลงานเข้ารับการ ประเมินรางวัล"])
    assert not is_narrow(["จัดทำแผนปฏิบัติการขับเคลื่อนการดำเนินงานวิชาการของหน่วยงานให้ เป็นองค์กร"])
    assert not is_narrow([])


LETTERS = st.text(alphabet="กขคงนมการเแะาิ่ๆฯ 2A/(\n", max_size=60)


def _letters(text: str) -> str:
    return "".join(text.split())


@given(st.lists(LETTERS, max_size=4), LETTERS, st.booleans(), st.booleans())
def test_mending_changes_nothing_but_spaces_and_only_once(
    others: list[str], text: str, narrow: bool, plain: bool
) -> None:
    wraps = Wraps(others, (*others, text), plain=plain)
    made = wraps.mended(text, narrow=narrow)
    assert _letters(made) == _letters(text)
    assert "\n" not in made
    assert wraps.mended(made, narrow=narrow) == made


@given(LETTERS)
def test_a_chapter_keeps_its_letters(text: str) -> None:
    wraps = Wraps((text,), (), plain=False)
    assert _letters(wraps.lines(text)) == _letters(text)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("ในการการขับเคลื่อน", "ในการขับเคลื่อน"),
        ("แผนและและมาตรการ", "แผนและมาตรการ"),
        ("การการดำเนินงาน", "การดำเนินงาน"),
        ("มาตรการการขับเคลื่อน", "มาตรการการขับเคลื่อน"),
        ("วิชาการการแพทย์", "วิชาการการแพทย์"),
        ("กระบวนการการจัดซื้อ", "กระบวนการการจัดซื้อ"),
        ("โครงการการพัฒนา", "โครงการการพัฒนา"),
    ],
)
def test_a_doubled_word_stands_once(text: str, made: str) -> None:
    assert without_doubles(text) == made


@given(LETTERS)
def test_doubles_are_gone_at_once(text: str) -> None:
    once = without_doubles(text)
    assert len(once) <= len(text)


def test_each_repair_is_told_with_its_place() -> None:
    first = row("1", "", "- จัดทำการ ประชุม\n- ในการการประชุม", "1 วัน", "", "", page=2)
    raw, remarks = read(table(first), plain=True)
    assert raw.steps[0].detail == ("จัดทำการประชุม", "ในการประชุม")
    told = [(one.code, one.step, one.spot.page, one.path, one.before, one.after) for one in remarks]
    assert told == [
        ("joined-words", 1, 2, ("steps", 0, "detail", 0), "จัดทำการ ประชุม", "จัดทำการประชุม"),
        ("doubled-word", 1, 2, ("steps", 0, "detail", 1), "ในการการประชุม", "ในการประชุม"),
    ]


def test_words_of_the_documents_that_ran_into_the_parties_are_taken_back() -> None:
    documents = "- สรุปความต้องการพัฒนาศักยภาพ ปี 2565\n- มาตรการและประเด็นความรู้"
    parties = "- คณะทำงาน\n- คณะกรรมการพัฒนา ศึกษภาพ ปี 2565\n- มาตรการและประเด็นความรู้"
    raw, remarks = read(
        "4.2 ผู้มีส่วนเกี่ยวข้อง",
        "คณะกรรมการพัฒนาวิชาการ",
        table(row("1", "", "ประชุม", "1 วัน", parties, documents)),
    )
    assert raw.steps[0].parties == ("คณะทำงาน", "คณะกรรมการพัฒนาวิชาการ")
    (run,) = only(remarks, "column-run")
    assert run.before.endswith("มาตรการและประเด็นความรู้")
    assert run.after == "คณะทำงาน คณะกรรมการพัฒนาวิชาการ"
