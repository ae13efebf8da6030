"""When something waits to be done: what a clock that jumps must not jump over."""

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

_DELIVERIES = (delivery.c.due_at, delivery.c.not_before, delivery.c.lease_until)
_MOMENTS = (
    *((moment, delivery.c.state == verbatim(WAITING)) for moment in _DELIVERIES),
    *((m, inbox.c.state == verbatim(WAITING)) for m in (inbox.c.not_before, inbox.c.lease_until)),
    *((m, file.c.state == verbatim(EXPECTED)) for m in (file.c.not_before, file.c.lease_until)),
    (plan.c.wake_at, plan.c.wake_at.is_not(None)),
)
_NEXT = tuple(
    select(func.min(moment)).where(waits, moment > bindparam("after")) for moment, waits in _MOMENTS
)
_NEXT_PLAN = _NEXT[-1]


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

    def next_after(self, moment: datetime) -> datetime | None:
        found = [self._connection.scalars(one, {"after": moment}).one() for one in _NEXT]
        return min((f for f in found if f is not None), default=None)

    def next_notices(self, moment: datetime) -> datetime | None:
        found: datetime | None = self._connection.scalars(_NEXT_PLAN, {"after": moment}).one()
        return found

    def aside(self) -> list[Aside]:
        return aside.everything(self._connection)

    def depths(self, now: datetime) -> dict[str, Depth]:
        rows = {name: self._connection.execute(one, {"now": now}) for name, one in _DEPTHS.items()}
        return {name: Depth(*found.one()) for name, found in rows.items()}
