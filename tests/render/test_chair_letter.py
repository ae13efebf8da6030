"""Letters to the chair, and what stands in his place when he cannot be reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.notices import Notice
from bot.domain.people import Member
from bot.domain.rules import Audience, Kind
from tests.render.slots import CHAIR, REPORT_OVERDUE, SECRETARY, TEAM, labels, local, notice


def test_overdue_to_the_chair_is_a_letter_with_what_it_holds_up() -> None:
    message = REPORT_OVERDUE.told(Audience.CHAIR, reader=CHAIR)
    text = message.text.plain
    assert text.startswith(
        "เรียน ประธานคณะดำเนินงานตัวชี้วัดที่ 2.4\n\nตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570\n\nขั้นตอนที่ 6"
    )
    assert (
        "เกินกำหนด 7 วัน (ครบกำหนด 2 มี.ค. 70)\nผู้รับผิดชอบ คณะดำเนินงาน\nส่งผลกระทบต่อขั้นตอนที่ 9–12\n" in text
    )
    assert text.endswith("จึงเรียนมาเพื่อโปรดพิจารณา\nระบบแจ้งเตือน ในนามฝ่ายเลขานุการ")
    assert labels(message) == ["รับทราบ", "มอบเลขานุการติดตาม"]


def test_a_letter_of_several_steps_has_one_button_to_acknowledge_them_all() -> None:
    steps = {6: "2027-03-02", 8: "2027-02-12"}
    found = [notice(n, Kind.OVERDUE, due, Audience.CHAIR, k=7) for n, due in steps.items()]
    message = REPORT_OVERDUE.tell(found, reader=CHAIR)
    assert labels(message) == [
        "มอบเลขานุการติดตามขั้นตอนที่ 6",
        "มอบเลขานุการติดตามขั้นตอนที่ 8",
        "รับทราบ",
    ]
    assert message.buttons[-1][0].action == "ack p1 6 8 overdue"


def test_a_letter_with_the_weekly_says_the_plan_once_and_keeps_the_way_to_the_status() -> None:
    overdue = notice(6, Kind.OVERDUE, "2027-03-02", Audience.CHAIR, k=7)
    weekly = Notice(
        1, None, Kind.WEEKLY, 0, date(2027, 3, 8), Audience.CHAIR, local("2027-03-08 08:30")
    )
    message = REPORT_OVERDUE.tell([overdue, weekly], reader=CHAIR)
    assert labels(message) == ["รับทราบ", "มอบเลขานุการติดตาม", "ดูสถานะ"]
    assert message.text.plain.count("ปีงบประมาณ พ.ศ. 2570") == 1


def test_a_chair_who_is_the_only_secretary_has_nobody_to_hand_over_to() -> None:
    alone = replace(TEAM, members=(Member(CHAIR, 1, chair=True, secretary=True),))
    overdue = notice(6, Kind.OVERDUE, "2027-03-02", Audience.CHAIR, k=7)
    message = replace(REPORT_OVERDUE, team=alone).tell([overdue], reader=CHAIR)
    assert labels(message) == ["รับทราบ"]


def test_what_the_chair_cannot_get_comes_to_the_secretary_to_be_forwarded() -> None:
    found = [n for n in REPORT_OVERDUE.notices if n.audience is Audience.CHAIR]
    request, letter = REPORT_OVERDUE.tell_all(found, reader=SECRETARY)
    assert "โปรดนำเรียนข้อความถัดไปต่อประธาน" in request.text.plain
    assert letter.text.plain.startswith("เรียน ประธานคณะดำเนินงานตัวชี้วัดที่ 2.4")
    assert (request.buttons, letter.buttons) == ((), ())


def test_while_there_is_no_chair_the_secretary_is_asked_to_name_one() -> None:
    found = [n for n in REPORT_OVERDUE.notices if n.audience is Audience.CHAIR]
    chairless = replace(TEAM, members=TEAM.members[1:])
    request, _ = replace(REPORT_OVERDUE, team=chairless).tell_all(found, reader=SECRETARY)
    assert request.text.plain == (
        "ยังไม่ได้กำหนดประธาน โปรดกำหนดโดยพิมพ์ “กำหนดประธาน” ระบบจัดส่งข้อความถัดไปถึงท่านแทน"
    )


def test_the_secretary_s_own_notice_stands_before_what_is_to_be_forwarded() -> None:
    asked = (Audience.SECRETARY, Audience.CHAIR)
    found = [n for n in REPORT_OVERDUE.notices if n.audience in asked]
    first, letter = REPORT_OVERDUE.tell_all(found, reader=SECRETARY)
    text = first.text.plain
    assert text.index("รายชื่อ") < text.index("โปรดนำเรียน")
    assert "มอบเลขานุการติดตาม" not in labels(first)
    assert "รายชื่อ" not in letter.text.plain
