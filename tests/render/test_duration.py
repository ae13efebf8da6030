"""How long a step takes, and by what it is due, in Thai and in English."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.month_days import Holiday, MonthDays
from bot.domain.recurrence import Period, Recurring, expanded
from bot.domain.sop import Counted, FixedDay, Point, Step, Unit
from bot.domain.timeline import timeline
from bot.render.language import speaker
from bot.render.text import duration, occurrences
from tests.domain.sops import CALENDAR, NO_DAYS_OFF, WORKING, sop, step

NONE = step(1, 0)
MEETING = Counted(7, Point.MEETING, 3, Unit.WEEK, before=True)
MONTHS = (
    Period("ต.ค.", FixedDay(10, 1), FixedDay(10, None)),
    Period("พ.ย.", FixedDay(11, 1), FixedDay(11, None)),
)
ROUNDS = MonthDays((7, 21), Holiday.AFTER)


@pytest.mark.parametrize(
    ("made", "thai", "english"),
    [
        (
            step(1, 5, WORKING),
            "ระยะเวลา 5 วัน (ระบบนับเป็นวันทำการ)",
            "Duration: 5 days (the system counts working days)",
        ),
        (
            replace(step(1, 5, WORKING), least=3),
            "ระยะเวลา 3–5 วันทำการ",
            "Duration: 3–5 working days",
        ),
        (step(1, 2, Unit.WEEK), "ระยะเวลา 2 สัปดาห์", "Duration: 2 weeks"),
        (step(1, 1, Unit.MONTH), "ระยะเวลา 1 เดือน", "Duration: 1 month"),
        (NONE, "ไม่กำหนดระยะเวลา", "No duration is set."),
        (
            replace(NONE, by=MonthDays((15,))),
            "ภายในวันที่ 15 ของเดือน",
            "By day 15 of the month",
        ),
        (replace(NONE, by=MonthDays((31,))), "ภายในวันสิ้นเดือน", "By the end of the month"),
        (
            replace(NONE, by=ROUNDS, next_round=True),
            "ภายในวันที่ 7 หรือ 21 ของเดือน (ตรงวันหยุดให้เลื่อนเป็นวันทำการถัดไป)\nพ้นกำหนดแล้วเข้ารอบถัดไป",
            "By day 7 or 21 of the month (on a day off: the next working day)\n"
            "Who misses it is in time for the next round.",
        ),
        (
            replace(step(1, 3, CALENDAR), starts_on=MonthDays((8, 22))),
            "ระยะเวลา 3 วัน (ระบบนับตามปฏิทิน)\nเริ่มวันที่ 8 หรือ 22 ของเดือน",
            "Duration: 3 days (the system counts calendar days)\n"
            "Begins on day 8 or 22 of the month",
        ),
        (
            replace(step(1, 5, WORKING), due=MEETING),
            "ก่อนการประชุมในขั้นตอนที่ 7 ไม่น้อยกว่า 3 สัปดาห์\nหากยังไม่กำหนดวันดังกล่าว: 5 วันทำการ",
            "At least 3 weeks before the meeting of step 7\n"
            "As long as that day is not fixed: 5 working days",
        ),
        (
            replace(NONE, due=Counted(3, Point.END, 1, Unit.MONTH, before=False)),
            "ภายใน 1 เดือน นับจากวันสิ้นสุดขั้นตอนที่ 3",
            "Within 1 month after step 3 ends",
        ),
    ],
)
def test_it_is_told_as_the_procedure_says_it(made: Step, thai: str, english: str) -> None:
    for language, words in (("th", thai), ("en", english)):
        told = duration.told(speaker(language), made)
        assert "\n".join(line.plain for line in told) == words


def test_the_copy_of_the_procedure_says_days_without_their_kind() -> None:
    say = speaker("th")
    assert duration.written(say, step(1, 5, WORKING)).plain == "5 วัน"
    assert duration.written(say, replace(step(1, 5, WORKING), least=3)).plain == "3–5 วัน"
    assert duration.written(say, NONE).plain == "ไม่กำหนดระยะเวลา"


def test_of_times_without_due_dates_none_is_told_until_when() -> None:
    monthly = Recurring("month", MONTHS)
    made = sop(expanded([step(1, 0)], {1: monthly}, {}))
    line = timeline(made, date(2026, 10, 1), NO_DAYS_OFF)
    numbers = sorted(line.steps)
    assert occurrences.more(speaker("th"), line, numbers).plain == "และอีก 2 รอบ"
