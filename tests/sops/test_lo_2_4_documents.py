"""The documents of the SOP that ships, of three kinds, and the years in their names."""

from __future__ import annotations

import pytest

from bot.domain.sop import Document, DocumentKind
from bot.sops.loader import load

SOP = load("lo-2.4")
INDICATOR = "ตัวชี้วัดที่ 2.4 ระดับความสำเร็จของการเป็นองค์กรแห่งการเรียนรู้ (LO)"
TO_LEARN = "ของหน่วยงานให้เป็นองค์กรแห่งการเรียนรู้"
MANUAL = "คู่มือการรายงานตามคำรับรองการปฏิบัติราชการฯ ประจำปีงบประมาณ พ.ศ. {fiscal_year}"


def titles(number: int, kind: DocumentKind) -> list[str]:
    return [d.title for d in SOP.step(number).documents if d.kind is kind]


def document(number: int, document_id: str) -> Document:
    return next(d for d in SOP.step(number).documents if d.id == document_id)


@pytest.mark.parametrize(
    ("number", "evidence"),
    [
        (1, [f"คำสั่งแต่งตั้งคณะดำเนินงาน{INDICATOR}"]),
        (2, []),
        (
            3,
            [
                "สรุปผลการตรวจสอบความต้องการพัฒนาทักษะวิชาการและพัฒนาศักยภาพ ปี {fiscal_year}",
                f"มาตรการและประเด็นความรู้ที่จะใช้ในการขับเคลื่อนการดำเนินงานวิชาการ{TO_LEARN}",
            ],
        ),
        (
            4,
            [
                f"แผนปฏิบัติการขับเคลื่อนการดำเนินงานวิชาการ{TO_LEARN}",
                "แผนดำเนินการพัฒนาผลงานวิจัย/นวัตกรรมที่สำคัญและจำเป็นต่อภารกิจหน่วยงาน",
            ],
        ),
        (5, []),
        (6, ["รายงานความก้าวหน้าการดำเนินงาน"]),
        (7, []),
        (
            8,
            [
                "ผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม",
                "แบบฟอร์มการส่งผลงานเข้ารับการประเมินรางวัล TPSA / TEPGA ปี {fiscal_year}",
            ],
        ),
        (9, []),
        (
            10,
            [
                "สรุปผลการขับเคลื่อนการดำเนินงาน",
                "สรุปผลการดำเนินงานพัฒนาผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม",
                "มาตรการการขับเคลื่อนการดำเนินงาน ตามกลยุทธ์ PIRAB",
                "สรุปประเด็นความรู้ที่ให้แก่บุคลากร",
                "แผนการพัฒนา/ปรับปรุงเพื่อการดำเนินงานตัวชี้วัด ตามกลยุทธ์ PIRAB",
            ],
        ),
        (11, []),
        (
            12,
            ["รายงานผลการดำเนินงานและการประเมินผลการดำเนินงานพร้อมสรุปบทเรียนการเป็นองค์กรแห่งการเรียนรู้"],
        ),
    ],
)
def test_evidence_of_a_step(number: int, evidence: list[str]) -> None:
    assert titles(number, DocumentKind.EVIDENCE) == evidence


def test_references_stand_in_2_6_and_9_only() -> None:
    found = {s.number: titles(s.number, DocumentKind.REFERENCE) for s in SOP.steps}
    assert {number: references for number, references in found.items() if references} == {
        2: [
            MANUAL,
            "รายงานผลการดำเนินงานตามตัวชี้วัดที่ 2.4 ปีงบประมาณ {previous_fiscal_year}",
        ],
        6: [MANUAL],
        9: ["รายงานผลการดำเนินงานตามตัวชี้วัดที่ 2.4 (รอบ 5 เดือน)"],
    }


def test_what_we_suggest_ourselves_is_marked_so() -> None:
    found = {s.number: titles(s.number, DocumentKind.SUGGESTED) for s in SOP.steps}
    assert {number: suggested for number, suggested in found.items() if suggested} == {
        2: ["รายงานการประชุม", "ใบลงชื่อผู้เข้าร่วมประชุม"],
        5: ["ภาพ/สรุปกิจกรรม"],
        6: ["ภาพหน้าจอ DOC 4.0"],
        7: ["ผลงานวิจัย/ผลงานวิชาการ/นวัตกรรมที่พัฒนา"],
        8: ["หนังสือนำส่ง"],
        9: ["รายงานการประชุม"],
        11: ["ภาพ/สรุปกิจกรรม"],
        12: ["ภาพหน้าจอ DOC 4.0"],
    }


def test_the_manual_of_2_and_6_is_one_reference() -> None:
    assert document(2, "reporting-manual") == document(6, "reporting-manual")


def test_doubtful_readings_are_kept_and_flagged() -> None:
    assert "สำรวจ" in document(3, "needs-summary").note
    assert document(9, "first-round-report").note == "เป็นผลผลิตของขั้นตอนที่ 6"
    assert "TPSA หรือ TEPGA" in document(8, "award-form").note


def test_a_plan_of_2570_asks_for_documents_of_2570() -> None:
    sop = SOP.for_fiscal_year(2027)
    assert [d.title for d in sop.step(2).documents][:2] == [
        MANUAL.replace("{fiscal_year}", "2570"),
        "รายงานผลการดำเนินงานตามตัวชี้วัดที่ 2.4 ปีงบประมาณ 2569",
    ]
    assert sop.step(3).documents[0].title.endswith("ศักยภาพ ปี 2570")
    assert sop.step(8).detail[0].endswith("ประจำปี พ.ศ. 2570")
    assert sop.step(8).documents[1].title.endswith("TPSA / TEPGA ปี 2570")
