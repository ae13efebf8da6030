"""/snooze: no reminders of a step in this chat for some days; its due date never moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.ports import Snooze
from tests.cast import (
    ACADEMIC,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    Post,
    local,
    office_with_plan,
)
from tests.planning import plan_due
from tests.stores import fresh_store

DUE_NOTICE = local("2027-02-26 08:30")
"""The slot at which step 5, due on Sunday 28 February, is told to be due."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def until(office: Office, step: int, chat: str = GROUP.address) -> date | None:
    with office.store.reading() as work:
        return next(
            (
                s.until
                for s in work.plans.snoozes(office.plan().id)
                if s.step == step and work.chats.by_id(s.chat).address == chat
            ),
            None,
        )


def notices(office: Office) -> list[Post]:
    plan_due(office.store, office.now)
    return office.outbox()


def notice(office: Office) -> Post:
    """In the group, about step 5 alone."""
    return office.say(MEMBER, "สถานะ 5").post


@pytest.mark.parametrize(
    "words",
    ["5 ถึง 25/11/2569", "5 25 พ.ย. 69", "5 3 วัน", "ขั้นตอนที่ 5 จนถึงวันพุธ", "ถึงวันที่ 25 พ.ย."],
)
def test_it_may_be_told_until_which_day(office: Office, words: str) -> None:
    office.say(MEMBER, f"พักแจ้งเตือน {words}")
    assert until(office, 5) == date(2026, 11, 25)


@pytest.mark.parametrize(
    "typed",
    [
        "พักแจ้งเตือน 5 1 สัปดาห์ค่ะ",
        "พักแจ้งเตือน 5 หนึ่งอาทิตย์",
        "พักแจ้งเตือนขั้นตอนที่ 5 เป็นเวลา ๗ วัน",
        "พักแจ้งเตือน 7 วัน",
        "พักแจ้งเตือน 1 สัปดาห์",
        "/snooze 5 1 สัปดาห์",
        "/snooze 5 for 1 week",
    ],
)
def test_how_long_may_be_told_in_weeks_and_without_the_step(office: Office, typed: str) -> None:
    office.say(MEMBER, typed)
    assert until(office, 5) == date(2026, 11, 30)
    assert until(office, 7) is None


def test_how_long_is_kept_when_the_step_is_asked_for(office: Office) -> None:
    choice = office.say(SECRETARY, "พักแจ้งเตือน 7 วัน").post
    label = next(label for label in choice.labels if label.startswith("5."))
    office.press(SECRETARY, label, choice)
    assert until(office, 5) == date(2026, 11, 30)


def test_what_is_no_number_of_days_is_asked_for(office: Office) -> None:
    assert "“พักแจ้งเตือน 5 3 วัน”" in office.say(MEMBER, "/snooze 5 สักพัก").text
    assert "วันที่ใกล้เคียง" in office.say(MEMBER, "/snooze 5 ถึง 31/11").text
    assert until(office, 5) is None


def test_it_says_until_when_and_that_the_due_date_stays(office: Office) -> None:
    said = office.say(MEMBER, "พักแจ้งเตือน 5 3").text
    assert said.startswith("พักแจ้งเตือนขั้นตอนที่ 5 แล้ว")
    assert "ระบบจะแจ้งเตือนขั้นตอนนี้ในกลุ่มอีกครั้งตั้งแต่วันพุธที่ 25 พฤศจิกายน 2569" in said
    assert "วันครบกำหนดไม่เปลี่ยนแปลง (วันที่ 28 กุมภาพันธ์ 2570)" in said


def test_without_days_it_is_three(office: Office) -> None:
    office.say(MEMBER, "พักแจ้งเตือน 5")
    assert until(office, 5) == date(2026, 11, 25)


def test_it_ends_on_a_working_day(office: Office) -> None:
    office.say(MEMBER, "พักแจ้งเตือน 5 6 วัน")
    assert until(office, 5) == date(2026, 11, 30)


def test_in_reply_to_a_notice_a_number_alone_counts_days(office: Office) -> None:
    about_5 = notice(office)
    office.say(MEMBER, "พักแจ้งเตือน 7 วัน", reply_to=about_5)
    assert until(office, 5) == date(2026, 11, 30)
    assert until(office, 7) is None


