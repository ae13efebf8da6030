"""Years that follow the plan's, and those that stay."""

from __future__ import annotations

import pytest

from bot.sop_import.years import Years, fiscal_year, without_year
from tests.sop_import.typed_papers import only, read, row, table


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (("ประจำปีงบประมาณ พ.ศ. 2565", "ปีงบประมาณ 2564"), 2565),
        (("ปีงบประมาณ 65",), 2565),
        (("ประจำปี พ.ศ. 2568", "ผลงานปี 2567"), 2568),
        (("ปีงบประมาณ พ.ศ. 2568", "แผนปี 2570"), 2568),
        (("แผนยุทธศาสตร์ 20 ปี (พ.ศ. 2561 - 2580)",), 0),
        (("พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540",), 0),
        (("งบประมาณ 2565 บาท", "ดำเนินการ 5 ปี"), 0),
    ],
)
def test_the_fiscal_year_is_the_latest_that_is_called_so(texts: tuple[str], year: int) -> None:
    assert fiscal_year(texts) == year


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("ปีงบประมาณ พ.ศ. 2565", "ปีงบประมาณ พ.ศ. {fiscal_year}"),
        ("ผลการดำเนินงาน ปี 2564", "ผลการดำเนินงาน ปี {previous_fiscal_year}"),
        ("แบบฟอร์ม ปี 65", "แบบฟอร์ม ปี {fiscal_year}"),
        ("ปีงบประมาณ 2564-2565", "ปีงบประมาณ {previous_fiscal_year}-{fiscal_year}"),
        ("พ.ร.บ. การจัดซื้อจัดจ้าง พ.ศ. 2565", "พ.ร.บ. การจัดซื้อจัดจ้าง พ.ศ. 2565"),
        ("ระเบียบสำนักนายกรัฐมนตรี (ฉบับที่ 2) พ.ศ. 2564", None),
        ("แผนแม่บท (พ.ศ. 2561 - 2580)", None),
        ("ผู้เข้าร่วม 2565 คน", None),
        ("งาน 65 เรื่อง", None),
        ("เลขที่ 1/2565", None),
        ("รหัส 25650", None),
    ],
)
def test_years_become_templates_but_not_those_of_laws(text: str, made: str | None) -> None:
    assert Years(2565).templated(text) == (made or text)


def test_without_a_fiscal_year_nothing_is_changed() -> None:
    assert Years(0).templated("ปี 2565") == "ปี 2565"


def test_another_year_is_to_be_decided() -> None:
    documents = "- รายงาน ปีงบประมาณ 2568\n- แผน ปี 2570"
    raw, remarks = read(table(row("1", "", "ทำแผน", "1 วัน", "", documents)))
    assert raw.steps[0].documents == ("รายงาน ปีงบประมาณ {fiscal_year}", "แผน ปี 2570")
    (unclear,) = only(remarks, "year-unclear")
    assert unclear.path == ("steps", 0, "documents", 1, "title")
    assert [one.code for one in unclear.options] == ["as-read", "fiscal-year"]
    assert unclear.options[0].changes == ()
    assert [one.value for one in unclear.options[1].changes] == ["แผน ปี {fiscal_year}"]


def test_a_party_has_no_year() -> None:
    raw, _ = read(table(row("1", "", "ปีงบประมาณ 2568", "1 วัน", "คณะทำงาน ปี 2568", "")))
    assert raw.steps[0].parties == ("คณะทำงาน ปี 2568",)
    assert raw.steps[0].detail == ("ปีงบประมาณ {fiscal_year}",)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("ร้อยละของเด็กฟันไม่ผุ ปีงบประมาณ พ.ศ. 2569", "ร้อยละของเด็กฟันไม่ผุ"),
        ("ตัวชี้วัดที่ 3.1 (ประจำปี 2569) ร้อยละของเด็ก", "ตัวชี้วัดที่ 3.1 ร้อยละของเด็ก"),
        ("การดำเนินงาน ปีงบประมาณ 2568-2570", None),
        ("เด็กอายุ 5 ปี", None),
    ],
)
def test_an_indicator_is_called_without_its_year(name: str, left: str | None) -> None:
    assert without_year(name) == (left or name)


def test_that_the_year_is_left_out_is_told() -> None:
    steps = table(row("1", "", "ทำแผน", "1 วัน", "", ""))
    raw, remarks = read("ชื่อตัวชี้วัด ร้อยละของเด็กฟันไม่ผุ ปีงบประมาณ พ.ศ. 2569", steps)
    (told,) = only(remarks, "year-left-out")
    assert (raw.indicator, told.path) == ("ร้อยละของเด็กฟันไม่ผุ", ("indicator",))
    assert told.before.endswith("2569")
