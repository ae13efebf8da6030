"""A question about what is over refuses one answer, and waits for no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.plan import PlanStatus
from tests.cast import PRIVATE, SECRETARY, Answer, Office, office_with_plan
from tests.stores import fresh_store

ASKS = {
    "delegate": "เข้าประชุม 9 ส่งผู้แทน",
    "agenda": "วาระ 9 เพิ่ม",
    "minutes": "รายงานการประชุม 9 มติ",
    "assigned work": "รายงานการประชุม 9 มอบหมาย",
    "waive": "ยกเว้นเอกสาร 5 1",
    "judge": "ส่งกลับเอกสาร 4-01",
    "dated": "/dated 4-01",
}
SAID = "เห็นชอบตามที่เสนอ"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    office = office_with_plan(store)
    office.say(SECRETARY, "กำหนดวัน 9 3/3/2570 13.30")
    office.keep_file(4, "แผน.pdf", "action-plan")
    yield office
    store.close()


def twice(office: Office) -> tuple[Answer, Answer]:
    return office.say(SECRETARY, SAID, PRIVATE), office.say(SECRETARY, SAID, PRIVATE)


@pytest.mark.parametrize("typed", ASKS.values(), ids=ASKS)
def test_it_does_not_outlive_its_plan(office: Office, typed: str) -> None:
    assert "โปรด" in office.say(SECRETARY, typed, PRIVATE).text
    with office.store.work() as work:
        work.plans.set_status(office.plan(), PlanStatus.ENDED)
        work.commit()
    refused, talk = twice(office)
    assert "ปิดแล้ว" in refused.text
    assert "ปิดแล้ว" not in talk.text


@pytest.mark.parametrize("kind", ["delegate", "agenda"])
def test_it_does_not_outlive_its_step(office: Office, kind: str) -> None:
    office.say(SECRETARY, ASKS[kind], PRIVATE)
    office.close(9)
    refused, talk = twice(office)
    assert "ปิด" in refused.text
    assert "ปิด" not in talk.text


def test_it_does_not_outlive_its_answer(office: Office) -> None:
    told = office.say(SECRETARY, "เข้าประชุม 9 ไม่มา", PRIVATE).post
    office.press(SECRETARY, "แจ้งเหตุผล", told)
    office.say(SECRETARY, "เข้าประชุม 9 มา", PRIVATE)
    refused, talk = twice(office)
    assert "ไม่มาประชุม" in refused.text
    assert "ไม่มาประชุม" not in talk.text


def test_it_does_not_outlive_its_file(office: Office) -> None:
    office.say(SECRETARY, ASKS["judge"], PRIVATE)
    office.press(SECRETARY, "removefile f1 ! ผิดฉบับ")
    refused, talk = twice(office)
    assert refused.text != talk.text


def test_what_other_words_put_right_is_asked_still(office: Office) -> None:
    office.say(SECRETARY, ASKS["dated"], PRIVATE)
    refused, again = twice(office)
    assert refused.text == again.text
    office.say(SECRETARY, "12/10/2569", PRIVATE)
    with office.store.reading() as work:
        (file,) = work.files.of_plan(office.plan().id)
    assert file.dated is not None
