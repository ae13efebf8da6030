from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.files import File
from bot.domain.plan import PlanStatus
from bot.store.unit import SqlStore
from tests.cast import (
    ACADEMIC,
    GROUP,
    MEMBER,
    OTHER_GROUP,
    PRIVATE,
    SECRETARY,
    Office,
    found_team,
    local,
    make_plan,
    office_with_plan,
    pdf,
)
from tests.handlers.evidence.arrivals import arrive
from tests.stores import fresh_store

PAGE = "https://www.doh.go.th/report"
FIRST_TWO = {1: date(2026, 10, 2), 2: date(2026, 10, 5)}
NEEDS = "สรุปความต้องการ.pdf"
AGAIN = "ใช้เอกสารเดิม (ปี 2569): 3-01 สรุปความต้องการ.p…"


@pytest.fixture
def followed(tmp_path: Path) -> Iterator[Office]:
    """Last year's plan has the summary of step 3; this year's runs and lacks it."""
    store = fresh_store(tmp_path)
    office = office_with_plan(store, date(2025, 10, 1))
    office.now = local("2026-09-30 09:00")
    office.keep_file(3, NEEDS, "needs-summary")
    with store.work() as work:
        work.plans.set_status(work.plans.by_id(office.plan().id), PlanStatus.ENDED)
        make_plan(work, office.team(), date(2026, 10, 1), FIRST_TWO)
        work.commit()
    office.now = local("2026-11-22 09:00")
    yield office
    store.close()


def files(office: Office) -> list[File]:
    with office.store.reading() as work:
        return work.files.of_plan(office.plan().id)


@pytest.mark.parametrize("said", ["แนบ 5 3-01", "แนบ 5 3-1", "แนบ ๕ ๓-๐๑ ค่ะ", "/attach 5 3-01"])
def test_a_file_serves_another_step_by_its_number(office: Office, said: str) -> None:
    office.keep_file(3, NEEDS, "needs-summary")
    receipt = office.say(MEMBER, said).post
    assert f"ขั้นตอนที่ 5 · {NEEDS} (1 KB) · เลขที่หลักฐาน 5-01\nรายการ: ภาพ/สรุปกิจกรรม" in receipt.text
    assert "5-01 มีเนื้อหาเดียวกับ 3-01 (ขั้นตอนที่ 3)" in receipt.text
    first, again = files(office)
    assert (again.sha256, again.size, again.mime) == (first.sha256, first.size, first.mime)
    assert f"แนบเอกสาร 5-01 {NEEDS}" in office.say(MEMBER, "ประวัติ").text


def test_it_bears_its_number_and_date_there_too(office: Office) -> None:
    office.keep_file(3, NEEDS, "needs-summary")
    office.say(MEMBER, "วันที่เอกสาร 3-01 ที่ สธ 0919/77 ลงวันที่ 12 ต.ค. 2569")
    assert "ที่ สธ 0919/77 ลงวันที่ 12 ต.ค. 69" in office.say(MEMBER, "แนบ 5 3-01").post.text
    first, again = files(office)
    assert (again.letter, again.dated) == (first.letter, first.dated)


def test_a_link_does_so_too_as_of_the_day_it_was_seen(office: Office) -> None:
    office.say(MEMBER, f"แนบ 3 {PAGE} สรุป")
    office.now = local("2026-11-25 09:00")
    office.say(MEMBER, "แนบ 5 3-01")
    assert [(f.label, f.link) for f in files(office)] == [("3-01", PAGE), ("5-01", PAGE)]
    assert "เข้าถึงเมื่อ 22 พ.ย. 69" in office.say(MEMBER, "เอกสาร 5").text


def test_a_number_that_is_not_there_is_told(office: Office) -> None:
    assert office.say(MEMBER, "แนบ 5 3-01").text.startswith("ไม่พบเลขที่หลักฐาน 3-01 ในแผนนี้\nโปรด")


def test_what_is_at_the_step_already_is_no_second_copy(office: Office) -> None:
    office.keep_file(5, NEEDS)
    assert office.say(MEMBER, "แนบ 5 5-01").text.startswith("มีเอกสารแนบนี้อยู่แล้ว")
    assert len(files(office)) == 1


def test_it_is_taken_back_by_button_and_by_word_and_the_first_one_stays(office: Office) -> None:
    first = office.keep_file(3, NEEDS)
    receipt = office.say(MEMBER, "แนบ 5 3-01").post
    office.press(MEMBER, "เลิกทำ", receipt)
    office.say(MEMBER, "แนบ 5 3-01")
    office.say(MEMBER, "เลิกทำ")
    assert [f.id for f in files(office)] == [first]


