"""Near misses get the right form once; ordinary talk gets nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest

from bot.domain.incoming import Happened
from handlers.core.grammar import parse
from handlers.core.nearly import SmallTalk, leads, nearly, small_talk
from handlers.table import GRAMMAR
from tests.cast import ACADEMIC, CHANNEL, MEMBER, PRIVATE, SECRETARY, Office, office_with_plan
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("เสด 5", "เสร็จ 5"),
        ("เสด5", "เสร็จ 5"),
        ("เส็ด ๕ ค่ะ", "เสร็จ ๕"),
        ("เสร้จ 5", "เสร็จ 5"),
        ("เสรจแล้ว 5", "เสร็จแล้ว 5"),
        ("เสร็ด ข้อ 5", "เสร็จ ข้อ 5"),
        ("เสด 5 2 ต.ค. 69", "เสร็จ 5 2 ต.ค. 69"),
        ("ปิดขันตอน 5", "ปิดขั้นตอน 5"),
        ("คืบหน่า 5 40", "คืบหน้า 5 40"),
        ("คืบหนา 5 40%", "คืบหน้า 5 40%"),
        ("สถาณะ 5", "สถานะ 5"),
        ("ขยายเวล่า 6 15/3/2570", "ขยายเวลา 6 15/3/2570"),
        ("พักแจงเตือน 5", "พักแจ้งเตือน 5"),
        ("/เสด 5", "เสร็จ 5"),
    ],
)
def test_a_misspelt_command_with_figures_is_recognised(text: str, typed: str) -> None:
    found = nearly(text, GRAMMAR)
    assert found is not None
    assert found.typed == typed
    assert parse(typed, GRAMMAR, "sop_bot") is not None


TALK = """สวัสดีตอนเช้าค่ะทุกคน|ขอบคุณค่ะ|รับทราบค่ะ|โอเคครับ|ได้เลยค่ะ|พรุ่งนี้ประชุมกี่โมงคะ|ประชุม 13.30 น. ห้อง 2
    วันนี้ใครเข้าออฟฟิศบ้าง|เสื้อ 5 ตัว|เสื้อ 5|สถานี 5|สถานที่ 2|แผน 2|แผน 5 ปี|แผน 2570|เอกสาร 3 ฉบับ|เสร็จ 3 คนแล้ว
    เสร็จ 5 โมง|เสร็จ 2570|เสร็จ 3/12|เสร็จ 3 วัน|เสร็จ 2-3 ต.ค. 69|เสร็จยังคะ|ใกล้เสร็จแล้ว 5|ยังไม่เสร็จ 5
    วันหยุด 3 วัน|วันหยุดนี้ไปไหน|วันหยุด วันจันทร์ไปเที่ยวกัน|คืบหน้าไปมาก|คืบหน้า 3 เรื่อง|ขั้นตอนที่ 5 ทำยังไงคะ|ข้อ 5 ใครทำ
    เรียบร้อย|เรียบร้อยแล้วค่ะ|ส่งแล้วค่ะ|ทำแล้วครับ|40%|40 เปอร์เซ็นต์|ร้อยละ 40 ของงบ|งบ 40% แล้ว|5|๕|555|5555 จริง
    ฝาก 2 เรื่องค่ะ|เรื่อง 2|ข้าว 2 กล่อง|ตึก 5 ชั้น 3|ชั้น 3|ห้อง 2|รถ 9.00 น.|โทร 1234|โทรกลับ 5 นาที
    เจอกัน 10 โมง
    31/2|2.10|วันที่ 6|เมื่อวาน|สัปดาห์ที่แล้ว|สิ้นเดือน|ปิดเทอม 5 วัน|ปิดประตูด้วย|แนบแล้วค่ะ
    แนบ 3 ไฟล์|ลงชื่อแล้วค่ะ|มอบหมายใครดี
    สถานการณ์ 5|ขยายผล 5 จังหวัด|พัก 5 นาที|พักเที่ยง|ประธานมาแล้ว|เลขาฯ ว่าไง|ครบ 5 คนแล้ว|ประวัติศาสตร์ 5
    เสร็จสิ้นภารกิจ|เสร็จกิจ 5 โมง|สำเร็จ 5|เสริม 5|เสมอ 5|คืนหน้า 5|สำเร็จแล้ว 3 โครงการ
    งาน 5|งานที่ 5|รอบ 5|ครั้งที่ 5|ลำดับที่ 5"""


@pytest.mark.parametrize(
    "text", ["ปิดขั้นตอนที่" * 300, "เสร็จ" * 800, "ครับ" * 1000, "เสร็จ 3 " + "ครับ" * 1000]
)
def test_talk_of_any_length_is_passed_over_quickly(text: str) -> None:
    """All that is said in any group passes here, before anything is counted as a flood."""
    began = process_time()
    parse(text, GRAMMAR, "sop_bot")
    nearly(text, GRAMMAR)
    leads(text, GRAMMAR)
    assert process_time() - began < 0.5


def test_ordinary_talk_in_the_group_stays_unanswered(office: Office) -> None:
    talk = [line.strip() for line in TALK.replace("\n", "|").split("|")]
    assert len(talk) > 80
    assert [t for t in talk if office.dispatcher.understands(CHANNEL, t)] == []
    assert [t for t in talk if office.say(MEMBER, t).posts] == []


def test_politeness_in_reply_to_us_stays_unanswered_in_the_group(office: Office) -> None:
    notice = office.say(MEMBER, "สถานะ 5").post
    for text in ("ขอบคุณค่ะ", "รับทราบครับ", "โอเค 👍", "🙏", "ได้เลยค่ะ", "เดี๋ยวไปทำให้นะ"):
        assert office.say(MEMBER, text, reply_to=notice).posts == ()


@pytest.mark.parametrize(
    "text", ["เรียบร้อย", "เรียบร้อยแล้วค่ะ", "ส่งแล้วครับ", "ทำเสร็จแล้ว", "ดำเนินการเรียบร้อยแล้ว 🙏"]
)
def test_done_in_reply_to_a_notice_is_told_how(office: Office, text: str) -> None:
    notice = office.say(MEMBER, "สถานะ 5").post
    said = office.say(MEMBER, text, reply_to=notice).post
    assert said.text == "หากต้องการใช้คำสั่ง โปรดพิมพ์ “เสร็จ 5”"
    assert "ยืนยันปิดขั้นตอนที่ 5" in office.press(MEMBER, "เสร็จ 5", said).text


def test_who_left_is_told_nothing_in_reply_to_a_notice(office: Office) -> None:
    notice = office.say(MEMBER, "สถานะ 5", PRIVATE).post
    office.happens(Happened.LEFT, SECRETARY, subject=MEMBER)
    assert "เสร็จ 5" not in office.say(MEMBER, "เรียบร้อยแล้ว", PRIVATE, reply_to=notice).text


@pytest.mark.parametrize("text", ["40%", "40 %", "ร้อยละ 40", "๔๐ เปอร์เซ็นต์ค่ะ"])
def test_a_percentage_in_reply_to_a_notice_is_told_how(office: Office, text: str) -> None:
    notice = office.say(ACADEMIC, "สถานะ 7").post
    said = office.say(ACADEMIC, text, reply_to=notice).post
    assert said.text == "หากต้องการใช้คำสั่ง โปรดพิมพ์ “คืบหน้า 7 40”"
    office.press(ACADEMIC, "คืบหน้า 7 40", said)
    assert office.plan().states[7].progress == 40


def test_of_a_closed_step_nothing_is_to_be_told(office: Office) -> None:
    card = office.say(MEMBER, "สถานะ 4").post
    assert office.say(MEMBER, "เรียบร้อย", reply_to=card).posts == ()


def test_a_word_left_off_is_recognised_after_a_slash(office: Office) -> None:
    said = office.say(SECRETARY, "/ขยาย 5 15/3/2570 รอผล")
    assert "หากหมายถึง “ขยายเวลา” (/extend)" in said.text
    assert "ยืนยันขยายเวลาขั้นตอนที่ 5" in office.press(SECRETARY, "ขยายเวลา", said.post).text


def test_a_day_off_in_no_calendar_is_refused_aloud(office: Office) -> None:
    said = office.say(SECRETARY, "วันหยุด ๓๑/๒/๗๐ ทดสอบ").post
    assert "วันที่ใกล้เคียงคือ 28 กุมภาพันธ์ 2570 และ 1 มีนาคม 2570" in said.text
    offered = office.press(SECRETARY, "จ. 1 มี.ค. 70", said)
    assert "• วันจันทร์ที่ 1 มีนาคม 2570 ทดสอบ" in offered.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("เสร็จ 0", "ไม่พบขั้นตอนที่ 0 ในแผนนี้"),
        ("สถานะ 0", "ไม่พบขั้นตอนที่ 0 ในแผนนี้"),
        ("/done 0", "ไม่พบขั้นตอนที่ 0 ในแผนนี้"),
        ("คืบหน้า 120", "ร้อยละ"),
        ("คืบหน้า 5 120", "ร้อยละ"),
    ],
)
def test_a_number_that_cannot_be_is_told(office: Office, text: str, said: str) -> None:
    assert said in office.say(MEMBER, text).text
    assert office.plan().states[5].closed_on is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ขอบคุณค่ะ", SmallTalk.THANKS),
        ("ขอบคุณมาก ๆ ค่ะ 🙏", SmallTalk.THANKS),
        ("สวัสดีครับ", SmallTalk.GREETING),
        ("รับทราบค่ะ", SmallTalk.NOTED),
        ("👍", SmallTalk.NOTED),
        ("ค่ะ", SmallTalk.NOTED),
        ("ขอบคุณที่แจ้งขั้นตอนที่ 5", None),
        ("ทำอย่างไรคะ", None),
    ],
)
def test_small_talk_is_known(text: str, kind: SmallTalk | None) -> None:
    assert small_talk(text) is kind


def test_in_private_politeness_is_not_called_not_understood(office: Office) -> None:
    office.say(MEMBER, "/start", PRIVATE)
    assert office.say(MEMBER, "ขอบคุณค่ะ", PRIVATE).text == "ด้วยความยินดี"
    assert office.say(MEMBER, "รับทราบ", PRIVATE).posts == ()
    assert office.say(MEMBER, "สวัสดีค่ะ", PRIVATE).text == ("โปรดพิมพ์ “ช่วยเหลือ” เพื่อดูคำสั่งที่ใช้ได้")


def test_in_private_a_misspelt_command_is_told_too(office: Office) -> None:
    office.say(MEMBER, "/start", PRIVATE)
    said = office.say(MEMBER, "เสด 5", PRIVATE)
    assert said.text == "หากต้องการใช้คำสั่ง โปรดพิมพ์ “เสร็จ 5”"
    assert office.plan().states[5].closed_on is None
