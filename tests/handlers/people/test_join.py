"""/join, /leave, official names, and who comes into the group or leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.incoming import Happened, Mention
from tests.cast import (
    ACADEMIC,
    CHAIR,
    COMMITTEE,
    GROUP,
    MEMBER,
    OTHER_GROUP,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Answer,
    Office,
    Post,
    Somebody,
    found_team,
    local,
    make_plan,
    met,
    office_with_plan,
)
from tests.stores import fresh_store

NEWCOMER = Somebody("2001", "ใหม่")
NOBODY = Mention("@nobody", username="nobody")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def signup(office: Office) -> Post:
    return office.say(SECRETARY, "ลงชื่อ").post


def asked_for_the_name(office: Office) -> None:
    office.say(NEWCOMER, "ลงชื่อ")
    office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text="start")


def named(office: Office, typed: str) -> Answer:
    """The name typed, and confirmed as it was read."""
    shown = office.say(NEWCOMER, typed, PRIVATE).post
    assert office.person(NEWCOMER).official_name == ""
    return office.press(NEWCOMER, "ถูกต้อง", shown)


def test_the_sign_up_shows_who_has_joined_and_counts(office: Office) -> None:
    post = signup(office)
    assert "คณะดำเนินงาน: นางมาลี ตัวอย่าง และนายวิชัย ตัวอย่าง" in post.text
    assert "ประธาน: นพ.สมคิด ตัวอย่าง\nเลขานุการ: นางสาวพิมพ์ใจ ตัวอย่าง" in post.text
    assert post.labels[:3] == [
        "คณะดำเนินงาน (2)",
        "คณะกรรมการพัฒนาวิชาการ (1)",
        "นักวิชาการ (1)",
    ]


def test_a_press_joins_and_brings_the_message_up_to_date(office: Office) -> None:
    post = signup(office)
    answer = office.press(CHAIR, "นักวิชาการ (1)", post)
    assert answer.popup == "ลงชื่อเป็นผู้รับผิดชอบแล้ว: นักวิชาการ"
    assert answer.post.edits == post.id
    assert "นักวิชาการ (2)" in answer.labels


def test_pressing_again_takes_the_name_off(office: Office) -> None:
    answer = office.press(ACADEMIC, "นักวิชาการ (1)", signup(office))
    assert answer.popup == "ถอนชื่อแล้ว: นักวิชาการ"
    assert "นักวิชาการ: ยังไม่มีผู้ลงชื่อ" in answer.text


def test_who_has_no_official_name_is_asked_for_it_in_private(office: Office) -> None:
    office.happens(Happened.OPENED, NEWCOMER, PRIVATE)
    answer = office.press(NEWCOMER, "คณะดำเนินงาน (2)", signup(office))
    assert "โปรดระบุชื่อ-สกุลและตำแหน่งในแชตส่วนตัวกับระบบ" in answer.popup
    assert "ชื่อ-สกุลและตำแหน่งของท่าน" in answer.elsewhere[0].text


def test_the_name_is_taken_without_polite_particles(office: Office) -> None:
    asked_for_the_name(office)
    said = named(office, "นายใหม่ ตัวอย่าง, นักวิชาการสาธารณสุขครับ").text
    assert said.startswith("บันทึกแล้ว\nชื่อ-สกุล: นายใหม่ ตัวอย่าง\nตำแหน่ง: นักวิชาการสาธารณสุข\n")
    assert office.person(NEWCOMER).position == "นักวิชาการสาธารณสุข"


@pytest.mark.parametrize(
    "text",
    [
        "ขอบคุณครับ", "รับทราบ", "ก" * 101 + ", ข", "ขอบคุณ มากค่ะ", "เดี๋ยวกรอกให้", "เดี๋ยวกรอกให้ นะคะ",
        "เดี๋ยว กรอกให้ค่ะ", "สวัสดีค่ะ คุณพิมพ์ใจ", "รับทราบ ค่ะ พี่", "โอเค ค่ะ", "ต้องพิมพ์ยังไงคะ",
        "พิมพ์ แบบไหน ได้ไหม", "ไม่ ว่างค่ะ", "ได้ ค่ะ", "ขอแก้ ทีหลัง", "ขั้นตอน 2 เสร็จ", "เสร็จ ขั้นตอนสอง",
        "สถานะ ตอนนี้", "เสร็จขั้นตอนท่ี สอง", "ok thank you", "ส่งให้ แล้วค่ะ", "กำลัง ประชุมอยู่", "แนบ ไฟล์แล้ว",
    ],
)  # fmt: skip
def test_a_thank_you_does_not_become_somebodys_name(office: Office, text: str) -> None:
    asked_for_the_name(office)
    said = office.say(NEWCOMER, text, PRIVATE)
    assert "ถูกต้อง" not in said.labels
    assert office.person(NEWCOMER).official_name == ""


def test_politeness_is_answered_as_ever_while_the_name_is_asked_for(office: Office) -> None:
    asked_for_the_name(office)
    assert office.say(NEWCOMER, "สวัสดีครับ", PRIVATE).text == "โปรดพิมพ์ “ช่วยเหลือ” เพื่อดูคำสั่งที่ใช้ได้"
    assert office.say(NEWCOMER, "รับทราบ", PRIVATE).posts == ()
    assert "ถูกต้อง" in office.say(NEWCOMER, "นายใหม่ ตัวอย่าง", PRIVATE).labels


def test_the_question_for_the_name_can_be_left(office: Office) -> None:
    asked_for_the_name(office)
    assert "คงชื่อ คุณใหม่ ตามเดิม" in office.say(NEWCOMER, "ยกเลิก", PRIVATE).text
    assert "ไม่พบคำสั่งที่ตรงกับข้อความนี้" in office.say(NEWCOMER, "นายใหม่ ตัวอย่าง", PRIVATE).text


@pytest.mark.parametrize(
    ("typed", "name", "position"),
    [
        ("นายใหม่ ตัวอย่างยิ่ง นักวิชาการสาธารณสุขชำนาญการ", "นายใหม่ ตัวอย่างยิ่ง", "นักวิชาการสาธารณสุขชำนาญการ"),
        ("นาย ใหม่ นักรบ ผู้อำนวยการ กอง", "นาย ใหม่ นักรบ", "ผู้อำนวยการ กอง"),
        ("นายใหม่ ณ ตัวอย่าง", "นายใหม่ ณ ตัวอย่าง", ""),
        ("นายใหม่ นักรบ", "นายใหม่ นักรบ", ""),
        ("ผมชื่อใหม่ ตัวอย่าง ตำแหน่ง นักจัดการงานทั่วไป", "ใหม่ ตัวอย่าง", "นักจัดการงานทั่วไป"),
        ("ยินดี ขอบเขต", "ยินดี ขอบเขต", ""),
        ("กรุณา รอดพ้น, แพทย์", "กรุณา รอดพ้น", "แพทย์"),
        ("พิมพ์ดาว ตัวอย่าง", "พิมพ์ดาว ตัวอย่าง", ""),
        ("พิมพ์มาดา ตัวอย่าง", "พิมพ์มาดา ตัวอย่าง", ""),
        ("เหมือนฝัน ตัวอย่าง", "เหมือนฝัน ตัวอย่าง", ""),
        ("ต้องใจ ตัวอย่าง", "ต้องใจ ตัวอย่าง", ""),
        ("จะเด็ด ตัวอย่าง", "จะเด็ด ตัวอย่าง", ""),
    ],
)
def test_without_a_comma_the_position_is_found_by_how_it_begins(
    office: Office, typed: str, name: str, position: str
) -> None:
    asked_for_the_name(office)
    named(office, typed)
    person = office.person(NEWCOMER)
    assert (person.official_name, person.position) == (name, position)


def test_the_receipt_says_how_to_correct_the_name(office: Office) -> None:
    asked_for_the_name(office)
    shown = office.say(NEWCOMER, "นายใหม่ ตัวอย่าง นักวิชาการ", PRIVATE).text
    assert shown == (
        "ชื่อ-สกุล: นายใหม่ ตัวอย่าง\nตำแหน่ง: นักวิชาการ\nถูกต้องหรือไม่ หากไม่ถูกต้อง โปรดพิมพ์ชื่อและตำแหน่งอีกครั้ง"
    )
    said = named(office, "นายใหม่ ตัวอย่าง นักวิชาการ").text
    assert said == (
        "บันทึกแล้ว\nชื่อ-สกุล: นายใหม่ ตัวอย่าง\nตำแหน่ง: นักวิชาการ\n"
        "หากไม่ถูกต้อง โปรดพิมพ์ “ลงชื่อ” ตามด้วยชื่อ-สกุล, ตำแหน่ง"
    )


def test_a_new_name_appears_in_the_sign_up(office: Office) -> None:
    post = signup(office)
    answer = office.say(MEMBER, "ลงชื่อ ดร.มาลี ตัวอย่าง, นักวิชาการ", PRIVATE)
    assert "ชื่อ-สกุลที่ใช้ในระบบ: ดร.มาลี ตัวอย่าง\nตำแหน่ง: นักวิชาการ" in answer.text
    (updated,) = answer.elsewhere
    assert updated.edits == post.id
    assert "ดร.มาลี ตัวอย่าง" in updated.text


def test_in_the_group_join_can_set_the_name(office: Office) -> None:
    said = office.say(MEMBER, "ลงชื่อ ดร.มาลี ตัวอย่าง, นักวิชาการ").text
    assert said.startswith("บันทึกแล้ว\nชื่อ-สกุล: ดร.มาลี ตัวอย่าง\nตำแหน่ง: นักวิชาการ\n")


def test_in_private_one_sees_and_switches_ones_own_parties(office: Office) -> None:
    mine = office.say(MEMBER, "/join", PRIVATE).post
    assert mine.labels == ["✓ คณะดำเนินงาน", "คณะกรรมการพัฒนาวิชาการ", "นักวิชาการ"]
    after = office.press(MEMBER, "นักวิชาการ", mine)
    assert after.post.edits == mine.id
    assert "✓ นักวิชาการ" in after.labels


def test_a_recent_sign_up_is_pointed_at(office: Office) -> None:
    post = signup(office)
    answer = office.say(MEMBER, "ลงชื่อ").post
    assert answer.replies_to == post.id
    assert answer.text == "โปรดกดลงชื่อหรือถอนชื่อที่ข้อความลงชื่อผู้รับผิดชอบข้างต้น"


def test_the_newest_sign_up_is_the_one_kept_up_to_date(office: Office) -> None:
    old = signup(office)
    office.now += timedelta(hours=2)
    left, newest = office.say(MEMBER, "ลงชื่อ").posts
    assert (left.edits, left.text, left.labels) == (old.id, "ข้อความลงชื่อล่าสุดอยู่ด้านล่าง", [])
    assert office.press(CHAIR, "นักวิชาการ (1)", newest).post.edits == newest.id


def test_leave_without_a_party_says_so(office: Office) -> None:
    assert "ท่านยังไม่ได้ลงชื่อเป็นผู้รับผิดชอบ" in office.say(CHAIR, "ถอนชื่อ", PRIVATE).text


def test_who_comes_into_the_group_belongs_to_the_team(office: Office) -> None:
    office.happens(Happened.JOINED, SECRETARY, subject=NEWCOMER)
    assert "ใหม่" in [m.person.name for m in office.team().members]


def test_who_leaves_the_group_is_taken_off_and_the_leaders_are_told(office: Office) -> None:
    post = signup(office)
    answer = office.happens(Happened.LEFT, MEMBER, subject=MEMBER)
    assert answer.post.edits == post.id
    assert "คณะดำเนินงาน (1)" in answer.labels
    assert {p.chat.address for p in answer.elsewhere} == {SECRETARY.account, CHAIR.account}
    assert "นางมาลี ตัวอย่าง ออกจากกลุ่ม" in answer.elsewhere[0].text


def test_who_left_hears_nothing_of_the_team_any_more(office: Office) -> None:
    office.happens(Happened.LEFT, MEMBER, subject=MEMBER)
    assert office.say(MEMBER, "งานของฉัน", PRIVATE).text == (
        "ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด\nโปรดพิมพ์ “ลงชื่อ” ในกลุ่มของคณะดำเนินงาน"
    )


def test_who_left_comes_back_with_what_was_held(office: Office) -> None:
    office.happens(Happened.LEFT, CHAIR, subject=CHAIR)
    office.happens(Happened.LEFT, MEMBER, subject=MEMBER)
    office.now += timedelta(days=30)
    came = office.happens(Happened.JOINED, MEMBER, subject=MEMBER).elsewhere
    assert {p.chat.address: p.text for p in came} == {
        MEMBER.account: f"ท่านกลับเข้ากลุ่ม {COMMITTEE} แล้ว\nระบบบันทึกหน้าที่เดิมคืนแล้ว: คณะดำเนินงาน",
        SECRETARY.account: f"นางมาลี ตัวอย่าง กลับเข้ากลุ่ม {COMMITTEE} แล้ว\n"
        "ระบบบันทึกหน้าที่เดิมคืนแล้ว: คณะดำเนินงาน",
    }
    office.happens(Happened.JOINED, SECRETARY, subject=CHAIR)
    assert [m.person.name for m in office.team().chairs] == ["สมคิด"]


def test_after_a_month_nothing_comes_back(office: Office) -> None:
    office.happens(Happened.LEFT, MEMBER, subject=MEMBER)
    office.now += timedelta(days=32)
    (told,) = office.happens(Happened.JOINED, MEMBER, subject=MEMBER).elsewhere
    assert told.text.startswith(f"ท่านเข้ากลุ่ม {COMMITTEE} แล้ว\nโปรดลงชื่อเป็นผู้รับผิดชอบ")
    assert "คณะดำเนินงาน" in office.press(MEMBER, "ลงชื่อเป็นผู้รับผิดชอบ", told).labels


def test_who_was_removed_comes_back_with_nothing(office: Office) -> None:
    office.happens(Happened.LEFT, SECRETARY, subject=CHAIR)
    office.happens(Happened.JOINED, CHAIR, subject=CHAIR)
    assert office.team().chairs == ()


def test_who_is_banned_after_leaving_comes_back_with_nothing(office: Office) -> None:
    office.happens(Happened.LEFT, SECRETARY, subject=SECRETARY)
    office.happens(Happened.LEFT, CHAIR, subject=SECRETARY)
    office.now += timedelta(days=1)
    office.happens(Happened.JOINED, CHAIR, subject=SECRETARY)
    assert office.team().secretaries == ()


@pytest.mark.parametrize("asked", ["สถานะ", "เอกสาร", "งานของฉัน", "getfile f1", "เสร็จ 5"])
def test_who_was_removed_unnoticed_gets_nothing_in_private(office: Office, asked: str) -> None:
    office.keep_file(5, "รายงาน.pdf")
    office.outsiders = {MEMBER}
    pressed = asked.startswith("getfile")
    answer = (office.press if pressed else office.say)(MEMBER, asked, chat=PRIVATE)
    assert "รายงาน" not in (said := answer.text + answer.popup)
    assert pressed or "ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด" in said
    assert "มาลี" not in [m.person.name for m in office.team().members]


def test_of_who_was_removed_unnoticed_the_secretary_is_told(office: Office) -> None:
    office.outsiders = {MEMBER}
    told = office.say(MEMBER, "สถานะ", PRIVATE).elsewhere
    secretary = next(p for p in told if p.chat.address == SECRETARY.account)
    assert secretary.text.startswith(f"นางมาลี ตัวอย่าง ไม่ได้อยู่ในกลุ่ม {COMMITTEE} แล้ว")
    assert office.say(MEMBER, "สถานะ", PRIVATE).elsewhere == ()


def test_who_was_removed_unnoticed_does_nothing_in_the_group_either(office: Office) -> None:
    office.outsiders, before = {MEMBER}, office.plan().events
    assert "ระบบรับคำสั่งจากผู้ที่อยู่ในกลุ่มเท่านั้น" in office.say(MEMBER, "เสร็จ 5").text
    assert office.plan().events == before
    assert "มาลี" not in [m.person.name for m in office.team().members]


def test_who_was_removed_unnoticed_comes_back_with_nothing(office: Office) -> None:
    office.outsiders = {CHAIR}
    office.say(CHAIR, "สถานะ", PRIVATE)
    office.outsiders = set()
    office.happens(Happened.JOINED, CHAIR, subject=CHAIR)
    assert office.team().chairs == ()


def test_who_has_gone_nobody_knows_how_is_out_and_the_secretary_is_told(office: Office) -> None:
    told = office.happens(Happened.LEFT, subject=MEMBER).elsewhere
    assert f"นางมาลี ตัวอย่าง ไม่ได้อยู่ในกลุ่ม {COMMITTEE} แล้ว" in told[0].text
    assert "ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด" in office.say(MEMBER, "สถานะ", PRIVATE).text


def test_a_member_stays_one_while_the_platform_does_not_tell(office: Office) -> None:
    office.outsiders = None
    assert "สถานะตัวชี้วัดที่ 2.4" in office.say(MEMBER, "สถานะ", PRIVATE).text


def test_who_came_by_an_invitation_need_not_be_in_the_group(office: Office) -> None:
    code = office.say(SECRETARY, "/assign").post.buttons[0].invite or ""
    office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text=code)
    for outsiders in ({NEWCOMER}, None, {NEWCOMER}):
        office.outsiders = outsiders
        assert "สถานะตัวชี้วัดที่ 2.4" in office.say(NEWCOMER, "สถานะ").text
        assert "สถานะตัวชี้วัดที่ 2.4" in office.say(NEWCOMER, "สถานะ", PRIVATE).text


@pytest.mark.parametrize("command", ["/assign", "/chair"])
def test_nor_who_was_seen_there_before_there_was_a_team(office: Office, command: str) -> None:
    with office.store.work() as work:
        work.chats.seen_in(office.team().group, met(work, NEWCOMER).id)
        work.commit()
    code = office.say(SECRETARY, command).post.buttons[0].invite or ""
    asked = office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text=code).elsewhere
    if command == "/chair":
        office.press(SECRETARY, asked[0].buttons[0].action, chat=PRIVATE)
    office.outsiders = {NEWCOMER}
    assert "สถานะตัวชี้วัดที่ 2.4" in office.say(NEWCOMER, "สถานะ", PRIVATE).text


def test_nor_does_he_or_she_when_leaving_the_team_was_taken_back(office: Office) -> None:
    code = office.say(SECRETARY, "/assign").post.buttons[0].invite or ""
    office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text=code)
    office.outsiders = {NEWCOMER}
    out = office.press(NEWCOMER, "quit t1 !", chat=PRIVATE).post
    office.press(NEWCOMER, "เลิกทำ", out)
    assert "สถานะตัวชี้วัดที่ 2.4" in office.say(NEWCOMER, "สถานะ", PRIVATE).text


def test_who_came_by_an_invitation_and_left_the_group_is_out_of_it(office: Office) -> None:
    code = office.say(SECRETARY, "/assign").post.buttons[0].invite or ""
    office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text=code)
    office.say(NEWCOMER, "สถานะ")
    office.outsiders = {NEWCOMER}
    assert "ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด" in office.say(NEWCOMER, "สถานะ", PRIVATE).text


def test_of_several_teams_only_that_whose_group_was_left_is_lost(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.store.work() as work:
        now = local("2026-10-01 08:00")
        make_plan(work, found_team(work, OTHER_GROUP, (MEMBER,), (), now), now.date(), {})
        work.commit()
    told = {GROUP.address: True, OTHER_GROUP.address: False}
    assert office.asked(MEMBER, PRIVATE) == set(told)
    monkeypatch.setattr(office, "_inside", lambda _: told)
    assert "สถานะตัวชี้วัดที่ 2.4" in office.say(MEMBER, "สถานะ", PRIVATE).text
    assert office.asked(MEMBER, PRIVATE) == {GROUP.address}


def test_a_chair_named_meanwhile_stays(office: Office) -> None:
    office.happens(Happened.LEFT, CHAIR, subject=CHAIR)
    office.say(SECRETARY, "กำหนดประธาน", reply_to=MEMBER)
    office.happens(Happened.JOINED, CHAIR, subject=CHAIR)
    assert [m.person.name for m in office.team().chairs] == ["มาลี"]


def test_who_comes_is_welcomed_once(office: Office) -> None:
    office.happens(Happened.OPENED, NEWCOMER, PRIVATE)
    assert office.happens(Happened.JOINED, SECRETARY, subject=NEWCOMER).elsewhere
    assert office.happens(Happened.JOINED, SECRETARY, subject=NEWCOMER).elsewhere == ()
    office.happens(Happened.LEFT, NEWCOMER, subject=NEWCOMER)
    office.now += timedelta(hours=2)
    assert office.happens(Happened.JOINED, NEWCOMER, subject=NEWCOMER).elsewhere == ()


@pytest.mark.parametrize("unseen", ["\u3164", "\u202e\u2067"])
def test_a_name_that_shows_nothing_reaches_no_line(office: Office, unseen: str) -> None:
    office.say(Somebody("2002", unseen, username="nobody"), "ลงชื่อ")
    office.say(Somebody("2003", unseen), "ลงชื่อ")
    said = office.say(SECRETARY, "กำหนดเลขานุการ @nobody", mentions=[NOBODY]).text
    assert "บันทึก @nobody เป็นเลขานุการในระบบแล้ว" in said
    said = office.say(SECRETARY, "/secretary", reply_to=Somebody("2003", unseen)).text
    assert "@nobody" in said
    assert "เลขานุการ: นางสาวพิมพ์ใจ ตัวอย่าง, @nobody และเลขานุการ" in said


def test_of_somebody_without_a_duty_nobody_is_told(office: Office) -> None:
    office.happens(Happened.JOINED, SECRETARY, subject=STRANGER)
    answer = office.happens(Happened.LEFT, STRANGER, subject=STRANGER)
    assert answer.posts + answer.elsewhere == ()


def test_a_sign_up_of_last_years_plan_joins_nobody(office: Office) -> None:
    post = signup(office)
    office.press(SECRETARY, f"end p{office.plan().id} close !")
    assert "ปิดแล้ว" in office.press(CHAIR, "นักวิชาการ (1)", post).popup


@pytest.mark.parametrize("typed", [SECRETARY.official_name, SECRETARY.official_name[6:]])
def test_nobody_takes_the_name_of_another_member(office: Office, typed: str) -> None:
    before = office.person(MEMBER).official_name
    for where in ((), (PRIVATE,)):
        said = office.say(MEMBER, f"ลงชื่อ {typed}, เลขานุการคณะดำเนินงาน", *where).text
        assert said.startswith("มีสมาชิกในคณะดำเนินงานใช้ชื่อนี้แล้ว")
    assert office.person(MEMBER).official_name == before
    assert "บันทึกแล้ว" in office.say(MEMBER, f"ลงชื่อ {typed} (นุ่น), นักวิชาการ").text
