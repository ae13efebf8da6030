"""/privacy: the notice for everybody, one's own data for nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.office import Office as Owner
from tests.cast import (
    CHAIR,
    COMMITTEE,
    MEMBER,
    MEMBERS,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    office_with_plan,
)
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def test_the_notice_tells_what_is_kept_and_how_to_have_it_erased(office: Office) -> None:
    said = office.say(MEMBER, "ข้อมูลส่วนบุคคล", PRIVATE).text
    assert said.startswith("ข้อมูลส่วนบุคคล\nผู้ควบคุมข้อมูล: หน่วยงานที่ให้บริการระบบนี้\n")
    assert "พิมพ์ “ลบข้อมูลของฉัน” ในแชตส่วนตัวกับระบบ" in said


@pytest.mark.parametrize(
    "line",
    [
        "ผู้ควบคุมข้อมูล: สำนักอนามัยการเจริญพันธุ์",
        "วัตถุประสงค์: ติดตามและบันทึกการปฏิบัติงานของคณะดำเนินงาน",
        "ฐานทางกฎหมาย: การดำเนินภารกิจเพื่อประโยชน์สาธารณะ "
        "(มาตรา 24 (4) พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562)",
        "หากไม่ให้ข้อมูล จะลงชื่อและบันทึกรายการในระบบไม่ได้",
        "ระยะเวลาจัดเก็บ: ถึงสิ้นปีงบประมาณถัดจากปีงบประมาณของแผน",
        "• ผู้ให้บริการแอปแชตนี้ และผู้ให้บริการจัดเก็บข้อมูล (ถ้ามี) ซึ่งอาจอยู่ในต่างประเทศ",
        "• สิทธิอื่นและข้อสงสัย โปรดติดต่อ โทร. 0 2000 0000",
        "เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล: dpo@example.go.th",
        "ร้องเรียน: สำนักงานคณะกรรมการคุ้มครองข้อมูลส่วนบุคคล",
    ],
)
def test_the_notice_says_what_section_23_asks_for(office: Office, line: str) -> None:
    office.of(Owner("สำนักอนามัยการเจริญพันธุ์", "โทร. 0 2000 0000", "dpo@example.go.th"))
    assert line in office.say(MEMBER, "ข้อมูลส่วนบุคคล", PRIVATE).text.splitlines()


def test_in_private_it_shows_who_one_is_here(office: Office) -> None:
    assert (
        "ข้อมูลของท่านในระบบ\n"
        "รหัสบัญชี: 1003\n"
        "ชื่อผู้ใช้: malee\n"
        "ชื่อที่แสดง: มาลี\n"
        "ชื่อ-สกุล: นางมาลี ตัวอย่าง\n"
        "ตำแหน่ง: นักวิชาการสาธารณสุข\n"
        "ภาษา: ไทย\n"
        f"กลุ่มที่ใช้ระบบ: {COMMITTEE}\n"
    ) in office.say(MEMBER, "/privacy", PRIVATE).text


def test_an_address_for_ones_calendar_is_shown_with_its_reading(office: Office) -> None:
    team, who = office.team().id, office.person(MEMBER).id
    with office.store.work() as work:
        token = work.subscriptions.make(team, who, office.now)
        work.subscriptions.note_reading(token, office.now)
        work.commit()
    assert (
        "ที่อยู่ปฏิทิน: จัดทำเมื่อ 22 พ.ย. 69 เวลา 09.00 น. · ปฏิทินอ่านครั้งล่าสุด 22 พ.ย. 69 เวลา 09.00 น."
    ) in office.say(MEMBER, "/privacy", PRIVATE).text


def test_for_each_team_it_shows_the_part_one_has_in_it(office: Office) -> None:
    office.keep_file(5, "แผน.pdf")
    office.say(MEMBER, "/progress 5 40")
    assert (
        f"{COMMITTEE}\n"
        "หน้าที่: สมาชิก\n"
        "ลงชื่อรับผิดชอบในนาม: คณะดำเนินงาน\n"
        "เป็นสมาชิกตั้งแต่ 1 ต.ค. 69\n"
        "รายการที่บันทึก 1 รายการ · ไฟล์ที่ส่ง 1 ไฟล์\n"
    ) in office.say(MEMBER, "/privacy", PRIVATE).text


def test_an_office_held_is_named(office: Office) -> None:
    assert "หน้าที่: ประธาน\n" in office.say(CHAIR, "/privacy", PRIVATE).text
    assert "หน้าที่: เลขานุการ\n" in office.say(SECRETARY, "/privacy", PRIVATE).text


def test_a_team_that_one_has_left_still_shows_what_it_holds(office: Office) -> None:
    office.say(MEMBER, "/progress 5 40")
    office.press(MEMBER, "quit t1 !", chat=PRIVATE)
    said = office.say(MEMBER, "/privacy", PRIVATE).text
    assert f"{COMMITTEE}\nระบบยกเลิกการมอบหมายในระบบแล้ว\nรายการที่บันทึก 1 รายการ" in said


def test_who_is_in_no_team_sees_what_is_kept_all_the_same(office: Office) -> None:
    said = office.say(STRANGER, "/privacy", PRIVATE).text
    assert said.endswith("รหัสบัญชี: 1009\nชื่อผู้ใช้: visitor\nชื่อที่แสดง: ผู้มาเยือน\nภาษา: ไทย")


def test_nobody_elses_data_is_shown(office: Office) -> None:
    said = office.say(CHAIR, "/privacy", PRIVATE).text
    others = [who for who in MEMBERS if who is not CHAIR]
    assert not any(who.official_name in said or who.account in said for who in others)


def test_it_is_understood_in_other_words(office: Office) -> None:
    said = office.say(MEMBER, "ข้อมูลของฉัน", PRIVATE).text
    assert "ข้อมูลของท่านในระบบ\n" in said


def test_in_a_group_only_the_notice_is_shown(office: Office) -> None:
    answer = office.say(MEMBER, "ข้อมูลส่วนบุคคล")
    assert answer.text.endswith("ระบบแสดงข้อมูลของท่านในแชตส่วนตัวเท่านั้น")
    assert not any(own in answer.text for own in (MEMBER.account, MEMBER.name, MEMBER.username))
    assert answer.elsewhere == ()


def test_a_button_leads_to_erasing_it(office: Office) -> None:
    shown = office.say(MEMBER, "/privacy", PRIVATE).post
    asked = office.press(MEMBER, "ลบข้อมูลของฉัน", shown).post
    assert asked.text.startswith("ท่านประสงค์จะลบข้อมูลส่วนบุคคลหรือไม่")
    assert asked.edits == ""
