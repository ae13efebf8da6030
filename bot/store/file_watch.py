"""Watches that the SQLite file in use is still the one that stands at its path.

SQLite goes on writing to a file that was moved away, deleted or replaced: what we then tell the
platforms as kept would be in no file that anybody opens again. And it would play what it had still
to write into whatever stands in the place.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from bot.domain.errors import Away

Identity = tuple[int, int] | None


def watch(engine: Engine) -> None:
    database = engine.url.database
    if database and database != ":memory:":
        presence = _Presence(Path(database))
        event.listen(engine, "do_connect", presence.connecting)
        event.listen(engine, "connect", presence.connected)
        event.listen(engine, "begin", presence.beginning)


class _Presence:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened: Identity = None

    def connecting(self, _dialect: object, _record: object, _: Sequence[Any], __: Any) -> None:
        """Else a database that is gone would be made again, and empty."""
        if self._is_another():
            raise sqlite3.OperationalError(self._told())

    def connected(self, _connection: object, _record: object) -> None:
        self._opened = self._opened or self._identity()

    def beginning(self, connection: Connection) -> None:
        if self._is_another():
            connection.invalidate()  # closed; opened anew once the file is back
            raise Away(f"the database failed: {self._told()}")

    def _is_another(self) -> bool:
        return self._opened is not None and self._opened != self._identity()

    def _told(self) -> str:
        return f"{self._file} was moved, deleted or replaced; put it back, or stop sopbot first"

    def _identity(self) -> Identity:
        try:
            found = os.stat(self._file)
        except OSError:
            return None
        return found.st_dev, found.st_ino
