"""Where the time comes from. Read once at the edge; all below is handed an aware UTC `now`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.ports import Clock


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class OffsetClock:
    """For tests of the whole program only: the time, moved by the seconds that a file names.

    The application uses it only if SOPBOT_TEST_CLOCK_FILE is set, so that a test can move the
    clock of a running process by rewriting the file.
    """

    path: Path
    base: Clock = field(default_factory=SystemClock)

    def now(self) -> datetime:
        return self.base.now() + self._offset()

    def _offset(self) -> timedelta:
        """No offset while the file is missing or only half written."""
        try:
            return timedelta(seconds=float(self.path.read_text(encoding="ascii")))
        except (OSError, ValueError):
            return timedelta()
