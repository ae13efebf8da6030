"""How people are named: no คุณ before a title, and nothing that cannot be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.message import Made
from bot.domain.people import Person
from bot.render.language import speaker
from bot.render.text import exports, names
from tests.render.slots import SOP, plan_of

TH = speaker("th")


@pytest.mark.parametrize(
    "name",
    [
        "นพ.สมคิด",
        "พญ. มาลี",
        "ทพ.สมคิด",
        "ดร.อารีย์",
        "ผศ.ดร.อารีย์",
        "ศ.อารีย์",
        "รองศาสตราจารย์อารีย์",
        "น.ส.มาลี",
        "นายวิชัย",
        "นางสาวมาลี",
        "ว่าที่ ร.ต.วิชัย",
        "พ.ต.อ.วิชัย",
        "พันตำรวจเอกวิชัย",
        "คุณหมอเอ",
        "Dr. Aree",
    ],
)
def test_a_title_stands_alone(name: str) -> None:
    assert names.person(TH, Person(1, name)) == name


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        *((title, True) for title in ("นาย", "นาง", "นางสาว", "น.ส.", "ดร.", "ทพญ.")),
        *((name, False) for name in ("นายวิชัย", "นารี", "สมคิด", "ดร.อารีย์")),
    ],
)
def test_a_title_with_a_space_after_it_is_a_word_of_its_own(word: str, is_one: bool) -> None:
    assert names.is_title(word) is is_one


@pytest.mark.parametrize(
    "name", ["สมคิด", "คุณากร", "นารี", " Drew", " Mina", "ก.สมคิด", "พลอย", "พันธ์"]
)
def test_who_bears_none_is_called_khun(name: str) -> None:
    assert names.person(TH, Person(1, name.strip())) == f"คุณ{name}"


@pytest.mark.parametrize("unseen", ["\u3164", "\u202e", "\u2067\u2069", "\u2800 \u200b", "\ufe0f"])
def test_a_name_that_shows_nothing_gives_way(unseen: str) -> None:
    assert names.person(TH, Person(1, unseen, username="malee")) == "@malee"
    assert names.person(TH, Person(1, unseen, role="chair")) == "ประธาน"
    assert names.person(TH, Person(1, unseen)) == "สมาชิกคณะดำเนินงาน"


def test_nothing_turns_the_line_around() -> None:
    assert names.person(TH, Person(1, "\u202eมาลี\u200b")) == "คุณมาลี"


UNNUMBERED = replace(
    SOP,
    indicator_number="",
    title="คู่มือการปฏิบัติงานการจัดทำแผนปฏิบัติการและติดตามผลของสำนัก",
)


def test_an_sop_without_a_number_is_called_by_its_title() -> None:
    plan = replace(plan_of(), first_sop=UNNUMBERED)
    label = names.plan_label(TH, plan)
    assert names.plan_head(TH, plan).plain.startswith(UNNUMBERED.title)
    assert label.startswith("คู่มือการปฏิบัติงาน")
    assert label.endswith("… · ปีงบประมาณ พ.ศ. 2570")
    assert len(label) <= names.LABEL_LENGTH
    assert names.titled(UNNUMBERED).startswith("คู่มือ")


def test_nothing_made_of_an_sop_without_a_number_has_a_hole_in_its_name() -> None:
    plan = replace(plan_of(), first_sop=UNNUMBERED)
    name = exports.file_name(TH, plan, Made.REPORT)
    assert name.startswith("รายงาน คู่มือการปฏิบัติงาน")
    assert "  " not in name


def test_of_a_title_that_begins_with_sop_a_file_says_so_once() -> None:
    sop = replace(SOP, indicator_number="", title="SOP งานรับ-ส่งหนังสือราชการ")
    plan = replace(plan_of(), first_sop=sop)
    name = exports.file_name(TH, plan, Made.PROCEDURE)
    assert name == "SOP งานรับ-ส่งหนังสือราชการ ปีงบประมาณ พ.ศ. 2570.docx"
