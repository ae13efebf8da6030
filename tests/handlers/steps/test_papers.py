"""The papers of a meeting and the copy of the SOP: asked for by a button, sent in private."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.events import Exported
from bot.domain.message import Made, ToMake
from tests.cast import CHAIR, GROUP, MEMBER, PRIVATE, SECRETARY, Office, Somebody, office_with_plan
from tests.stores import fresh_store

DRAFT, SHEET, COPY = "ร่างรายงานการประชุม (Word)", "ใบลงชื่อ (Word)", "สำเนา SOP (Word)"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    office = office_with_plan(store)
    office.say(SECRETARY, "กำหนดวัน 9 3/3/2570 13.30 ห้องประชุมชั้น 3")
    yield office
    store.close()


def labels(office: Office, who: Somebody, said: str) -> list[str]:
    post = office.say(who, said, PRIVATE).post
    return [button.label for row in post.message.buttons for button in row]


@pytest.mark.parametrize("under", ["รายงานการประชุม 9", "ระเบียบวาระ 9"])
def test_they_are_buttons_under_minutes_and_agenda_for_who_leads(
    office: Office, under: str
) -> None:
    assert {DRAFT, SHEET} <= {*labels(office, CHAIR, under)}
    assert not {DRAFT, SHEET} & {*labels(office, MEMBER, under)}


def test_the_draft_comes_as_word_and_stands_in_the_history(office: Office) -> None:
    post = office.say(SECRETARY, "รายงานการประชุม 9", PRIVATE).post
    draft = office.press(SECRETARY, DRAFT, post).post
    name = "รายงานการประชุม 2.4 ปีงบประมาณ พ.ศ. 2570 ขั้นตอนที่ 9.docx"
    assert draft.message.documents == (ToMake(Made.MINUTES, office.plan().id, name, "th", "9"),)
    assert draft.text.startswith("ร่างรายงานการประชุม (Word)\nขั้นตอนที่ 9 ")
    told = office.plan().events[-1]
    assert isinstance(told, Exported)
    assert told.what is Made.MINUTES


def test_in_the_group_it_goes_to_the_private_chat_of_who_asked(office: Office) -> None:
    post = office.say(SECRETARY, "รายงานการประชุม 9").post
    answer = office.press(SECRETARY, SHEET, post)
    assert "ทางแชตส่วนตัวของท่านแล้ว" in answer.text
    (sent,) = [p for p in answer.elsewhere if p.message.documents]
    assert sent.chat.address == SECRETARY.account
    assert [one.what for one in sent.message.documents] == [Made.SIGN_IN]


def test_the_signed_paper_comes_back_in_reply(office: Office) -> None:
    post = office.say(SECRETARY, "รายงานการประชุม 9", PRIVATE).post
    sheet = office.press(SECRETARY, SHEET, post).post
    assert [(a.plan, a.step) for a in sheet.message.about] == [(office.plan().id, 9)]


def test_the_copy_of_the_sop_is_for_who_leads(office: Office) -> None:
    assert COPY not in labels(office, MEMBER, "คู่มือ")
    post = office.say(CHAIR, "คู่มือ", PRIVATE).post
    copy = office.press(CHAIR, COPY, post).post
    assert [one.what for one in copy.message.documents] == [Made.PROCEDURE]


@pytest.mark.parametrize("said", ["คู่มือ สำเนา", "/minutes 9 draft", "/minutes 9 sign"])
def test_a_member_gets_none_by_words_either(office: Office, said: str) -> None:
    answer = office.say(MEMBER, said, GROUP)
    assert "เลขานุการหรือประธาน" in answer.text
    assert not any(post.message.documents for post in (*answer.posts, *answer.elsewhere))
