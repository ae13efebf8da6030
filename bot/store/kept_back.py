"""What the month's quota leaves no room for: it waits for a reply to its chat, or another month."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from bot.ports import Delivery
from bot.store import delivery_rows
from bot.store.queue_tables import KEPT_BACK, WAITING, delivery
from bot.store.tables import chat
from bot.store.types import verbatim

_KEEP = (
    update(delivery)
    .where(delivery.c.id == bindparam("of_delivery"), delivery.c.state == verbatim(WAITING))
    .values(state=KEPT_BACK, lease_until=None, reply="", why="quota", finished_at=bindparam("now"))
)
_OF_CHAT = (
    select(delivery.c.id)
    .where(delivery.c.chat == bindparam("of_chat"), delivery.c.state == verbatim(KEPT_BACK))
    .order_by(delivery.c.id)
    .limit(bindparam("most"))
)
_IS_KEPT = select(delivery.c.id).where(
    delivery.c.chat == bindparam("of_chat"),
    delivery.c.state == verbatim(KEPT_BACK),
    delivery.c.key == bindparam("named"),
)
_CHATS = (
    select(delivery.c.chat)
    .join(chat, chat.c.id == delivery.c.chat)
    .where(delivery.c.state == verbatim(KEPT_BACK), chat.c.channel == bindparam("on_channel"))
    .distinct()
    .order_by(delivery.c.chat)
)
_SINCE = (
    select(delivery.c.id)
    .where(
        delivery.c.chat == bindparam("of_chat"),
        delivery.c.state == verbatim(KEPT_BACK),
        delivery.c.finished_at < bindparam("before"),
    )
    .order_by(delivery.c.id)
    .with_for_update(of=delivery)
)


def keep(connection: Connection, one: Delivery, now: datetime) -> None:
    """Unless it is out: a worker that overslept its lease must not undo what another one sent."""
    connection.execute(_KEEP, {"of_delivery": one.id, "now": now})


def is_kept(connection: Connection, chat: int, key: str) -> bool:
    """Whether one with this key waits there already."""
    asked = {"of_chat": chat, "named": key}
    return connection.execute(_IS_KEPT, asked).first() is not None


def on_channel(connection: Connection, channel: str) -> list[int]:
    """The chats there for which one waits."""
    return list(connection.scalars(_CHATS, {"on_channel": channel}))


def is_kept_since(connection: Connection, chat: int, before: datetime) -> bool:
    """Whether one waits there since before then. Its rows are nobody else's until this unit ends:
    whoever else asks finds them done.
    """
    return bool(connection.scalars(_SINCE, {"of_chat": chat, "before": before}).all())


def of_chat(connection: Connection, chat: int, most: int, now: datetime) -> list[Delivery]:
    """The oldest. Raises Unreadable."""
    found = connection.scalars(_OF_CHAT, {"of_chat": chat, "most": most}).all()
    return delivery_rows.load(connection, found, now)
