"""For its first ten minutes an office that somebody took removes and ends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.events import Exported, FileKept
from bot.domain.files import FileState
from bot.domain.message import Made
from bot.domain.plan import PlanStatus
from tests.cast import ACADEMIC, CHAIR, MEMBER, PRIVATE, SECRETARY, Office, local
from tests.handlers.people.taking import office_nobody_administers, set_up
from tests.stores import fresh_store

FROM = "ดำเนินการได้ตั้งแต่เวลา 09.10 น. เป็นต้นไป"
FINAL = ("removefile f1 ! ผิดฉบับ", "removefile f1", "expel t1 u2", "end p1 close !", "end p1 redo !")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """MEMBER has sent a file."""
    store = fresh_store(tmp_path)
    office = office_nobody_administers(store)
    set_up(office)
    file, by = office.keep_file(1, "คำสั่ง.pdf"), office.person(MEMBER).id
    office.record(FileKept(at=office.now, by=by, step=1, label="1-01", name="คำสั่ง.pdf", file=file))
    yield office
    store.close()


@pytest.mark.parametrize("text", [*FINAL, "end p1 cancel !", "end"])
def test_for_ten_minutes_nothing_is_removed_or_ended(office: Office, text: str) -> None:
    assert FROM in office.press(SECRETARY, text).text
    assert office.plan().is_running


@pytest.mark.parametrize("text", FINAL)
def test_then_it_is(office: Office, text: str) -> None:
    office.now += timedelta(minutes=10)
    assert FROM not in office.press(SECRETARY, text).text


@pytest.mark.parametrize("text", ["เลิกทำ", "/undo"])
def test_taking_back_is_no_way_around_it(office: Office, text: str) -> None:
    assert FROM in office.say(SECRETARY, text).text
    assert FROM in office.press(SECRETARY, "unattach f1").text
    assert office.plan().is_running


def test_who_was_named_meanwhile_waits_too(office: Office) -> None:
    office.say(SECRETARY, "กำหนดประธาน", mentions=[CHAIR])
    assert FROM in office.press(CHAIR, "end p1 close !").text


def test_all_else_works_at_once(office: Office) -> None:
    office.say(SECRETARY, "กำหนดประธาน", mentions=[CHAIR])
    assert [m.person.name for m in office.team().chairs] == ["สมคิด"]
    assert "วันหยุด" in office.say(SECRETARY, "วันหยุด เพิ่ม 31/12/2569 วันหยุดพิเศษ").text
    assert FROM not in office.press(MEMBER, "removefile f1 ! ผิดฉบับ").text
    with office.store.reading() as work:
        file = work.files.by_id(1)
    assert file is not None
    assert file.state is not FileState.KEPT


def test_it_is_so_for_who_takes_over_later(office: Office) -> None:
    office.now += timedelta(days=2)
    office.press(SECRETARY, "quit t1 !", chat=PRIVATE)
    office.press(ACADEMIC, "takeover t1")
    assert FROM in office.press(ACADEMIC, "end p1 close !").text


def test_the_files_of_an_old_plan_are_not_deleted_either(office: Office) -> None:
    with office.store.work() as work:
        work.plans.set_status(office.plan(), PlanStatus.ENDED)
        work.commit()
    office.now = local("2028-10-02 09:00")
    office.record(Exported(at=office.now, by=None, what=Made.PACK, round=None))
    office.press(SECRETARY, "quit t1 !", chat=PRIVATE)
    office.press(ACADEMIC, "takeover t1")
    assert FROM in office.press(ACADEMIC, "purge p1 delete !").text
