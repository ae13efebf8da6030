"""Recurring steps, days and ranges as people write them: what is meant, and what to write."""

from __future__ import annotations

import pytest

from bot.domain.month_days import Holiday, MonthDays
from bot.domain.sop import Counted, FixedDay, Point, Unit
from bot.sops.loader import parse
from tests.sops.files import mends, problems, written


@pytest.mark.parametrize(
    ("said", "place", "mend"),
    [
        ("every: รายเดือน", "16:12", 'did you mean "month"?'),
        ("every: every month", "16:12", 'did you mean "month"?'),
        ("every: ทุก 3 เดือน", "16:12", 'did you mean "quarter"?'),
        ("every: half year", "16:12", 'did you mean "half-year"?'),
        ("every: weekly", "16:12", 'use one of "month", "quarter", "half-year"'),
        ("every: ปีละครั้ง", "16:12", 'leave "every" out: once in a plan is once a year'),
        ("every: year", "16:12", 'leave "every" out: once in a plan is once a year'),
        ("every: [month]", "16:12", "write one value after the colon"),
        ("starts: ต้นเดือน; every: month", "16:13", 'use one of "within", "after"'),
        ("by: วันที่ 15", "16:9", "write 15"),
        ("by: ๑๕", "16:9", "write 15"),
        ("by: the 15th", "16:9", "write 15"),
        ("by: 7 และ 21", "16:9", "write [7, 21]"),
        ("by: สิ้นเดือน", "16:9", "write end"),
        ("by: [7, 32]", "16:9", "write 1 to 31, or end for the last day"),
        ("by: []", "16:9", "write days of the month"),
        ("by: 12-15", "16:9", "write a day of the month, as 15, or end for its last"),
        ("on: 0", "16:9", "write 1 to 31, or end for the last day"),
        ("holiday: ก่อน; by: 15", "16:14", 'did you mean "before"?'),
        ("holiday: วันทำการถัดไป; by: 15", "16:14", 'did you mean "after"?'),
        ("missed: true; by: 15", "16:13", 'use one of "next"'),
        ("duration: 3 ถึง 5 วัน", "16:15", 'write 3-5; "unit" says which days'),
        ("duration: ไม่เกิน 30 วัน", "16:15", 'write 30; "unit" says which days'),
        ("duration: 3~5", "16:15", "write 3-5, in Arabic digits"),
        ("duration: 5-3", "16:15", "write the shorter time first, as 3-5; at most 366"),
        ("duration: ตลอดปี", "16:15",
         'write "open": it is open until it is closed, and asked about every month'),
        ("unit: สัปดาห์", "16:11", 'did you mean "week"?'),
        ("unit: วันทำการ", "16:11", 'did you mean "working"?'),
        ("not_after: {day: 10-15, year: 2570}", "16:16",
         "write next (the fiscal year after the plan's) or previous; the day alone is the plan's"),
        ("not_after: {day: 10-15, year: ปีถัดไป}", "16:16", 'did you mean "next"?'),
        ("not_after: 15 ธันวาคม 2570", "16:16",
         "write 12-15: month, then day, without a year"),
        ("not_after: 28 ก.พ.", "16:16",
         "write 02-end: month, then day, without a year"),
        ("not_after: 5-1", "16:16", 'write month-day, as "12-15" or "02-end" (its last day)'),
        ("not_after: {year: next}", "16:16", 'write both, as "day: 10-15" and "year: next"'),
        ("not_after: {day: 10-15, yaer: next}", "16:16", 'did you mean "year"?'),
        ("due: 3 สัปดาห์ก่อนประชุม", "16:10", 'write "due": the keys before or after, of, count, unit: '
         '"before: 7", "of: meeting", "count: 3"'),
        ("ways: {yes: ถูกต้อง}", "16:11", 'write "ways": a list; each item has id and name, '
         "and perhaps back and rounds, and ends"),
        ("ways: [ถูกต้อง, ไม่ถูกต้อง]", "16:12", 'write "ways": a list; each item has id and name, '
         "and perhaps back and rounds, and ends"),
        ("when: [{step: 1, way: no}]", "16:11",
         'write "when": the keys step (a decision) and way, as "step: 3" and "way: no"'),
        ("case: true", "16:5", 'use one of'),
    ],
)  # fmt: skip
def test_what_is_written_otherwise_is_told_at_its_place(said: str, place: str, mend: str) -> None:
    text = written(said)
    assert problems(text)[0].startswith(f"{place} ")
    assert mends(text)[0].startswith(mend)


@pytest.mark.parametrize("rounds", ["99", "1", "ไม่จำกัด"])
def test_a_loop_has_a_limit_that_is_told_once(rounds: str) -> None:
    text = written("", f"ways: [{{id: a, name: ก}}, {{id: b, name: ข, back: 1, rounds: {rounds}}}]")
    assert mends(text) == ["write 2 to 12, the first time included"]


def test_what_is_written_rightly_is_read_as_meant() -> None:
    text = written(
        "duration: 3–5; unit: week; not_before: {day: 08-15, year: previous}",
        "by: [21, end]; holiday: before; missed: next",
        "due: {after: 1, of: start, count: 2, unit: month}",
        "duration: open",
    )
    first, second, third, fourth = parse(text.encode(), "small.yaml").steps
    assert (first.least, first.duration, first.unit) == (3, 5, Unit.WEEK)
    assert first.not_before == FixedDay(8, 15, -1)
    assert (second.by, second.next_round) == (MonthDays((21, 31), Holiday.BEFORE), True)
    assert third.due == Counted(1, Point.START, 2, Unit.MONTH, before=False)
    assert fourth.is_open_ended