def test_in_reply_without_a_number_it_is_the_step_of_the_notice(office: Office) -> None:
    office.say(MEMBER, "/snooze", reply_to=notice(office))
    assert until(office, 5) == date(2026, 11, 25)


def test_in_private_it_is_paused_for_oneself_only(office: Office) -> None:
    said = office.say(MEMBER, "พักแจ้งเตือน 5 3", PRIVATE).text
    assert "ระบบจะแจ้งเตือนขั้นตอนนี้แก่ท่านอีกครั้งตั้งแต่วันพุธที่ 25 พฤศจิกายน 2569" in said
    assert until(office, 5, MEMBER.account) == date(2026, 11, 25)
    assert until(office, 5) is None


def test_what_is_paused_does_not_go_out_there(office: Office) -> None:
    office.now = local("2027-02-25 10:00")
    notices(office)
    office.say(MEMBER, "พักแจ้งเตือน 5 3", PRIVATE)
    office.now = DUE_NOTICE
    told = [p for p in notices(office) if "ขั้นตอนที่ 5" in p.text]
    assert GROUP.address in {p.chat.address for p in told}
    assert MEMBER.account not in {p.chat.address for p in told}


def test_it_says_which_due_and_overdue_notices_will_not_come(office: Office) -> None:
    office.press(SECRETARY, "extend p1 5 2027-03-09 ! รอผล")
    office.now = local("2027-03-08 10:00")
    said = office.say(MEMBER, "พักแจ้งเตือน 5 7", PRIVATE).text
    assert (
        "ระหว่างที่พัก จะไม่มีการแจ้งเตือนต่อไปนี้\n"
        "• แจ้งครบกำหนด วันอังคารที่ 9 มีนาคม 2570\n"
        "• แจ้งเกินกำหนด 1 วัน วันพุธที่ 10 มีนาคม 2570\n"
        "• แจ้งเกินกำหนด 3 วัน วันศุกร์ที่ 12 มีนาคม 2570\n"
    ) in said
    assert said.endswith("หากเกินกำหนด ระบบยังแจ้งเลขานุการและประธานตามปกติ")


def test_of_a_meeting_it_says_that_its_notice_will_not_come(office: Office) -> None:
    office.close(5)
    office.close(6)
    office.press(SECRETARY, "date p1 9 2026-12-02 13.30")
    office.now = local("2026-11-30 10:00")
    said = office.say(MEMBER, "พักแจ้งเตือน 9 4", PRIVATE).text
    assert "• แจ้งการประชุม วันพุธที่ 2 ธันวาคม 2569" in said
    assert "กำหนดประชุมวันพุธที่ 2 ธันวาคม 2569 เวลา 13.30 น." in said


def test_while_none_of_these_falls_into_it_nothing_is_said_of_them(office: Office) -> None:
    assert "จะไม่มีการแจ้งเตือน" not in office.say(MEMBER, "พักแจ้งเตือน 5 3", PRIVATE).text


def test_what_comes_to_the_secretary_all_the_same_is_not_said_to_be_kept_back(
    office: Office,
) -> None:
    office.now = local("2027-02-25 10:00")
    said = office.say(SECRETARY, "พักแจ้งเตือน 5 10", PRIVATE).text
    assert "• แจ้งเกินกำหนด" not in said


def test_it_shows_on_the_card_of_the_step(office: Office) -> None:
    office.say(MEMBER, "พักแจ้งเตือน 5 3")
    office.say(MEMBER, "พักแจ้งเตือน 5 6", PRIVATE)
    in_group = office.say(MEMBER, "สถานะ 5").post
    assert "พักแจ้งเตือนในกลุ่ม (แจ้งอีกครั้งตั้งแต่ 25 พ.ย. 69)" in in_group.text
    assert "แก่ท่าน" not in in_group.text
    assert "ยกเลิกพักแจ้งเตือน" in in_group.labels
    own = office.say(MEMBER, "สถานะ 5", PRIVATE).text
    assert "พักแจ้งเตือนแก่ท่าน (แจ้งอีกครั้งตั้งแต่ 30 พ.ย. 69)" in own
    assert "พักแจ้งเตือนในกลุ่ม (แจ้งอีกครั้งตั้งแต่ 25 พ.ย. 69)" in own
    assert "พักแจ้งเตือน" not in office.say(SECRETARY, "สถานะ 7", PRIVATE).text


