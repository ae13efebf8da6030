"""Letters to the chair, and what stands in his place when he cannot be reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.events import Acknowledged, CheckedIn, Situation
from bot.domain.notices import Notice
from bot.domain.people import Member
from bot.domain.rules import Audience, Kind
from tests.render.slots import (
    CHAIR,
    MEMBER,
    REPORT_OVERDUE,
    SECRETARY,
    TEAM,
    Slot,
    closed_until,
    labels,
    local,
    notice,
    plan_of,
)


def test_overdue_to_the_chair_is_a_letter_with_what_it_holds_up() -> None:
    message = REPORT_OVERDUE.told(Audience.CHAIR, reader=CHAIR)
    text = message.text.plain
    assert text.startswith(
        "เรื่อง ขั้นตอนที่ 6 เกินกำหนด\nเรียน ประธานคณะดำเนินงานตัวชี้วัดที่ 2.4\n\n"
        "ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570\nข้อมูล ณ วันที่ 9 มี.ค. 70 เวลา 08.30 น.\n\nขั้นตอนที่ 6"
    )
    assert (
        "เกินกำหนด 7 วัน (ครบกำหนด 2 มี.ค. 70)\nผู้รับผิดชอบ คณะดำเนินงาน\nส่งผลกระทบต่อขั้นตอนที่ 9–12\n" in text
    )
    assert text.endswith(
        "\n\nเห็นควรมอบเลขานุการติดตาม หรือขยายเวลา\n\n"
        "จึงเรียนมาเพื่อโปรดพิจารณา\nระบบแจ้งเตือน ในนามฝ่ายเลขานุการ"
    )
    assert labels(message) == ["รับทราบ", "มอบเลขานุการติดตาม"]


def test_an_obstacle_stands_in_the_letter_with_its_words_and_date() -> None:
    told = CheckedIn(
        id=99,
        at=local("2027-03-03 10:00"),
        by=MEMBER.id,
        step=6,
        situation=Situation.OBSTACLE,
        note="รอข้อมูลจากศูนย์อนามัย",
    )
    slot = replace(REPORT_OVERDUE, plan=REPORT_OVERDUE.plan.with_event(told))
    text = slot.told(Audience.CHAIR, reader=CHAIR).text.plain
    assert "มีอุปสรรค: รอข้อมูลจากศูนย์อนามัย (แจ้งเมื่อ 3 มี.ค. 70)" in text
    assert "มาลี" not in text


@pytest.mark.parametrize(
    ("notice", "said"), [("overdue", "ประธานรับทราบ"), ("followup", "ประธานมอบเลขานุการติดตาม")]
)
def test_what_the_chair_said_to_a_letter_stands_in_the_next(notice: str, said: str) -> None:
    ack = Acknowledged(id=99, at=local("2027-03-09 09:00"), by=CHAIR.id, step=6, notice=notice)
    slot = Slot("2027-03-23", REPORT_OVERDUE.plan.with_event(ack))
    assert f"{said}เมื่อ 9 มี.ค. 70" in slot.told(Audience.CHAIR, reader=CHAIR).text.plain


def test_a_due_date_on_a_day_off_is_named_as_one() -> None:
    slot = Slot("2027-03-08", plan_of(*closed_until(4)))
    text = slot.told(Audience.CHAIR, reader=CHAIR).text.plain
    assert "ดำเนินการตามแผน (5 เดือนแรก) เกินกำหนด 7 วัน (ครบกำหนด 28 ก.พ. 70 ซึ่งเป็นวันหยุด)" in text


def test_what_somebody_else_acknowledged_is_not_the_chairs() -> None:
    ack = Acknowledged(id=99, at=local("2027-03-09 09:00"), by=MEMBER.id, step=6, notice="overdue")
    slot = Slot("2027-03-23", REPORT_OVERDUE.plan.with_event(ack))
    assert "ประธานรับทราบ" not in slot.told(Audience.CHAIR, reader=CHAIR).text.plain


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
    text = message.text.plain
    assert labels(message) == ["รับทราบ", "มอบเลขานุการติดตาม", "ดูสถานะ", "ภาพไทม์ไลน์"]
    assert text.count("ปีงบประมาณ พ.ศ. 2570") == 1
    assert text.startswith(
        "เรื่อง ขั้นตอนที่ 6 เกินกำหนด และสรุปความก้าวหน้าประจำสัปดาห์ (1–7 มี.ค. 70)\nเรียน ประธาน"
    )
    assert "• ขั้นตอนที่ 6 ตามที่เรียนข้างต้น\n" in text


def test_a_chair_who_is_the_only_secretary_has_nobody_to_hand_over_to() -> None:
    alone = replace(TEAM, members=(Member(CHAIR, 1, chair=True, secretary=True),))
    overdue = notice(6, Kind.OVERDUE, "2027-03-02", Audience.CHAIR, k=7)
    message = replace(REPORT_OVERDUE, team=alone).tell([overdue], reader=CHAIR)
    assert labels(message) == ["รับทราบ"]
    assert "เห็นควรเร่งรัดการดำเนินการ หรือขยายเวลา" in message.text.plain


def test_what_the_chair_cannot_get_comes_to_the_secretary_to_be_forwarded() -> None:
    found = [n for n in REPORT_OVERDUE.notices if n.audience is Audience.CHAIR]
    request, letter = REPORT_OVERDUE.tell_all(found, reader=SECRETARY)
    assert "โปรดนำเรียนข้อความถัดไปต่อประธาน" in request.text.plain
    assert "\nเรียน ประธานคณะดำเนินงานตัวชี้วัดที่ 2.4\n" in letter.text.plain
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
