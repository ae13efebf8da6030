"""The inbox: updates as they came, handled in the order of their lane."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, or_, select, update

from bot.ports import Envelope
from bot.store.queue_tables import WAITING, inbox
from bot.store.types import insert, verbatim

DONE, ASIDE = "done", "aside"

_ACCEPT = (
    insert(inbox)
    .on_conflict_do_nothing(index_elements=["channel", "key"])
    .returning(inbox.c.id, sort_by_parameter_order=False)
)
_other = inbox.alias("other")
_FIRST = (
    select(func.min(_other.c.id))
    .where(
        _other.c.channel == inbox.c.channel,
        _other.c.lane == inbox.c.lane,
        _other.c.state == verbatim(WAITING),
    )
    .correlate(inbox)
    .scalar_subquery()
)
_NEXT = (
    select(inbox.c.id)
    .where(
        inbox.c.state == verbatim(WAITING),
        or_(inbox.c.not_before.is_(None), inbox.c.not_before <= bindparam("now")),
        or_(inbox.c.lease_until.is_(None), inbox.c.lease_until <= bindparam("now")),
        inbox.c.id == _FIRST,
    )
    .order_by(inbox.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
    .scalar_subquery()
)
_CLAIM = (
    update(inbox)
    .where(inbox.c.id == _NEXT)
    .values(lease_until=bindparam("leased_until"), attempts=inbox.c.attempts + 1)
    .returning(
        inbox.c.id,
        inbox.c.attempts,
        inbox.c.channel,
        inbox.c.key,
        inbox.c.lane,
        inbox.c.payload,
    )
)
_CHANGE = update(inbox).where(inbox.c.id == bindparam("row"))
_FORGET = delete(inbox).where(inbox.c.state != WAITING, inbox.c.finished_at < bindparam("before"))


class SqlInbox:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def accept(self, envelopes: Sequence[Envelope], now: datetime) -> int:
        rows = [
            {
                "channel": one.channel,
                "key": one.key,
                "lane": one.lane,
                "payload": one.payload,
                "received_at": now,
                "state": WAITING,
            }
            for one in envelopes
        ]
        return len(self._connection.execute(_ACCEPT, rows).all()) if rows else 0

    def claim(self, now: datetime, lease_until: datetime) -> tuple[int, Envelope, int] | None:
        parameters = {"now": now, "leased_until": lease_until}
        row = self._connection.execute(_CLAIM, parameters).one_or_none()
        if row is None:
            return None
        id, attempts, *envelope = row
        return id, Envelope(*envelope), attempts

    def done(self, row: int, now: datetime) -> None:
        self._change(row, state=DONE, payload=None, lease_until=None, finished_at=now)

    def put_off(self, row: int, not_before: datetime) -> None:
        self._change(row, lease_until=None, not_before=not_before)

    def set_aside(self, row: int, why: str, now: datetime) -> None:
        self._change(row, state=ASIDE, why=why, payload=None, lease_until=None, finished_at=now)

    def forget(self, before: datetime) -> None:
        self._connection.execute(_FORGET, {"before": before})

    def _change(self, row: int, **values: object) -> None:
        self._connection.execute(_CHANGE.values(**values), {"row": row})
