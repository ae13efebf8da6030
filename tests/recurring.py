"""A committee whose procedure has steps that recur: step 6 every month, the meeting of 9 every
quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.recurrence import Period, Recurring, expanded
from bot.domain.sop import FixedDay, Sop, Step
from bot.ports import Store
from bot.render.dates import month_year
from bot.sops.loader import load
from tests.cast import Office, office_with_plan

START = date(2026, 10, 1)
MONTHLY, QUARTERLY = 6, 9


def recurring_sop() -> Sop:
    """The built-in one, with a report on every month, due five working days into the next, and a
    meeting at the end of every quarter.
    """
    shipped = load("lo-2.4")
    steps = [_alone(s) if s.number in (MONTHLY, QUARTERLY) else s for s in shipped.steps]
    recurring = {
        MONTHLY: Recurring("month", [_months(n, 1) for n in range(12)], follows=True),
        QUARTERLY: Recurring("quarter", [_months(n, 3) for n in range(0, 12, 3)]),
    }
    return replace(shipped, steps=expanded(steps, recurring, {}))


def office_with_rounds(
    store: Store, monkeypatch: pytest.MonkeyPatch, sop: Sop | None = None
) -> Office:
    """From 1 October 2026; nothing is closed yet."""
    use_rounds(monkeypatch, sop)
    return office_with_plan(store, START, {})


def use_rounds(monkeypatch: pytest.MonkeyPatch, sop: Sop | None = None) -> None:
    """Offices and plans made from now on have this procedure."""
    found = sop or recurring_sop()
    for module in ("tests.cast", "tests.office"):
        monkeypatch.setattr(f"{module}.load", lambda _: found)


def _alone(step: Step) -> Step:
    """It waits for nothing but its days."""
    return replace(step, after=(), not_before=None, not_after=None)


def _months(first: int, count: int) -> Period:
    """So many from the n-th of the fiscal year on, October being 0."""
    begins, ends = (first + 9) % 12 + 1, (first + count + 8) % 12 + 1
    name = f"ไตรมาส {first // 3 + 1}" if count > 1 else _named(begins)
    return Period(name, FixedDay(begins, 1), FixedDay(ends, None))


def _named(month: int) -> str:
    return month_year(date(2026 if month >= 10 else 2027, month, 1), "th")
