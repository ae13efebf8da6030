"""An office's own SOP, from its Word file to the plan of a group, and the file of its version."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from bot.render.documents.procedure import procedure_of
from bot.render.language import speaker
from bot.sops.loader import kept
from tests.e2e.scenes.stage import SECRETARY, Stage
from tests.handlers.plans.importing import SOURCE


async def test_a_word_file_becomes_the_plan_and_its_version_is_had_back(stage: Stage) -> None:
    """That it is done in private the group is told; who says it there is known by that."""
    await stage.opens_chat(SECRETARY)
    await stage.adds_bot()
    await stage.says(SECRETARY, "นำเข้า SOP")
    assert "ทำในแชตส่วนตัว" in await stage.reads()
    await stage.says(SECRETARY, "นำเข้า SOP", SECRETARY)
    await stage.sends(SECRETARY, ("SOP 3.1.docx", _word()), SECRETARY)
    assert "ข้อที่ต้องตัดสินใจ: เหลือ 1 จาก 1 ข้อ" in await stage.reads(SECRETARY)
    await stage.presses(SECRETARY, "ตัดสินใจทีละข้อ", SECRETARY)
    await stage.presses(SECRETARY, "วันทำการ", SECRETARY)
    assert "2. จัดทำแผน · 20 วันทำการ" in await stage.reads(SECRETARY)
    await stage.presses(SECRETARY, "ใช้ SOP นี้", SECRETARY)
    assert "บันทึก SOP แล้ว เป็นฉบับที่ 1" in await stage.reads(SECRETARY)
    await stage.presses(SECRETARY, "จัดทำแผนจาก SOP นี้", SECRETARY)
    await stage.presses(SECRETARY, "ปีงบประมาณ พ.ศ. 2570", SECRETARY)
    await stage.presses(SECRETARY, "ยืนยัน", SECRETARY)
    assert "เริ่มดำเนินการตามแผน\nตัวชี้วัดที่ 3.1" in await stage.reads()
    await stage.says(SECRETARY, "ฉบับ SOP", SECRETARY)
    await stage.presses(SECRETARY, "ฉบับที่ 1", SECRETARY)
    await stage.presses(SECRETARY, "สำเนา (Word)", SECRETARY)
    [(_, data)] = await stage.files((await stage.hears(SECRETARY))[-1])
    assert "20 วันทำการ" in _text(data)


def _word() -> bytes:
    """In which it is not said which days the 20 of step 2 are."""
    made = io.BytesIO(procedure_of(speaker("th"), kept(SOURCE), date(2026, 10, 1)))
    changed = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace("20 วันปฏิทิน".encode(), "20 วัน".encode()))
    return changed.getvalue()


def _text(word: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(word)) as parts:
        return parts.read("word/document.xml").decode()
