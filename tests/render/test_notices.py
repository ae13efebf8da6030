"""What notices say on a phone: to the group, to the responsible, to the secretary, to the chair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.events import Closed, Event, Extended, Progressed
from bot.domain.files import File, FileState
from bot.domain.message import Message
from bot.domain.notices import Notice, notices
from bot.domain.people import Member, Person, Team
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Kind, Rules
from bot.domain.timeline import baseline
from bot.render.language import speaker
from bot.render.text.notices import Item, delivery
from bot.sops.loader import load
from tests.domain.sops import OFF_2570

ZONE = ZoneInfo("Asia/Bangkok")
START = date(2026, 10, 1)
SOP = load("lo-2.4").for_fiscal_year(2027)
CHAIR = Person(1, "สมคิด", "นพ.สมคิด ตัวอย่าง", private_chat=11)
SECRETARY = Person(2, "พิมพ์ใจ", "นางสาวพิมพ์ใจ ตัวอย่าง", private_chat=12)
MEMBER = Person(3, "มาลี", "นางมาลี ตัวอย่าง", private_chat=13)
ACADEMIC = Person(4, "อารีย์", "ดร.อารีย์ ตัวอย่าง", private_chat=14)
TEAM = Team(
    1,
    "คณะดำเนินงานตัวชี้วัดที่ 2.4",
    group=10,
    members=(
        Member(CHAIR, 1, chair=True),
        Member(SECRETARY, 1, secretary=True),
        Member(MEMBER, 1, frozenset({("lo-2.4", "committee")})),
        Member(ACADEMIC, 1, frozenset({("lo-2.4", "academics")})),
    ),
)
CLOSINGS = {
    1: date(2026, 10, 2),
    2: date(2026, 10, 5),
    3: date(2026, 10, 12),
    4: date(2026, 10, 16),
    5: date(2027, 2, 26),
    6: date(2027, 3, 2),
}


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


def closed_until(step: int) -> tuple[Closed, ...]:
    return tuple(
        Closed(id=n, at=local(f"{day} 16:30"), step=n, on=day)
        for n, day in CLOSINGS.items()
        if n <= step
    )


def plan_of(*events: Event) -> Plan:
    first = baseline(SOP, START, OFF_2570)
    return Plan(1, 1, SOP, START, local("2026-10-01 08:00"), events, first, Rules())


@dataclass
class Slot:
    """Everything the rules say in the slot of one day, told to whom a test asks for."""

    day: str
    plan: Plan
    calendar: Calendar = OFF_2570
    files: Sequence[File] = ()

    def told(
        self,
        *audiences: Audience,
        reader: Person | None = None,
        late: bool = False,
        at: str = "08:30",
        language: str = "th",
    ) -> Message:
        found = [n for n in self.notices if n.audience in audiences]
        assert found, f"nothing for {audiences} on {self.day}"
        return self.tell(found, reader=reader, late=late, at=at, language=language)

    @property
    def notices(self) -> list[Notice]:
        at = local(f"{self.day} 08:30")
        return notices(self.plan, self.calendar, at, at + timedelta(minutes=1))

    def tell(
        self,
        found: Sequence[Notice],
        *,
        reader: Person | None = None,
        late: bool = False,
        at: str = "08:30",
        language: str = "th",
    ) -> Message:
        return delivery(
            speaker(language),
            [Item(n, self.plan, TEAM, self.calendar, self.files) for n in found],
            to_group=reader is None,
            reader=reader,
            now=local(f"{self.day} {at}"),
            late=late,
        )


def notice(step: int, kind: Kind, due: str, audience: Audience, k: int = 0) -> Notice:
    """One that the rules said on an earlier day, or that a setting let through."""
    day = date.fromisoformat(due)
    return Notice(1, step, kind, k, day, audience, local(f"{due} 08:30") - timedelta(days=k))


def labels(message: Message) -> list[str]:
    return [b.label for row in message.buttons for b in row]


def kept(step: int, document: str) -> File:
    sent = local("2027-02-01 10:00")
    return File(1, 1, step, "แผน.pdf", FileState.KEPT, 3, sent, number=1, document=document)


AWARD_AHEAD = Slot("2027-02-05", plan_of(*closed_until(4)))
DAY_OFF = Slot("2027-02-26", plan_of(*closed_until(4)))
REPORT_OVERDUE = Slot("2027-03-09", plan_of(*closed_until(5)))


def test_ahead_to_the_group_counts_days_and_names_roles() -> None:
    text = AWARD_AHEAD.told(Audience.GROUP).text.plain
    assert text.startswith("ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570\n\nแจ้งเตือน: เหลือ 7 วัน")
    assert "ขั้นตอนที่ 8 ส่งผลงานเข้ารับการประเมินรางวัล" in text
    assert "ครบกำหนด วันศุกร์ที่ 12 กุมภาพันธ์ 2570" in text
    assert "ผู้รับผิดชอบ นักวิชาการ" in text
    assert text.endswith("ขอความร่วมมือดำเนินการให้แล้วเสร็จตามกำหนด")


def test_days_left_are_the_real_ones_where_the_notice_came_early() -> None:
    plan = plan_of(
        *closed_until(4),
        Extended(id=9, at=local("2027-01-05 09:00"), step=8, to=date(2027, 2, 21), reason="รอ"),
    )
    friday = Slot("2027-02-19", plan)
    ahead = notice(8, Kind.AHEAD, "2027-02-21", Audience.RESPONSIBLE, k=1)
    text = friday.tell([ahead], reader=ACADEMIC).text.plain
    assert "แจ้งเตือน: เหลือ 2 วัน" in text


def test_missing_evidence_is_listed_and_what_is_attached_is_not() -> None:
    slot = Slot("2027-02-05", plan_of(*closed_until(4)), files=[kept(8, "award-form")])
    text = slot.told(Audience.GROUP).text.plain
    assert "เอกสารที่ต้องแนบ\n• ผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม" in text
    assert "แบบฟอร์ม" not in text


def test_due_today_asks_to_close_by_the_end_of_office_hours() -> None:
    slot = Slot("2027-02-12", plan_of(*closed_until(4)))
    text = slot.told(Audience.RESPONSIBLE, reader=ACADEMIC).text.plain
    assert "ครบกำหนดวันนี้ (12 กุมภาพันธ์ 2570)" in text
    assert "โปรดแนบหลักฐานและปิดขั้นตอนภายในวันนี้ เวลา 16.30 น." in text


def test_due_without_evidence_to_attach_asks_only_to_close() -> None:
    due = [n for n in DAY_OFF.notices if n.step == 5 and n.audience is Audience.RESPONSIBLE]
    text = DAY_OFF.tell(due, reader=MEMBER).text.plain
    assert text.endswith("\nโปรดปิดขั้นตอนภายในวันนี้ เวลา 16.30 น.")


def test_a_due_date_on_a_day_off_is_named_as_what_it_is() -> None:
    text = DAY_OFF.told(Audience.GROUP).text.plain
    assert "ครบกำหนดวันอาทิตย์ที่ 28 ก.พ. 70 (วันหยุด) โปรดปิดขั้นตอนภายในวันศุกร์ที่ 26 ก.พ. 70" in text


def test_ahead_of_a_day_off_says_by_when_to_close() -> None:
    slot = Slot("2027-02-19", plan_of(*closed_until(4)))
    text = slot.told(Audience.GROUP).text.plain
    assert "แจ้งเตือน: เหลือ 9 วัน" in text
    assert "(วันหยุด) โปรดปิดขั้นตอนภายในวันศุกร์ที่ 26 ก.พ. 70" in text


def test_a_due_notice_after_the_day_off_asks_for_today() -> None:
    due = notice(5, Kind.DUE, "2027-02-28", Audience.RESPONSIBLE)
    monday = Slot("2027-03-01", plan_of(*closed_until(4)))
    text = monday.tell([due], reader=MEMBER, late=True).text.plain
    assert "ครบกำหนดวันอาทิตย์ที่ 28 ก.พ. 70 (วันหยุด) โปรดปิดขั้นตอนภายในวันนี้" in text


def test_a_late_reminder_whose_day_has_come_is_no_countdown() -> None:
    ahead = notice(8, Kind.AHEAD, "2027-02-12", Audience.RESPONSIBLE, k=1)
    slot = Slot("2027-02-12", plan_of(*closed_until(4)))
    text = slot.tell([ahead], reader=ACADEMIC, late=True, at="10:00").text.plain
    assert "ครบกำหนดวันนี้ (12 กุมภาพันธ์ 2570)" in text
    assert "เหลือ" not in text


def test_a_late_due_notice_names_the_day_that_has_passed() -> None:
    due = notice(8, Kind.DUE, "2027-02-12", Audience.GROUP)
    slot = Slot("2027-02-15", plan_of(*closed_until(4)))
    text = slot.tell([due], late=True).text.plain
    assert "ครบกำหนดวันศุกร์ที่ 12 ก.พ. 70" in text
    assert "วันหยุด" not in text


def test_late_is_headed_by_the_fault_of_the_system() -> None:
    text = AWARD_AHEAD.told(Audience.GROUP, late=True, at="11:00").text.plain
    assert text.startswith("แจ้งย้อนหลัง (ระบบขัดข้อง)\n\n")


def test_start_gives_both_days() -> None:
    slot = Slot("2026-12-15", plan_of(*closed_until(4)))
    text = slot.told(Audience.RESPONSIBLE, reader=ACADEMIC).text.plain
    assert "ถึงกำหนดเริ่มดำเนินการ" in text
    assert "วันอังคารที่ 15 ธ.ค. 69 ถึงวันศุกร์ที่ 12 ก.พ. 70" in text


def test_check_in_asks_by_buttons_and_repeats_the_progress() -> None:
    told = Progressed(id=9, at=local("2026-11-20 09:00"), step=7, percent=42)
    slot = Slot("2026-12-01", plan_of(*closed_until(4), told))
    message = slot.told(Audience.RESPONSIBLE, reader=ACADEMIC)
    assert "ติดตามความก้าวหน้าประจำเดือน" in message.text.plain
    assert "ความก้าวหน้าล่าสุด ร้อยละ 42" in message.text.plain
    assert "7: ตามแผน" in labels(message)


def test_overdue_in_the_group_names_the_step_and_no_person() -> None:
    slot = Slot("2027-03-03", plan_of(*closed_until(5)))
    text = slot.told(Audience.GROUP).text.plain
    assert "เกินกำหนด 1 วัน" in text
    assert "ผู้รับผิดชอบ คณะดำเนินงาน" in text
    assert "ตัวอย่าง" not in text


def test_overdue_to_the_secretary_names_the_members_and_the_way_to_extend() -> None:
    text = REPORT_OVERDUE.told(Audience.SECRETARY, reader=SECRETARY).text.plain
    assert "เกินกำหนด 7 วัน" in text
    assert "รายชื่อ นางมาลี ตัวอย่าง" in text
    assert "ขยายเวลา 6" in text
    assert "โปรดแจ้งเลขานุการ" not in text


def test_overdue_to_the_chair_is_a_letter_with_what_it_holds_up() -> None:
    message = REPORT_OVERDUE.told(Audience.CHAIR, reader=CHAIR)
    text = message.text.plain
    assert text.startswith("เรียน ประธานคณะดำเนินงานตัวชี้วัดที่ 2.4\n\nขั้นตอนที่ 6")
    assert "เกินกำหนด 7 วัน (ครบกำหนด 2 มี.ค. 70)" in text
    assert "ขั้นตอนที่ได้รับผลกระทบ ขั้นตอนที่ 9, 10, 11 และ 12" in text
    assert text.endswith("จึงเรียนมาเพื่อโปรดพิจารณา\nระบบแจ้งเตือน ในนามฝ่ายเลขานุการ")
    assert labels(message) == ["รับทราบ", "มอบเลขานุการติดตาม"]


def test_what_the_chair_cannot_get_comes_to_the_secretary_to_be_forwarded() -> None:
    message = REPORT_OVERDUE.told(Audience.CHAIR, reader=SECRETARY)
    text = message.text.plain
    assert text.startswith("ระบบยังติดต่อประธานเป็นการส่วนตัวไม่ได้ โปรดส่งต่อข้อความต่อไปนี้ถึงประธาน")
    assert "เรียน ประธานคณะดำเนินงานตัวชี้วัดที่ 2.4" in text
    assert message.buttons == ()


def test_the_secretary_s_own_notice_stands_before_what_is_to_be_forwarded() -> None:
    message = REPORT_OVERDUE.told(Audience.SECRETARY, Audience.CHAIR, reader=SECRETARY)
    text = message.text.plain
    assert text.index("รายชื่อ") < text.index("โปรดส่งต่อ") < text.index("เรียน ประธาน")
    assert "มอบเลขานุการติดตาม" not in labels(message)


def test_the_weekly_for_the_chair_has_six_points() -> None:
    slot = Slot("2027-03-01", plan_of(*closed_until(5)))
    weekly = [n for n in slot.notices if n.kind is Kind.WEEKLY and n.audience is Audience.CHAIR]
    text = slot.tell(weekly, reader=CHAIR).text.plain
    assert "สรุปความก้าวหน้าประจำสัปดาห์ (22–28 ก.พ. 70)" in text
    assert "2. แล้วเสร็จในสัปดาห์นี้\n• 5. ดำเนินการตามแผน (5 เดือนแรก) (26 ก.พ. 70)" in text
    assert "4. เกินกำหนด\n• 8. ส่งผลงานเข้ารับการประเมินรางวัล (ครบกำหนด 12 ก.พ. 70)" in text
    assert (
        "5. ครบกำหนดใน 14 วันข้างหน้า\n• 6. รายงานความก้าวหน้าการดำเนินงาน (ครบกำหนด 2 มี.ค. 70)" in text
    )
    assert "6. หลักฐานที่ยังขาด\n• 1. คำสั่งแต่งตั้ง" in text
    assert text.endswith("จึงเรียนมาเพื่อโปรดทราบ\nระบบแจ้งเตือน ในนามฝ่ายเลขานุการ")


def test_a_quiet_week_is_one_line() -> None:
    slot = Slot("2026-11-23", plan_of(*closed_until(4)))
    text = slot.told(Audience.CHAIR, reader=CHAIR).text.plain
    assert "เป็นไปตามแผน: ขั้นตอนที่ 5 และ 7 อยู่ระหว่างดำเนินการ" in text
    assert "1. ภาพรวม" not in text


def test_the_weekly_for_the_group_is_counts_and_the_status_button() -> None:
    slot = Slot("2027-03-01", plan_of(*closed_until(5)))
    weekly = [n for n in slot.notices if n.kind is Kind.WEEKLY and n.audience is Audience.GROUP]
    message = slot.tell(weekly)
    assert "แล้วเสร็จ 5 · อยู่ระหว่างดำเนินการ 2 · เกินกำหนด 1 · ยังไม่เริ่ม 4" in message.text.plain
    assert "เรียน" not in message.text.plain
    assert labels(message) == ["ดูสถานะ"]


def test_a_step_closed_on_the_monday_belongs_to_the_next_summary() -> None:
    monday = Closed(id=99, at=local("2027-03-01 08:00"), step=8, on=date(2027, 3, 1))
    slot = Slot("2027-03-01", plan_of(*closed_until(5), monday))
    weekly = [n for n in slot.notices if n.kind is Kind.WEEKLY]
    text = slot.tell(weekly[:1]).text.plain
    assert "แล้วเสร็จในสัปดาห์นี้ ขั้นตอนที่ 5\n" in text


def test_everything_of_one_slot_is_one_message_under_one_head() -> None:
    slot = Slot("2027-03-01", plan_of(*closed_until(5)))
    message = slot.told(Audience.GROUP)
    text = message.text.plain
    assert text.count("ขอความร่วมมือ") <= 1
    assert {a.plan for a in message.about} == {1}


def test_with_several_steps_each_button_names_its_number() -> None:
    slot = Slot("2027-02-12", plan_of(*closed_until(4)))
    five = notice(5, Kind.AHEAD, "2027-02-28", Audience.GROUP, k=14)
    due = [n for n in slot.notices if n.audience is Audience.GROUP and n.step == 8]
    message = slot.tell([*due, five])
    assert "ปิดขั้นตอนที่ 8" in labels(message)
    assert "ปิดขั้นตอนที่ 5" in labels(message)


def test_one_step_gets_close_attach_pause_and_acknowledge_in_private() -> None:
    message = AWARD_AHEAD.tell(
        [n for n in AWARD_AHEAD.notices if n.audience is Audience.GROUP], reader=ACADEMIC
    )
    assert labels(message) == [
        "ปิดขั้นตอน",
        "แนบหลักฐาน",
        "พักแจ้งเตือน 3 วัน",
        "รับทราบ",
        "รายงานความก้าวหน้า",
    ]


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_notice_of_a_year_fits_a_phone_and_its_buttons(language: str) -> None:
    """Nothing is closed after step 5, so everything that can be overdue becomes so."""
    plan, day = plan_of(*closed_until(5)), date(2026, 10, 1)
    while day < date(2027, 9, 30):
        slot = Slot(day.isoformat(), plan)
        for audience in {n.audience for n in slot.notices}:
            message = slot.told(audience, reader=_READERS[audience], language=language)
            assert len(message.text.plain) < 4096
            _check_buttons(message)
            if audience is Audience.GROUP:
                assert "ตัวอย่าง" not in message.text.plain
        day += timedelta(days=1)


def _check_buttons(message: Message) -> None:
    actions = [b.action for row in message.buttons for b in row]
    assert all(a.isascii() and 0 < len(a) <= 64 for a in actions)


_READERS = {
    Audience.GROUP: None,
    Audience.RESPONSIBLE: ACADEMIC,
    Audience.SECRETARY: SECRETARY,
    Audience.CHAIR: CHAIR,
}
