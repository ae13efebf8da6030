"""Where the time comes from. Read once at the edge; all below is handed an aware UTC `now`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.errors import SopbotError
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


class MovableClock:
    """The real time, moved ahead by whoever tries the bot out; a file keeps by how much.

    It goes with the real time, or stands while what is due at one moment is being done.
    """

    def __init__(self, path: Path, base: Clock | None = None) -> None:
        self._path = path
        self._base = base or SystemClock()
        self._ahead = self._kept()
        self._stands: datetime | None = None

    def now(self) -> datetime:
        return self._stands or self._base.now() + self._ahead

    def stand(self, moment: datetime) -> None:
        """Be at this moment until told otherwise; kept, so that a crash does not lose it."""
        moment = moment.astimezone(UTC)
        # What is kept never falls back: a past that is being lived through is no place to stay.
        self._keep(max(moment - self._base.now(), self._ahead))
        self._stands = moment

    def go(self) -> None:
        """Go on from where it stands."""
        if self._stands is None:
            return
        self._ahead, self._stands = self._stands - self._base.now(), None
        self._keep(self._ahead)

    def _keep(self, ahead: timedelta) -> None:
        written = self._path.with_suffix(".new")
        try:
            written.write_text(str(ahead.total_seconds()), encoding="ascii")
            written.replace(self._path)
        except OSError as error:
            raise SopbotError(f"{self._path} cannot be written: {error.strerror}") from error
        self._ahead = ahead

    def _kept(self) -> timedelta:
        """A file that is not there, or that a power cut left empty, moves nothing."""
        try:
            return timedelta(seconds=float(self._path.read_text(encoding="ascii")))
        except (OSError, ValueError):
            return timedelta()
