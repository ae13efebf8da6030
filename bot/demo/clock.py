"""The sample's clock: the real time, moved ahead by whoever tries the bot out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.errors import SopbotError
from bot.ports import Clock


class MovableClock:
    """`base` is the real time; a file keeps by how much this one is ahead of it.

    It goes with the real time, or stands while what is due at one moment is being done.
    """

    def __init__(self, path: Path, base: Clock) -> None:
        self._path = path
        self._base = base
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
