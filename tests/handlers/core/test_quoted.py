"""In a group the message that is quoted tells which question is answered, or that none is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.line.channel import LineChannel
from tests.cast import GROUP, MEMBER, PRIVATE, SECRETARY, Office, Post, office_with_plan, pdf
from tests.handlers.evidence.arrivals import arrive
from tests.stores import fresh_store

TALK = "ส่งให้ผู้อำนวยการลงนามแล้วค่ะ"
OVER = "คำถามนี้ปิดแล้ว ไม่มีการเปลี่ยนแปลง"


@pytest.fixture(params=["telegram", "line"])
def office(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    made = office_with_plan(store)
    if request.param == "line":
        made.channel.can = LineChannel.can
    yield made
    store.close()


def skipping(office: Office, step: int) -> Post:
    return office.say(SECRETARY, f"ไม่ดำเนินการ {step}").post


def about_another_step(office: Office) -> Post:
    return office.say(MEMBER, "สถานะ 5").post


def is_skipped(office: Office, step: int) -> bool:
    return office.plan().states[step].skipped


@pytest.mark.parametrize(
    "asked",
    [
        "number p1 1 d1",
        "cutoff p1 6",
        "works p1 7 add",
        "progress p1 7",
        "checkin p1 7 obstacle",
        "attach p1 7",
        "skip p1 8",
        "settings t1 name",
        "holiday t1 add",
    ],
)
def test_what_quotes_a_message_about_another_step_is_talk(office: Office, asked: str) -> None:
    other = about_another_step(office)
    assert office.press(SECRETARY, asked).post.message.asks
    before = office.plan().events
    assert office.say(SECRETARY, TALK, reply_to=other).posts == ()
    assert office.plan().events == before


def test_no_reason_to_remove_a_file_is_what_quotes_another_step(office: Office) -> None:
    other = about_another_step(office)
    file = office.keep_file(4, "แผน.pdf")
    asked = office.press(MEMBER, f"removefile f{file}").post
    assert office.say(MEMBER, TALK, reply_to=other).posts == ()
    assert "ไฟล์ผิด" in office.say(MEMBER, "ไฟล์ผิด", reply_to=asked).text


def test_the_question_itself_is_answered_whatever_was_quoted_before(office: Office) -> None:
    other, question = about_another_step(office), skipping(office, 8)
    office.say(SECRETARY, TALK, reply_to=other)
    office.say(SECRETARY, "ไม่มีผลงานปีนี้", reply_to=question)
    assert is_skipped(office, 8)


def test_in_private_what_is_typed_answers_whatever_it_quotes(office: Office) -> None:
    other = office.say(SECRETARY, "สถานะ 5", PRIVATE).post
    office.say(SECRETARY, "ไม่ดำเนินการ 8", PRIVATE)
    office.say(SECRETARY, "ไม่มีผลงานปีนี้", PRIVATE, reply_to=other)
    assert is_skipped(office, 8)


def test_a_question_that_was_overtaken_is_over(office: Office) -> None:
    first, second = skipping(office, 8), skipping(office, 9)
    assert office.say(SECRETARY, "ไม่มีผลงานปีนี้", reply_to=first).text == OVER
    assert not is_skipped(office, 9)
    office.say(SECRETARY, "ไม่มีผลงานปีนี้", reply_to=second)
    assert is_skipped(office, 9)


def test_one_that_was_answered_does_not_answer_the_next_by_its_number(office: Office) -> None:
    first = skipping(office, 8)
    office.say(SECRETARY, "ยกเลิก", reply_to=first)
    skipping(office, 9)
    assert office.say(SECRETARY, "ไม่มีผลงานปีนี้", reply_to=first).text == OVER


def test_an_older_question_that_still_waits_is_answered_by_quoting_it(office: Office) -> None:
    question = skipping(office, 8)
    office.say(SECRETARY, "ความก้าวหน้า 7")
    office.say(SECRETARY, "ไม่มีผลงานปีนี้", reply_to=question)
    assert is_skipped(office, 8)


def test_the_question_to_somebody_else_is_answered_by_that_person_only(office: Office) -> None:
    question = skipping(office, 8)
    office.say(MEMBER, "ความก้าวหน้า 5")
    assert office.say(MEMBER, "ไม่มีผลงานปีนี้", reply_to=question).posts == ()
    assert not is_skipped(office, 8)


def test_what_is_asked_again_is_known_from_the_question_before_it(office: Office) -> None:
    first = skipping(office, 8)
    question = office.press(SECRETARY, "cutoff p1 6", chat=GROUP).post
    again = office.say(SECRETARY, "เร็ว ๆ นี้", reply_to=question).post
    skipping(office, 9)
    assert "บันทึกวันปิดระบบ" in office.say(SECRETARY, "30/9/2570", reply_to=question).text
    assert again.text
    assert office.say(SECRETARY, "ไม่มีผลงานปีนี้", reply_to=first).text == OVER


def test_a_file_goes_to_the_step_of_the_message_that_it_quotes(office: Office) -> None:
    other = about_another_step(office)
    office.say(MEMBER, "ความก้าวหน้า 7")
    assert office.say(MEMBER, "", reply_to=other, files=[pdf("ก.pdf")]).posts == ()
    assert "ขั้นตอนที่ 5 · ก.pdf" in arrive(office)[-1].text
