"""Minutes and the sign-in sheet of a meeting, read back."""

from __future__ import annotations

import re
from datetime import date, time
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Read
from docx.oxml.ns import qn
from docx.shared import Cm

from bot.domain.events import AgendaItem, Attending, Dated, Event, Matter, Outcome, Presence
from bot.domain.people import Person
from bot.domain.standing import Standing
from bot.render.documents.minutes import minutes_document
from bot.render.documents.sign_in import sign_in_document
from bot.render.language import speaker
from tests.domain.sops import OFF_2570
from tests.render.slots import ACADEMIC, CHAIR, MEMBER, SECRETARY, TEAM, local, plan_of

AT, ON = local("2027-03-01 09:00"), date(2027, 3, 3)
HOSTILE = 'เห็นชอบ <w:t>& {HYPERLINK "http://x.example"}\x00\u202e'
KNOWN: dict[int | None, Person] = {p.id: p for p in (CHAIR, SECRETARY, MEMBER, ACADEMIC)}


def answer(id: int, who: Person, said: Presence, delegate: str = "") -> Attending:
    return Attending(id=id, at=AT, by=who.id, step=9, answer=said, on=ON, delegate=delegate)


def outcome(id: int, kind: Matter, text: str, item: int = 0, owner: int | None = None) -> Outcome:
    return Outcome(
        id=id,
        at=AT,
        by=SECRETARY.id,
        step=9,
        outcome=id,
        kind=kind,
        text=text,
        item=item,
        owner=owner,
        due=date(2027, 3, 31) if owner else None,
    )


HELD = (
    Dated(id=1, at=AT, by=2, step=9, on=ON, time=time(13, 30), place="ห้องประชุมชั้น 3"),
    AgendaItem(id=2, at=AT, by=2, step=9, item=1, text="ผลการเบิกจ่าย"),
    AgendaItem(id=3, at=AT, by=2, step=9, item=2, text="แผนปฏิบัติการ"),
    AgendaItem(id=4, at=AT, by=2, step=9, item=3, text="รับรองรายงานการประชุมครั้งที่ 1"),
    answer(5, SECRETARY, Presence.COMES),
    answer(6, CHAIR, Presence.COMES),
    answer(7, MEMBER, Presence.DELEGATES, "นายแทน ตัวอย่าง"),
    outcome(8, Matter.NOTED, "ผลการเบิกจ่าย", 1),
    outcome(9, Matter.RESOLVED, HOSTILE, 2),
    outcome(10, Matter.ASSIGNED, "จัดทำร่างแผน", 2, MEMBER.id),
)


def standing(*events: Event) -> Standing:
    return Standing(plan_of(*events), OFF_2570, ON, TEAM)


def minutes(*events: Event, language: str = "th") -> Read:
    said = minutes_document(speaker(language), standing(*events), 9, KNOWN.__getitem__)
    return Document(BytesIO(said))


@pytest.fixture(scope="module")
def read() -> Read:
    return minutes(*HELD)


def lines(read: Read) -> list[str]:
    """In order, those of tables too."""
    found = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in read.element.iter(qn("w:p"))]
    return [line.strip() for line in found if line.strip()]


def between(read: Read, first: str, last: str) -> list[str]:
    found = lines(read)
    return found[found.index(first) + 1 : found.index(last)]


def test_they_begin_with_the_committee_the_day_and_the_place(read: Read) -> None:
    assert lines(read)[:5] == [
        "(ร่าง) รายงานการประชุม",
        "คณะดำเนินงานตัวชี้วัดที่ 2.4",
        "ครั้งที่ ............/2570",
        "วันพุธที่ 3 มีนาคม 2570 เวลา 13.30 น.",
        "ณ ห้องประชุมชั้น 3",
    ]


def test_who_came_stands_in_order_with_delegates_and_who_said_nothing_apart(read: Read) -> None:
    assert between(read, "ผู้มาประชุม", "ผู้ไม่มาประชุม") == [
        *("1. นพ.สมคิด ตัวอย่าง", "ประธาน"),
        "2. นายแทน ตัวอย่าง (แทน นางมาลี ตัวอย่าง)",
        *("3. นางสาวพิมพ์ใจ ตัวอย่าง", "เลขานุการ"),
    ]
    silent = "ผู้ที่ยังไม่ตอบรับ (โปรดย้ายไปยังรายชื่อที่ถูกต้อง)"
    assert between(read, silent, "ผู้เข้าร่วมประชุม (ถ้ามี)") == ["1. ดร.อารีย์ ตัวอย่าง"]


def test_matters_stand_under_the_five_items_of_an_office(read: Read) -> None:
    found = [line for line in lines(read) if re.match(r"ระเบียบวาระ|\d\.\d ", line)]
    assert found == [
        "ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
        "ระเบียบวาระที่ 2 เรื่องรับรองรายงานการประชุมครั้งที่ผ่านมา",
        "2.1 รับรองรายงานการประชุมครั้งที่ 1",
        "ระเบียบวาระที่ 3 เรื่องที่เสนอให้ที่ประชุมทราบ",
        "3.1 ผลการเบิกจ่าย",
        "ระเบียบวาระที่ 4 เรื่องที่เสนอให้ที่ประชุมพิจารณา",
        "4.1 แผนปฏิบัติการ",
        "ระเบียบวาระที่ 5 เรื่องอื่น ๆ",
    ]


def test_what_it_came_to_is_text_with_owner_and_day(read: Read) -> None:
    said = [line for line in lines(read) if line.startswith("มติที่ประชุม")]
    assert 'มติที่ประชุม  เห็นชอบ <w:t>& {HYPERLINK "http://x.example"}' in said
    owner = "(ผู้รับผิดชอบ นางมาลี ตัวอย่าง ภายในวันที่ 31 มีนาคม 2570)"
    assert f"มติที่ประชุม  มอบหมาย จัดทำร่างแผน {owner}" in said
    assert "instr" not in read.element.xml


def test_what_nobody_told_is_left_to_fill_in_and_sign(read: Read) -> None:
    found = lines(read)
    assert f"เลิกประชุมเวลา {'.' * 30} น." in found
    assert "( นางสาวพิมพ์ใจ ตัวอย่าง )" in found
    assert found[-2].endswith("ผู้ตรวจรายงานการประชุม")


def test_before_anything_is_known_there_are_dots() -> None:
    found = lines(minutes(language="en"))
    assert found[3] == f"On {'.' * 30} at {'.' * 12}"
    assert "Those absent" in found


def test_all_who_have_a_duty_may_sign_and_there_is_room_for_guests() -> None:
    made = sign_in_document(speaker("th"), standing(answer(1, MEMBER, Presence.ABSENT)), 9)
    table = Document(BytesIO(made)).tables[0]
    head, *rows = [[c.text for c in row.cells] for row in table.rows]
    assert (table.rows[-1].height or 0) > Cm(1)
    assert head == ["ลำดับ", "ชื่อ-สกุล", "ตำแหน่ง", "ลายมือชื่อ", "หมายเหตุ"]
    assert [row[1] for row in rows[:4]] == [
        *("นพ.สมคิด ตัวอย่าง", "นางมาลี ตัวอย่าง", "ดร.อารีย์ ตัวอย่าง"),
        "นางสาวพิมพ์ใจ ตัวอย่าง",
    ]
    assert rows[4:] == [[str(n), "", "", "", ""] for n in range(5, 16)]
