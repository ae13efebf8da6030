"""The monthly question and what is answered to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.events import CheckedIn
from bot.domain.incoming import Place
from tests.cast import (
    ACADEMIC,
    CHAIR,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Answer,
    Office,
    Somebody,
    local,
    office_with_plan,
)
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def answers(office: Office, situation: str) -> Answer:
    return office.press(ACADEMIC, f"checkin p{office.plan().id} 7 {situation}", chat=PRIVATE)


def test_an_obstacle_is_told_at_once_and_its_content_asked(office: Office) -> None:
    answer = answers(office, "obstacle")
    assert answer.text == (
        "บันทึกแล้ว: ขั้นตอนที่ 7 มีอุปสรรค และแจ้งเลขานุการแล้ว\n"
        "โปรดพิมพ์อุปสรรคโดยย่อเพื่อแจ้งเลขานุการ หรือพิมพ์ “ยกเลิก”"
    )
    assert answer.post.message.asks
    (told,) = answer.elsewhere
    assert told.chat.address == SECRETARY.account
    assert told.text.startswith("ขั้นตอนที่ 7 มีอุปสรรค")


def test_the_words_go_to_the_secretary(office: Office) -> None:
    answers(office, "obstacle")
    answer = office.say(ACADEMIC, "ยังไม่ได้รับงบประมาณ", PRIVATE)
    assert "อุปสรรค: ยังไม่ได้รับงบประมาณ" in answer.text
    (told,) = answer.elsewhere
    assert "อุปสรรค: ยังไม่ได้รับงบประมาณ\nผู้รายงาน ดร.อารีย์ ตัวอย่าง" in told.text
    last = office.plan().events[-1]
    assert isinstance(last, CheckedIn)
    assert last.note == "ยังไม่ได้รับงบประมาณ"


@pytest.mark.parametrize("typed", ["ตามแผนค่ะ", "เป็นไปตามแผน", "มีอุปสรรค รองบประมาณ", "ติดปัญหาครับ"])
@pytest.mark.parametrize("chat", [PRIVATE, GROUP])
def test_what_a_button_would_tell_typed_in_reply_gets_the_buttons(
    office: Office, typed: str, chat: Place
) -> None:
    about_7 = office.say(ACADEMIC, "สถานะ 7", chat).post
    said = office.say(ACADEMIC, typed, chat, reply_to=about_7)
    assert said.text.endswith("\nโปรดเลือกสถานะการดำเนินงานจากปุ่มด้านล่าง")
    assert said.labels == ["ตามแผน", "มีอุปสรรค", "แล้วเสร็จ"]
    assert "ขั้นตอนที่ 7 มีอุปสรรค" in office.press(ACADEMIC, "มีอุปสรรค", said.post).text


def test_not_in_reply_to_us_it_is_talk(office: Office) -> None:
    assert office.say(ACADEMIC, "มีปัญหา", GROUP).posts == ()


@pytest.mark.parametrize("polite", ["ขอบคุณค่ะ", "รับทราบค่ะ ขอบคุณค่ะ", "สวัสดีค่ะ", "ค่ะ"])
def test_politeness_is_no_obstacle(office: Office, polite: str) -> None:
    answers(office, "obstacle")
    assert office.say(ACADEMIC, polite, PRIVATE).elsewhere == ()
    (told,) = office.say(ACADEMIC, "ยังไม่ได้รับงบประมาณค่ะ ขอบคุณค่ะ", PRIVATE).elsewhere
    assert "อุปสรรค: ยังไม่ได้รับงบประมาณ\n" in told.text


def test_an_obstacle_may_stay_without_words(office: Office) -> None:
    answers(office, "obstacle")
    answer = office.say(ACADEMIC, "ยกเลิก", PRIVATE)
    assert answer.text == "ไม่บันทึกรายละเอียด ขั้นตอนที่ 7 ยังบันทึกว่ามีอุปสรรค"
    assert answer.elsewhere == ()


def test_the_same_answer_twice_is_told_once(office: Office) -> None:
    answers(office, "obstacle")
    again = answers(office, "obstacle")
    assert (again.popup, again.posts, again.elsewhere) == ("บันทึกไว้แล้ว", (), ())


def test_the_next_months_answer_counts_anew(office: Office) -> None:
    answers(office, "obstacle")
    office.now = local("2026-12-01 09:00")
    assert answers(office, "obstacle").elsewhere


def test_on_plan_after_an_obstacle_is_told_too(office: Office) -> None:
    answers(office, "obstacle")
    answer = answers(office, "on-plan")
    assert answer.text == "บันทึกแล้ว: ขั้นตอนที่ 7 เป็นไปตามแผน"
    (told,) = answer.elsewhere
    assert told.text.startswith("ขั้นตอนที่ 7 เป็นไปตามแผน")
    assert "(เปลี่ยนจากที่เคยแจ้งว่ามีอุปสรรค)" in told.text
    assert "บันทึกแล้ว" not in office.say(ACADEMIC, "ขอบคุณ", PRIVATE).text


def test_where_no_secretary_is_told_it_is_not_said_so(office: Office) -> None:
    line = f"checkin p{office.plan().id} 7 obstacle"
    answer = office.press(SECRETARY, line, chat=PRIVATE)
    assert answer.text == ("บันทึกแล้ว: ขั้นตอนที่ 7 มีอุปสรรค\nโปรดพิมพ์อุปสรรคโดยย่อ หรือพิมพ์ “ยกเลิก”")


def test_in_the_group_the_words_come_by_reply(office: Office) -> None:
    asked = office.press(ACADEMIC, f"checkin p{office.plan().id} 7 obstacle", chat=GROUP).post
    assert "ดร.อารีย์ ตัวอย่าง โปรดพิมพ์อุปสรรคโดยย่อโดยตอบกลับข้อความนี้" in asked.text
    assert office.say(ACADEMIC, "รองบประมาณ", reply_to=asked).elsewhere


def tells(office: Office, who: Somebody, words: str) -> None:
    """An obstacle of step 7, with its words."""
    office.press(who, "checkin p1 7 obstacle", chat=PRIVATE)
    office.say(who, words, PRIVATE)


def standing(office: Office) -> list[str]:
    return [o.note for o in office.plan().states[7].obstacles]


def test_obstacles_of_several_people_all_stand(office: Office) -> None:
    tells(office, ACADEMIC, "รองบประมาณ")
    tells(office, SECRETARY, "ขาดเครื่องมือ")
    assert standing(office) == ["รองบประมาณ", "ขาดเครื่องมือ"]


def test_to_plan_takes_back_one_s_own_obstacle_and_nobody_else_s(office: Office) -> None:
    tells(office, ACADEMIC, "รองบประมาณ")
    other = office.press(SECRETARY, "checkin p1 7 on-plan", chat=PRIVATE)
    assert other.text.endswith("เป็นไปตามแผน\nทั้งนี้ ยังมีอุปสรรคที่ผู้อื่นแจ้งไว้ 1 รายการ")
    assert standing(office) == ["รองบประมาณ"]
    answers(office, "on-plan")
    assert standing(office) == []


def test_an_obstacle_of_an_earlier_month_is_taken_back_and_told(office: Office) -> None:
    tells(office, ACADEMIC, "รองบประมาณ")
    office.now = local("2026-12-01 09:00")
    (told,) = answers(office, "on-plan").elsewhere
    assert told.text.startswith("ขั้นตอนที่ 7 เป็นไปตามแผน")
    assert standing(office) == []


@pytest.mark.parametrize("who", [ACADEMIC, SECRETARY, CHAIR])
@pytest.mark.parametrize("words", ["แก้ไขอุปสรรคแล้ว 7", "ถอนอุปสรรค ๗ ค่ะ"])
def test_it_is_withdrawn_by_words(office: Office, who: Somebody, words: str) -> None:
    tells(office, ACADEMIC, "รองบประมาณ")
    answer = office.say(who, words, PRIVATE)
    assert answer.text.startswith("บันทึกแล้ว: แก้ไขอุปสรรคของขั้นตอนที่ 7 แล้ว")
    assert "อุปสรรค: รองบประมาณ" in answer.text
    assert standing(office) == []
    back = office.press(who, "เลิกทำ", answer.post)
    assert standing(office) == ["รองบประมาณ"]
    assert {p.chat.address for p in back.elsewhere} == {p.chat.address for p in answer.elsewhere}


def test_the_secretary_withdraws_it_under_the_message_and_its_teller_hears_of_it(
    office: Office,
) -> None:
    answers(office, "obstacle")
    (told,) = office.say(ACADEMIC, "รองบประมาณ", PRIVATE).elsewhere
    (heard,) = office.press(SECRETARY, "แก้ไขอุปสรรคแล้ว", told).elsewhere
    assert heard.chat.address == ACADEMIC.account
    assert "ผู้บันทึก นางสาวพิมพ์ใจ ตัวอย่าง" in heard.text
    assert standing(office) == []


def test_nobody_else_withdraws_it(office: Office) -> None:
    tells(office, ACADEMIC, "รองบประมาณ")
    answer = office.say(MEMBER, "แก้ไขอุปสรรคแล้ว 7")
    assert answer.text == ("อุปสรรคของขั้นตอนที่ 7 บันทึกว่าแก้ไขแล้วได้โดย ผู้แจ้ง เลขานุการ หรือประธาน")
    assert standing(office) == ["รองบประมาณ"]


def test_of_several_it_is_asked_which(office: Office) -> None:
    tells(office, ACADEMIC, "รองบประมาณ")
    tells(office, SECRETARY, "ขาดเครื่องมือ")
    asked = office.say(SECRETARY, "แก้ไขอุปสรรคแล้ว 7", PRIVATE).post
    assert asked.labels == ["22 พ.ย. 69: รองบประมาณ", "22 พ.ย. 69: ขาดเครื่องมือ"]
    assert "ยังมีอุปสรรคอื่นอีก 1 รายการ" in office.press(SECRETARY, asked.labels[0], asked).text
    assert standing(office) == ["ขาดเครื่องมือ"]


def test_it_is_withdrawn_on_the_step_s_card_by_who_may(office: Office) -> None:
    tells(office, ACADEMIC, "รองบประมาณ")
    assert "แก้ไขอุปสรรคแล้ว" in office.say(SECRETARY, "สถานะ 7", PRIVATE).labels
    assert "แก้ไขอุปสรรคแล้ว" not in office.say(MEMBER, "สถานะ 7", PRIVATE).labels


def test_without_an_obstacle_there_is_nothing_to_withdraw(office: Office) -> None:
    assert office.say(SECRETARY, "แก้ไขอุปสรรคแล้ว 7", PRIVATE).text == ("ขั้นตอนที่ 7 ไม่มีอุปสรรคที่บันทึกไว้")


def test_it_ends_with_the_step(office: Office) -> None:
    tells(office, ACADEMIC, "รองบประมาณ")
    office.close(7)
    assert standing(office) == []


def test_after_the_secretary_withdrew_it_the_same_may_be_told_again(office: Office) -> None:
    tells(office, ACADEMIC, "รองบประมาณ")
    office.say(SECRETARY, "แก้ไขอุปสรรคแล้ว 7", PRIVATE)
    tells(office, ACADEMIC, "รองบประมาณรอบสอง")
    assert standing(office) == ["รองบประมาณรอบสอง"]
