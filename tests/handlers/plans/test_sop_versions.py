"""/sop versions: the versions of a group's own SOP, used again, put away, and given as files."""

from __future__ import annotations

from bot.domain.message import Made, ToMake
from scheduler.makers import MAKERS
from tests.cast import GROUP, PRIVATE, SECRETARY, Office, Post
from tests.handlers.plans.importing import SOURCE, bring, read, reviewed, word


def made(office: Office, wanted: ToMake) -> bytes:
    with office.store.reading() as work:
        draw = MAKERS[wanted.what](work, wanted, office.now)
    with draw(None) as drawn:  # type: ignore[arg-type]  # it needs no file
        return drawn.read()


def two(office: Office) -> Post:
    """The list of versions, of which there are two."""
    office.press(SECRETARY, "ใช้ตามที่เสนอทั้งหมด", reviewed(office))
    office.say(SECRETARY, "แก้ไข SOP ขั้นตอน 2 ระยะเวลา 10 วัน", PRIVATE)
    return office.say(SECRETARY, "ฉบับ SOP", PRIVATE).post


def test_there_are_none_before_one_is_brought(office: Office) -> None:
    assert "ยังไม่มี SOP ของตนเอง" in office.say(SECRETARY, "/sop versions", GROUP).text


def test_they_are_listed_with_who_and_what_changed(office: Office) -> None:
    post = two(office)
    assert "ฉบับที่ 2 (ใช้อยู่) 22 พ.ย. 69 โดย นางสาวพิมพ์ใจ ตัวอย่าง" in post.text
    newest = office.press(SECRETARY, "ฉบับที่ 2 (ใช้อยู่)", post).post
    assert "ขั้นตอนที่ 2: 20 วันปฏิทิน → 10 วันปฏิทิน" in newest.text


def test_a_former_one_is_used_again(office: Office) -> None:
    post = two(office)
    former = office.press(SECRETARY, "ฉบับที่ 1", post).post
    assert "ใช้ SOP ฉบับที่ 1 แล้ว" in office.press(SECRETARY, "ใช้ฉบับนี้", former).text
    assert "ฉบับที่ 1 (ใช้อยู่)" in office.say(SECRETARY, "ฉบับ SOP", PRIVATE).labels


def test_put_away_it_is_offered_no_more_until_that_is_taken_back(office: Office) -> None:
    away = office.press(SECRETARY, "เลิกใช้ SOP นี้", two(office)).post
    assert "คู่มือการปฏิบัติงานการจัดการความรู้" not in str(
        office.say(SECRETARY, "แก้ไข SOP", PRIVATE).labels
    )
    office.press(SECRETARY, "เลิกทำ", away)
    assert "ฉบับที่ 2 (ใช้อยู่)" in office.say(SECRETARY, "ฉบับ SOP", PRIVATE).labels


def test_put_away_long_ago_it_is_found_and_used_again(office: Office) -> None:
    office.press(SECRETARY, "เลิกใช้ SOP นี้", two(office))
    post = office.say(SECRETARY, "ฉบับ SOP", PRIVATE).post
    assert "ไม่มีฉบับใดใช้อยู่" in post.text
    assert "เลิกใช้ SOP นี้" not in post.labels
    card = office.press(SECRETARY, "ฉบับที่ 2", post).post
    office.press(SECRETARY, "ใช้ฉบับนี้", card)
    assert "ฉบับที่ 2 (ใช้อยู่)" in office.say(SECRETARY, "ฉบับ SOP", PRIVATE).labels


def test_it_is_given_as_its_file_and_as_word_in_private(office: Office) -> None:
    card = office.press(SECRETARY, "ฉบับที่ 1", two(office)).post
    (file,) = office.press(SECRETARY, "ดาวน์โหลด (YAML)", card).post.message.documents
    assert (file.what, file.name, file.of) == (Made.SOP_FILE, "SOP 3.1 ฉบับที่ 1.yaml", "1")
    told = office.press(SECRETARY, card.action("สำเนา (Word)"), chat=GROUP)
    assert told.elsewhere[0].message.documents[0].what is Made.SOP_COPY
    assert not told.post.message.documents


def test_what_is_given_is_the_version_as_it_was(office: Office) -> None:
    card = office.press(SECRETARY, "ฉบับที่ 1", two(office)).post
    (file,) = office.press(SECRETARY, "ดาวน์โหลด (YAML)", card).post.message.documents
    assert made(office, file).decode() == SOURCE
    (copy,) = office.press(SECRETARY, "สำเนา (Word)", card).post.message.documents
    assert made(office, copy).startswith(b"PK")


def test_brought_again_it_becomes_the_next_version(office: Office) -> None:
    office.press(SECRETARY, "ใช้ตามที่เสนอทั้งหมด", reviewed(office))
    bring(office)
    again = read(office, SOURCE.replace("duration: 20", "duration: 25"))
    assert "กลุ่มมี SOP รหัสนี้อยู่แล้ว (km-1) หากใช้จะเป็นฉบับที่ 2" in again.text
    assert "ขั้นตอนที่ 2: 20 วันปฏิทิน → 25 วันปฏิทิน" in again.text
    assert "เป็นฉบับที่ 2" in office.press(SECRETARY, "ใช้ตามที่เสนอทั้งหมด", again).text


def test_or_another_sop_beside_the_first(office: Office) -> None:
    office.press(SECRETARY, "ใช้ตามที่เสนอทั้งหมด", reviewed(office))
    bring(office)
    another = office.press(SECRETARY, "เป็น SOP ใหม่อีกฉบับ", read(office)).post
    assert "รหัสนี้อยู่แล้ว" not in another.text
    used = office.press(SECRETARY, "ใช้ตามที่เสนอทั้งหมด", another).post
    assert used.action("จัดทำแผนจาก SOP นี้").endswith(" km-1-2")


def test_a_word_file_for_nothing_that_waits_may_be_an_sop(office: Office) -> None:
    post = office.say(SECRETARY, "", PRIVATE, files=[word()]).post
    assert office.press(SECRETARY, "นำเข้าเป็น SOP", post).posts == ()
    assert "คู่มือการปฏิบัติงานการจัดการความรู้" in read(office).text
