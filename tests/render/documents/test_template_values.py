"""What stands in the office's own form is what stands in the report of ours."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Read

from bot.render.documents.placeholders import THAI, Placeholder
from bot.render.documents.sample_form import sample_form
from bot.render.documents.template import checked, filled
from bot.render.documents.template_values import report_values
from bot.render.language import speaker
from bot.render.pictures.png import png
from tests.render.documents import forms
from tests.render.documents.reports import KEPT, SEEN, standing

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="80"/>'


@pytest.fixture(scope="module")
def read() -> Read:
    """A form of nothing but the placeholders, each alone."""
    form = forms.saying(*("{{" + THAI[one] + "}}" for one in Placeholder))
    values = report_values(speaker("th"), standing(), KEPT, 1, png(DRAWING))
    return Document(BytesIO(filled(form, values)))


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_sample_is_a_form_that_is_taken_with_every_placeholder(language: str) -> None:
    assert checked(sample_form(speaker(language))) == frozenset(Placeholder)


def test_every_placeholder_has_something_to_be_put_in() -> None:
    values = report_values(speaker("en"), standing(), KEPT, None, png(DRAWING))
    assert set(values) == set(Placeholder)
    assert all(values.values())


def test_it_tells_which_report_it_is(read: Read) -> None:
    assert [p.text for p in read.paragraphs[:6]] == [
        "สำนักอนามัยการเจริญพันธุ์",
        "คณะดำเนินงานตัวชี้วัดที่ 2.4",
        "ตัวชี้วัดที่ 2.4 ระดับความสำเร็จของการเป็นองค์กรแห่งการเรียนรู้ (LO)",
        "2570",
        "รอบ 5 เดือนแรก",
        "18 มีนาคม 2570",
    ]


def test_the_table_has_the_steps_of_the_round_and_what_goes_on_in_it(read: Read) -> None:
    rows = [[cell.text for cell in row.cells] for row in read.tables[0].rows]
    assert [row[0] for row in rows] == ["ขั้นตอน", "1", "2", "3", "4", "5", "7", "8"]


def test_what_people_wrote_stands_in_it_as_they_wrote_it(read: Read) -> None:
    assert any(SEEN in p.text for p in read.paragraphs)
    assert "instr" not in read.element.xml
