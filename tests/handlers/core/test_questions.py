"""Questions with buttons in the group: whose they are, and that what is over says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.incoming import Happened, Replied
from tests.cast import (
    ACADEMIC,
    BOARD_MEMBER,
    CHAIR,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Office,
    Post,
    Somebody,
    office_with_plan,
    pdf,
)
from tests.handlers.evidence.arrivals import arrive
from tests.stores import fresh_store

OVER = "คำถามนี้ปิดแล้ว ไม่มีการเปลี่ยนแปลง"
NEWCOMER = Somebody("2001", "ใหม่")


def removal(office: Office) -> Post:
    office.keep_file(4, "แผน.pdf")
    asked = office.press(MEMBER, "removefile f1").post
    return office.say(MEMBER, "wrong file", reply_to=asked).post


def assignment(office: Office) -> Post:
    return office.say(SECRETARY, "มอบหมาย", reply_to=MEMBER).post


def invitation(office: Office) -> Post:
    office.happens(Happened.BLOCKED, SECRETARY, PRIVATE)
    code = office.say(SECRETARY, "/secretary").post.buttons[0].invite or ""
    (question,) = office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text=code).elsewhere
    return question


def files(office: Office) -> Post:
    bot = Replied("99", by_bot=True)
    return office.say(MEMBER, "", reply_to=bot, files=[pdf("ก.pdf")]).post


ASKED: Mapping[str, tuple[Somebody, Callable[[Office], Post]]] = {
    "a file is removed": (MEMBER, removal),
    "a date is extended": (SECRETARY, lambda o: o.say(SECRETARY, "/extend 5 15/3/2570 wait").post),
    "a step is closed": (ACADEMIC, lambda o: o.say(ACADEMIC, "/done 7").post),
    "days off": (SECRETARY, lambda o: o.say(SECRETARY, "วันหยุด 30/12/2569").post),
    "a person is assigned": (SECRETARY, assignment),
    "a role is confirmed": (SECRETARY, invitation),
    "a team is left": (MEMBER, lambda o: o.press(MEMBER, "quit t1").post),
    "the form of a plan": (SECRETARY, lambda o: o.say(SECRETARY, "/setup 1/10/2569").post),
}
QUESTIONS = pytest.mark.parametrize(("asker", "ask"), ASKED.values(), ids=ASKED)
ANSWERED = pytest.mark.parametrize(
    ("asker", "ask"),
    [pair for name, pair in ASKED.items() if name not in ("the form of a plan", "a team is left")],
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def no(question: Post) -> str:
    words = ("ยกเลิก", "ไม่นำออก", "ยังไม่ปิด")
    return next(label for label in question.labels if label in words)


def yes(question: Post) -> str:
    """The button above the one for no."""
    return question.labels[question.labels.index(no(question)) - 1]


@QUESTIONS
def test_nobody_else_answers_or_cancels_it(
    office: Office, asker: Somebody, ask: Callable[[Office], Post]
) -> None:
    question = ask(office)
    for label in (no(question), yes(question)):
        answer = office.press(BOARD_MEMBER, label, question)
        assert answer.popup == f"ปุ่มนี้สำหรับ {asker.official_name} หรือเลขานุการ หรือประธาน"
        assert (answer.posts, answer.elsewhere) == ((), ())
    assert office.labels_under(question) == question.labels
    assert office.press(asker, no(question), question).text


@QUESTIONS
@pytest.mark.parametrize("leader", [SECRETARY, CHAIR], ids=["secretary", "chair"])
def test_secretary_and_chair_cancel_it_too(
    office: Office, asker: Somebody, ask: Callable[[Office], Post], leader: Somebody
) -> None:
    question = ask(office)
    answer = office.press(leader, no(question), question)
    assert answer.post.edits == question.id
    assert "ไม่มีการ" in answer.text


@QUESTIONS
def test_what_is_over_cancels_nothing(
    office: Office, asker: Somebody, ask: Callable[[Office], Post]
) -> None:
    question = ask(office)
    office.press(asker, no(question), question)
    for label in (no(question), yes(question)):
        answer = office.press(asker, label, question)
        assert answer.popup in (OVER, "ปุ่มนี้ใช้ไม่ได้แล้ว\nโปรดพิมพ์คำสั่งใหม่อีกครั้ง")
        assert answer.posts == ()


@ANSWERED
def test_an_answer_is_not_cancelled(
    office: Office, asker: Somebody, ask: Callable[[Office], Post]
) -> None:
    question = ask(office)
    assert office.press(asker, yes(question), question).text
    answer = office.press(asker, no(question), question)
    assert (answer.posts, bool(answer.popup)) == ((), True)


@ANSWERED
def test_an_expired_question_changes_nothing(
    office: Office, asker: Somebody, ask: Callable[[Office], Post]
) -> None:
    question = ask(office)
    office.now += timedelta(days=15)
    for label in (no(question), yes(question)):
        answer = office.press(asker, label, question)
        assert (answer.popup, answer.posts) == (OVER, ())


def test_a_removal_confirmed_by_word_is_not_cancelled_afterwards(office: Office) -> None:
    question = removal(office)
    assert "นำเอกสารออกแล้ว" in office.say(MEMBER, "ยืนยัน", reply_to=question).text
    answer = office.press(MEMBER, no(question), question)
    assert (answer.popup, answer.posts) == (OVER, ())


def test_a_step_that_somebody_closed_meanwhile_was_not_left_open(office: Office) -> None:
    question = office.say(ACADEMIC, "/done 7").post
    office.close(7)
    answer = office.press(ACADEMIC, no(question), question)
    assert "ขั้นตอนที่ 7" in answer.popup
    assert answer.posts == ()


def test_the_secretary_answers_for_the_asker(office: Office) -> None:
    question = removal(office)
    assert "นำเอกสารออกแล้ว" in office.press(SECRETARY, yes(question), question).text


def test_files_that_the_secretary_gives_a_step_stay_their_senders(office: Office) -> None:
    question = files(office)
    refused = office.press(BOARD_MEMBER, question.labels[0], question)
    assert refused.popup.startswith(f"ปุ่มนี้สำหรับ {MEMBER.official_name}")
    assert office.press(SECRETARY, question.labels[0], question).text
    (receipt,) = arrive(office)
    assert f"ผู้ส่ง {MEMBER.official_name}" in receipt.text


def test_a_question_of_another_group_tells_nothing(office: Office) -> None:
    question = removal(office)
    answer = office.press(BOARD_MEMBER, question.action(no(question)), chat=PRIVATE)
    assert answer.popup.startswith("ปุ่มนี้ใช้ไม่ได้แล้ว")
