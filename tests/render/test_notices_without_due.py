"""What notices say of a step without a due date, and of one that has a next round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.diary import diary
from bot.domain.month_days import MonthDays
from bot.domain.notices import notices
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Kind
from bot.domain.sop import FixedDay
from bot.domain.standing import Standing
from bot.render.documents.report import cells
from bot.render.documents.step_rows import step_row
from bot.render.language import speaker
from tests.domain.sops import OFF_2570
from tests.render.slots import ACADEMIC, MEMBER, TEAM, Slot, closed_until, local, notice, plan_of

ROUNDS = MonthDays((7, 21))


def _running() -> Plan:
    """Step 5 is open ended, step 8 has a next round; both are open since the first four closed."""
    plan = plan_of(*closed_until(4))
    five = replace(plan.sop.step(5), duration=0, not_after=None)
    by = replace(plan.sop.step(8), duration=0, by=ROUNDS, next_round=True, not_after=None)
    eight = replace(by, not_before=FixedDay(11, 1))
    steps = tuple({5: five, 8: eight}.get(s.number, s) for s in plan.sop.steps)
    return replace(plan, first_sop=replace(plan.sop, steps=steps))


PLAN = _running()


def test_it_is_asked_about_every_month_and_never_called_due() -> None:
    told = notices(PLAN, OFF_2570, local("2026-10-17 08:00"), local("2027-04-10 08:00"))
    of_it = [n for n in told if n.step == 5]
    assert {n.kind for n in of_it} == {Kind.CHECK_IN}
    assert [n.at.month for n in of_it] == [11, 12, 1, 2, 3, 4]


def test_the_question_says_since_when_it_runs() -> None:
    slot = Slot("2027-01-04", PLAN)
    question = next(n for n in slot.notices if n.step == 5)
    text = slot.tell([question], reader=MEMBER).text.plain
    since = "อยู่ระหว่างดำเนินการตั้งแต่วันที่ 17 ตุลาคม 2569 (ไม่กำหนดวันแล้วเสร็จ เปิดไว้จนกว่าจะปิดขั้นตอน)"
    assert since in text
    assert "ครบกำหนด" not in text


def test_the_group_is_not_asked_to_keep_to_dates_that_there_are_none_of() -> None:
    start = replace(PLAN, events=closed_until(3))
    begins = notice(4, Kind.START, "2026-10-14", Audience.GROUP)
    assert "ตามกำหนด" in Slot("2026-10-14", start).tell([begins]).text.plain
    begins = notice(5, Kind.START, "2026-10-17", Audience.GROUP)
    text = Slot("2026-10-19", PLAN).tell([begins]).text.plain
    assert "ตั้งแต่ วันเสาร์ที่ 17 ตุลาคม 2569 (ไม่กำหนดวันแล้วเสร็จ)" in text
    assert "ตามกำหนด" not in text


def test_each_round_is_told_with_the_one_that_was_missed_and_none_is_overdue() -> None:
    told = notices(PLAN, OFF_2570, local("2026-11-01 08:00"), local("2027-02-10 08:00"))
    assert Kind.OVERDUE not in {n.kind for n in told if n.step == 8}
    slot = Slot("2027-01-04", PLAN)
    ahead = [n for n in slot.notices if n.step == 8 and n.audience is Audience.RESPONSIBLE]
    text = slot.tell(ahead, reader=ACADEMIC).text.plain
    assert "พ้นรอบวันที่ 21 ธันวาคม 2569 แล้ว รอบถัดไปวันที่ 7 มกราคม 2570" in text


def test_reports_tell_no_day_and_no_days_of_change() -> None:
    s = Standing(PLAN, OFF_2570, date(2027, 2, 1), TEAM)
    row = step_row(speaker("th"), s, 5, ())
    assert row.expected is not None
    assert (row.expected.known_due, row.variance, row.actual) == (None, None, None)
    assert cells(speaker("th"), row)[3] == "ตั้งแต่ 17 ต.ค. 69 (ไม่กำหนดวันแล้วเสร็จ)"
    assert [e.key for e in diary(s) if e.step == 5] == []
