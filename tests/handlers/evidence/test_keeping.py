"""The files of a plan whose year is long over: kept unless they are deleted on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.events import Exported, FileKept, FilesDeleted
from bot.domain.files import FileState
from bot.domain.message import Made
from bot.domain.plan import PlanStatus, effective
from tests.cast import CHAIR, MEMBER, PRIVATE, SECRETARY, Office, Post, local, office_with_plan
from tests.planning import plan_due
from tests.stores import fresh_store

HEAD = "พิจารณาการเก็บไฟล์ของปีงบประมาณ พ.ศ. 2570"
DELETE, LATER = "ลบไฟล์ของแผนนี้", "ยังไม่ลบ"
A_YEAR_LATER = "2028-10-02 08:30"
"""The slot of the first working day after the fiscal year 2571."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The plan of 2570 has ended, with two files."""
    store = fresh_store(tmp_path)
    made = office_with_plan(store)
    made.keep_file(3, "สรุป.pdf", "needs-summary", size=1_200_000)
    made.keep_file(4, "แผน.pdf", "action-plan", size=2_000_000)
    with store.work() as work:
        work.plans.set_status(work.plans.by_id(1), PlanStatus.ENDED)
        work.commit()
    planned(made, "2027-10-01 08:30")
    yield made
    store.close()


def planned(office: Office, moment: str) -> list[Post]:
    """What the planner brings at this moment."""
    office.now = local(moment)
    plan_due(office.store, office.now)
    return office.outbox()


def kept_later(office: Office) -> FileKept:
    return FileKept(at=office.now, by=None, step=4, label="4-02", name="ข.pdf")


def export(office: Office, round: int | None = None) -> None:
    by = office.person(SECRETARY).id
    office.record(Exported(at=office.now, by=by, what=Made.PACK, round=round))


def deleted(office: Office) -> Post:
    """By the secretary in private, asked twice; the announcement there."""
    office.now = local(A_YEAR_LATER)
    export(office)
    asked = office.say(SECRETARY, "ลบไฟล์ของแผน 2570", PRIVATE).post
    sure = office.press(SECRETARY, DELETE, asked).post
    return office.press(SECRETARY, "ยืนยันลบ 2 ไฟล์", sure).post


def states(office: Office) -> set[FileState]:
    with office.store.reading() as work:
        return {f.state for f in work.files.of_plan(1)}


def test_a_year_after_its_year_the_secretary_is_asked_once(office: Office) -> None:
    export(office)
    assert planned(office, "2028-09-29 08:30") == []
    (question,) = planned(office, A_YEAR_LATER)
    assert question.chat.address == SECRETARY.account
    assert question.text.startswith(HEAD)
    assert "ไฟล์ที่จะลบ: 2 ไฟล์ (3.1 MB)\nส่งออกชุดหลักฐานครั้งล่าสุด: 1 ตุลาคม 2570" in question.text
    assert question.labels == [DELETE, LATER]
    export(office)  # something happens to the plan
    assert planned(office, "2028-10-03 08:30") == []
    assert planned(office, "2029-10-01 08:30") == []


def test_what_was_missed_for_a_month_is_asked_no_more(office: Office) -> None:
    assert planned(office, "2028-11-10 08:30") == []


def test_missed_by_night_it_waits_for_office_hours(office: Office) -> None:
    assert planned(office, "2028-10-02 22:00") == []
    assert len(planned(office, "2028-10-03 08:30")) == 1


def test_not_now_leaves_all_as_it_is_and_says_how_later(office: Office) -> None:
    export(office)
    (question,) = planned(office, A_YEAR_LATER)
    assert "ลบไฟล์ของแผน 2570" in office.press(SECRETARY, LATER, question).text
    assert states(office) == {FileState.KEPT}
    assert planned(office, "2028-11-01 08:30") == []


@pytest.mark.parametrize("round", [1, None], ids=["of a round only", "before the last file"])
def test_without_a_whole_pack_nothing_is_deleted(office: Office, round: int | None) -> None:
    export(office, round)
    office.now = local("2027-10-02 09:00")
    if round is None:
        office.record(kept_later(office))
    (question,) = planned(office, A_YEAR_LATER)
    assert question.labels == ["ส่งออกชุดหลักฐาน", DELETE, LATER]
    for line in ("purge p1 delete", "purge p1 delete !"):
        assert "โปรดส่งออกและจัดเก็บชุดหลักฐานก่อน" in office.press(SECRETARY, line).text
    assert states(office) == {FileState.KEPT}
    assert office.press(SECRETARY, "ส่งออกชุดหลักฐาน", question).post.message.documents
    assert "โปรดส่งออก" in office.press(SECRETARY, "purge p1 delete").text  # it is only asked for
    export(office)
    assert "โปรดส่งออก" not in office.press(SECRETARY, "purge p1 delete").text


