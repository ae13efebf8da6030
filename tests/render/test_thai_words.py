"""The Thai catalogue as a whole: one word for one thing, and lines that fit a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from bot.render.language import speaker
from bot.render.text import names

LONGEST = 130
"""Characters of a paragraph; a placeholder counts as a few."""
CATALOGUE = Path(__file__).parents[2] / "locales/th/LC_MESSAGES/messages.po"


def sentences(*, in_chat: bool = False) -> list[str]:
    """`in_chat`: without those of the command line, and of pages."""
    with CATALOGUE.open("rb") as file:
        messages = [m for m in read_po(file) if m.id and not (in_chat and _of_files(m))]
    return [
        s for m in messages for s in ([m.string] if isinstance(m.string, str) else m.string or ())
    ]


@pytest.mark.parametrize(
    "word",
    [
        *("บทบาท", "ตัวอักษร", "เปิดขั้นตอนที่ปิด", "แจ้งเตือนขั้นตอนในแชตนี้ชั่วคราว"),
        *("รอตรวจสอบ", "ส่งกลับแก้ไข", "ส่งคืน", "ที่อยู่เว็บ", "ผู้นี้", "ได้ถูก", "การประชุมของขั้นตอน"),
        *("กำหนดแน่นอน", "ตามคู่มือ (SOP)", "คู่มือการปฏิบัติงาน (SOP)", "ในปีนี้", "ไม่เข้าใจ"),
    ],
)
def test_a_thing_has_one_word(word: str) -> None:
    assert [s for s in sentences() if word in s] == []


def test_a_long_paragraph_has_lines() -> None:
    paragraphs = [p for s in sentences(in_chat=True) for p in s.split("\n")]
    assert [p for p in paragraphs if len(_filled(p)) > LONGEST] == []


def _of_files(message: Message) -> bool:
    return all(
        path.startswith(("bot/sops/", "bot/render/documents/")) for path, _ in message.locations
    )


def _filled(paragraph: str) -> str:
    return "".join(part.split("}")[-1] for part in paragraph.split("{"))


@pytest.mark.parametrize(
    ("items", "written"),
    [
        ([], ""),
        (["ก"], "ก"),
        (["ก", "ข"], "ก และข"),
        (list("กขค"), "ก, ข และค"),
        (["ก", "LO Team"], "ก และ LO Team"),
    ],
)
def test_a_list_is_joined_by_its_last_word(items: list[str], written: str) -> None:
    assert names.listed(speaker("th"), items).plain == written
    assert "  " not in names.listed(speaker("en"), items).plain
