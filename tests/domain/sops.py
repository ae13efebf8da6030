"""SOPs and days off built by hand, so that the rules are tested without the files we ship."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.domain.calendar import Calendar, calendar_of
from bot.domain.sop import FixedDay, Sop, Step, Unit

WORKING, CALENDAR = Unit.WORKING, Unit.CALENDAR
END_OF_FEBRUARY = FixedDay(2, None)

NO_DAYS_OFF = Calendar()

_OFF_2570 = (
    "2026-10-13 2026-10-23 2026-12-07 2026-12-10 2026-12-31 2027-01-01 2027-02-22 2027-04-06 "
    "2027-04-13 2027-04-14 2027-04-15 2027-05-04 2027-05-20 2027-06-03 2027-07-19 2027-07-20 "
    "2027-07-28 2027-08-12"
)
OFF_2570 = calendar_of(map(date.fromisoformat, _OFF_2570.split()))
"""Working days of the fiscal year 2570, with the days off that an office expects for it."""


def step(
    number: int,
    duration: int,
    unit: Unit = CALENDAR,
    after: tuple[int, ...] = (),
    not_before: FixedDay | None = None,
    not_after: FixedDay | None = None,
) -> Step:
    return Step(number, f"ขั้นตอนที่ {number}", (), duration, unit, after, not_before, not_after)


def sop(steps: Iterable[Step]) -> Sop:
    return Sop(
        id="test",
        title="คู่มือ",
        indicator="ตัวชี้วัด",
        indicator_number="2.4",
        unit="สำนัก",
        revision="",
        objectives=(),
        scope=(),
        definitions=(),
        direct=(),
        involved=(),
        parties=(),
        steps=tuple(steps),
        committee="คณะดำเนินงาน",
    )


def chain(*durations: int, unit: Unit = CALENDAR) -> Sop:
    """Steps 1, 2, … one after another."""
    return sop(
        step(n, days, unit, (n - 1,) if n > 1 else ()) for n, days in enumerate(durations, start=1)
    )


LO_2_4 = sop(
    (
        step(1, 2, WORKING),
        step(2, 1, WORKING, (1,)),
        step(3, 5, WORKING, (2,)),
        step(4, 3, WORKING, (3,)),
        step(5, 150, CALENDAR, (4,), not_after=END_OF_FEBRUARY),
        step(6, 2, WORKING, (5,), not_before=FixedDay(3, 1)),
        step(7, 300, CALENDAR, (4,), not_after=FixedDay(7, 31)),
        step(8, 60, CALENDAR, (4,), not_before=FixedDay(12, 15), not_after=END_OF_FEBRUARY),
        step(9, 1, WORKING, (6,)),
        step(10, 5, WORKING, (9,)),
        step(11, 150, CALENDAR, (10,), not_after=FixedDay(7, 31)),
        step(12, 14, CALENDAR, (11,), not_before=FixedDay(8, 1)),
    )
)
"""The built-in SOP of indicator 2.4: what decides its dates."""
