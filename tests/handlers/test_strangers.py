"""What somebody who does not belong to the committee can do with it: nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.incoming import Happened, Mention
from bot.domain.rules import Kind
from tests.cast import (
    CHAIR,
    COMMITTEE,
    MEMBER,
    OTHER_GROUP,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Answer,
    Office,
    Somebody,
    found_team,
    local,
    make_plan,
)

NEWCOMER = Somebody("2001", "ใหม่", username="newcomer")
ATTACKER = Somebody("3001", "โจร", roles=("secretary",))
NO_TEAM = "ท่านยังไม่ได้เป็นสมาชิกของคณะดำเนินงานใด"
GONE = "คำเชิญนี้ใช้ไม่ได้แล้ว"
OUTSIDE = (
    "ในกลุ่มนี้ ระบบรับคำสั่งจากผู้ที่อยู่ในกลุ่มเท่านั้น\nหากท่านเกี่ยวข้องกับงานนี้ โปรดเข้าร่วมกลุ่มก่อน หรือแจ้งเลขานุการ\n"
    "หากท่านอยู่ในกลุ่มแล้ว โปรดส่งอีกครั้งในภายหลัง"
)


def attack(office: Office) -> None:
    """A team of the attacker's own, in a group whose title is an advertisement."""
    with office.store.work() as work:
        now = local("2026-10-01 08:00")
        team = found_team(work, OTHER_GROUP, (ATTACKER,), (), now)
        work.teams.rename(team.id, "กดรับเงิน http://evil.example/login www.evil.example " + "ก" * 99)
        make_plan(work, work.teams.by_id(team.id), local("2026-10-01 08:00").date(), {})
        work.commit()


def invitation(office: Office, command: str) -> str:
    return office.say(SECRETARY, command).post.buttons[0].invite or ""


def opens(office: Office, who: Somebody, code: str) -> Answer:
    return office.happens(Happened.OPENED, who, PRIVATE, text=code)


def members(office: Office) -> list[str]:
    return [m.person.name for m in office.team().members]


@pytest.mark.parametrize("command", ["/chair", "/secretary"])
def test_an_invitation_to_a_role_opens_nothing_before_it_is_confirmed(
    office: Office, command: str
) -> None:
    opens(office, NEWCOMER, invitation(office, command))
    assert "ใหม่" not in members(office)
    for asked in ("สถานะ", "เอกสาร", "ประวัติ"):
        assert "คณะดำเนินงาน" in office.say(NEWCOMER, asked, PRIVATE).text
        assert "ขั้นตอนที่" not in office.say(NEWCOMER, asked, PRIVATE).text


def test_nobody_is_appointed_for_whom_no_invitation_was_pressed(office: Office) -> None:
    who = office.person(NEWCOMER).id
    assert "ปุ่มนี้" in office.press(SECRETARY, f"appoint t1 u{who} chair").popup
    opens(office, NEWCOMER, invitation(office, "/secretary"))
    assert "ปุ่มนี้" in office.press(SECRETARY, f"appoint t1 u{who} chair").popup
    assert [m.person.name for m in office.team().chairs] == ["สมคิด"]


def test_an_invitation_to_a_role_serves_one_person_and_asks_once(office: Office) -> None:
    code = invitation(office, "/chair")
    assert len(opens(office, NEWCOMER, code).elsewhere) == 1
    again = opens(office, NEWCOMER, code)
    assert "หน้าที่จะเริ่มเมื่อเลขานุการยืนยัน" in again.text
    assert again.elsewhere == ()
    assert GONE in opens(office, STRANGER, code).text


def test_who_confirms_sees_no_official_name_set_for_another_team(office: Office) -> None:
    attack(office)
    code = office.say(ATTACKER, "/chair", OTHER_GROUP).post.buttons[0].invite or ""
    (question,) = opens(office, CHAIR, code).elsewhere
    assert "คุณสมคิด" in question.text
    assert "นพ.สมคิด" not in question.text


