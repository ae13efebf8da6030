"""What one update is answered in its chat: one delivery, which may go by the update's own token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.domain.message import Message, in_one
from bot.ports import SAMPLE
from bot.store.codec import encoded
from bot.store.queue_tables import delivery, kept_reply
from bot.store.types import insert

_ADD = update(delivery).where(delivery.c.id == bindparam("row"))
_KEEP = insert(kept_reply).on_conflict_do_nothing()
_KEPT = select(kept_reply.c.token).where(kept_reply.c.cause == bindparam("of_cause"))
_FORGET = delete(kept_reply).where(kept_reply.c.at < bindparam("before"))


@dataclass(slots=True)
class Answer:
    """What is said to `address` while it is built up. `row`: its delivery, once there is one."""

    address: str
    token: str
    lapses: bool
    row: int = 0
    message: Message | None = None
    key: str = ""

    def begin(self, row: int, message: Message, key: str) -> None:
        self.row, self.message, self.key = row, message, key

    def add(self, connection: Connection, message: Message, key: str) -> None:
        """One more message. All are found again by the first key there is; SAMPLE is one only of
        what is nothing else.
        """
        assert self.message is not None, "begun"
        self.message = in_one([self.message, message])
        if key != SAMPLE and self.key in ("", SAMPLE):
            self.key = key
        values = {"message": encoded(Message, self.message), "key": self.key}
        connection.execute(_ADD.values(values), {"row": self.row})


def keep(connection: Connection, cause: str, token: str, now: datetime) -> None:
    connection.execute(_KEEP, {"cause": cause, "token": token, "at": now})


def kept(connection: Connection, cause: str) -> str:
    """Empty: there is none."""
    return connection.scalars(_KEPT, {"of_cause": cause}).one_or_none() or ""


def forget(connection: Connection, before: datetime) -> None:
    connection.execute(_FORGET, {"before": before})
