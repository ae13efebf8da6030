"""/evidence: what the office hands in with its report, for who answers for it."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import pytest

from bot.domain.events import Exported, Waived
from bot.domain.incoming import Place
from bot.domain.message import Made
from bot.domain.pack_parts import FRAME_BYTES, Part, part_of
from scheduler.makers import MAKERS
from tests.cast import GROUP, MEMBER, PRIVATE, SECRETARY, Office
from tests.fakes.blobs import FakeFiles

MB = 1 << 20
CHOICES = ["รอบ 5 เดือนแรก", "รอบ 5 เดือนหลัง", "ทั้งปีงบประมาณ"]


@pytest.fixture(autouse=True)
def _in_private(office: Office) -> None:
    office.say(SECRETARY, "/start", PRIVATE)


@pytest.fixture
def filed(office: Office) -> Office:
    """Three of the four files fit a part, and are of one step."""
    office.channel.can = replace(office.channel.can, largest=FRAME_BYTES + 7 * MB // 2)
    for step, name in [(3, "สรุป.pdf"), (4, "แผน.pdf"), (4, "แผน2.pdf"), (4, "แผน3.pdf")]:
        office.keep_file(step, name, size=MB)
    return office


def exported(office: Office) -> list[tuple[str, int | None]]:
    return [(e.what, e.round) for e in office.plan().events if isinstance(e, Exported)]


def test_without_a_round_it_asks_for_one(office: Office) -> None:
    post = office.say(SECRETARY, "ชุดหลักฐาน", PRIVATE).post
    assert post.text == "โปรดเลือกรอบของชุดหลักฐาน\nตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570"
    assert post.labels == CHOICES
    assert exported(office) == []


def test_a_small_pack_comes_at_once_and_says_what_is_missing(office: Office) -> None:
    office.keep_file(1, "คำสั่ง.pdf", "order", size=MB)
    post = office.say(SECRETARY, "ชุดหลักฐาน รอบ 1", PRIVATE).post
    (pack,) = post.message.documents
    assert (pack.what, pack.name) == (Made.PACK, "ชุดหลักฐาน 2.4 ปีงบประมาณ พ.ศ. 2570 รอบ 1.zip")
    assert part_of(pack.of).round == 1
    assert post.text.startswith(
        "ชุดหลักฐานตัวชี้วัดที่ 2.4\n"
        "รอบ 5 เดือนแรก ปีงบประมาณ พ.ศ. 2570 · ข้อมูล ณ วันที่ 22 พ.ย. 69\n"
        "1 ไฟล์ (1 MB) พร้อมสารบัญ\n\n"
        "หลักฐานที่ขาด "
    )
    assert post.text.endswith(" รายการในสารบัญ")
    assert post.labels == [*CHOICES[1:], "ชื่อไฟล์เป็นอักษรละติน"]
    assert exported(office) == []  # it is not handed over yet


def test_it_says_what_is_not_needed_and_what_no_round_has(office: Office) -> None:
    order = office.plan().sop.step(1).documents[0].id
    office.record(Waived(at=office.now, by=None, step=1, document=order, reason="มีอยู่แล้ว"))
    office.now = office.now.replace(year=2027, month=8, day=20)
    office.keep_file(12, "รายงานผล.pdf")
    text = office.say(SECRETARY, "ชุดหลักฐาน รอบ 1", PRIVATE).text
    assert "ไม่ใช้ 1 รายการ (เหตุผลอยู่ในสารบัญ)" in text
    assert "ไม่อยู่ในรอบการประเมิน 1 ไฟล์ (มีในชุดของทั้งปีเท่านั้น)" in text


def test_without_any_file_it_holds_what_is_missing(office: Office) -> None:
    post = office.say(SECRETARY, "/evidence all", PRIVATE).post
    assert "ยังไม่มีไฟล์หลักฐาน ชุดนี้มีเพียงสารบัญและรายการที่ขาด" in post.text
    assert len(post.message.documents) == 1


@pytest.mark.parametrize("said", ["/evidence 2 latin", "ชุดหลักฐาน รอบ 2 ชื่อละติน"])
def test_names_are_latin_on_request(office: Office, said: str) -> None:
    (pack,) = office.say(SECRETARY, said, PRIVATE).post.message.documents
    assert pack.name == "evidence-2.4-2570-round2.zip"
    assert part_of(pack.of) == Part(round=2, latin=True)


def test_a_large_pack_is_told_of_and_comes_in_parts(filed: Office) -> None:
    told, first, second = filed.say(SECRETARY, "ชุดหลักฐาน ทั้งปี", PRIVATE).posts
    assert "กำลังจัดทำชุดหลักฐาน 4 ไฟล์ (4 MB) แบ่งเป็น 2 ส่วน" in told.text
    assert not told.message.documents
    assert first.text.endswith("ส่วนที่ 1 จาก 2 · ขั้นตอนที่ 1 และ 3\n1 ไฟล์ (1 MB)")
    assert second.text == "ส่วนที่ 2 จาก 2 · ขั้นตอนที่ 4\n3 ไฟล์ (3 MB)"
    assert second.message.documents[0].name.endswith(" ส่วนที่ 2 จาก 2.zip")


def test_in_the_group_the_parts_go_to_who_asked(filed: Office) -> None:
    answer = filed.say(SECRETARY, "ชุดหลักฐาน ทั้งปี")
    assert not answer.post.message.documents
    assert [len(p.message.documents) for p in answer.elsewhere] == [0, 1, 1]


def test_where_files_are_got_by_links_one_message_has_all_parts(filed: Office) -> None:
    filed.channel.can = replace(filed.channel.can, files=False)
    post = filed.say(SECRETARY, "ชุดหลักฐาน ทั้งปี", PRIVATE).post
    assert "4 ไฟล์ (4 MB) แบ่งเป็น 2 ส่วน โปรดกดปุ่มเพื่อรับทีละส่วน" in post.text
    assert len(post.message.documents) == 2


def test_what_was_asked_for_is_made_of_it(filed: Office) -> None:
    """The bytes are gone: that is told in the place of each."""
    *_, last = filed.say(SECRETARY, "ชุดหลักฐาน ทั้งปี", PRIVATE).posts
    (wanted,) = last.message.documents
    with filed.store.work() as work:
        draw = MAKERS[Made.PACK](work, wanted, filed.now)
    with draw(FakeFiles()) as made, zipfile.ZipFile(made) as archive:
        names = [name.rpartition("/")[2] for name in archive.namelist()]
    assert [n for n in names if n.startswith("_สูญหาย_")] == [
        "_สูญหาย_4-01_แผน.txt",
        "_สูญหาย_4-02_แผน2.txt",
        "_สูญหาย_4-03_แผน3.txt",
    ]


@pytest.mark.parametrize("place", [GROUP, PRIVATE])
def test_it_is_for_the_secretary_and_the_chair(office: Office, place: Place) -> None:
    said = office.say(MEMBER, "ชุดหลักฐาน รอบ 1", place)
    assert not said.post.message.documents
    assert "เลขานุการ" in said.text
    assert exported(office) == []
