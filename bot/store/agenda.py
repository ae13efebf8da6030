"""When something waits to be done: what a clock that jumps must not jump over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from bot.store.queue_tables import WAITING, delivery, inbox
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


class SqlAgenda:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_after(self, moment: datetime) -> datetime | None:
        found = [self._connection.scalars(one, {"after": moment}).one() for one in _NEXT]
        return min((f for f in found if f is not None), default=None)

    def next_notices(self, moment: datetime) -> datetime | None:
        found: datetime | None = self._connection.scalars(_NEXT_PLAN, {"after": moment}).one()
        return found
