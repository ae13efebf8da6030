from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.demo.clock import MovableClock
from bot.domain.errors import SopbotError
from tests.clock import SettableClock

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)


def test_a_movable_clock_goes_with_the_real_time_and_stands_when_told(tmp_path: Path) -> None:
    base = SettableClock(NOON)
    clock = MovableClock(tmp_path / "clock", base)
    base.advance(hours=1)
    assert clock.now() == NOON + timedelta(hours=1)
    clock.stand(NOON + timedelta(days=7))
    base.advance(hours=1)
    assert clock.now() == NOON + timedelta(days=7)


def test_a_movable_clock_goes_on_from_where_it_stood(tmp_path: Path) -> None:
    base = SettableClock(NOON)
    clock = MovableClock(tmp_path / "clock", base)
    clock.stand(NOON + timedelta(days=7))
    base.advance(hours=1)
    clock.go()
    assert clock.now() == NOON + timedelta(days=7)
    base.advance(minutes=5)
    clock.go()  # it goes already
    assert clock.now() == NOON + timedelta(days=7, minutes=5)


@pytest.mark.parametrize("goes", [True, False])
def test_a_movable_clock_is_as_far_ahead_after_a_restart_even_one_that_nobody_meant(
    tmp_path: Path, goes: bool
) -> None:
    base = SettableClock(NOON)
    clock = MovableClock(tmp_path / "clock", base)
    clock.stand(NOON + timedelta(days=7, microseconds=1))
    if goes:
        clock.go()
    base.advance(hours=3)
    restarted = MovableClock(tmp_path / "clock", base)
    assert restarted.now() == NOON + timedelta(days=7, hours=3, microseconds=1)


def test_a_movable_clock_tells_utc_wherever_it_is_told_to_stand(tmp_path: Path) -> None:
    clock = MovableClock(tmp_path / "clock", SettableClock(NOON))
    clock.stand(NOON.astimezone(ZoneInfo("Asia/Bangkok")))
    assert (clock.now(), clock.now().tzinfo) == (NOON, UTC)


@pytest.mark.parametrize("broken", ["", "-", "tomorrow", "\xff"])
def test_a_file_that_holds_no_number_moves_no_clock(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "clock"
    file.write_text(broken, encoding="latin-1")
    clock = MovableClock(file, SettableClock(NOON))
    assert clock.now() == NOON
    clock.stand(NOON + timedelta(days=1))
    assert float(file.read_text(encoding="ascii")) == 86400


def test_a_movable_clock_that_cannot_be_kept_does_not_move(tmp_path: Path) -> None:
    clock = MovableClock(tmp_path / "gone" / "clock", SettableClock(NOON))
    with pytest.raises(SopbotError, match="cannot be written"):
        clock.stand(NOON + timedelta(days=1))
    assert clock.now() == NOON
