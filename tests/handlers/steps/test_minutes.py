"""/minutes: what a meeting came to, and the work it assigned until that is carried out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.events import Matter, Outcome
from bot.domain.incoming import Mention
from tests.cast import (
    ACADEMIC,
    CHAIR,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Answer,
    Office,
    local,
    office_with_plan,
    pdf,
)
from tests.planning import plan_due
from tests.stores import fresh_store

AT_ONCE = "รายงานการประชุม 9 มอบหมาย @malee ภายใน 31 มี.ค. 70 จัดทำร่างแผน"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """On the afternoon of the meeting."""
    store = fresh_store(tmp_path)
    office = office_with_plan(store)
    office.say(SECRETARY, "กำหนดวัน 9 3/3/2570 13.30 ห้องประชุมชั้น 3")
    office.say(MEMBER, "วาระ 9 เพิ่ม เรื่องเพื่อทราบ")
    office.say(MEMBER, "วาระ 9 เพิ่ม เรื่องเพื่อพิจารณา")
    office.now = local("2027-03-03 15:00")
    yield office
    store.close()


def outcomes(office: Office) -> list[tuple[Matter, str, int]]:
    return [(o.kind, o.text, o.item) for o in office.plan().states[9].met.outcomes]


def assigned(office: Office) -> Outcome:
    (only,) = office.plan().states[9].met.assigned
    return only


def at_once(office: Office) -> Answer:
    return office.say(SECRETARY, AT_ONCE, PRIVATE, mentions=[MEMBER])


def test_work_of_who_is_away_is_the_deputys_until_it_is_carried_out(office: Office) -> None:
    office.say(SECRETARY, "รายงานการประชุม 9 มอบหมาย @malee ภายใน 5 มี.ค. 70 ร่าง", mentions=[MEMBER])
    office.say(MEMBER, "รักษาการ @aree 5-9 มี.ค. 70", mentions=[ACADEMIC])
    office.now = local("2027-03-05 08:30")
    plan_due(office.store, office.now)
    told = [p for p in office.outbox() if "งานที่มอบหมาย" in p.text]
    assert [p.chat.address for p in told] == [ACADEMIC.account]
    assert "ร่าง" in office.say(ACADEMIC, "งานของฉัน", PRIVATE).text
    office.press(ACADEMIC, "ดำเนินการแล้ว: ร่าง", told[0])
    assert office.plan().states[9].met.to_do() == ()


def test_matters_are_typed_in_one_go_under_an_item_or_none(office: Office) -> None:
    office.say(SECRETARY, "รายงานการประชุม 9 มติ วาระ 2 เห็นชอบแผน")
    office.say(SECRETARY, "รายงานการประชุม ๙ รับทราบ ผลการเบิกจ่าย")
    assert outcomes(office) == [
        (Matter.RESOLVED, "เห็นชอบแผน", 2),
        (Matter.NOTED, "ผลการเบิกจ่าย", 0),
    ]


def test_they_stand_in_the_order_of_an_office(office: Office) -> None:
    office.say(SECRETARY, "รายงานการประชุม 9 รับทราบ ผลการเบิกจ่าย")
    office.say(SECRETARY, "รายงานการประชุม 9 มติ วาระที่ ๒ เห็นชอบแผน")
    office.say(MEMBER, "เข้าประชุม 9 มา")
    at_once(office)
    assert office.say(SECRETARY, "รายงานการประชุม 9", PRIVATE).text == (
        "รายงานการประชุม\n"
        "ขั้นตอนที่ 9 ประชุมทบทวนผลการขับเคลื่อนงานวิชาการ\n"
        "ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570\n"
        "กำหนดประชุมวันพุธที่ 3 มีนาคม 2570 เวลา 13.30 น.\n"
        "สถานที่: ห้องประชุมชั้น 3\n\n"
        "ผู้แจ้งว่ามาประชุม 1 คน\n• นางมาลี ตัวอย่าง\n\n"
        "ผู้ที่ยังไม่ตอบ 4 คน\n• นางสาวพิมพ์ใจ ตัวอย่าง\n• นพ.สมคิด ตัวอย่าง\n• นายวิชัย ตัวอย่าง\n"
        "• ดร.อารีย์ ตัวอย่าง\n\n"
        "ระเบียบวาระที่ 1 เรื่องเพื่อทราบ\n\n"
        "ระเบียบวาระที่ 2 เรื่องเพื่อพิจารณา\nมติที่ประชุม: เห็นชอบแผน\n\n"
        "เรื่องอื่น ๆ\nที่ประชุมรับทราบ: ผลการเบิกจ่าย\nที่ประชุมมอบหมาย: จัดทำร่างแผน\n\n"
        "งานที่มอบหมาย\n1. จัดทำร่างแผน\n"
        "นางมาลี ตัวอย่าง · ครบกำหนด 31 มี.ค. 70 · อยู่ระหว่างดำเนินการ"
    )
    in_group = office.say(MEMBER, "รายงานการประชุม 9").text
    assert "มา 1 · ไม่มา 0 · ส่งผู้แทน 0 · ยังไม่ตอบ 4" in in_group
    assert "ตัวอย่าง" not in in_group


def test_buttons_ask_and_a_reply_answers(office: Office) -> None:
    card = office.say(SECRETARY, "รายงานการประชุม 9").post
    asked = office.press(SECRETARY, "เพิ่มมติที่ประชุม", card).post
    assert "เช่น “วาระ 2 …”" in asked.text
    office.say(SECRETARY, "วาระ 1 รับรองรายงาน\nครั้งก่อน", reply_to=asked)
    assert outcomes(office) == [(Matter.RESOLVED, "รับรองรายงาน ครั้งก่อน", 1)]


def test_an_entry_is_taken_off_and_put_back(office: Office) -> None:
    office.say(SECRETARY, "รายงานการประชุม 9 มติ เห็นชอบ")
    card = office.say(SECRETARY, "รายงานการประชุม 9").post
    choice = office.press(SECRETARY, "นำรายการออก", card).post
    removed = office.press(SECRETARY, "มติที่ประชุม: เห็นชอบ", choice).post
    assert outcomes(office) == []
    office.press(SECRETARY, "เลิกทำ", removed)
    assert outcomes(office) == [(Matter.RESOLVED, "เห็นชอบ", 0)]


def test_work_is_assigned_in_one_go_and_its_owner_hears_it(office: Office) -> None:
    answer = at_once(office)
    assert (assigned(office).text, assigned(office).due) == ("จัดทำร่างแผน", date(2027, 3, 31))
    (told,) = answer.elsewhere
    assert told.chat.address == MEMBER.account
    assert told.text.startswith("ที่ประชุมมอบหมายงานแก่ท่าน\n")
    assert told.text.endswith("จัดทำร่างแผน\nครบกำหนดวันพุธที่ 31 มีนาคม 2570")
    office.now += timedelta(minutes=5)
    (off,) = office.press(SECRETARY, "เลิกทำ", answer.post).elsewhere
    assert off.chat.address == MEMBER.account


def test_whose_work_is_taken_off_and_put_back_hears_both(office: Office) -> None:
    at_once(office)
    removed = office.say(SECRETARY, "รายงานการประชุม 9 ลบ 1", PRIVATE)
    back = office.press(SECRETARY, "เลิกทำ", removed.post)
    told = [p.chat.address for answer in (removed, back) for p in answer.elsewhere]
    assert told == [MEMBER.account] * 2


def test_the_word_before_the_day_may_stand_in_the_text_too(office: Office) -> None:
    line = "รายงานการประชุม 9 มอบหมาย @malee ประเมินการควบคุมภายในหน่วยงาน ภายใน 31 มี.ค. 70"
    office.say(SECRETARY, line, PRIVATE, mentions=[MEMBER])
    work = assigned(office)
    assert (work.text, work.due) == ("ประเมินการควบคุมภายในหน่วยงาน", date(2027, 3, 31))


def test_what_is_not_told_of_it_is_asked_for(office: Office) -> None:
    card = office.say(SECRETARY, "รายงานการประชุม 9", PRIVATE).post
    asked = office.press(SECRETARY, "เพิ่มงานที่มอบหมาย", card).post
    whose = office.say(SECRETARY, "จัดทำร่างแผน", PRIVATE, reply_to=asked).post
    day = office.press(SECRETARY, "ดร.อารีย์ ตัวอย่าง", whose).post
    assert day.labels == ["พ. 10 มี.ค. 70", "พ. 17 มี.ค. 70", "ศ. 2 เม.ย. 70"]
    assert "อ่านวันที่" in office.say(SECRETARY, "เร็ว ๆ นี้", PRIVATE, reply_to=day).text
    office.say(SECRETARY, "31 มี.ค. 70", PRIVATE, reply_to=day)
    work = assigned(office)
    assert (work.owner, work.due) == (office.person(ACADEMIC).id, date(2027, 3, 31))


def test_a_day_is_chosen_by_a_button(office: Office) -> None:
    whose = office.say(SECRETARY, "รายงานการประชุม 9 มอบหมาย จัดทำร่างแผน").post
    day = office.press(SECRETARY, "นางมาลี ตัวอย่าง", whose).post
    said = office.press(SECRETARY, "พ. 10 มี.ค. 70", day)
    assert assigned(office).due == date(2027, 3, 10)
    assert "มาลี" not in said.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("มอบหมาย ภายใน 1/3/2570 ก", "ผ่านไปแล้ว"),
        ("มติ 🙏", "โปรดพิมพ์ผลการประชุมเป็นข้อความ"),
        (f"มติ {'ก' * 1001}", "เกินกว่าที่กำหนด (1000)"),
        ("ดำเนินการแล้ว 3", "ไม่พบรายการนี้ในรายงานการประชุม"),
    ],
)
def test_what_cannot_be_says_what_to_do_next(office: Office, typed: str, told: str) -> None:
    assert told in office.say(SECRETARY, f"/minutes 9 {typed}", PRIVATE).text
    assert outcomes(office) == []


def test_its_owner_says_that_it_is_carried_out(office: Office) -> None:
    at_once(office)
    mine = office.say(MEMBER, "งานของฉัน", PRIVATE).post
    assert (
        "งานที่ได้รับมอบหมายจากการประชุม\n• จัดทำร่างแผน (ครบกำหนด 31 มี.ค. 70 · ขั้นตอนที่ 9)"
    ) in mine.text
    said = office.press(MEMBER, "ดำเนินการแล้ว", mine).post
    assert said.text.startswith("บันทึกว่าดำเนินการแล้ว\nจัดทำร่างแผน")
    assert "มอบหมายจากการประชุม" not in office.say(MEMBER, "งานของฉัน", PRIVATE).text
    assert "บันทึกว่าดำเนินการแล้ว" in office.press(MEMBER, "ดำเนินการแล้ว", mine).popup
    office.press(MEMBER, "เลิกทำ", said)
    assert office.plan().states[9].met.to_do() == (assigned(office),)


def test_at_its_day_the_owner_is_told_and_a_week_later_the_secretary_too(office: Office) -> None:
    plan_due(office.store, office.now)
    office.outbox()
    at_once(office)
    told = {day: told_at(office, f"{day} 08:30") for day in ("2027-03-31", "2027-04-07")}
    assert told["2027-03-31"] == {MEMBER.account}
    assert told["2027-04-07"] == {MEMBER.account, SECRETARY.account}
    office.say(MEMBER, "รายงานการประชุม 9 ดำเนินการแล้ว 1", PRIVATE)
    assert told_at(office, "2027-05-05 08:30") == set()


def told_at(office: Office, slot: str) -> set[str]:
    office.now = local(slot)
    plan_due(office.store, office.now)
    return {p.chat.address for p in office.outbox() if "งานที่มอบหมาย" in p.text}


def test_for_others_only_secretary_and_chair_say_so(office: Office) -> None:
    at_once(office)
    assert (
        "ผู้รับมอบหมาย เลขานุการ หรือประธาน"
        in office.say(ACADEMIC, "รายงานการประชุม 9 ดำเนินการแล้ว 1").text
    )
    office.say(CHAIR, "รายงานการประชุม 9 ดำเนินการแล้ว 1")
    assert office.plan().states[9].met.to_do() == ()


def test_who_is_mentioned_by_name_alone_is_found_as_in_every_command(office: Office) -> None:
    """As LINE tells a member who has not agreed to be known by account."""
    line = AT_ONCE.replace("@malee", "@มาลี")
    office.say(SECRETARY, line, PRIVATE, mentions=[Mention("@มาลี")])
    assert assigned(office).owner == office.person(MEMBER).id


def test_who_is_no_member_any_more_has_nothing_assigned_and_carries_nothing_out(
    office: Office,
) -> None:
    told = at_once(office).elsewhere[0]
    line = "รายงานการประชุม 9 มอบหมาย @malee จัดทำสรุป"
    asked = office.say(SECRETARY, line, PRIVATE, mentions=[MEMBER])
    office.press(SECRETARY, "expel t1 u3", chat=PRIVATE)
    again = office.say(SECRETARY, "30/3/2570", PRIVATE, reply_to=asked.post)
    assert "โปรดเลือกผู้รับมอบหมาย" in again.text
    office.press(MEMBER, told.action("ดำเนินการแล้ว"), chat=GROUP)
    assert len(office.plan().states[9].met.to_do()) == 1


def test_whom_the_committee_does_not_know_it_assigns_nothing(office: Office) -> None:
    line = AT_ONCE.replace("@malee", "@visitor")
    said = office.say(SECRETARY, line, PRIVATE, mentions=[STRANGER])
    assert said.text.startswith("ยังไม่พบ @visitor ในกลุ่ม")
    assert outcomes(office) == []


def test_a_file_called_so_is_attached(office: Office) -> None:
    office.say(SECRETARY, "รายงานการประชุม 9", files=[pdf("รายงาน.pdf")])
    assert outcomes(office) == []
