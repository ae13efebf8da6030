"""What is handed in, on LINE, whose bots send no files: by a page, made when it is asked for."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import httpx
from docx import Document

from tests.e2e.line.committee import Committee
from tests.e2e.line.program import Program


async def test_report_and_evidence_come_from_their_pages(
    running: Program, committee: Committee
) -> None:
    await running.hears(committee.secretary)
    report = await pressed(running, committee, "จัดทำรายงาน 1", "รายงาน")
    assert any("รอบ 5 เดือนแรก" in p.text for p in Document(BytesIO(report)).paragraphs)
    pack = await pressed(running, committee, "ชุดหลักฐาน 1", "ชุดหลักฐาน")
    with ZipFile(BytesIO(pack)) as found:
        assert found.testzip() is None
        assert any(name.endswith(".xlsx") for name in found.namelist())


async def pressed(running: Program, committee: Committee, said: str, label: str) -> bytes:
    """What the button on the page of that button brings."""
    committee.secretary.says(said)
    told = await running.hears(committee.secretary)
    buttons = [b for message in told for b in message.buttons]
    link = next(str(b.uri) for b in buttons if b.uri and str(b.label).startswith(label))
    async with httpx.AsyncClient() as phone:
        assert (await phone.get(link)).status_code == 200
        return (await phone.post(link)).content