def test_when_the_first_one_is_removed_the_other_stays(office: Office) -> None:
    first = office.keep_file(3, NEEDS)
    office.say(MEMBER, "แนบ 5 3-01")
    office.press(SECRETARY, f"removefile f{first} ! ผิดขั้นตอน")
    assert [f.label for f in files(office)] == ["5-01"]
    with office.store.reading() as work:
        assert len(work.files.stored()) == 1


def test_bytes_and_names_known_from_another_step_are_told_in_the_receipt(office: Office) -> None:
    office.say(MEMBER, "แนบ 3", files=[pdf(NEEDS)])
    arrive(office, {NEEDS: "ก"})
    office.say(MEMBER, "แนบ 5", files=[pdf("อื่น.pdf")])
    assert "5-01 มีเนื้อหาเดียวกับ 3-01 (ขั้นตอนที่ 3)" in arrive(office, {"อื่น.pdf": "ก"})[0].text
    office.say(MEMBER, "แนบ 5", files=[pdf(NEEDS)])
    assert "5-02 มีชื่อเดียวกับ 3-01 (ขั้นตอนที่ 3)" in arrive(office, {NEEDS: "ข"})[0].text


@pytest.mark.parametrize("typed", ["เอกสาร 3", "แนบ 3"])
def test_a_missing_document_is_offered_from_last_years_plan(followed: Office, typed: str) -> None:
    asked = followed.say(MEMBER, typed).post
    receipt = followed.press(MEMBER, AGAIN, asked).post
    assert "รายการ: สรุปผลการตรวจสอบความต้องการพัฒนาทักษะวิชาการและพัฒนาศักยภาพ ปี 2570" in receipt.text
    assert "3-01 มีเนื้อหาเดียวกับ 3-01 (ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2569)" in receipt.text
    assert [(f.step, f.document) for f in files(followed)] == [(3, "needs-summary")]
    assert AGAIN not in followed.labels_under(asked)
    assert AGAIN not in followed.say(MEMBER, typed).labels
    followed.press(MEMBER, "เลิกทำ", receipt)
    assert AGAIN in followed.say(MEMBER, typed).labels


def test_a_file_that_is_called_as_a_missing_document_is_offered(office: Office) -> None:
    office.keep_file(5, "รายงานความก้าวหน้าการดำเนินงาน.pdf")
    asked = office.say(MEMBER, "เอกสาร 6").post
    (again,) = [label for label in asked.labels if "ใช้เอกสารเดิม" in label]
    office.press(MEMBER, again, asked)
    assert [(f.step, f.document) for f in files(office)][1:] == [(6, "progress-report")]


def test_a_plan_that_cannot_be_read_keeps_nobody_from_attaching(followed: Office) -> None:
    assert isinstance(followed.store, SqlStore)
    with followed.store.engine.begin() as connection:
        connection.execute(text("UPDATE plan SET baseline = '[1]', version = 99 WHERE id = 1"))
    asked = followed.say(MEMBER, "แนบ 3").post
    assert AGAIN not in asked.labels
    followed.say(MEMBER, "", reply_to=asked, files=[pdf(NEEDS)])
    assert f"ขั้นตอนที่ 3 · {NEEDS}" in arrive(followed)[0].text


def test_what_is_there_without_its_document_gets_it(followed: Office) -> None:
    asked = followed.say(MEMBER, "แนบ 3").post
    followed.press(MEMBER, AGAIN, asked)
    followed.press(MEMBER, "document f2 d0")
    followed.press(MEMBER, AGAIN, asked)
    assert [f.document for f in files(followed)] == ["needs-summary"]


def test_whose_document_it_is_not_does_not_attach_it(followed: Office) -> None:
    refused = followed.press(ACADEMIC, "reuse p2 5 d1 f1")
    assert "ดำเนินการได้โดย" in refused.popup
    assert files(followed) == []


@pytest.mark.parametrize("chat", [GROUP, PRIVATE])
def test_another_teams_file_is_answered_like_one_that_never_was(
    office: Office, chat: object
) -> None:
    with office.store.work() as work:
        team = found_team(work, OTHER_GROUP, [MEMBER], [], office.now)
        make_plan(work, team, date(2026, 10, 1), {})
        work.commit()
    office.say(MEMBER, f"แนบ 5 {PAGE}", OTHER_GROUP)
    where = GROUP if chat is GROUP else PRIVATE
    theirs = office.press(MEMBER, "reuse p1 5 d1 f1", chat=where)
    never = office.press(MEMBER, "reuse p1 5 d1 f99", chat=where)
    assert theirs.popup == never.popup != ""
    with office.store.reading() as work:
        assert work.files.of_plan(1) == []


def test_a_plan_with_nothing_to_use_again_sees_no_word_of_it(office: Office) -> None:
    office.keep_file(3, NEEDS, "needs-summary")
    said = [office.say(MEMBER, typed) for typed in ("เอกสาร", "เอกสาร 1", "เอกสาร 3", "แนบ 3")]
    assert [label for one in said for label in one.labels if "เดิม" in label] == []
