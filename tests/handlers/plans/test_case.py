"""/case: cases are opened, told apart, worked off, and end by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.plan import PlanStatus
from bot.domain.sop import Document, DocumentKind
from bot.ports import Store
from handlers.dispatch import Dispatcher
from tests.cases import COMPLAINTS, ID, open_cases, with_cases
from tests.cast import (
    ACADEMIC,
    CHAIR,
    CHANNEL,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    Post,
    local,
)
from tests.planning import plan_due
from tests.stores import fresh_store

NOW = local("2026-11-24 10:00")
TODAY = date(2026, 11, 24)
ROAD, LIGHT = "ร้องเรียนถนนชำรุด", "ไฟฟ้าดับ หมู่ 3"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = fresh_store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def committee(office: Office) -> Office:
    """With its plan of the year, and no case yet."""
    office.now = NOW
    return with_cases(office)


@pytest.fixture
def desk(committee: Office) -> Office:
    """Two cases: of the second the first step is closed."""
    open_cases(committee, [ROAD], TODAY)
    open_cases(committee, [LIGHT], TODAY, closed=(1,))
    return committee


def test_the_first_case_is_opened_by_who_steers_and_all_can_sign_up(committee: Office) -> None:
    refused = committee.say(MEMBER, f"เปิดเรื่อง {ROAD}")
    assert "เลขานุการหรือประธานเปิดเรื่องแรกได้" in refused.text
    signup, opened = committee.say(SECRETARY, f"เปิดเรื่อง {ROAD}").posts
    assert signup.labels[:2] == ["งานรับเรื่อง (1)", "นิติกร (1)"]
    assert opened.text == (
        f"เปิดเรื่องที่ 1/2570 แล้ว\n{ROAD}\nขั้นตอนที่ 1 รับเรื่อง\n"
        "ครบกำหนด 24 พ.ย. 69 · ผู้รับผิดชอบ งานรับเรื่อง\nผู้บันทึก นางสาวพิมพ์ใจ ตัวอย่าง\n"
        "เมื่อแล้วเสร็จ โปรดพิมพ์ “เสร็จ 1 เรื่องที่ 1”"
    )
    assert opened.labels == ["เลิกทำ", "ดูสถานะ", "เรื่องที่เปิดอยู่"]


def test_who_may_close_the_first_step_opens_the_others(desk: Office) -> None:
    assert "เปิดเรื่องที่ 3/2570" in desk.say(MEMBER, "/case น้ำท่วม").text
    assert "เปิดเรื่องที่ 4/2570" in desk.say(CHAIR, "/case ขยะ").text
    refused = desk.say(ACADEMIC, "/case เสียงดัง").text
    assert refused == "เรื่องเปิดได้โดย งานรับเรื่อง, เลขานุการ และประธาน"
    assert "เปิดเรื่อง" not in desk.say(STRANGER, "/case เสียงดัง", PRIVATE).text
    assert len(desk.plan().states) == 3
    assert desk.plan().name == "ขยะ"


def test_in_private_it_is_told_to_the_group_too(desk: Office) -> None:
    answer = desk.say(MEMBER, "/case น้ำท่วม", PRIVATE)
    assert [p.chat.address for p in answer.elsewhere] == [GROUP.address]


def test_a_day_with_its_year_is_when_it_began(desk: Office) -> None:
    assert "เริ่มวันที่ 20 พฤศจิกายน 2569" in desk.say(MEMBER, "/case น้ำท่วม 20/11/2569").text
    assert desk.plan().start == date(2026, 11, 20)
    desk.say(MEMBER, "/case บ้านเลขที่ 31/2")
    assert (desk.plan().name, desk.plan().start) == ("บ้านเลขที่ 31/2", TODAY)
    assert "อนาคต" in desk.say(MEMBER, "/case น้ำแล้ง 25/11/2569").text


def test_the_date_of_a_letter_is_part_of_the_name(desk: Office) -> None:
    desk.say(MEMBER, "/case หนังสือร้องเรียน ลงวันที่ 20/11/2569")
    assert (desk.plan().name, desk.plan().start) == ("หนังสือร้องเรียน ลงวันที่ 20/11/2569", TODAY)
    desk.say(MEMBER, "/case ขยะ ลว. 1 พ.ย. 2569 รับเรื่องวันที่ 20/11/2569")
    assert (desk.plan().name, desk.plan().start) == ("ขยะ ลว. 1 พ.ย. 2569", date(2026, 11, 20))


def test_a_name_is_one_short_line(desk: Office) -> None:
    assert "70 อักขระ" in desk.say(MEMBER, f"/case {'ก' * 70}").text
    desk.say(MEMBER, "/case ขั้นตอน\nผู้บันทึก  <b>ใคร</b>")
    assert desk.plan().name == "ขั้นตอน ผู้บันทึก <b>ใคร</b>"


def test_a_name_that_sounds_like_talk_is_asked_about_and_not_lost(desk: Office) -> None:
    asked = desk.say(MEMBER, "เปิดเรื่อง ใครจะเก็บขยะ หมู่ 2 แล้ว")
    assert "ใครจะเก็บขยะ หมู่ 2 แล้ว" in asked.text
    assert "เปิดเรื่องที่ 3/2570" in desk.press(MEMBER, asked.labels[0], asked.post).text
    assert "เปิดเรื่องที่ 4/2570" in desk.say(MEMBER, "/case ทำไมไม่ซ่อมไฟ").text


def test_it_is_talk_in_a_group_without_cases_but_of_who_may_begin_them(committee: Office) -> None:
    assert not committee.say(MEMBER, "เปิดเรื่อง ใหม่ได้ยังไงคะ").posts
    asked = committee.say(SECRETARY, "เปิดเรื่อง ใครจะซ่อมไฟ")
    assert (asked.text, asked.labels) == ("เปิดเป็นเรื่องใหม่ชื่อนี้หรือไม่ ใครจะซ่อมไฟ", ["เปิดเรื่อง"])


def test_its_report_is_of_the_whole_case(desk: Office) -> None:
    asked = desk.say(SECRETARY, "จัดทำรายงาน เรื่องที่ 1", PRIVATE)
    assert "รอบ 5 เดือน" not in asked.text + "".join(asked.labels)
    assert "เรื่องที่ 1/2570" in asked.text


def test_of_two_of_one_name_it_is_asked(desk: Office) -> None:
    asked = desk.say(MEMBER, f"/case {ROAD}").post
    assert asked.labels == ["เปิดเป็นเรื่องใหม่", "ดูเรื่องที่ 1/2570"]
    again = asked.action("เปิดเป็นเรื่องใหม่")
    assert "เปิดเรื่องที่ 3/2570" in desk.press(MEMBER, again, asked).text
    assert "คำถามนี้ปิดแล้ว" in desk.press(MEMBER, again, asked).popup
    assert f"1/2570 {ROAD}" in desk.press(MEMBER, "ดูเรื่องที่ 1/2570", asked).text


def test_what_was_opened_by_mistake_is_taken_back_for_ten_minutes(desk: Office) -> None:
    opened = desk.say(MEMBER, "/case น้ำท่วม").post
    assert "เลขานุการ หรือประธาน" in desk.press(ACADEMIC, "เลิกทำ", opened).popup
    assert "ยกเลิกการเปิดเรื่องที่ 3/2570" in desk.say(MEMBER, "เลิกทำ").text
    assert desk.plan().status is PlanStatus.CANCELLED
    again = desk.say(MEMBER, "/case น้ำท่วม").post
    assert "เรื่องที่ 4/2570" in again.text
    desk.now += timedelta(minutes=11)
    assert "10 นาที" in desk.press(MEMBER, "เลิกทำ", again).popup
    assert desk.plan().is_running


def test_what_is_built_upon_is_not_taken_back(desk: Office) -> None:
    opened = desk.say(MEMBER, "/case น้ำท่วม").post
    desk.say(MEMBER, "เสร็จ 1 เรื่องที่ 3")
    assert desk.press(MEMBER, "เลิกทำ", opened).popup
    assert desk.plan().is_running


@pytest.mark.parametrize(
    "typed", ["เสร็จ 1 เรื่องที่ 1", "ปิดขั้นตอนที่ ๑ เรื่องที่ ๑/๒๕๗๐ ค่ะ", "/done 1 ถนน", "/done 1"]
)
def test_a_step_of_a_case_is_closed_by_number_name_or_as_the_only_one(
    desk: Office, typed: str
) -> None:
    assert f"เรื่องที่ 1/2570 {ROAD}\nปิดขั้นตอนที่ 1" in desk.say(MEMBER, typed).text


def test_what_follows_the_number_is_the_note(desk: Office) -> None:
    desk.say(MEMBER, "เสร็จ 1 เรื่องที่ 1 ส่งต่อแล้ว")
    assert "ส่งต่อแล้ว" in desk.say(MEMBER, "ประวัติ เรื่องที่ 1").text


def test_steps_of_a_case_may_be_done_on_one_day(desk: Office) -> None:
    """Step 2 starts tomorrow as planned; nothing speaks against having done it at once."""
    assert "ปิดขั้นตอนที่ 2 เรียบร้อยแล้ว" in desk.say(SECRETARY, "เสร็จ 2 เรื่องที่ 2").text


def test_a_notice_replied_to_tells_the_case(desk: Office) -> None:
    shown = desk.say(MEMBER, "เรื่องที่ 1").post
    assert f"1/2570 {ROAD}\nปิดขั้นตอนที่ 1" in desk.say(MEMBER, "เสร็จ 1", reply_to=shown).text


def test_an_unknown_number_is_told(desk: Office) -> None:
    assert "ไม่พบเรื่องที่ 9" in desk.say(MEMBER, "เสร็จ 1 เรื่องที่ 9").text


def test_with_its_last_step_a_case_ends_and_to_take_that_back_opens_it(desk: Office) -> None:
    open_cases(desk, ["เสียงดัง"], date(2026, 11, 10), closed=(1, 2))
    closed = desk.say(ACADEMIC, "เสร็จ 3 เสียงดัง")
    assert closed.text.endswith("\n\nเรื่องที่ 3/2570 เสร็จสิ้นแล้ว")
    assert desk.plan().status is PlanStatus.ENDED
    assert "เรื่องนี้เสร็จสิ้นแล้ว" in desk.say(ACADEMIC, "เสร็จ 3 เรื่องที่ 3").text
    desk.press(ACADEMIC, "เลิกทำ", closed.post)
    assert desk.plan().is_running
    assert not desk.plan().states[3].is_closed


def test_a_completed_case_goes_on_once_a_step_of_it_is_opened_again(desk: Office) -> None:
    open_cases(desk, ["เสียงดัง"], date(2026, 11, 10), closed=(1, 2))
    desk.say(ACADEMIC, "เสร็จ 3 เสียงดัง")
    desk.now += timedelta(days=2)
    opened = desk.say(SECRETARY, "ยกเลิกการปิด 3 เรื่องที่ 3 ผู้ร้องอุทธรณ์").text
    assert "ยกเลิกการปิดขั้นตอนที่ 3 แล้ว" in opened
    assert desk.plan().is_running
    assert "3/2570 เสียงดัง" in desk.say(MEMBER, "เรื่อง").text


def test_a_case_that_was_cancelled_stays_so(desk: Office) -> None:
    desk.press(SECRETARY, "end p3 cancel !")
    desk.say(SECRETARY, "ยกเลิกการปิด 1 เรื่องที่ 2 ผิด")
    assert not desk.plan().is_running


def test_of_a_last_step_without_its_evidence_the_secretary_is_told(committee: Office) -> None:
    letter = Document("answer", "หนังสือแจ้งผล", DocumentKind.EVIDENCE)
    last = replace(COMPLAINTS.steps[-1], after=(), documents=(letter,))
    with_cases(committee, replace(COMPLAINTS, steps=(last,)))
    committee.say(SECRETARY, f"เปิดเรื่อง {ROAD}")
    asked = committee.say(ACADEMIC, "เสร็จ 3 เรื่องที่ 1").post
    closed = committee.press(ACADEMIC, "ยืนยันปิดขั้นตอน", asked)
    assert "เสร็จสิ้นแล้ว" in closed.text
    assert {p.chat.address for p in closed.elsewhere} == {SECRETARY.account, ACADEMIC.account}


def test_the_only_case_is_told_by_its_name_too(committee: Office) -> None:
    committee.press(SECRETARY, "end p1 cancel !")
    committee.say(SECRETARY, f"เปิดเรื่อง {ROAD}")
    assert "หมายเหตุ" not in committee.say(MEMBER, "เสร็จ 1 ถนน").text
    committee.say(MEMBER, "เลิกทำ")
    assert "หมายเหตุ: ส่งต่อแล้ว" in committee.say(MEMBER, "เสร็จ 1 ส่งต่อแล้ว").text


def test_a_new_due_date_is_asked_of_a_case_by_name(desk: Office) -> None:
    asked = desk.say(SECRETARY, "ขยายเวลา 3 เรื่องที่ 1 20/12/2569 รอเอกสาร").text
    assert asked.startswith(f"เรื่องที่ 1/2570 {ROAD}\nยืนยันขยายเวลาขั้นตอนที่ 3")


def test_what_is_asked_and_asked_for_says_of_which_case(desk: Office) -> None:
    head = f"เรื่องที่ 1/2570 {ROAD}\n"
    assert desk.say(SECRETARY, "ไม่ดำเนินการ 2 เรื่องที่ 1").text.startswith(head)
    assert desk.say(MEMBER, "ขยายเวลา 2 เรื่องที่ 1 20/12/2569 รอ").text.startswith(head)


def test_a_case_is_no_plan_of_a_year(desk: Office) -> None:
    skipped = desk.say(SECRETARY, "ไม่ดำเนินการ 2 เรื่องที่ 1 ไม่จำเป็น").text
    assert "ขั้นตอนที่ 2 ไม่ดำเนินการในเรื่องนี้" in skipped
    told = desk.say(MEMBER, "ประวัติ เรื่องที่ 1").text
    assert "เปิดเรื่อง เริ่มวันที่ 24 พฤศจิกายน 2569" in told


def test_the_papers_of_two_cases_have_names_of_their_own(desk: Office) -> None:
    for number in (1, 2):
        told = desk.say(SECRETARY, f"/report all เรื่องที่ {number}", PRIVATE).post
        assert all(f"เรื่องที่ {number}." in d.name for d in told.message.documents)


def test_the_list_has_the_overdue_ones_first_and_opens_each(desk: Office) -> None:
    open_cases(desk, ["น้ำท่วม"], date(2026, 11, 16))
    listed = desk.say(ACADEMIC, "เรื่อง").post
    assert listed.text == (
        "เรื่องที่เปิดอยู่ 3 เรื่อง\nเกินกำหนด 1 · ครบกำหนดวันนี้ 1\n\n"
        "• 3/2570 น้ำท่วม: ขั้นตอนที่ 1 เกินกำหนด 8 วัน\n"
        f"• 1/2570 {ROAD}: ขั้นตอนที่ 1 ครบกำหนดวันนี้\n"
        f"• 2/2570 {LIGHT}: ขั้นตอนที่ 2 ครบกำหนด 26 พ.ย. 69"
    )
    shown = desk.press(ACADEMIC, "2/2570", listed).post
    assert f"สถานะเรื่องที่ 2/2570 {LIGHT}" in shown.text
    assert "เรื่องที่เปิดอยู่" in shown.labels


def test_talk_of_matters_is_no_command_where_there_are_no_cases(office: Office) -> None:
    assert not office.say(MEMBER, "เรื่องที่ 2").posts
    assert not office.say(MEMBER, "เรื่อง").posts
    assert "ยังไม่มี SOP" in office.say(SECRETARY, "/case ถนน").text


@pytest.mark.parametrize(
    "talk",
    [
        "เรื่อง ขอเชิญประชุม",
        "เรื่อง 2",
        "รับเรื่อง",
        "รับเรื่องแล้วค่ะ",
        "เปิดเรื่องใหม่ได้ไหมคะ",
        "เสร็จเรื่องที่ 2",
        "เรื่องที่ 2 ยังไม่ชัด",
    ],
)
def test_talk_of_matters_is_not_heard(office: Office, talk: str) -> None:
    assert not office.dispatcher.understands(CHANNEL, talk)


def test_of_several_sops_it_is_asked_which(committee: Office) -> None:
    with_cases(committee, COMPLAINTS, replace(COMPLAINTS, id="ethics", title="การพิจารณาจริยธรรม"))
    asked = committee.say(SECRETARY, f"/case {ROAD}").post
    assert asked.labels == ["การจัดการข้อร้องเรียน", "การพิจารณาจริยธรรม"]
    assert "เปิดเรื่องที่ 1/2570" in committee.press(SECRETARY, "การพิจารณาจริยธรรม", asked).text
    assert committee.plan().sop.id == "ethics"
    assert "เปิดเรื่องที่ 2/2570" in committee.press(SECRETARY, "การจัดการข้อร้องเรียน", asked).text
    assert (committee.plan().sop.id, committee.plan().name) == ("complaints", ROAD)


def test_set_up_asks_for_the_first_case_and_for_no_year(committee: Office) -> None:
    form = committee.say(SECRETARY, "/setup").post
    asked = committee.press(SECRETARY, form.labels[1], form)
    assert "โปรดพิมพ์ชื่อเรื่องแรก" in asked.text
    shown = committee.say(SECRETARY, "ซักซ้อม", reply_to=asked.post)
    assert "ร่างเรื่อง ซักซ้อม" in shown.text
    committee.press(SECRETARY, "ยืนยัน", shown.post)
    assert (committee.plan().name, committee.plan().number) == ("ซักซ้อม", 1)
    assert "เรื่องไม่มีแผนปีถัดไป" in committee.press(SECRETARY, "clone p2").popup


def test_parties_are_joined_once_for_all_cases_also_when_the_first_is_over(desk: Office) -> None:
    asked = desk.say(CHAIR, "/join", PRIVATE).post
    choice = desk.press(CHAIR, "การจัดการข้อร้องเรียน", asked).post
    assert choice.labels == ["งานรับเรื่อง", "นิติกร"]
    desk.press(SECRETARY, "end p2 cancel !")
    desk.press(CHAIR, "งานรับเรื่อง", choice)
    member = desk.team().member(desk.person(CHAIR).id)
    assert member is not None
    assert ("complaints", "desk") in member.parties


def test_a_group_without_a_plan_begins_with_its_first_case(store: Store) -> None:
    office = Office(store, NOW)
    office.dispatcher = Dispatcher({ID: COMPLAINTS}, office.channels)
    asked = office.say(SECRETARY, "/setup").post
    shown = office.say(SECRETARY, "ซักซ้อม", reply_to=asked).post
    assert "อนาคต" in office.say(SECRETARY, "25/11/2569", reply_to=_start_of(office, shown)).text
    signup = office.press(SECRETARY, "ยืนยัน", shown).posts[0]
    assert signup.labels[:2] == ["งานรับเรื่อง (0)", "นิติกร (0)"]
    assert [m.secretary for m in office.team().members] == [True]
    assert "เปิดเรื่องที่ 2/2570" in office.say(SECRETARY, f"เปิดเรื่อง {ROAD}").text


def _start_of(office: Office, shown: Post) -> Post:
    return office.press(SECRETARY, "เปลี่ยนวันเริ่มต้น", shown).post


def test_the_week_is_told_in_one_block_with_what_was_completed(desk: Office) -> None:
    open_cases(desk, ["เสียงดัง"], date(2026, 11, 10), closed=(1, 2))
    desk.say(ACADEMIC, "เสร็จ 3 เสียงดัง")
    told = desk.say(SECRETARY, "/weekly", PRIVATE).text
    assert told.endswith(
        "การจัดการข้อร้องเรียน\nเปิดอยู่ 2 เรื่อง · เกินกำหนด 0 · ครบกำหนดวันนี้ 1 · เสร็จสิ้นในรอบสัปดาห์ 1"
    )


def test_the_chair_gets_one_letter_of_all_cases(desk: Office) -> None:
    plan_due(desk.store, desk.now)
    desk.outbox()
    desk.now = local("2026-11-30 08:30")
    plan_due(desk.store, desk.now)
    letters = [p for p in desk.outbox() if p.chat.address == CHAIR.account]
    assert [p.text.count("การจัดการข้อร้องเรียน") for p in letters] == [1]
    assert "เปิดอยู่ 2 เรื่อง · เกินกำหนด 2" in letters[0].text