def test_another_team_appoints_nobody_who_was_never_in_its_group(office: Office) -> None:
    attack(office)
    victims = (
        Mention("@malee", username="malee"),
        Mention("สมคิด", account=CHAIR.account),
        Mention("@nobody", username="nobody"),
        Mention("ใคร", account="99"),
    )
    for named in victims:
        for command in ("/assign", "/chair", "/secretary"):
            answer = office.say(ATTACKER, f"{command} {named.text}", OTHER_GROUP, mentions=[named])
            assert answer.text.startswith(f"ยังไม่พบ {named.text} ในกลุ่มของคณะดำเนินงาน\n")
            assert answer.elsewhere == ()


def test_a_person_chosen_in_one_team_is_not_chosen_in_another(office: Office) -> None:
    attack(office)
    question = office.say(SECRETARY, "มอบหมาย", reply_to=NEWCOMER).post
    draft = question.buttons[0].action.split()[2]
    assert "ปุ่มนี้" in office.press(ATTACKER, f"grant p2 {draft} academics", chat=OTHER_GROUP).popup


def test_a_mentioned_bot_gets_no_role(office: Office) -> None:
    bot = Mention("EvilBot", account="555", is_bot=True)
    said = office.say(SECRETARY, "/chair EvilBot", mentions=[bot]).text
    assert "ไม่สามารถกำหนดหน้าที่ให้บอตได้" in said


def test_a_groups_title_brings_no_link_into_private_messages(office: Office) -> None:
    attack(office)
    office.say(MEMBER, "/status", OTHER_GROUP)
    (told,) = office.say(ATTACKER, "/secretary @malee", OTHER_GROUP, mentions=[MEMBER]).elsewhere
    assert "กดรับเงิน กกก" in told.text
    assert "evil" not in told.text
    assert "ก" * 60 not in told.text


def test_one_gets_out_of_a_team_by_oneself(office: Office) -> None:
    attack(office)
    office.say(MEMBER, "/status", OTHER_GROUP)
    office.say(ATTACKER, "/secretary @malee", OTHER_GROUP, mentions=[MEMBER])
    ways = office.say(MEMBER, "ถอนชื่อ", PRIVATE).post
    (out,) = (label for label in ways.labels if label.startswith("ออกจาก กดรับเงิน"))
    sure = office.press(MEMBER, out, ways).post
    assert "ท่านออกจาก กดรับเงิน" in office.press(MEMBER, "ยืนยัน", sure).text
    refused = office.say(ATTACKER, "/chair @malee", OTHER_GROUP, mentions=[MEMBER])
    assert refused.text.startswith("ยังไม่พบ @malee")
    assert "มาลี" in members(office)


def test_who_is_in_one_team_leaves_a_party_or_the_committee(office: Office) -> None:
    ways = office.say(MEMBER, "ถอนชื่อ", PRIVATE).post
    assert ways.labels == ["✓ คณะดำเนินงาน", "ออกจากคณะดำเนินงานนี้"]
    office.press(MEMBER, "✓ คณะดำเนินงาน", ways)
    assert office.say(MEMBER, "ถอนชื่อ", PRIVATE).labels == ["ออกจากคณะดำเนินงานนี้"]


def test_who_was_removed_does_not_come_back_by_an_old_invitation(office: Office) -> None:
    code = invitation(office, "/assign")
    office.now += timedelta(hours=1)
    office.happens(Happened.LEFT, SECRETARY, subject=MEMBER)
    assert opens(office, MEMBER, code).text.startswith(GONE)
    assert "มาลี" not in members(office)


def test_a_new_invitation_brings_back_who_was_removed(office: Office) -> None:
    office.happens(Happened.LEFT, SECRETARY, subject=MEMBER)
    office.now += timedelta(hours=1)
    opens(office, MEMBER, invitation(office, "/assign"))
    assert "มาลี" in members(office)


def test_the_secretary_hears_who_came_by_a_link_and_may_remove(office: Office) -> None:
    code = invitation(office, "/assign")
    told = next(p for p in opens(office, NEWCOMER, code).elsewhere if "ด้วยคำเชิญ" in p.text)
    assert told.chat.address == SECRETARY.account
    assert "คุณใหม่ เข้าร่วม คณะดำเนินงานตัวชี้วัดที่ 2.4 ด้วยคำเชิญ" in told.text
    removed = office.press(SECRETARY, "ยกเลิกการเข้าร่วม", told)
    assert "ยกเลิกการเข้าร่วมของ คุณใหม่ แล้ว" in removed.text
    assert "ใหม่" not in members(office)
    assert GONE in opens(office, NEWCOMER, code).text


