"""The processes that work on this database, by when they were last seen; and when anybody was."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, select

from bot.store.tables import process
from bot.store.types import upsert, verbatim

ANYBODY = ""
"""The name of the row that stays when all have gone."""

_SEEN = upsert(process, ["name"], "seen_at")
_IS_ONE = process.c.name != verbatim(ANYBODY)
_LOST = delete(process).where(process.c.seen_at < bindparam("before"), _IS_ONE)
_GONE = delete(process).where(process.c.name == bindparam("of_name"))
_COUNT = select(func.count()).select_from(process).where(_IS_ONE)
_LAST = select(process.c.seen_at).where(~_IS_ONE).with_for_update()


def at_work(connection: Connection, within: timedelta) -> int:
    """How many were last seen within so much of now, by PostgreSQL's own clock."""
    seen = process.c.seen_at.between(func.now() - within, func.now() + within)
    return connection.scalars(_COUNT.where(seen)).one()


class SqlProcesses:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def seen(self, name: str, now: datetime, lost_before: datetime) -> int:
        self._connection.execute(_SEEN, {"name": name, "seen_at": now})
        self._connection.execute(_LOST, {"before": lost_before})
        return self._connection.scalars(_COUNT).one()

    def gone(self, name: str) -> None:
        self._connection.execute(_GONE, {"of_name": name})

    def here(self, now: datetime) -> datetime | None:
        last = self._connection.scalars(_LAST).one_or_none()
        self._connection.execute(_SEEN, {"name": ANYBODY, "seen_at": now})
        return last
