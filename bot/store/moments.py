"""When something waits to be done: what a clock that jumps must not jump over.

For who moves a clock. An office does not, and its unit of work knows nothing of this.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine, bindparam, func, select

from bot.store.engine import BEGIN, DEFERRED, translated
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


class Moments:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_after(self, moment: datetime) -> datetime | None:
        """The first moment later than this at which planner or queues have something to do."""
        found = [self._connection.scalars(one, {"after": moment}).one() for one in _NEXT]
        return min((f for f in found if f is not None), default=None)

    def next_notices(self, moment: datetime) -> datetime | None:
        """The first slot later than this for which some plan has notices."""
        found: datetime | None = self._connection.scalars(_NEXT_PLAN, {"after": moment}).one()
        return found


@contextmanager
def moments(engine: Engine) -> Iterator[Moments]:
    """As they are now; nothing is written."""
    deferred = engine.execution_options(**{BEGIN: DEFERRED})
    with translated(engine), deferred.connect() as connection:
        yield Moments(connection)
