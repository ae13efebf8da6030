"""What waits to be done, and what never will be."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from bot.ports import Aside, Depth
from bot.store import aside
from bot.store.inbox import ASIDE
from bot.store.queue_tables import FAILED, WAITING, delivery, inbox
from bot.store.tables import EXPECTED, file, plan
from bot.store.types import verbatim


def _depth(since: ColumnElement[Any], *which: ColumnElement[bool]) -> Select[int, Any]:
    return select(func.count(), func.min(since)).where(*which)


_WILL_NOT = {"set aside": (inbox, ASIDE), "undelivered": (delivery, FAILED)}
_DEPTHS = {
    "planner": _depth(plan.c.wake_at, plan.c.wake_at <= bindparam("now")),
    "inbox": _depth(inbox.c.received_at, inbox.c.state == verbatim(WAITING)),
    "files": _depth(file.c.sent_at, file.c.state == verbatim(EXPECTED)),
    "outbox": _depth(
        delivery.c.due_at,
        delivery.c.state == verbatim(WAITING),
        delivery.c.due_at <= bindparam("now"),
    ),
    **{
        name: _depth(table.c.finished_at, table.c.state == verbatim(state))
        for name, (table, state) in _WILL_NOT.items()
    },
}


class SqlAgenda:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def aside(self) -> list[Aside]:
        return aside.everything(self._connection)

    def depths(self, now: datetime) -> dict[str, Depth]:
        rows = {name: self._connection.execute(one, {"now": now}) for name, one in _DEPTHS.items()}
        return {name: Depth(*found.one()) for name, found in rows.items()}