def test_to_leave_is_taken_back(office: Office) -> None:
    office.press(MEMBER, "quit t1 !", chat=PRIVATE)
    said = office.say(MEMBER, "เลิกทำ", PRIVATE).text
    assert f"รายการ: นางมาลี ตัวอย่าง ออกจาก {COMMITTEE}" in said
    assert office.team().responsible("lo-2.4", ("committee",))[0].person.name == "มาลี"


def test_a_removal_is_told_and_taken_back(office: Office) -> None:
    who = office.person(MEMBER).id
    removed = office.press(SECRETARY, f"expel t1 u{who}", chat=PRIVATE)
    (told,) = [p for p in removed.elsewhere if p.chat.address == MEMBER.account]
    assert told.text.startswith(f"ระบบยกเลิกการเข้าร่วมของท่านแล้ว ({COMMITTEE})")
    assert "มาลี" not in members(office)
    office.say(SECRETARY, "เลิกทำ", PRIVATE)
    assert office.team().responsible("lo-2.4", ("committee",))[0].person.name == "มาลี"


def test_only_steerers_remove_somebody(office: Office) -> None:
    who = office.person(CHAIR).id
    assert "เลขานุการหรือประธาน" in office.press(MEMBER, f"expel t1 u{who}").popup
    assert "สมคิด" in members(office)


def test_of_another_team_nothing_is_told_apart(office: Office) -> None:
    attack(office)
    office.keep_file(5, "ลับ.pdf")
    there, nowhere = (
        office.press(ATTACKER, f"getfile f{n}", chat=OTHER_GROUP).popup for n in (1, 99)
    )
    assert there == nowhere
    assert "ไม่ได้อยู่ในแชตนี้" in office.press(ATTACKER, "chair t1", chat=OTHER_GROUP).popup


def test_the_end_is_not_taken_back_by_any_draft(office: Office) -> None:
    plan = office.plan().id
    with office.store.work() as work:
        group = office.team().group
        other = work.drafts.put(
            "form",
            group,
            office.team().secretaries[0].person.id,
            {"plan": plan},
            local("2026-12-31 09:00"),
        )
        work.commit()
    office.press(SECRETARY, f"end p{plan} close !")
    office.now += timedelta(minutes=20)
    office.press(SECRETARY, f"end p{plan} resume d{other}")
    assert not office.plan().is_running


@pytest.mark.parametrize(
    "typed", ["ขยายเวลา 5 31/12/9999 รอ", "กำหนดวัน 6 1/1/9000", "ขยายเวลา 5 1/1/2580 ก"]
)
def test_no_day_is_further_away_than_a_slip_of_the_pen(office: Office, typed: str) -> None:
    assert "ห่างจากวันนี้มากเกินไป" in office.say(SECRETARY, typed).text


def test_a_day_off_has_a_short_name(office: Office) -> None:
    said = office.say(SECRETARY, "วันหยุด เพิ่ม 31/12/2569 " + "ก" * 141).text
    assert "ชื่อวันหยุดยาว 141 อักขระ" in said


@pytest.mark.parametrize("what", ["<b>x", "", "followup"])
def test_only_kinds_of_notice_are_acknowledged(office: Office, what: str) -> None:
    office.press(MEMBER, f"ack p1 5 {what}")
    noted = [getattr(e, "notice", "") for e in office.plan().events]
    assert {*noted} <= {"", *Kind}


def test_words_behind_a_mistyped_command_are_not_kept(office: Office) -> None:
    answer = office.say(MEMBER, "/statuss เรื่องลับ", PRIVATE)
    assert answer.post.action("สถานะ") == "status"
    kept = office.say(MEMBER, "/progres 5 40 ตามแผน", PRIVATE).post
    office.now += timedelta(minutes=11)
    assert "ปุ่มนี้" in office.press(MEMBER, kept.labels[0], kept).popup


