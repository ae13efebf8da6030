"""The report in Word, read by another program than wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from docx import Document

from bot.domain.events import SopRevised
from bot.domain.plan import PlanStatus
from bot.render.documents.report import report_document
from bot.render.documents.step_rows import step_row, variance
from bot.render.language import speaker
from bot.render.pictures.png import png
from tests.render.documents.reports import AT, KEPT, SEEN, made, standing


def lines(found: bytes) -> Sequence[str]:
    return [p.text for p in Document(BytesIO(found)).paragraphs if p.text]


def steps(found: bytes, table: int = 0) -> dict[str, list[str]]:
    rows = Document(BytesIO(found)).tables[table].rows
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in rows[1:]}


def below(found: Sequence[str], head: str) -> str:
    """The line under a heading."""
    return found[found.index(head) + 1]


def test_it_begins_with_a_letter_that_leaves_its_number_and_addressee_to_fill_in() -> None:
    assert lines(made(1))[:8] == [
        "บันทึกข้อความ",
        "ส่วนราชการ สำนักอนามัยการเจริญพันธุ์\t",
        "ที่ \t วันที่ \t",
        "เรื่อง รายงานผลการดำเนินงานตัวชี้วัดที่ 2.4 รอบ 5 เดือนแรก ปีงบประมาณ พ.ศ. 2570\t",
        "เรียน \t",
        "ตามที่คณะดำเนินงานตัวชี้วัดที่ 2.4 ได้ดำเนินงานตามตัวชี้วัดที่ 2.4 ระดับความสำเร็จของการเป็น"
        "องค์กรแห่งการเรียนรู้ (LO) ปีงบประมาณ พ.ศ. 2570 นั้น",
        "ในการนี้ ขอรายงานผลการดำเนินงาน รอบ 5 เดือนแรก ปีงบประมาณ พ.ศ. 2570"
        " (1 ตุลาคม 2569 – 28 กุมภาพันธ์ 2570) ข้อมูล ณ วันที่ 18 มีนาคม 2570"
        " โดยแล้วเสร็จ 5 จากทั้งหมด 5 ขั้นตอน รายละเอียดปรากฏตามรายงานที่แนบมาพร้อมนี้",
        "ทั้งนี้ ยังขาดหลักฐาน 5 รายการ รายละเอียดตามข้อ 5 ของรายงาน",
    ]


def test_a_round_has_its_steps_and_apart_from_them_what_goes_on_in_it() -> None:
    assert list(steps(made(1))) == ["1", "2", "3", "4", "5"]
    assert list(steps(made(1), 1)) == ["7", "8"]
    assert list(steps(made(None))) == [str(n) for n in range(1, 13)]


def test_a_step_has_its_dates_first_planned_newest_and_actual_with_the_days_between() -> None:
    assert steps(made(2))["6"][:5] == [
        "รายงานความก้าวหน้าการดำเนินงาน",
        "1–2 มี.ค. 70",
        "1–2 มี.ค. 70",
        "1–12 มี.ค. 70\nแล้วเสร็จ",
        "+10",
    ]
    assert steps(made(1))["5"][1:5] == [
        "17 ต.ค. 69 –\n28 ก.พ. 70",
        "17 ต.ค. 69 –\n28 ก.พ. 70",
        "17 ต.ค. 69 –\n26 ก.พ. 70\nแล้วเสร็จ",
        "−2",
    ]


def test_what_is_not_carried_out_has_its_reason_and_no_days() -> None:
    assert steps(made(2))["9"][3:5] == ["ไม่ดำเนินการ เหตุผล: รวมกับขั้นตอนที่ 10", "–"]


def test_what_goes_on_says_how_far_it_is() -> None:
    assert steps(made(1), 1)["7"][3] == "อยู่ระหว่างดำเนินการ ร้อยละ 42"


def test_beside_its_days_a_step_names_parties_and_nobody() -> None:
    assert steps(made(1))["3"][5] == "คณะดำเนินงาน และคณะกรรมการพัฒนาวิชาการ"


def test_evidence_is_told_with_labels_and_what_it_lacks_first() -> None:
    assert steps(made(1))["1"][-1].startswith("1-01 คำสั่งแต่งตั้ง")
    assert steps(made(1))["1"][-1].endswith("(ที่ สธ 1/23 ลงวันที่ 2 ต.ค. 69)")
    fourth = steps(made(1))["4"][-1]
    assert "ยังขาด: แผนดำเนินการพัฒนาผลงาน" in fourth.partition("4-01 ")[0]
    assert fourth.index("4-01 ") < fourth.index("4-02 กิจกรรม=HYPERLINK")
    assert f"(เหตุผล: {SEEN})" in steps(made(1), 1)["8"][-1]


def test_of_several_versions_the_newest_is_told() -> None:
    newer = replace(KEPT[1], id=9, version=2, document="-", name="แผนใหม่.pdf")
    told = step_row(speaker("th"), standing(), 4, [*KEPT, newer]).evidence
    assert [str(one) for one in told if str(one).startswith("4-01")] == ["4-01 แผนใหม่.pdf"]


def test_the_summary_tells_what_was_on_time() -> None:
    found = lines(made(None))
    first = found.index("1. สรุปผลการดำเนินงาน")
    assert found[first + 3] == "แล้วเสร็จภายในกำหนดเดิม 5 ขั้นตอน · หลังกำหนดเดิม 1 ขั้นตอน"


def test_what_was_returned_is_said_without_the_reason_which_is_for_its_sender() -> None:
    assert "ส่งกลับเพื่อแก้ไข: แผนปฏิบัติการ" in steps(made(1))["4"][-1]
    assert "ยังไม่ลงนาม" not in steps(made(1))["4"][-1]


def test_what_has_not_begun_lacks_nothing() -> None:
    assert steps(made(None))["12"][-1] == "–"


def test_obstacles_extensions_and_lessons_stand_in_it_and_whether_an_obstacle_is_over() -> None:
    found = lines(made(1))
    first = found.index("3. ปัญหา อุปสรรค และการขยายเวลา") + 1
    assert found[first : first + 3] == [
        "ขั้นตอนที่ 5: งบประมาณยังไม่จัดสรร (แจ้งเมื่อ 1 ธ.ค. 69 คลี่คลายแล้ว)",
        f"ขั้นตอนที่ 7: {SEEN} (แจ้งเมื่อ 1 ธ.ค. 69 ยังคงมีอยู่)",
        "ขั้นตอนที่ 8: ขยายเวลาถึงวันที่ 26 มี.ค. 70 เหตุผล: รอผลการพิจารณา",
    ]
    assert below(found, "4. บทเรียนจากการดำเนินงาน") == f"ขั้นตอนที่ 4: {SEEN}"


def test_a_version_of_the_sop_that_the_plan_took_stands_with_the_extensions() -> None:
    plan = standing().plan
    taken = SopRevised(id=99, at=AT, sop=replace(plan.sop, revision="2"), version=2)
    s = standing().becoming(plan.with_event(taken))
    found = lines(report_document(speaker("th"), s, KEPT, 1, None))
    told = below(found, "3. ปัญหา อุปสรรค และการขยายเวลา")
    assert told == "ปรับแผนตาม SOP ฉบับที่ 2 เมื่อวันที่ 1 ธ.ค. 69"


def test_what_nothing_is_recorded_of_is_said_to_be_so() -> None:
    assert below(lines(made(2)), "4. บทเรียนจากการดำเนินงาน") == "ไม่มีรายการที่บันทึกไว้"


def test_it_is_signed_by_secretary_and_chair() -> None:
    assert lines(made(2))[-6:] == [
        "(ลงชื่อ) .............................................. ผู้จัดทำรายงาน",
        "(นางสาวพิมพ์ใจ ตัวอย่าง)",
        "เลขานุการคณะดำเนินงานตัวชี้วัดที่ 2.4",
        "(ลงชื่อ) .............................................. ผู้รับรองรายงาน",
        "(นพ.สมคิด ตัวอย่าง)",
        "ประธานคณะดำเนินงานตัวชี้วัดที่ 2.4",
    ]


def test_without_a_chair_the_name_is_left_to_fill_in() -> None:
    s = standing()
    nobody = replace(s, team=replace(s.team, members=()))
    found = lines(report_document(speaker("th"), nobody, (), 2, None))
    assert found[-2] == f"({'.' * 46})"


def test_english_is_complete_too() -> None:
    assert "2. Results by step" in lines(made(2, "en"))
    assert steps(made(2, "en"))["6"][2:5] == ["1–2 Mar 2027", "1–12 Mar 2027\nclosed", "+10"]


def test_the_picture_stands_on_a_page_of_its_own_with_its_words() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="80"/>'
    read = Document(BytesIO(report_document(speaker("th"), standing(), (), 2, png(drawing))))
    head = read.paragraphs[-2]
    assert (head.text, head.paragraph_format.page_break_before) == (
        "แผนภูมิระยะเวลาการดำเนินงาน",
        True,
    )
    assert "แล้วเสร็จ 6" in read.inline_shapes[0]._inline.docPr.get("descr", "")


def test_what_is_overdue_is_counted_until_today_and_nothing_of_a_plan_that_is_over() -> None:
    s = standing()
    late = replace(s, plan=replace(s.plan, events=s.plan.events[:6]))
    assert variance(late, 6) == 16
    ended = replace(late, plan=replace(late.plan, status=PlanStatus.ENDED))
    assert variance(ended, 6) is None
    told = steps(report_document(speaker("th"), ended, KEPT, 2, None))["6"]
    assert told[3:5] == ["ยังไม่แล้วเสร็จ", "–"]


def test_that_its_plan_was_cancelled_stands_first_in_the_summary() -> None:
    s = standing()
    cancelled = replace(s, plan=replace(s.plan, status=PlanStatus.CANCELLED))
    found = lines(report_document(speaker("th"), cancelled, (), 2, None))
    assert below(found, "1. สรุปผลการดำเนินงาน") == "แผนนี้ยกเลิกแล้ว"
