"""How far a plan is, as reported."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.events import Event, Progressed, Skipped
from bot.domain.reports import overall
from tests.render.slots import closed_until, local, plan_of

AT = local("2026-11-18 09:00")


@pytest.mark.parametrize(
    ("events", "percent"),
    [
        ((), 0),
        (closed_until(2), 17),
        (closed_until(4), 33),
        ((*closed_until(4), Progressed(id=99, at=AT, step=7, percent=42)), 37),
        ((*closed_until(4), Skipped(id=99, at=AT, step=8, on=date(2026, 11, 18), reason="–")), 36),
    ],
)
def test_every_step_weighs_the_same_and_one_not_carried_out_nothing(
    events: tuple[Event, ...], percent: int
) -> None:
    assert overall(plan_of(*events).states) == percent


def test_it_is_whole_only_when_every_step_is_closed() -> None:
    states = plan_of().states
    day = date(2027, 8, 1)
    skipped = [Skipped(id=n, at=AT, step=n, on=day, reason="–") for n in states if n != 12]
    told = Progressed(id=99, at=AT, step=12, percent=100)
    assert overall(plan_of(*skipped, told).states) == 99