def test_an_administrator_adds_no_plan_to_a_team_that_others_steer(office: Office) -> None:
    office.administrators = {SECRETARY, MEMBER}
    assert "เลขานุการหรือประธาน" in office.say(MEMBER, "จัดทำแผน 1/10/2570").text
    assert "ยืนยัน" in str(office.say(CHAIR, "จัดทำแผน 1/10/2570").labels)


def test_who_was_removed_since_takes_no_leaving_back(office: Office) -> None:
    out = office.press(MEMBER, "quit t1 !", chat=PRIVATE).post
    office.now += timedelta(minutes=1)
    office.happens(Happened.LEFT, SECRETARY, subject=MEMBER)
    assert "บันทึกใหม่ภายหลัง" in office.press(MEMBER, "เลิกทำ", out).popup
    assert "มาลี" not in members(office)


def test_who_leads_no_more_takes_no_removal_back(office: Office) -> None:
    removed = office.press(SECRETARY, f"expel t1 u{office.person(MEMBER).id}").post
    office.say(CHAIR, "/secretary", reply_to=CHAIR)
    office.press(CHAIR, f"appoint t1 u{office.person(SECRETARY).id} no-secretary")
    assert "เลขานุการหรือประธาน" in office.press(SECRETARY, "เลิกทำ", removed).popup
    assert "มาลี" not in members(office)


def test_a_setting_of_another_team_is_no_way_back(office: Office) -> None:
    attack(office)
    office.press(SECRETARY, "settings t1 language en")
    with office.store.work() as work:
        work.teams.set_language(2, "en")
        work.commit()
    for draft in range(1, 6):
        pressed = office.press(ATTACKER, f"settings t2 back d{draft}", chat=OTHER_GROUP)
        assert (pressed.posts, bool(pressed.popup)) == ((), True)


@pytest.mark.parametrize("said", ["สถานะ", "เสร็จ 5", "ลงชื่อ", "/help"])
def test_who_writes_in_the_group_without_being_in_it_becomes_no_member(
    office: Office, said: str
) -> None:
    office.outsiders = {NEWCOMER}
    before = office.team().members
    assert office.say(NEWCOMER, said).text == OUTSIDE
    assert office.team().members == before
    assert "ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด" in office.say(NEWCOMER, "สถานะ", PRIVATE).text


def test_who_presses_there_without_being_in_it_becomes_none_either(office: Office) -> None:
    post = office.say(SECRETARY, "ลงชื่อ").post
    office.outsiders, before = {NEWCOMER}, office.team().members
    pressed = office.press(NEWCOMER, "นักวิชาการ (1)", post)
    assert (pressed.popup, pressed.posts) == (OUTSIDE, ())
    assert office.team().members == before


def test_what_all_outsiders_are_told_is_said_once_in_ten_minutes(office: Office) -> None:
    strangers = [Somebody(str(4000 + n), "คนนอก") for n in range(10)]
    office.outsiders = set(strangers)
    commands = ("สถานะ", "เสร็จ 5", "/help")
    said = [p.text for who in strangers for c in commands for p in office.say(who, c).posts]
    assert said == [OUTSIDE]
    assert office.say(MEMBER, "สถานะ").posts
    assert office.press(strangers[0], "done p1 s5").popup == OUTSIDE
    office.now += timedelta(minutes=10)
    assert office.say(strangers[0], "สถานะ").text == OUTSIDE


def test_talk_from_outside_that_asks_nothing_is_left_alone(office: Office) -> None:
    office.outsiders = {NEWCOMER}
    post = office.say(SECRETARY, "สถานะ").post
    assert office.say(NEWCOMER, "ขอบคุณครับ", reply_to=post).posts == ()


def test_who_comes_into_the_group_then_is_a_member(office: Office) -> None:
    office.outsiders = {NEWCOMER}
    office.say(NEWCOMER, "สถานะ")
    office.outsiders = set()
    assert "สถานะตัวชี้วัดที่ 2.4" in office.say(NEWCOMER, "สถานะ").text
    assert "ใหม่" in members(office)


def test_where_the_platform_does_not_tell_who_writes_in_the_group_is_a_member(
    office: Office,
) -> None:
    office.outsiders = None
    office.say(NEWCOMER, "สถานะ")
    assert "ใหม่" in members(office)
