"""Files sent in one go: to the step that a caption among them names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.files import File
from bot.domain.incoming import Replied
from tests.cast import (
    ACADEMIC,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    office_with_plan,
    pdf,
)
from tests.handlers.evidence.arrivals import arrive, sent_together
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def files(office: Office) -> list[File]:
    with office.store.reading() as work:
        return work.files.of_plan(office.plan().id)


@pytest.mark.parametrize("place", range(3))
def test_all_go_where_the_caption_of_one_says(office: Office, place: int) -> None:
    album = [(f"{n}.jpg", "แนบ 4 ภาพการประชุม" if n == place else "") for n in range(3)]
    assert sent_together(office, MEMBER, album).posts == ()
    (receipt,) = arrive(office)
    assert receipt.text.startswith("ได้รับเอกสารแนบแล้ว 3 ไฟล์\nขั้นตอนที่ 4 จัดทำแผน")
    assert (
        "คำอธิบาย: ภาพการประชุม\n• 4-01 0.jpg (1.2 MB)\n• 4-02 1.jpg (1.2 MB)\n• 4-03 2.jpg"
        in receipt.text
    )
    assert receipt.text.count("ภาพการประชุม") == 1


def test_in_private_the_caption_on_the_last_is_not_too_late(office: Office) -> None:
    album = [("ก.jpg", ""), ("ข.jpg", ""), ("ค.jpg", "แนบ 4")]
    assert sent_together(office, MEMBER, album, PRIVATE).posts == ()
    arrive(office)
    assert [f.step for f in files(office)] == [4, 4, 4]


def test_with_several_captions_each_step_has_its_heading(office: Office) -> None:
    album = [
        ("ก.jpg", "แนบ 4"),
        ("ข.jpg", ""),
        ("ค.jpg", "แนบ 5 สรุปกิจกรรม KM"),
        ("ง.jpg", "ใบลงชื่อ"),
    ]
    sent_together(office, SECRETARY, album)
    (receipt,) = arrive(office)
    assert receipt.text.startswith("ได้รับเอกสารแนบแล้ว 4 ไฟล์\nขั้นตอนที่ 4 จัดทำแผน")
    assert "• 4-01 ก.jpg (1.2 MB)\n• 4-02 ข.jpg (1.2 MB)\n\nขั้นตอนที่ 5 ดำเนินการ" in receipt.text
    assert "• 5-01 ค.jpg (1.2 MB) · สรุปกิจกรรม KM\n• 5-02 ง.jpg (1.2 MB) · ใบลงชื่อ" in receipt.text


def test_of_each_it_is_asked_which_document_it_is(office: Office) -> None:
    sent_together(office, SECRETARY, [("ก.jpg", "แนบ 4"), ("ข.jpg", "แนบ 3")])
    (receipt,) = arrive(office)
    asked = []
    for _ in range(2):
        asked.append(receipt.text.rpartition("โปรดเลือกว่า ")[2][:4])
        receipt = office.press(SECRETARY, receipt.labels[0], receipt).post
    assert asked == ["3-01", "4-01"]
    assert "ขั้นตอนที่ 3\nหลักฐานที่ยังขาด\n•" in receipt.text
    assert "ขั้นตอนที่ 4\nหลักฐานที่ยังขาด\n•" in receipt.text
    assert receipt.labels == ["ดูเอกสารแนบ"]


def test_what_may_not_be_attached_is_refused_by_step_and_the_rest_is_taken(office: Office) -> None:
    answer = sent_together(office, ACADEMIC, [("ก.jpg", "แนบ 4"), ("ข.jpg", "แนบ 7")])
    assert answer.post.text.startswith("ขั้นตอนที่ 4")
    arrive(office)
    assert [f.name for f in files(office)] == ["ข.jpg"]


def test_an_album_without_a_caption_is_asked_about_whole(office: Office) -> None:
    album = [("ก.jpg", ""), ("ข.jpg", "ใบลงชื่อ")]
    question = sent_together(office, SECRETARY, album, PRIVATE).post
    assert question.text.startswith("มีไฟล์ที่ยังไม่ได้ระบุขั้นตอน 2 ไฟล์")
    office.press(SECRETARY, question.labels[0], question)
    arrive(office)
    assert [f.description for f in files(office)] == ["ใบลงชื่อ", "ใบลงชื่อ"]


def test_a_caption_that_comes_after_the_question_claims_what_waits(office: Office) -> None:
    sent_together(office, SECRETARY, [("ก.jpg", ""), ("ข.jpg", "")], PRIVATE)
    sent_together(office, SECRETARY, [("ค.jpg", "แนบ 4")], PRIVATE)
    (receipt,) = arrive(office)
    assert "ได้รับเอกสารแนบแล้ว 3 ไฟล์\nขั้นตอนที่ 4" in receipt.text


def test_what_comes_after_its_album_was_answered_joins_it(office: Office) -> None:
    sent_together(office, MEMBER, [("ก.jpg", "แนบ 4"), ("ข.jpg", "")])
    sent_together(office, MEMBER, [("ค.jpg", "")])
    arrive(office)
    assert [f.step for f in files(office)] == [4, 4, 4]


def test_in_reply_to_an_album_that_nobody_remembers_it_is_said_that_one_is_taken(
    office: Office,
) -> None:
    there = Replied("77", STRANGER.sender, files=(pdf("ก.jpg", album="a9"),))
    said = office.say(MEMBER, "แนบ 4", reply_to=there).text
    assert said.startswith("ไฟล์นี้ส่งมาพร้อมไฟล์อื่น ระบบรับเฉพาะไฟล์นี้\n")
    arrive(office)
    assert [f.name for f in files(office)] == ["ก.jpg"]


def test_in_reply_to_an_album_that_is_remembered_all_of_it_is_taken(office: Office) -> None:
    album = tuple(replace(pdf(f"{n}.jpg", album="a9"), message=str(70 + n)) for n in range(3))
    there = Replied("71", STRANGER.sender, files=album)
    assert office.say(MEMBER, "แนบ 4 ภาพการประชุม", reply_to=there).posts == ()
    (receipt,) = arrive(office)
    assert "คำอธิบาย: ภาพการประชุม\n• 4-01 0.jpg" in receipt.text
    assert len(files(office)) == 3


def test_in_the_group_photos_with_ordinary_words_are_talk(office: Office) -> None:
    album = [("ก.jpg", "บรรยากาศวันนี้"), ("ข.jpg", "")]
    assert sent_together(office, MEMBER, album).posts == ()
    assert arrive(office) == []
