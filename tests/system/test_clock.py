from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.system.clock import OffsetClock, SystemClock
from tests.clock import SettableClock

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)


def test_the_system_clock_is_aware_and_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_an_offset_clock_follows_its_file(tmp_path: Path) -> None:
    file = tmp_path / "offset"
    clock = OffsetClock(file, SettableClock(NOON))
    assert clock.now() == NOON
    file.write_text("86400.5\n")
    assert clock.now() == NOON + timedelta(days=1, seconds=0.5)


def test_a_file_half_written_is_no_offset(tmp_path: Path) -> None:
    file = tmp_path / "offset"
    file.write_text("-")
    assert OffsetClock(file, SettableClock(NOON)).now() == NOON