def test_a_pause_that_is_over_is_not_shown(office: Office) -> None:
    office.say(MEMBER, "พักแจ้งเตือน 5 3")
    office.now = local("2026-11-25 08:00")
    assert "พักแจ้งเตือน" not in office.say(MEMBER, "สถานะ 5").text


@pytest.mark.parametrize("typed", ["ยกเลิกพักแจ้งเตือน 5", "ยกเลิกพักแจ้งเตือน", "/unsnooze 5"])
def test_it_is_ended_by_words(office: Office, typed: str) -> None:
    office.say(MEMBER, "พักแจ้งเตือน 5 3")
    said = office.say(MEMBER, typed).text
    assert said.startswith("ยกเลิกพักแจ้งเตือนขั้นตอนที่ 5 แล้ว")
    assert until(office, 5) is None


def test_it_is_ended_by_the_button_under_its_answer(office: Office) -> None:
    paused = office.say(MEMBER, "พักแจ้งเตือน 5 3").post
    office.press(MEMBER, "ยกเลิกพักแจ้งเตือน", paused)
    assert until(office, 5) is None


def test_in_the_group_and_in_private_it_is_ended_each_for_itself(office: Office) -> None:
    office.say(MEMBER, "พักแจ้งเตือน 5 3")
    office.say(MEMBER, "พักแจ้งเตือน 5 3", PRIVATE)
    office.say(MEMBER, "ยกเลิกพักแจ้งเตือน 5", PRIVATE)
    assert until(office, 5, MEMBER.account) is None
    assert until(office, 5) == date(2026, 11, 25)


def test_what_is_not_paused_is_not_said_to_have_been(office: Office) -> None:
    said = office.say(MEMBER, "ยกเลิกพักแจ้งเตือน 5").text
    assert said == "ขั้นตอนที่ 5 ไม่ได้พักแจ้งเตือนในแชตนี้"


@pytest.mark.parametrize(
    "line", ["extend p1 5 2027-03-15 ! รอผล", "done p1 5 !", "skip p1 5 ! ไม่มีงบประมาณ"]
)
def test_another_due_date_or_a_closing_ends_it_everywhere(office: Office, line: str) -> None:
    office.say(MEMBER, "พักแจ้งเตือน 5 3")
    office.say(MEMBER, "พักแจ้งเตือน 5 3", PRIVATE)
    office.say(MEMBER, "พักแจ้งเตือน 7 3", PRIVATE)
    office.press(SECRETARY, line)
    with office.store.reading() as work:
        assert [s.step for s in work.plans.snoozes(office.plan().id)] in ([], [7])
    assert until(office, 5) is None


def test_a_reopening_ends_it(office: Office) -> None:
    office.press(SECRETARY, "done p1 5 !")
    with office.store.work() as work:
        work.plans.snooze(Snooze(office.plan().id, 5, office.team().group, date(2026, 12, 4)))
        work.commit()
    office.press(SECRETARY, "reopen p1 5 ! ปิดผิด")
    assert until(office, 5) is None


def test_a_month_is_the_most(office: Office) -> None:
    said = office.say(MEMBER, "พักแจ้งเตือน 5 31").text
    assert said.startswith("พักแจ้งเตือนได้ไม่เกิน 30 วัน")
    assert until(office, 5) is None


def test_several_steps_of_ones_own_are_asked_about(office: Office) -> None:
    choice = office.say(SECRETARY, "พักแจ้งเตือน").post
    assert choice.text == "โปรดเลือกขั้นตอนที่ต้องการ"
    label = next(label for label in choice.labels if label.startswith("7."))
    office.press(SECRETARY, label, choice)
    assert until(office, 7) == date(2026, 11, 25)


def test_a_closed_step_sends_no_reminders_anyway(office: Office) -> None:
    assert "ขั้นตอนที่ 4 ปิดแล้ว" in office.say(SECRETARY, "พักแจ้งเตือน 4 3").text


def test_only_whose_step_it_is_pauses_it(office: Office) -> None:
    said = office.say(ACADEMIC, "พักแจ้งเตือน 5 3").text
    assert said.startswith("ขั้นตอนที่ 5 ดำเนินการได้โดย")
    assert until(office, 5) is None


def test_a_stranger_hears_nothing_of_any_team(office: Office) -> None:
    assert "ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด" in office.say(STRANGER, "พักแจ้งเตือน 5 3", PRIVATE).text
