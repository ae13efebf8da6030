"""The row of a step: its state is told by colour and by shape."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.domain.events import Closed
from bot.render.colours import ACCENT, GOING, GROUND, LATE, MUTED, PLANNED
from tests.domain.sops import NO_DAYS_OFF, chain
from tests.render.pictures.timelines import (
    AT,
    half,
    picture,
    run,
)


def test_a_closed_step_is_filled_and_ticked_with_its_closing_day() -> None:
    row = half().row(4)
    assert f'fill="{ACCENT}"' in row
    assert half().label(4) == "16 ต.ค."
    assert len(re.findall("<circle", row)) == 1


def test_a_running_step_is_filled_with_its_due_day() -> None:
    assert f'fill="{GOING}"' in half().row(7)
    assert half().label(7) == "31 ก.ค."
    assert "<circle" not in half().row(7)


def test_an_overdue_step_is_striped_from_its_due_day_to_today() -> None:
    row = half().row(5)
    striped = re.search(rf'<rect x="([\d.]+)"[^>]*width="([\d.]+)"[^>]*stroke="{LATE}"', row)
    solid = re.search(rf'<rect x="([\d.]+)"[^>]*width="([\d.]+)"[^>]*fill="{LATE}"', row)
    assert striped
    assert solid
    assert float(striped[2]) > float(solid[2])
    stripes = [float(x) for x in re.findall(r"M([\d.]+) [\d.]+L", row)]
    left, wide = float(striped[1]), float(striped[2])
    assert len(stripes) > wide / 40
    assert left <= min(stripes) <= max(stripes) <= left + wide
    assert half().label(5) == "28 ก.พ."
    assert "<circle" in row


def test_a_step_to_come_is_an_outline() -> None:
    row = half().row(11)
    assert f'fill="{GROUND}" stroke="{MUTED}"' in row
    assert "dasharray" not in row


def test_a_skipped_step_is_a_dashed_outline_where_it_was_planned() -> None:
    assert "dasharray" in half().row(12)
    assert half().label(12) == "ไม่ดำเนินการ"
    assert PLANNED not in half().row(12)


def test_the_first_plan_lies_below_the_bar() -> None:
    assert f'fill="{PLANNED}"' in half().row(8)


def test_a_meeting_whose_day_is_fixed_is_a_diamond() -> None:
    assert "l16.0 16.0" in half().row(9)
    assert "l16.0 16.0" not in half().row(10)
    assert half().label(9) == "1 เม.ย."


def test_a_closed_step_ends_on_the_day_on_which_it_was_closed() -> None:
    sop = chain(30, 30)
    early = Closed(id=1, at=AT, step=1, on=date(2026, 10, 10))
    row = picture(run(sop, early), "2026-10-20", calendar=NO_DAYS_OFF).row(1)
    bars = re.findall(r'width="([\d.]+)" height="\d+" rx="[\d.]+" fill="([^"]+)"', row)
    lengths = {colour: float(length) for length, colour in bars}
    assert lengths[ACCENT] == pytest.approx(lengths[PLANNED] / 3, abs=0.2)
