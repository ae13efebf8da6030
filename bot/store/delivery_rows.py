"""A row of the outbox as a Delivery; what of it cannot be read is put aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from bot.domain.message import Message
from bot.domain.notices import Notice
from bot.domain.people import Chat
from bot.ports import Delivery
from bot.store import chats, notice_ledger
from bot.store.codec import decode
from bot.store.queue_tables import CARRIED, delivery, delivery_notice
from bot.store.tables import chat
from bot.store.trouble import GARBAGE, reading

_LOAD = (
    select(
        *chats.COLUMNS,
        delivery.c.id.label("delivery"),
        delivery.c.slot,
        delivery.c.late,
        delivery.c.message,
        func.coalesce(delivery.c.thread, chat.c.thread).label("in_thread"),
        delivery.c.replies_to,
        delivery.c.edits,
        delivery.c.key,
        delivery.c.attempts,
        delivery.c.due_at,
        delivery.c.cause,
        delivery.c.reply,
        delivery.c.lapses,
        delivery.c.why,
    )
    .select_from(chats.WITH_TEAM.join(delivery, delivery.c.chat == chat.c.id))
    .where(delivery.c.id.in_(bindparam("claimed", expanding=True)))
)
_TO = (
    select(*chats.COLUMNS)
    .select_from(chats.WITH_TEAM.join(delivery, delivery.c.chat == chat.c.id))
    .where(delivery.c.id == bindparam("row"))
)
_FREE = update(delivery).where(delivery.c.id == bindparam("row")).values(lease_until=None)
_HELD = select(delivery_notice.c.notice).where(delivery_notice.c.delivery == bindparam("row"))
_UNHANG = delete(delivery_notice).where(
    delivery_notice.c.delivery == bindparam("row"),
    delivery_notice.c.notice.in_(bindparam("notices", expanding=True)),
)


def load(connection: Connection, claimed: Sequence[int], leased_until: datetime) -> list[Delivery]:
    """In the given order, to be tried once more. Raises Unreadable for one of them that is."""
    try:
        return _load(connection, claimed, leased_until)
    except GARBAGE:
        for one in claimed:
            with reading("delivery", one):
                _load(connection, [one], leased_until)
        raise


def _load(connection: Connection, claimed: Sequence[int], leased_until: datetime) -> list[Delivery]:
    if not claimed:
        return []
    rows = {row.delivery: row for row in connection.execute(_LOAD, {"claimed": claimed})}
    notices = notice_ledger.notices_of(connection, claimed)
    return [_delivery(rows[id], notices[id], leased_until) for id in claimed]


def _delivery(row: Any, notices: tuple[Notice, ...], leased_until: datetime) -> Delivery:
    return Delivery(
        id=row.delivery,
        chat=chats.chat_of(row),
        slot=row.slot,
        late=row.late,
        notices=notices,
        message=None if row.message is None else decode(Message, row.message),
        thread=row.in_thread,
        replies_to=row.replies_to,
        edits=row.edits,
        key=row.key,
        attempts=row.attempts + 1,
        created_at=row.due_at,
        cause=row.cause,
        leased_until=leased_until,
        reply=row.reply,
        lapses=row.lapses,
        was_kept_back=row.why == CARRIED,
    )


def is_salvaged(connection: Connection, row: int) -> bool:
    """Whether it can be sent after all, without those of its notices that cannot be read."""
    held = list(connection.scalars(_HELD, {"row": row}))
    garbage = [one for one in held if not notice_ledger.is_readable(connection, one)]
    connection.execute(_UNHANG, {"row": row, "notices": garbage})
    connection.execute(_FREE, {"row": row})
    return 0 < len(garbage) < len(held)


def addressee(connection: Connection, row: int) -> Chat | None:
    """To whom it was to go, if that can be read."""
    found = connection.execute(_TO, {"row": row}).one_or_none()
    try:
        return chats.chat_of(found) if found is not None else None
    except GARBAGE:
        return None
