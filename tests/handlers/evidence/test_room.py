"""What the sender of a file hears for which there is no room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.files import TEAM_FULL, File
from bot.ports import UnitOfWork
from bot.sops.loader import load
from handlers.dispatch import Dispatcher
from handlers.evidence import receipts
from tests.cast import MEMBER, SECRETARY, SOP, Office, Post, office_with_plan, pdf
from tests.handlers.evidence.arrivals import sent_together
from tests.stores import fresh_store

GB = 1024**3
FULL = (
    "พื้นที่เก็บเอกสารของคณะดำเนินงานเหลือไม่เพียงพอ\n"
    "ใช้ไปแล้ว 2 GB จาก 2 GB\n"
    "การนำเอกสารออกจากรายการไม่เพิ่มพื้นที่ เนื่องจากระบบยังเก็บตัวไฟล์ไว้\n"
    "โปรดแจ้งเลขานุการให้ประสานผู้ดูแลระบบของหน่วยงานเพื่อเพิ่มพื้นที่ แล้วส่งไฟล์อีกครั้ง"
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def has_no_room(
    office: Office, tell: Callable[[UnitOfWork, File, datetime], None]
) -> list[list[Post]]:
    """What is said after each of the files that are expected."""
    now = office.now.astimezone(UTC)
    said: list[list[Post]] = []
    while True:
        with office.store.work() as work:
            file = work.files.claim(now, now + timedelta(minutes=10))
            if file is None:
                return said
            tell(work, file, now)
            work.commit()
        said.append(office.outbox())


def refuse(work: UnitOfWork, file: File, now: datetime) -> None:
    work.files.failed(file.id, TEAM_FULL)
    receipts.full(work, file, 2 * GB - 1000, 2 * GB, now)


def test_it_is_said_how_much_is_used_and_what_to_do(office: Office) -> None:
    office.say(MEMBER, "แนบ 4", files=[pdf("แผน.pdf")])
    (((said,)),) = has_no_room(office, refuse)
    assert said.text == f"ไม่สามารถรับไฟล์ “แผน.pdf” ได้ เนื่องจาก{FULL}"
    assert said.replies_to


def test_the_secretary_reads_how_much_is_used_in_the_list_of_files(office: Office) -> None:
    office.dispatcher = Dispatcher({SOP: load(SOP)}, office.channels, quota=2 * GB)
    office.keep_file(4, "แผน.pdf", size=3 * 1024**2)
    told = "พื้นที่เก็บเอกสาร: ใช้ไปแล้ว 3 MB จาก 2 GB"
    assert office.say(SECRETARY, "เอกสาร").text.endswith(told)
    assert told not in office.say(MEMBER, "เอกสาร").text


def test_of_what_was_sent_in_one_go_it_is_said_in_one_message(office: Office) -> None:
    sent_together(office, MEMBER, [("ก.jpg", "แนบ 4"), ("ข.jpg", ""), ("ค.jpg", "")])
    (first,), *others = has_no_room(office, refuse)
    assert "“ก.jpg”" in first.text
    assert [post.edits for posts in others for post in posts] == [first.id, first.id]
    assert others[-1][0].text == f"ไม่สามารถรับไฟล์ที่ส่งพร้อมกันได้ 3 ไฟล์ เนื่องจาก{FULL}"


def test_what_could_not_be_fetched_is_not_counted_as_without_room(office: Office) -> None:
    def first_is_lost(work: UnitOfWork, file: File, now: datetime) -> None:
        if file.name != "ก.jpg":
            return refuse(work, file, now)
        work.files.failed(file.id)
        receipts.refuse(work, file, "file-not-fetched", now)

    sent_together(office, MEMBER, [("ก.jpg", "แนบ 4"), ("ข.jpg", ""), ("ค.jpg", "")])
    _, (second,), (third,) = has_no_room(office, first_is_lost)
    assert second.text.startswith("ไม่สามารถรับไฟล์ “ข.jpg” ได้")
    assert third.text.startswith("ไม่สามารถรับไฟล์ที่ส่งพร้อมกันได้ 2 ไฟล์")


def test_that_the_disk_is_full_is_said_once_of_what_was_sent_in_one_go(office: Office) -> None:
    sent_together(office, MEMBER, [("ก.jpg", "แนบ 4"), ("ข.jpg", ""), ("ค.jpg", "")])
    (said,) = [post for posts in has_no_room(office, receipts.wait) for post in posts]
    assert said.text == (
        "ระบบยังรับไฟล์ไม่ได้ เนื่องจากพื้นที่เก็บเอกสารของระบบเหลือไม่เพียงพอ\n"
        "ระบบจะลองรับอีกเป็นเวลา 1 ชั่วโมง โปรดเก็บไฟล์ไว้ และยังไม่ต้องส่งซ้ำ\n"
        "โปรดแจ้งผู้ดูแลระบบของหน่วยงาน"
    )
