"""รักษาการ: who acts for whom on which days, recorded in one line or by buttons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.events import ActingGiven
from bot.domain.incoming import Mention
from tests.cast import (
    ACADEMIC,
    BOARD_MEMBER,
    CHAIR,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Office,
    Somebody,
    local,
    office_with_plan,
)
from tests.stores import fresh_store

DECEMBER = "1 ธ.ค. 69 ถึง 31 ธ.ค. 69"
LEADS_ONLY = "ดำเนินการได้โดยเลขานุการหรือประธาน"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def standing(office: Office) -> list[tuple[int, int, date, date]]:
    return [(d.person, d.deputy, d.since, d.until) for d in office.team().deputies]


def for_the_chair(office: Office) -> None:
    office.say(SECRETARY, f"รักษาการประธาน @malee {DECEMBER}", mentions=[MEMBER])


def test_the_secretary_names_who_acts_for_the_chair_and_all_concerned_hear_it(
    office: Office,
) -> None:
    answer = office.say(SECRETARY, f"รักษาการประธาน @malee {DECEMBER}", mentions=[MEMBER])
    assert answer.text == (
        "บันทึกผู้รักษาการแล้ว\nนางมาลี ตัวอย่าง รักษาการแทน นพ.สมคิด ตัวอย่าง (ประธาน)\n"
        "ตั้งแต่วันที่ 1 ธันวาคม 2569 ถึงวันที่ 31 ธันวาคม 2569\nผู้บันทึก นางสาวพิมพ์ใจ ตัวอย่าง"
    )
    told = {p.chat.address: p.text for p in answer.elsewhere}
    assert told[MEMBER.account].startswith("ระบบบันทึกท่านเป็นผู้รักษาการแล้ว")
    assert "เรียน ประธานคณะดำเนินงานตัวชี้วัดที่ 2.4" in told[CHAIR.account]
    assert [(s, u) for _, _, s, u in standing(office)] == [(date(2026, 12, 1), date(2026, 12, 31))]


def test_a_member_names_a_deputy_for_oneself_and_nobody_elses(office: Office) -> None:
    office.say(ACADEMIC, "รักษาการ 25-27 พ.ย. 69", reply_to=MEMBER)
    assert len(standing(office)) == 1
    refused = office.say(ACADEMIC, f"รักษาการ @malee แทน วิชัย {DECEMBER}", mentions=[MEMBER])
    assert LEADS_ONLY in refused.text
    assert LEADS_ONLY in office.press(ACADEMIC, "deputyfor t1 u4 v3 2026-12-01 2026-12-02").popup
    assert len(standing(office)) == 1


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("ปฏิบัติราชการแทน @malee 1/12/69", ("ผู้ปฏิบัติราชการแทน", "ปฏิบัติราชการแทน")),
        ("รักษาการ @malee 1/12/69", ("ผู้รักษาการ", "รักษาการแทน")),
    ],
)
def test_it_is_called_as_it_was_typed(office: Office, said: str, word: tuple[str, str]) -> None:
    who, acts = word
    answer = office.say(ACADEMIC, said, mentions=[MEMBER])
    line = f"นางมาลี ตัวอย่าง {acts} ดร.อารีย์ ตัวอย่าง\nวันที่ 1 ธันวาคม 2569"
    assert answer.text.startswith(f"บันทึก{who}แล้ว\n{line}")
    assert answer.elsewhere[0].text.startswith(f"ระบบบันทึกท่านเป็น{who}แล้ว ")


def test_by_buttons_whoever_knows_no_syntax(office: Office) -> None:
    form = office.press(SECRETARY, "บันทึกผู้รักษาการ", office.say(SECRETARY, "รักษาการ", PRIVATE).post)
    form = office.press(SECRETARY, "นายวิชัย ตัวอย่าง", form.post)
    form = office.press(SECRETARY, "นางมาลี ตัวอย่าง", form.post)
    assert "7 วันนับจากวันนี้" in form.labels
    again = office.say(SECRETARY, "ยังไม่แน่ใจ", PRIVATE).text
    assert "วันแรกและวันสุดท้าย เช่น 29/11/2569 – 3/12/2569" in again
    office.say(SECRETARY, "1/12/69 - 5/12/69", PRIVATE)
    assert [(s.day, u.day) for _, _, s, u in standing(office)] == [(1, 5)]


def test_the_days_are_chosen_by_a_button_too(office: Office) -> None:
    asked = office.say(ACADEMIC, "รักษาการ @malee", PRIVATE, mentions=[MEMBER])
    office.press(ACADEMIC, "ถึงสิ้นเดือนนี้", asked.post)
    assert [u for *_, u in standing(office)] == [date(2026, 11, 30)]


@pytest.mark.parametrize(
    ("said", "who", "told"),
    [
        ("รักษาการประธาน @aree 5/12/69", ACADEMIC, "มีผู้รักษาการบันทึกไว้แล้ว\n• นางมาลี"),
        ("รักษาการ @x 5/12/69", CHAIR, "ผู้ที่ระบุมีผู้รักษาการแทนอยู่แล้ว"),
        ("รักษาการ @pimjai 5/12/69", SECRETARY, "ต้องเป็นบุคคลอื่น"),
        ("รักษาการ @aree 5/12/69 - 1/12/69", ACADEMIC, "อยู่ก่อนวันแรก"),
        ("รักษาการ @aree 1/11/69", ACADEMIC, "ผ่านไปแล้ว"),
        ("รักษาการ @aree 1/12/69 - 2/12/70", ACADEMIC, "ไม่เกิน 366 วัน"),
        ("รักษาการ @aree 31/2/70", ACADEMIC, "ไม่มีวันที่ดังกล่าวในปฏิทิน: 31/2/70"),
        ("รักษาการ สมปอง 5/12/69", None, "ไม่พบผู้รักษาการที่ระบุ"),
    ],
)
def test_what_cannot_be_is_refused(
    office: Office, said: str, who: Somebody | None, told: str
) -> None:
    for_the_chair(office)
    assert told in office.say(SECRETARY, said, mentions=[who] if who else ()).text
    assert len(standing(office)) == 1


def test_where_nobody_is_named_it_is_told_how(office: Office) -> None:
    told = office.say(CHAIR, "รักษาการ 1/3/70 ถึง 5/3/70", PRIVATE).text
    assert told.startswith("โปรดพิมพ์ “รักษาการ” ตามด้วย @ชื่อ และช่วงวันที่")


def test_talk_that_begins_so_is_not_answered(office: Office) -> None:
    assert office.say(MEMBER, "รักษาการ ผอ. มาประชุมวันนี้ไม่ได้").posts == ()


def test_a_name_that_begins_like_the_word_for_whom_is_a_name(office: Office) -> None:
    mention = Mention("@แทนคุณ", account=MEMBER.account)
    office.say(ACADEMIC, "รักษาการ @แทนคุณ 1/12/69 ค่ะ", mentions=[mention])
    assert len(standing(office)) == 1


@pytest.mark.parametrize("who", [CHAIR, MEMBER, SECRETARY])
def test_it_is_ended_early_and_taken_back_by_all_whom_it_concerns(
    office: Office, who: Somebody
) -> None:
    for_the_chair(office)
    ended = office.press(who, "deputyend t1 n1")
    assert standing(office) == []
    office.press(who, "เลิกทำ", ended.post)
    assert len(standing(office)) == 1
    history = [e.holds for e in office.plan().events if isinstance(e, ActingGiven)]
    assert history == [True, False, True]


def test_by_a_word_one_ends_ones_own_and_others_nothing(office: Office) -> None:
    for_the_chair(office)
    assert "ยกเลิก: นางมาลี ตัวอย่าง · 1–31 ธ.ค. 69" in office.say(ACADEMIC, "ยกเลิกรักษาการ").labels
    assert LEADS_ONLY in office.press(ACADEMIC, "deputyend t1 n1").popup
    assert office.say(CHAIR, "ยกเลิกรักษาการ").text.startswith("การรักษาการสิ้นสุดแล้ว")
    assert standing(office) == []


def test_the_newest_typed_undo_takes_it_back(office: Office) -> None:
    for_the_chair(office)
    office.say(SECRETARY, "เลิกทำ")
    assert standing(office) == []


def test_an_ending_is_not_taken_back_after_ten_minutes(office: Office) -> None:
    for_the_chair(office)
    ended = office.press(CHAIR, "deputyend t1 n1")
    office.now += timedelta(minutes=11)
    office.press(CHAIR, "เลิกทำ", ended.post)
    assert standing(office) == []


def test_the_deputy_closes_and_steers_on_these_days_only(office: Office) -> None:
    office.say(SECRETARY, "รักษาการ @malee 1/12/69", mentions=[MEMBER])
    for day, refused in ((30, True), (1, False), (2, True)):
        office.now = local(f"2026-{11 if day == 30 else 12}-{day:02} 09:00")
        answer = office.press(MEMBER, "skip 8 ไม่มีงบประมาณ", chat=PRIVATE)
        assert (LEADS_ONLY in answer.popup) is refused


def test_the_deputy_of_a_member_closes_as_he_or_she_may(office: Office) -> None:
    office.say(ACADEMIC, "รักษาการ @malee วันนี้", mentions=[MEMBER])
    assert "ปิดขั้นตอนที่ 7 เรียบร้อยแล้ว" in office.say(MEMBER, "/done 7 !").text
    assert "7. พัฒนาผลงาน" not in office.say(BOARD_MEMBER, "งานของฉัน", PRIVATE).text


def test_who_is_away_keeps_the_rights(office: Office) -> None:
    office.say(ACADEMIC, "รักษาการ @malee วันนี้", mentions=[MEMBER])
    assert "ปิดขั้นตอนที่ 7 เรียบร้อยแล้ว" in office.press(ACADEMIC, "done p1 7 !").text


def test_in_place_of_who_is_away_the_deputy_hears_of_missing_evidence(office: Office) -> None:
    office.say(MEMBER, "รักษาการ @aree วันนี้", mentions=[ACADEMIC])
    posts = office.press(SECRETARY, "done p1 6 !", chat=PRIVATE).elsewhere
    told = {p.chat.address for p in posts if p.chat.kind == "private"}
    assert told == {ACADEMIC.account, BOARD_MEMBER.account}


def test_the_sign_up_shows_who_acts_and_privacy_ones_own(office: Office) -> None:
    for_the_chair(office)
    line = "• นางมาลี ตัวอย่าง รักษาการแทน นพ.สมคิด ตัวอย่าง (ประธาน) · 1–31 ธ.ค. 69"
    assert line in office.say(ACADEMIC, "ลงชื่อ").text
    assert line in office.say(CHAIR, "ข้อมูลส่วนบุคคล", PRIVATE).text
    assert line not in office.say(ACADEMIC, "ข้อมูลส่วนบุคคล", PRIVATE).text


def test_who_leaves_is_nobodys_deputy_and_back_by_undo_again(office: Office) -> None:
    for_the_chair(office)
    out = office.press(MEMBER, "quit t1 !", chat=PRIVATE)
    assert standing(office) == []
    office.press(MEMBER, "เลิกทำ", out.post)
    assert len(standing(office)) == 1