def test_it_is_confirmed_twice_with_what_goes(office: Office) -> None:
    office.now = local(A_YEAR_LATER)
    export(office)
    asked = office.say(SECRETARY, "ลบไฟล์ของแผน", PRIVATE).post
    sure = office.press(SECRETARY, DELETE, asked).post
    assert states(office) == {FileState.KEPT}
    assert "ไฟล์ที่จะลบ: 2 ไฟล์ (3.1 MB)\nส่งออกชุดหลักฐานครั้งล่าสุด: 2 ตุลาคม 2571" in sure.text
    answer = office.press(SECRETARY, "ยืนยันลบ 2 ไฟล์", sure)
    assert len([*answer.posts, *answer.elsewhere]) == 2  # the group hears it
    assert states(office) == {FileState.DELETED}


def test_the_list_says_who_deleted_them_and_when_and_gives_none(office: Office) -> None:
    deleted(office)
    listed = office.say(MEMBER, "เอกสาร 2570", PRIVATE)
    assert (
        "ลบไฟล์ของแผนนี้ออกจากระบบแล้ว เมื่อวันที่ 2 ตุลาคม 2571 โดย นางสาวพิมพ์ใจ ตัวอย่าง\n"
        "ส่งออกชุดหลักฐานครั้งล่าสุด: 2 ตุลาคม 2571"
    ) in listed.text
    assert "3-01 สรุป.pdf" in listed.text
    assert listed.labels == []
    assert "ลบไฟล์ของแผนนี้" in office.press(MEMBER, "getfile f1", chat=PRIVATE).popup
    assert "ลบไฟล์ของแผนออกจากระบบ 2 ไฟล์" in office.say(MEMBER, "ประวัติ 2570", PRIVATE).text
    for line in ("purge p1", "evidence p1 all"):
        assert "ลบไฟล์ของแผนนี้ออกจากระบบแล้ว" in office.press(SECRETARY, line).popup


def test_for_ten_minutes_it_is_taken_back_by_button_or_word(office: Office) -> None:
    told = deleted(office)
    assert "คงไฟล์ของแผนนี้ไว้ตามเดิม" in office.press(CHAIR, "เลิกทำ", told, PRIVATE).text
    assert states(office) == {FileState.KEPT}
    assert not [e for e in effective(office.plan().events) if isinstance(e, FilesDeleted)]
    deleted(office)
    assert "คงไฟล์" in office.say(SECRETARY, "เลิกทำ", PRIVATE).text
    told = deleted(office)
    office.now = local("2028-10-02 08:41")
    assert "ภายใน 10 นาที" in office.press(SECRETARY, "เลิกทำ", told).popup


def test_before_the_year_has_passed_nothing_is_deleted(office: Office) -> None:
    office.now = local("2028-09-30 09:00")
    export(office)
    said = office.press(SECRETARY, "purge p1 delete !").popup
    assert "ลบได้ตั้งแต่วันที่ 1 ตุลาคม 2571" in said
    assert "ไม่มีไฟล์ที่ลบได้" in office.say(SECRETARY, "ลบไฟล์ของแผน").text
    assert states(office) == {FileState.KEPT}


def test_of_a_plan_that_was_not_ended_nothing_is_deleted(office: Office) -> None:
    with office.store.work() as work:
        work.plans.set_status(work.plans.by_id(1), PlanStatus.ACTIVE)
        work.commit()
    office.now = local(A_YEAR_LATER)
    assert "เฉพาะแผนที่ปิดแล้ว" in office.press(SECRETARY, "purge p1 delete !").popup


def test_it_is_the_secretarys_or_the_chairs(office: Office) -> None:
    office.now = local(A_YEAR_LATER)
    export(office)
    assert "โดยเลขานุการหรือประธาน" in office.press(MEMBER, "purge p1 delete !").popup
    assert states(office) == {FileState.KEPT}
