"""What is fixed on a timeline: the rounds of the year, and days that no plan moves."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.domain.events import Limited
from bot.render.colours import INK, ON_TINT, TINT
from tests.domain.sops import NO_DAYS_OFF, chain
from tests.render.pictures.contrast import contrast
from tests.render.pictures.timelines import AT, HALF, HALF_ON, half, picture, run

BRACKET = rf'd="M([\d.]+) \d+H([\d.]+)V\d+H[\d.]+" fill="none" stroke="{INK}"'


def brackets(row: str) -> list[str]:
    """`[` or `]` for each, in the order in which they are drawn."""
    return ["[" if float(arm) > float(at) else "]" for arm, at in re.findall(BRACKET, row)]


def test_each_round_has_a_band_over_its_months() -> None:
    band = rf'<rect x="([\d.]+)" [^>]*width="([\d.]+)"[^>]*fill="{TINT}"/><text[^>]*>(รอบ \d)<'
    (left, wide, first), (after, _, second) = re.findall(band, half().drawing)
    assert (first, second) == ("รอบ 1", "รอบ 2")
    assert float(left) + float(wide) < float(after)


def test_a_round_with_no_room_for_its_name_has_none() -> None:
    texts = picture(run(chain(*[366] * 14)), "2026-10-01", calendar=NO_DAYS_OFF).texts
    assert not [text for text in texts if text.startswith("รอบ")]


@pytest.mark.parametrize(
    ("step", "found"), [(4, []), (5, ["]"]), (6, ["["]), (8, ["[", "]"]), (12, [])]
)
def test_days_that_are_fixed_stand_in_brackets(step: int, found: list[str]) -> None:
    assert brackets(half().row(step)) == found


def test_so_does_the_day_on_which_an_outside_system_closes() -> None:
    limited = Limited(id=21, at=AT, step=6, not_before=None, not_after=date(2027, 3, 10))
    drawn = picture(HALF.with_event(limited), HALF_ON)
    assert brackets(drawn.row(6)) == ["]"]


def test_a_date_stands_behind_the_bracket_that_ends_its_bar() -> None:
    (_, at), *_ = re.findall(BRACKET, half().row(7))
    (word,) = [word for word in half().words if word.text == half().label(7)][:1]
    assert word.left > float(at)


def test_where_nothing_is_fixed_the_key_has_no_brackets() -> None:
    texts = picture(run(chain(5, 5)), "2026-10-05", calendar=NO_DAYS_OFF).texts
    assert "วันเริ่มต้น/วันสิ้นสุดที่กำหนดไว้" not in texts


def test_the_name_of_a_round_can_be_read_by_weak_eyes() -> None:
    assert contrast(ON_TINT, TINT) >= 4.5
