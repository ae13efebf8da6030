"""/holiday: the days off, listed, added, removed, and what a change moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.system.days_off import official_days_off
from tests.cast import (
    CHAIR,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    local,
    office_with_plan,
)
from tests.planning import plan_due
from tests.stores import fresh_store

DAYS_OFF = official_days_off(2026, 2027)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path, DAYS_OFF)
    yield office_with_plan(store)
    store.close()


def days_off(office: Office) -> dict[date, str]:
    with office.store.reading() as work:
        return dict(work.teams.days_off(office.team().id))


def added(office: Office) -> dict[date, str]:
    return {d: n for d, n in days_off(office).items() if d not in DAYS_OFF}


def test_it_lists_the_days_to_come_of_the_fiscal_year_in_pages(office: Office) -> None:
    first = office.say(SECRETARY, "วันหยุด").post
    assert "วันหยุดถึงวันที่ 30 กันยายน 2570" in first.text
    assert "• วันพฤหัสบดีที่ 10 ธันวาคม 2569 วันรัฐธรรมนูญ" in first.text
    assert "23 ต.ค. 69" not in first.text
    second = office.press(SECRETARY, "ถัดไป", first).post
    assert second.edits == first.id
    assert "• วันอังคารที่ 4 พฤษภาคม 2570 วันฉัตรมงคล" in second.text
    assert "ถัดไป" not in second.labels


def test_a_member_reads_and_does_not_change(office: Office) -> None:
    assert office.say(MEMBER, "วันหยุด", PRIVATE).labels == ["ถัดไป"]
    refused = office.say(MEMBER, "วันหยุด เพิ่ม 2/3/2570").text
    assert refused.startswith("รายการนี้ดำเนินการได้โดยเลขานุการหรือประธาน")
    assert added(office) == {}


def test_a_day_added_moves_due_dates_and_says_which(office: Office) -> None:
    said = office.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570 วันหยุดพิเศษ").text
    assert "เพิ่มวันหยุดแล้ว\n• วันอังคารที่ 2 มีนาคม 2570 วันหยุดพิเศษ" in said
    assert "ขั้นตอนที่ 6: ครบกำหนด 2 มี.ค. 70 → 3 มี.ค. 70" in said
    assert "หากบันทึกผิด โปรดกด “เลิกทำ” หรือพิมพ์ “วันหยุด ลบ 2/3/2570”" in said


def test_said_in_private_the_group_hears_it(office: Office) -> None:
    answer = office.say(CHAIR, "/holiday add 2/3/2570 วันหยุดพิเศษ", PRIVATE)
    assert [p.chat.address for p in answer.elsewhere] == [GROUP.address]
    assert answer.elsewhere[0].text == answer.text


def test_take_back_restores_what_was_added(office: Office) -> None:
    post = office.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570 วันหยุดพิเศษ").post
    said = office.press(CHAIR, "เลิกทำ", post).text
    assert "ขั้นตอนที่ 6: ครบกำหนด 3 มี.ค. 70 → 2 มี.ค. 70" in said
    assert added(office) == {}


def test_take_back_restores_what_was_removed_with_its_name(office: Office) -> None:
    post = office.say(SECRETARY, "วันหยุด ลบ 6/4/2570, 4/5/2570").post
    assert "ลบวันหยุดแล้ว (นับเป็นวันทำการ)" in post.text
    assert date(2027, 5, 4) not in days_off(office)
    office.press(SECRETARY, "เลิกทำ", post)
    assert days_off(office) == DAYS_OFF


@pytest.mark.parametrize(
    "typed",
    [
        "29/12/2569 - 30/12/2569 วันหยุดพิเศษ",
        "29/12/2569-30/12/2569 วันหยุดพิเศษ",
        "29-30 ธ.ค. 69 วันหยุดพิเศษ",
        "๒๙ - ๓๐ ธันวาคม ๒๕๖๙ วันหยุดพิเศษ",
        "29-12-2569 ถึง 30-12-2569 วันหยุดพิเศษ",
        "29/12/69, 30/12/69 วันหยุดพิเศษ",
        "2026-12-29 วันหยุดพิเศษ\n2026-12-30 วันหยุดพิเศษ",
        "- วันอังคารที่ 29 ธ.ค. 69 วันหยุดพิเศษ\n- วันพุธที่ 30 ธ.ค. 69 วันหยุดพิเศษ",
    ],
)
def test_several_days_in_the_ways_people_write_them(office: Office, typed: str) -> None:
    office.say(SECRETARY, f"/holiday เพิ่ม {typed}")
    assert added(office) == dict.fromkeys((date(2026, 12, 29), date(2026, 12, 30)), "วันหยุดพิเศษ")


def test_a_range_passes_over_weekends_and_days_that_are_off(office: Office) -> None:
    office.say(SECRETARY, "วันหยุด เพิ่ม 26/12/2569 - 3/1/2570 ปิดอาคาร")
    assert list(added(office)) == [date(2026, 12, d) for d in (28, 29, 30)]


def test_a_weekend_is_off_anyway(office: Office) -> None:
    said = office.say(SECRETARY, "วันหยุด เพิ่ม 26/12/2569").text
    assert said == "วันเสาร์ที่ 26 ธันวาคม 2569 เป็นวันหยุดสุดสัปดาห์อยู่แล้ว ไม่ต้องปรับรายการ"


def test_a_day_known_already_changes_nothing(office: Office) -> None:
    answer = office.say(SECRETARY, "วันหยุด เพิ่ม 1/1/2570")
    assert answer.text == "วันศุกร์ที่ 1 มกราคม 2570 เป็นวันหยุดอยู่แล้ว (วันขึ้นปีใหม่)"
    assert "ไม่อยู่ในรายการวันหยุด" in office.say(SECRETARY, "วันหยุด ลบ 4/1/2570").text


def test_of_a_day_that_has_passed_it_says_that_what_was_sent_stays(office: Office) -> None:
    said = office.say(SECRETARY, "วันหยุด เพิ่ม 2/11/2569 วันหยุดพิเศษ").text
    assert "การแจ้งเตือนที่ส่งไปแล้วไม่เปลี่ยนแปลง" in said
    assert "วันครบกำหนดไม่เปลี่ยนแปลง" in said


def test_the_button_asks_and_the_reply_is_a_pasted_list(office: Office) -> None:
    asked = office.press(SECRETARY, "เพิ่มวันหยุด", office.say(SECRETARY, "วันหยุด").post).post
    assert asked.message.asks
    office.say(SECRETARY, "4/1/2570 วันหยุดพิเศษ\n๕ ม.ค. ๗๐ ปิดอาคาร", reply_to=asked)
    assert added(office) == {date(2027, 1, 4): "วันหยุดพิเศษ", date(2027, 1, 5): "ปิดอาคาร"}


def test_one_bad_line_leaves_everything_and_the_question_stays(office: Office) -> None:
    asked = office.say(SECRETARY, "วันหยุด เพิ่ม", PRIVATE).post
    said = office.say(SECRETARY, "4/1/2570\nวันถัดไป", PRIVATE).text
    assert asked.message.asks
    assert said.startswith("ไม่สามารถอ่านบรรทัดนี้ได้: วันถัดไป\nยังไม่มีการเปลี่ยนแปลง")
    assert added(office) == {}
    office.say(SECRETARY, "4/1/2570", PRIVATE)
    assert list(added(office)) == [date(2027, 1, 4)]


def test_the_question_can_be_left(office: Office) -> None:
    office.say(SECRETARY, "วันหยุด ลบ", PRIVATE)
    assert office.say(SECRETARY, "ยกเลิก", PRIVATE).text == "ยกเลิกแล้ว ไม่มีการเปลี่ยนแปลง"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3/1/2570 - 1/1/2570", "วันที่ 1 มกราคม 2570 อยู่ก่อนวันที่ 3 มกราคม 2570"),
        ("1/1/2570 - 30/9/2570", "ระบุได้ครั้งละไม่เกิน 40 วัน"),
        ("31/12/2669", "ห่างจากวันนี้มากเกินไป"),
        ("31/2/2570", "ไม่มีวันที่ดังกล่าวในปฏิทิน: 31/2/2570"),
    ],
)
def test_slips_of_the_pen_are_told_and_change_nothing(
    office: Office, typed: str, said: str
) -> None:
    assert said in office.say(SECRETARY, f"วันหยุด เพิ่ม {typed}").text
    assert added(office) == {}


def test_a_start_on_a_new_day_off_is_told_once_on_the_next_working_day(office: Office) -> None:
    office.now = local("2026-12-14 10:00")
    office.say(SECRETARY, "วันหยุด ลบ 10/12/2569")
    office.say(SECRETARY, "วันหยุด เพิ่ม 15/12/2569 - 16/12/2569 วันหยุดพิเศษ")
    office.now = local("2026-12-17 08:30")
    plan_due(office.store, office.now)
    told = [p.text for p in office.outbox() if p.chat.address == GROUP.address]
    assert sum("ส่งผลงานเข้ารับการประเมินรางวัล" in text for text in told) == 1


def test_removing_todays_day_off_sends_at_once_what_belongs_to_today(office: Office) -> None:
    office.say(SECRETARY, "วันหยุด เพิ่ม 15/12/2569 วันหยุดพิเศษ")
    office.now = local("2026-12-15 10:00")
    plan_due(office.store, office.now)
    assert office.outbox() == []
    office.say(SECRETARY, "วันหยุด ลบ 15/12/2569")
    office.now += timedelta(minutes=1)
    plan_due(office.store, office.now)
    told = [p.text for p in office.outbox() if p.chat.address == GROUP.address]
    assert sum("ส่งผลงานเข้ารับการประเมินรางวัล" in text for text in told) == 1


def test_a_stranger_hears_nothing_of_any_team(office: Office) -> None:
    assert "ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด" in office.say(STRANGER, "วันหยุด", PRIVATE).text
