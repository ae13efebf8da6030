"""คัดค้าน: one member does not agree that somebody took the office of secretary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.incoming import Happened
from tests.cast import (
    ACADEMIC,
    CHAIR,
    COMMITTEE,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    Post,
    Somebody,
    office_with_plan,
)
from tests.handlers.people.taking import (
    SURE,
    news,
    objects,
    office_nobody_administers,
    secretaries,
    set_up,
    sure,
)
from tests.stores import fresh_store

TAKE = "รับหน้าที่เลขานุการ"
BARRED = "เมื่อมีการคัดค้านแล้ว เลขานุการกำหนดได้โดยสมาชิกท่านอื่น"
OVER = "คัดค้านได้ภายใน 24 ชั่วโมงนับแต่มีผู้รับหน้าที่เลขานุการ"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_nobody_administers(store)
    store.close()


@pytest.fixture
def told(office: Office) -> Post:
    return set_up(office)


def test_the_group_is_told_who_took_the_office_and_until_when_it_may_object(
    office: Office, told: Post
) -> None:
    assert secretaries(office) == ["พิมพ์ใจ"]
    assert told.text == (
        "ผู้ทำหน้าที่เลขานุการในระบบ\n"
        "คุณพิมพ์ใจ รับหน้าที่เลขานุการในระบบ\n"
        "หากสมาชิกท่านใดไม่เห็นด้วย โปรดกดปุ่มด้านล่าง หรือพิมพ์ “คัดค้าน” ภายในวันที่ 29 ก.ย. 69 "
        "เวลา 09.00 น.\n"
        "แล้วกลุ่มจะได้กำหนดเลขานุการในระบบอีกครั้ง (ไม่มีผลต่อคำสั่งแต่งตั้ง)"
    )
    assert told.labels == ["คัดค้าน"]


def test_before_anything_ends_one_is_asked_and_not_named(office: Office, told: Post) -> None:
    asked = office.press(MEMBER, "คัดค้าน", told)
    assert asked.text == ("ยืนยันการคัดค้านหรือไม่\nระบบจะยกเลิกการบันทึกเลขานุการ และหน้าที่ที่เลขานุการบันทึกไว้")
    assert asked.labels == [SURE, "ไม่คัดค้าน"]
    assert (asked.elsewhere, secretaries(office)) == ((), ["พิมพ์ใจ"])


def test_who_thinks_better_of_it_changes_nothing(office: Office, told: Post) -> None:
    asked = office.press(MEMBER, "คัดค้าน", told).post
    assert office.press(MEMBER, "ไม่คัดค้าน", asked).text == "ยกเลิกแล้ว ไม่มีการเปลี่ยนแปลง"
    assert "คำถามนี้ปิดแล้ว" in office.press(MEMBER, SURE, asked).text
    assert secretaries(office) == ["พิมพ์ใจ"]


@pytest.mark.parametrize("label", [SURE, "ไม่คัดค้าน"])
@pytest.mark.parametrize("who", [SECRETARY, ACADEMIC])
def test_nobody_else_answers_the_question_or_hears_whose_it_is(
    office: Office, told: Post, who: Somebody, label: str
) -> None:
    asked = office.press(MEMBER, "คัดค้าน", told).post
    refused = office.press(who, label, asked).text
    assert "คำถามนี้ตอบได้โดยผู้ที่กดคัดค้านเท่านั้น" in refused
    assert "มาลี" not in refused
    assert secretaries(office) == ["พิมพ์ใจ"]
    office.press(MEMBER, SURE, asked)
    assert secretaries(office) == []


def test_any_other_member_objects_and_the_office_is_vacant(office: Office, told: Post) -> None:
    answer = objects(office, MEMBER, told)
    assert secretaries(office) == []
    assert answer.text == (
        "โปรดกำหนดเลขานุการในระบบอีกครั้ง\n"
        "เนื่องจากมีสมาชิกในกลุ่มคัดค้าน ระบบจึงยกเลิกการบันทึกหน้าที่ของ คุณพิมพ์ใจ (เลขานุการ) "
        "(ไม่มีผลต่อคำสั่งแต่งตั้ง)\n\n"
        "ขณะนี้คณะดำเนินงานยังไม่มีเลขานุการในระบบ\n"
        "ข้อความที่ส่งถึงเลขานุการจึงยังไม่มีผู้รับ\n"
        "ขอความร่วมมือสมาชิกในกลุ่มดำเนินการอย่างใดอย่างหนึ่ง\n"
        "• กดปุ่มด้านล่างเพื่อรับหน้าที่เลขานุการ\n"
        "• หรือพิมพ์ “กำหนดเลขานุการ” ตามด้วย @ แล้วเลือกชื่อผู้ที่จะเป็นเลขานุการ"
    )
    assert answer.labels == [TAKE]
    assert "ระบบยกเลิกการบันทึกท่านเป็นเลขานุการ" in "".join(p.text for p in answer.elsewhere)
    assert "เลขานุการหรือประธาน" in office.say(SECRETARY, "ปิดแผน").text


def test_it_can_be_typed_in_the_group_and_in_private(office: Office, told: Post) -> None:
    office.say(MEMBER, "สถานะ")
    answer = sure(office, MEMBER, office.say(MEMBER, "คัดค้าน", PRIVATE))
    assert secretaries(office) == []
    assert [p.labels for p in answer.elsewhere if p.chat.address == told.chat.address] == [[TAKE]]
    office.press(ACADEMIC, TAKE, answer.elsewhere[-1])
    sure(office, MEMBER, office.say(MEMBER, "คัดค้านครับ"))
    assert secretaries(office) == []


def test_the_history_says_so(office: Office, told: Post) -> None:
    objects(office, MEMBER, told)
    assert "ยกเลิกการบันทึก คุณพิมพ์ใจ เป็นเลขานุการ เนื่องจากมีสมาชิกคัดค้าน" in office.say(MEMBER, "ประวัติ").text


def test_nobody_objects_to_oneself(office: Office, told: Post) -> None:
    assert "สิทธิของสมาชิกท่านอื่น" in objects(office, SECRETARY, told).text
    assert secretaries(office) == ["พิมพ์ใจ"]


def test_who_is_not_in_the_group_objects_to_nobody(office: Office, told: Post) -> None:
    office.administrators.remove(MEMBER)
    objects(office, MEMBER, told)
    office.outsiders = {STRANGER}
    objects(office, STRANGER, told)
    assert secretaries(office) == ["พิมพ์ใจ"]


def test_after_a_day_the_button_says_what_to_do_instead(office: Office, told: Post) -> None:
    office.now += timedelta(days=1)
    said = objects(office, MEMBER, told).text
    assert OVER in said
    assert "โปรดแจ้งเลขานุการหรือประธาน" in said
    assert secretaries(office) == ["พิมพ์ใจ"]


def test_one_objection_is_all_and_an_old_button_means_nobody_else(
    office: Office, told: Post
) -> None:
    taken = objects(office, MEMBER, told).post
    assert "มีสมาชิกคัดค้านแล้ว" in objects(office, ACADEMIC, told).text
    office.press(ACADEMIC, TAKE, taken)
    assert OVER in objects(office, MEMBER, told).text
    assert secretaries(office) == ["อารีย์"]


def test_who_objects_second_reads_what_is_left_to_do(office: Office, told: Post) -> None:
    objects(office, MEMBER, told)
    for second in (office.press(ACADEMIC, "คัดค้าน", told), office.say(ACADEMIC, "คัดค้าน")):
        assert second.text == (
            "มีสมาชิกคัดค้านแล้ว ขณะนี้ยังไม่มีเลขานุการในระบบ\n"
            "สมาชิกท่านอื่นกด “รับหน้าที่เลขานุการ” หรือพิมพ์ “กำหนดเลขานุการ” ตามด้วย @ แล้วเลือกชื่อ"
        )
        assert second.labels == [TAKE]
    office.press(ACADEMIC, TAKE, second.post)
    assert secretaries(office) == ["อารีย์"]


def test_two_who_were_asked_at_once_object_once(office: Office, told: Post) -> None:
    first, second = (office.press(who, "คัดค้าน", told).post for who in (MEMBER, ACADEMIC))
    office.press(MEMBER, SURE, first)
    assert office.press(ACADEMIC, SURE, second).labels == [TAKE]


def test_who_left_by_themselves_was_not_objected_to(office: Office, told: Post) -> None:
    office.press(SECRETARY, "quit t1 !", chat=PRIVATE)
    office.now += timedelta(days=1)
    said = office.say(MEMBER, "คัดค้าน").text
    assert said.startswith(OVER)
    assert "โปรดกด “รับหน้าที่เลขานุการ” ในกลุ่ม" in said


def test_another_member_takes_over_and_can_be_objected_to(office: Office, told: Post) -> None:
    vacant = objects(office, MEMBER, told).post
    taken = office.press(MEMBER, TAKE, vacant)
    objects(office, SECRETARY, news(taken))
    assert secretaries(office) == []


def test_whom_another_member_names_is_secretary_for_good(office: Office, told: Post) -> None:
    objects(office, MEMBER, told)
    office.say(ACADEMIC, "กำหนดเลขานุการ", mentions=[SECRETARY])
    assert secretaries(office) == ["พิมพ์ใจ"]
    assert OVER in office.say(MEMBER, "คัดค้าน").text
    assert secretaries(office) == ["พิมพ์ใจ"]


def test_an_office_given_by_it_ends_with_it(office: Office, told: Post) -> None:
    office.say(SECRETARY, "กำหนดเลขานุการ", mentions=[ACADEMIC])
    office.say(SECRETARY, "กำหนดประธาน", mentions=[SECRETARY])
    objects(office, MEMBER, told)
    assert (secretaries(office), office.team().chairs) == ([], ())
    assert BARRED in office.say(ACADEMIC, "กำหนดเลขานุการ", mentions=[SECRETARY]).text


def test_the_group_reads_who_was_what_and_who_is_missing(office: Office, told: Post) -> None:
    office.say(SECRETARY, "กำหนดประธาน", mentions=[CHAIR])
    said = objects(office, MEMBER, told).text
    assert "ยกเลิกการบันทึกหน้าที่ของ คุณพิมพ์ใจ (เลขานุการ) และคุณสมคิด (ประธาน) " in said
    assert "ขณะนี้คณะดำเนินงานยังไม่มีเลขานุการและประธานในระบบ" in said


def test_who_held_both_is_named_once(office: Office, told: Post) -> None:
    office.say(SECRETARY, "กำหนดประธาน", mentions=[SECRETARY])
    said = objects(office, MEMBER, told).text
    assert "ยกเลิกการบันทึกหน้าที่ของ คุณพิมพ์ใจ (เลขานุการ และประธาน) (ไม่" in said


def test_each_is_told_why_and_what_comes_next(office: Office, told: Post) -> None:
    office.say(SECRETARY, "กำหนดประธาน", mentions=[CHAIR])
    private = objects(office, MEMBER, told).elsewhere
    said = {post.chat.address: post.text for post in private}
    assert said[SECRETARY.account] == (
        f"ระบบยกเลิกการบันทึกท่านเป็นเลขานุการในระบบแล้ว ({COMMITTEE})\n"
        "(ไม่มีผลต่อคำสั่งแต่งตั้ง)\n"
        "เนื่องจากมีสมาชิกในกลุ่มคัดค้านการทำหน้าที่เลขานุการ\n"
        "กลุ่มจะกำหนดเลขานุการในระบบอีกครั้ง\nหากประสงค์ให้ท่านทำหน้าที่ต่อ "
        "สมาชิกท่านอื่นกำหนดได้โดยพิมพ์ “กำหนดเลขานุการ” ตามด้วย @ แล้วเลือกชื่อท่าน"
    )
    assert said[CHAIR.account] == (
        "เรื่อง การยกเลิกการบันทึกประธานในระบบ\n"
        f"เรียน ประธาน{COMMITTEE}\n\n"
        "ระบบได้ยกเลิกการบันทึกท่านเป็นประธานในระบบ (ไม่มีผลต่อคำสั่งแต่งตั้ง)\n"
        "เนื่องจากมีสมาชิกในกลุ่มคัดค้านการทำหน้าที่เลขานุการ\n\n"
        "เมื่อกลุ่มกำหนดเลขานุการในระบบอีกครั้งแล้ว เลขานุการจะบันทึกประธานอีกครั้งได้ "
        "ระหว่างนี้ ระบบยังไม่นำเรียนสรุปความก้าวหน้า\n\n"
        "จึงเรียนมาเพื่อโปรดทราบ\n"
        "ระบบแจ้งเตือน ในนามฝ่ายเลขานุการ"
    )


def test_who_lost_it_takes_no_office_by_any_way(office: Office, told: Post) -> None:
    vacant = objects(office, MEMBER, told).post
    assert BARRED in office.press(SECRETARY, TAKE, vacant).text
    assert BARRED in office.say(SECRETARY, "กำหนดเลขานุการ", mentions=[SECRETARY]).text
    assert BARRED in office.say(SECRETARY, "กำหนดเลขานุการ").text
    assert BARRED in office.say(SECRETARY, "จัดทำแผน 1/10/2569").text
    assert secretaries(office) == []


def test_who_handed_it_over_takes_it_back_no_more(office: Office, told: Post) -> None:
    named = office.say(SECRETARY, "กำหนดเลขานุการ", mentions=[ACADEMIC]).post
    laid_down = office.press(SECRETARY, "ส่งมอบหน้าที่เลขานุการ", named).post
    objects(office, MEMBER, told)
    office.press(SECRETARY, laid_down.labels[0], laid_down)
    assert secretaries(office) == []


def test_who_left_before_the_objection_does_not_come_back_as_secretary(
    office: Office, told: Post
) -> None:
    office.happens(Happened.LEFT, SECRETARY, subject=SECRETARY)
    objects(office, MEMBER, told)
    office.happens(Happened.JOINED, SECRETARY, subject=SECRETARY)
    assert secretaries(office) == []


def test_of_a_plan_that_was_cancelled_it_is_known_all_the_same(office: Office, told: Post) -> None:
    office.now += timedelta(minutes=10)
    office.press(SECRETARY, "end p1 cancel !")
    office.say(SECRETARY, "กำหนดเลขานุการ", mentions=[ACADEMIC])
    objects(office, MEMBER, told)
    assert secretaries(office) == []
    assert BARRED in office.say(SECRETARY, "จัดทำแผน 1/10/2569").text


def test_a_chair_named_before_stays(office: Office, told: Post) -> None:
    office.now += timedelta(days=2)
    office.say(SECRETARY, "กำหนดประธาน", mentions=[CHAIR])
    vacant = office.happens(Happened.LEFT, SECRETARY, subject=SECRETARY).posts[0]
    taken = office.press(MEMBER, TAKE, vacant)
    objects(office, ACADEMIC, news(taken))
    assert secretaries(office) == []
    assert [m.person.name for m in office.team().chairs] == ["สมคิด"]


def test_to_a_chair_who_takes_over_nobody_objects(office: Office, told: Post) -> None:
    office.now += timedelta(days=2)
    office.say(SECRETARY, "กำหนดประธาน", mentions=[CHAIR])
    vacant = office.happens(Happened.LEFT, SECRETARY, subject=SECRETARY).posts[0]
    assert "ขอความร่วมมือสมาชิกในกลุ่ม" in vacant.text
    assert "คัดค้าน" not in office.press(CHAIR, TAKE, vacant).labels
    assert office.say(MEMBER, "คัดค้าน").text.startswith(OVER)


def test_nor_to_a_secretary_of_old_who_takes_the_office_back(office: Office, told: Post) -> None:
    office.now += timedelta(days=2)
    named = office.say(SECRETARY, "กำหนดเลขานุการ", mentions=[ACADEMIC]).post
    laid_down = office.press(SECRETARY, "ส่งมอบหน้าที่เลขานุการ", named).post
    back = office.press(SECRETARY, laid_down.labels[0], laid_down)
    assert secretaries(office) == ["พิมพ์ใจ", "อารีย์"]
    assert "คัดค้าน" not in back.labels


def test_a_chair_of_old_names_a_secretary_after_an_objection(office: Office, told: Post) -> None:
    office.now += timedelta(days=2)
    office.say(SECRETARY, "กำหนดประธาน", mentions=[CHAIR])
    vacant = office.happens(Happened.LEFT, SECRETARY, subject=SECRETARY).posts[0]
    taken = office.press(MEMBER, TAKE, vacant)
    office.say(MEMBER, "กำหนดเลขานุการ", mentions=[CHAIR])
    objects(office, ACADEMIC, news(taken))
    office.say(CHAIR, "กำหนดเลขานุการ", mentions=[ACADEMIC])
    assert secretaries(office) == ["อารีย์"]


def test_where_a_platform_tells_administrators_it_is_only_talk(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    office = office_with_plan(store)
    assert not office.dispatcher.understands("telegram", "คัดค้าน")
    assert office.say(MEMBER, "คัดค้าน").posts == ()
    vacant = office.happens(Happened.LEFT, SECRETARY, subject=SECRETARY).posts[0]
    office.administrators = {MEMBER}
    taken = office.press(MEMBER, TAKE, vacant)
    assert secretaries(office) == ["มาลี"]
    assert "คัดค้าน" not in taken.labels
    assert office.press(ACADEMIC, "object t1").popup.startswith(OVER)
    assert "ตั้งแต่เวลา" not in office.press(MEMBER, "end p1 close !").text
    store.close()


def test_an_objection_that_was_not_confirmed_is_taken_back_in_private(
    office: Office, told: Post
) -> None:
    office.say(MEMBER, "ลงชื่อ คณะดำเนินงาน")
    question = office.say(MEMBER, "คัดค้าน", PRIVATE).post
    assert "ไม่มีการเปลี่ยนแปลง" in office.say(MEMBER, "ยกเลิก", PRIVATE).text
    assert "คำถามนี้ปิดแล้ว" in office.press(MEMBER, SURE, question).text
    assert secretaries(office) == ["พิมพ์ใจ"]
