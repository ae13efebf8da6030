"""The inbox: updates as they came, handled in the order of their lane."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exists, or_, select, update

from bot.ports import Envelope
from bot.store.queue_tables import WAITING, inbox
from bot.store.types import insert

DONE, ASIDE = "done", "aside"

_ACCEPT = (
    insert(inbox)
    .on_conflict_do_nothing(index_elements=["channel", "key"])
    .returning(inbox.c.id, sort_by_parameter_order=False)
)
_older = inbox.alias("older")
_NEXT = (
    select(inbox.c.id)
    .where(
        inbox.c.state == WAITING,
        or_(inbox.c.not_before.is_(None), inbox.c.not_before <= bindparam("now")),
        or_(inbox.c.lease_until.is_(None), inbox.c.lease_until <= bindparam("now")),
        ~exists().where(
            _older.c.channel == inbox.c.channel,
            _older.c.lane == inbox.c.lane,
            _older.c.state == WAITING,
            _older.c.id < inbox.c.id,
        ),
    )
    .order_by(inbox.c.id)
    .limit(1)
    .with_for_update(of=inbox, skip_locked=True)
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
        self._change(row, state=ASIDE, why=why, lease_until=None, finished_at=now)

    def forget(self, before: datetime) -> None:
        self._connection.execute(_FORGET, {"before": before})

    def _change(self, row: int, **values: object) -> None:
        self._connection.execute(_CHANGE.values(**values), {"row": row})
