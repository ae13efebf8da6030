"""Numbers of steps that are carried out several times."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.events import Closed, Reopened
from bot.domain.numbers import StepNumber, base, numbered, occurrence_of
from bot.domain.typed import take_label, take_number
from bot.store.codec import decode_event, encode_event

SECOND = StepNumber.of(6, 2)
NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)


def test_it_reads_as_step_and_time() -> None:
    assert f"{SECOND}" == str(SECOND) == repr(SECOND) == "6.2"
    assert (base(SECOND), occurrence_of(SECOND)) == (6, 2)
    assert (base(6), occurrence_of(6)) == (6, 0)


@given(some.lists(some.tuples(some.integers(1, 500), some.integers(0, 12)), max_size=8))
def test_all_stand_in_the_order_of_steps_then_of_times(parts: list[tuple[int, int]]) -> None:
    numbers = [StepNumber.of(step, time) if time else step for step, time in parts]
    assert [(base(n), occurrence_of(n)) for n in sorted(numbers)] == sorted(parts)


def test_it_is_the_same_key_as_the_plain_int_that_a_row_holds() -> None:
    found: dict[int, str] = {SECOND: "it"}
    assert found[60_002] == "it"
    assert f"{numbered(60_002)}" == "6.2"
    assert numbered(6) == 6


def test_an_event_of_a_row_names_its_step_as_people_read_it() -> None:
    closed = Closed(at=NOW, step=60_002, on=date(2026, 11, 2))
    assert f"{closed.step}" == "6.2"


def test_an_event_by_numbers_is_read_back() -> None:
    event = Reopened(at=NOW, step=SECOND, reason="ขาดลายมือชื่อ", kept={SECOND: date(2026, 11, 2)})
    written = json.loads(str(encode_event(event)))
    assert decode_event("Reopened", written, at=NOW, step=60_002) == event


@pytest.mark.parametrize(
    "typed", ["6.2", "๖.๒", "ขั้นตอนที่ 6.2", "6 รอบ 2", "ขั้นตอนที่ ๖ รอบที่ ๒", "6 ครั้งที่ 2"]
)
def test_people_type_it(typed: str) -> None:
    assert take_number(f"{typed} เรียบร้อย") == (SECOND, "เรียบร้อย")


@pytest.mark.parametrize("typed", ["9.15", "6.2.69", "6.2%", "0.5"])
def test_an_hour_a_date_and_a_per_cent_are_no_number(typed: str) -> None:
    assert take_number(typed)[0] is None


def test_its_files_bear_labels() -> None:
    assert take_label("6.2-01") == ((SECOND, 1), "")
