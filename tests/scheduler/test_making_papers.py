"""Papers for Word are made of the plan as it stands when they are sent."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from bot.domain.message import Made, ToMake
from scheduler.making import Workshop
from tests.scheduler.office import Office


@pytest.mark.parametrize(
    ("what", "of", "title"),
    [
        (Made.MINUTES, "1", "(ร่าง) รายงานการประชุม"),
        (Made.SIGN_IN, "1", "ใบลงชื่อผู้เข้าร่วมประชุม"),
        (Made.PROCEDURE, "", "คู่มือ"),
    ],
)
async def test_each_is_a_file_that_word_opens(
    office: Office, what: Made, of: str, title: str
) -> None:
    wanted = ToMake(what, office.plan.id, "ก.docx", "th", of)
    made = await Workshop(office.tools, office.files).made([wanted])
    assert Document(BytesIO(made[wanted].read())).paragraphs[0].text == title
    made[wanted].close()
