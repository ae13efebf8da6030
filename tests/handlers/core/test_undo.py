"""/undo, typed: the newest thing that the person did is taken back, whatever it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.domain.incoming import Place
from tests.cast import (
    ACADEMIC,
    CHAIR,
    COMMITTEE,
    GROUP,
    MEMBER,
    OTHER_GROUP,
    PRIVATE,
    SECRETARY,
    SOP,
    Office,
    found_team,
    make_plan,
    mention,
    office_with_plan,
    pdf,
)
from tests.handlers.evidence.arrivals import arrive
from tests.stores import fresh_store

NOT_NEWEST = "การพิมพ์ “เลิกทำ” ใช้ได้กับรายการล่าสุดเท่านั้น\nรายการก่อนหน้านั้น โปรดกดปุ่มใต้ข้อความของรายการนั้น"
NEW_DAY = date(2027, 3, 2)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


@pytest.fixture
def skipped(office: Office) -> Office:
    """The secretary has just said that step 8 is not carried out."""
    office.say(SECRETARY, "ไม่ดำเนินการ 8 ปีนี้ไม่มีงบประมาณ")
    return office


def kept(office: Office, *names: str, album: str = "") -> int:
    """Files of step 5, sent by the secretary and fetched; the id of the first."""
    files = [pdf(name, album=album) for name in names]
    for file in files:
        office.say(SECRETARY, "แนบ 5", files=[file])
    arrive(office)
    with office.store.reading() as work:
        return work.files.of_plan(office.plan().id)[0].id


def files(office: Office) -> list[str]:
    with office.store.reading() as work:
        return [f.name for f in work.files.of_plan(office.plan().id)]


def _many(month: int) -> str:
    """More days than a button holds."""
    return ", ".join(f"{n}/{month}/2570" for n in (1, 2, 3, 4, 5, 8, 9, 10))


def is_off(office: Office, day: date) -> bool:
    with office.store.reading() as work:
        return day in work.teams.days_off(office.team().id)


def parties(office: Office) -> frozenset[tuple[str, str]]:
    member = office.team().member(office.person(ACADEMIC).id)
    assert member is not None
    return member.parties


def chairs(office: Office) -> list[int]:
    return [m.person.id for m in office.team().chairs]


def test_a_day_off_goes_and_the_skip_before_it_stays(skipped: Office) -> None:
    skipped.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570 วันหยุดพิเศษ")
    assert "ลบวันหยุดแล้ว" in skipped.say(SECRETARY, "เลิกทำ").text
    assert not is_off(skipped, NEW_DAY)
    assert skipped.plan().states[8].skipped


def test_days_too_many_for_a_button_go_too(skipped: Office) -> None:
    days = ", ".join(f"{n}/3/2570" for n in (1, 2, 3, 4, 5, 8, 9, 10))
    skipped.say(SECRETARY, f"วันหยุด เพิ่ม {days}")
    skipped.say(SECRETARY, "/undo")
    assert not any(is_off(skipped, NEW_DAY + timedelta(days=n)) for n in range(8))


def test_a_day_typed_in_answer_to_the_question_goes_too(skipped: Office) -> None:
    asked = skipped.say(SECRETARY, "วันหยุด เพิ่ม").post
    skipped.say(SECRETARY, "2/3/2570", reply_to=asked)
    skipped.say(SECRETARY, "เลิกทำ")
    assert not is_off(skipped, NEW_DAY)


def test_the_chair_that_was_named_gives_way_to_the_former(skipped: Office) -> None:
    before = chairs(skipped)
    skipped.say(SECRETARY, "กำหนดประธาน", reply_to=MEMBER)
    assert chairs(skipped) == [skipped.person(MEMBER).id]
    skipped.say(SECRETARY, "เลิกทำ")
    assert chairs(skipped) == before
    assert skipped.plan().states[8].skipped


def test_the_office_handed_over_comes_back(skipped: Office) -> None:
    named = skipped.say(SECRETARY, "กำหนดเลขานุการ", reply_to=MEMBER).post
    skipped.press(SECRETARY, next(b.action for b in named.buttons if "hand-over" in b.action))
    assert len(skipped.team().secretaries) == 1
    skipped.say(SECRETARY, "เลิกทำ")
    assert len(skipped.team().secretaries) == 2
    assert skipped.plan().states[8].skipped


@pytest.mark.parametrize("party", ["academic-board", "committee"])
def test_who_was_assigned_is_no_longer(skipped: Office, party: str) -> None:
    before = parties(skipped)
    chosen = skipped.say(SECRETARY, "มอบหมาย", mentions=[mention(ACADEMIC)]).post
    action = next(b.action for b in chosen.buttons if f" {party}" in b.action)
    skipped.press(SECRETARY, action, chosen)
    assert (SOP, party) in parties(skipped)
    skipped.say(SECRETARY, "เลิกทำ")
    assert parties(skipped) == before
    assert skipped.plan().states[8].skipped


def test_a_removed_file_comes_back(skipped: Office) -> None:
    file = skipped.keep_file(5, "สรุป.pdf", who=SECRETARY)
    asked = skipped.press(SECRETARY, f"removefile f{file}").post
    confirm = skipped.say(SECRETARY, "ฉบับเก่า", reply_to=asked).post
    skipped.press(SECRETARY, "ยืนยันนำเอกสารออก", confirm)
    said = skipped.say(SECRETARY, "เลิกทำ").text
    assert said.startswith("นำเอกสารแนบกลับคืนแล้ว\nเลขที่หลักฐาน 5-01")
    assert skipped.plan().states[8].skipped


@pytest.mark.parametrize("verb", ["close", "cancel", "redo"])
def test_the_end_of_a_plan_is_taken_back(skipped: Office, verb: str) -> None:
    skipped.press(SECRETARY, f"end p1 {verb} !")
    skipped.say(SECRETARY, "เลิกทำ")
    assert skipped.plan().is_running
    assert skipped.plan().states[8].skipped


def test_an_entry_without_a_button_is_the_newest_too(skipped: Office) -> None:
    skipped.now += timedelta(minutes=1)
    skipped.press(SECRETARY, "checkin p1 5 on-plan")
    assert skipped.plan().states[5].check_ins
    skipped.say(SECRETARY, "เลิกทำ")
    assert skipped.plan().states[5].check_ins == ()
    assert skipped.plan().states[8].skipped


def test_the_secretary_hears_that_an_obstacle_is_taken_back(office: Office) -> None:
    office.press(ACADEMIC, "checkin p1 7 obstacle", chat=PRIVATE)
    (told,) = office.say(ACADEMIC, "เลิกทำ", PRIVATE).elsewhere
    assert told.chat.address == SECRETARY.account
    assert "รายการ: ขั้นตอนที่ 7 มีอุปสรรค" in told.text


def test_typed_twice_only_the_newest_goes(skipped: Office) -> None:
    skipped.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570")
    skipped.say(SECRETARY, "เลิกทำ")
    assert skipped.say(SECRETARY, "เลิกทำ").text == NOT_NEWEST
    assert not is_off(skipped, NEW_DAY)
    assert skipped.plan().states[8].skipped


def test_pressed_then_typed_nothing_is_done_again(skipped: Office) -> None:
    post = skipped.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570").post
    skipped.press(SECRETARY, "เลิกทำ", post)
    assert skipped.say(SECRETARY, "เลิกทำ").text == NOT_NEWEST
    assert not is_off(skipped, NEW_DAY)


def test_in_the_group_what_was_done_in_private_is_taken_back(skipped: Office) -> None:
    skipped.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570", PRIVATE)
    answer = skipped.say(SECRETARY, "เลิกทำ")
    assert "2 มี.ค. 70" in answer.post.text
    assert not is_off(skipped, NEW_DAY)
    assert skipped.plan().states[8].skipped


def test_in_private_what_was_done_in_the_group_is_taken_back(skipped: Office) -> None:
    skipped.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570")
    answer = skipped.say(SECRETARY, "เลิกทำ", PRIVATE)
    assert [p.chat.address for p in answer.elsewhere] == [GROUP.address]
    assert not is_off(skipped, NEW_DAY)


def test_what_the_group_never_heard_is_not_named_there(office: Office) -> None:
    office.say(ACADEMIC, "คืบหน้า 7 40 รอผลการพิจารณา", PRIVATE)
    answer = office.say(ACADEMIC, "เลิกทำ")
    assert answer.text == ("รายการล่าสุดของท่านบันทึกไว้นอกกลุ่มนี้\nโปรดดูผลการเลิกทำในแชตส่วนตัวของท่านกับระบบ")
    (told,) = answer.elsewhere
    assert (told.chat.address, "ร้อยละ 40: รอผล" in told.text) == (ACADEMIC.account, True)
    assert office.plan().states[7].percent is None


def test_why_it_cannot_be_taken_back_is_not_told_to_another_group(skipped: Office) -> None:
    with skipped.store.work() as work:
        other = found_team(work, OTHER_GROUP, (SECRETARY,), (), skipped.now)
        make_plan(work, other, date(2026, 10, 1), {})
        work.commit()
    skipped.press(CHAIR, f"end p{skipped.plan().id} close !")
    said = skipped.say(SECRETARY, "เลิกทำ", OTHER_GROUP).text
    assert said.startswith("รายการล่าสุดของท่านไม่ได้บันทึกในกลุ่มนี้")
    assert "แผน" not in said


def test_pressed_in_private_the_group_does_not_hear_of_it(office: Office) -> None:
    said = office.say(ACADEMIC, "คืบหน้า 7 40", PRIVATE).post
    assert office.press(ACADEMIC, "เลิกทำ", said).elsewhere == ()


def test_the_answer_names_what_it_took_back(office: Office) -> None:
    office.say(SECRETARY, "/done 5 16/11/69 !")
    assert office.say(SECRETARY, "เลิกทำ").text.startswith(
        "ยกเลิกรายการที่บันทึกแล้ว\nรายการ: ปิดขั้นตอนที่ 5 แล้วเสร็จ 16 พ.ย. 69\n"
        "ดำเนินการตามแผน (5 เดือนแรก)\nผู้ยกเลิก นางสาวพิมพ์ใจ ตัวอย่าง\n"
    )


def test_a_file_that_came_last_goes_and_the_closing_stays(office: Office) -> None:
    office.say(SECRETARY, "/done 5 !")
    kept(office, "สรุป.pdf")
    assert "• 5-01 สรุป.pdf" in office.say(SECRETARY, "เลิกทำ").text
    assert files(office) == []
    assert office.plan().states[5].is_closed


def test_files_sent_in_one_go_go_together(office: Office) -> None:
    kept(office, "1.pdf", "2.pdf", album="a1")
    office.say(SECRETARY, "เลิกทำ")
    assert files(office) == []


def test_a_file_before_a_closing_stays_until_that_is_taken_back(office: Office) -> None:
    file = kept(office, "สรุป.pdf")
    office.say(SECRETARY, "/done 5 !")
    assert "อ้างอิงรายการนี้" in office.press(SECRETARY, f"unattach f{file}").popup
    office.say(SECRETARY, "เลิกทำ")
    office.press(SECRETARY, f"unattach f{file}")
    assert files(office) == []


def test_a_button_works_whatever_came_after(office: Office) -> None:
    first = office.say(SECRETARY, f"วันหยุด เพิ่ม {_many(3)}").post
    office.say(SECRETARY, f"วันหยุด เพิ่ม {_many(4)}")
    office.now += timedelta(minutes=9)
    office.press(SECRETARY, "เลิกทำ", first)
    assert not is_off(office, NEW_DAY)
    assert is_off(office, date(2027, 4, 2))


def test_progress_before_a_closing_is_taken_back_too(office: Office) -> None:
    told = office.say(SECRETARY, "คืบหน้า 5 40").post
    office.say(SECRETARY, "/done 5 !")
    office.press(SECRETARY, "เลิกทำ", told)
    assert office.plan().states[5].percent is None
    assert office.plan().states[5].is_closed


@pytest.mark.parametrize("where", [GROUP, PRIVATE])
def test_a_pause_is_taken_back_for_the_chat_it_was_made_in(skipped: Office, where: Place) -> None:
    skipped.say(SECRETARY, "พักแจ้งเตือน 5 10")
    skipped.say(SECRETARY, "พักแจ้งเตือน 5 3")
    skipped.say(SECRETARY, "เลิกทำ", where)
    with skipped.store.reading() as work:
        (pause,) = work.plans.snoozes(skipped.plan().id)
    assert pause.until == date(2026, 12, 2)
    assert skipped.plan().states[8].skipped


def test_in_private_the_group_hears_what_it_had_heard_of(office: Office) -> None:
    office.say(SECRETARY, "คืบหน้า 5 40")
    answer = office.say(SECRETARY, "เลิกทำ", PRIVATE)
    assert [p.chat.address for p in answer.elsewhere] == [GROUP.address]
    assert "ร้อยละ 40" in answer.post.text


def test_signing_up_is_taken_back(skipped: Office) -> None:
    skipped.press(SECRETARY, f"party p{skipped.plan().id} academics")
    assert "รายการ: ลงชื่อเป็นผู้รับผิดชอบ: นักวิชาการ" in skipped.say(SECRETARY, "เลิกทำ").text
    member = skipped.team().member(skipped.person(SECRETARY).id)
    assert member is not None
    assert member.parties == frozenset()
    assert skipped.plan().states[8].skipped


def test_ones_own_name_is_taken_back(skipped: Office) -> None:
    skipped.say(SECRETARY, "ลงชื่อ นางพิมพ์ใจ ใหม่, นักวิชาการ")
    skipped.say(SECRETARY, "เลิกทำ")
    assert skipped.person(SECRETARY).official_name == SECRETARY.official_name


def test_an_acknowledgement_is_the_newest_too(skipped: Office) -> None:
    skipped.press(SECRETARY, f"ack p{skipped.plan().id} 5 7 overdue", chat=PRIVATE)
    assert "รับทราบ" in skipped.say(SECRETARY, "เลิกทำ", PRIVATE).text
    assert skipped.plan().states[8].skipped


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("time 09.00", "เวลาแจ้งเตือน: 09.00 น. → 08.30 น."),
        ("kind due", "วันครบกำหนด: ปิด → เปิด"),
        ("groupweekly", "สรุปประจำสัปดาห์ในกลุ่ม: ปิด → เปิด"),
        ("language en", "Language of the group: English → ไทย"),
    ],
)
def test_a_setting_is_taken_back(skipped: Office, line: str, said: str) -> None:
    before = skipped.team()
    skipped.press(SECRETARY, f"settings t{before.id} {line}")
    assert said in skipped.say(SECRETARY, "เลิกทำ").text
    assert (skipped.team().rules, skipped.team().language) == (before.rules, before.language)
    assert skipped.plan().states[8].skipped


def test_the_name_of_the_team_is_taken_back(skipped: Office) -> None:
    asked = skipped.press(SECRETARY, f"settings t{skipped.team().id} name").post
    skipped.say(SECRETARY, "คณะใหม่", reply_to=asked)
    skipped.say(SECRETARY, "เลิกทำ")
    assert skipped.team().name == COMMITTEE


def test_a_setting_changed_again_by_another_is_left(skipped: Office) -> None:
    target = f"settings t{skipped.team().id} time"
    skipped.press(SECRETARY, f"{target} 09.00")
    skipped.press(CHAIR, f"{target} 10.00")
    assert skipped.say(SECRETARY, "เลิกทำ").text.startswith("มีการบันทึกใหม่ภายหลังรายการนี้แล้ว")
    assert skipped.team().rules.slot == time(10, 0)


def test_in_reply_to_an_earlier_announcement_nothing_is_guessed(office: Office) -> None:
    first = office.say(SECRETARY, "ไม่ดำเนินการ 8 ไม่มีงบประมาณ").post
    day = office.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570").post
    assert office.say(SECRETARY, "เลิกทำ", reply_to=first).text == NOT_NEWEST
    office.say(SECRETARY, "เลิกทำ", reply_to=day)
    assert not is_off(office, NEW_DAY)
    assert office.plan().states[8].skipped


def test_another_persons_newest_is_another(skipped: Office) -> None:
    skipped.say(CHAIR, "วันหยุด เพิ่ม 2/3/2570")
    skipped.say(SECRETARY, "เลิกทำ")
    assert is_off(skipped, NEW_DAY)
    assert not skipped.plan().states[8].skipped


def test_after_ten_minutes_typing_takes_nothing_back(skipped: Office) -> None:
    skipped.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570")
    skipped.now += timedelta(minutes=11)
    assert skipped.say(SECRETARY, "เลิกทำ").text.startswith("เลิกทำได้ภายใน 10 นาที")
    assert is_off(skipped, NEW_DAY)
