"""What was sent, by the platform's ids, so that a reply or a press is understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, select

from bot.domain.message import About
from bot.store.codec import decode, encoded
from bot.store.queue_tables import sent_message
from bot.store.types import upsert, verbatim

ABOUTS = tuple[About, ...]
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

_REMEMBER = upsert(sent_message, ["chat", "external"], "about", "key", "sent_at")
_ABOUT = select(sent_message.c.about).where(
    sent_message.c.chat == bindparam("chat"), sent_message.c.external == bindparam("external")
)
_NAMED = (
    select(sent_message.c.external)
    .where(
        sent_message.c.chat == bindparam("chat"),
        sent_message.c.key == bindparam("key"),
        sent_message.c.key != verbatim(""),
        sent_message.c.sent_at > bindparam("after"),
    )
    .order_by(sent_message.c.sent_at.desc(), sent_message.c.id.desc())
    .limit(1)
)


class SqlSent:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def knows(self, chat: int, message: str) -> bool:
        found = self._connection.execute(_ABOUT, {"chat": chat, "external": message})
        return found.first() is not None

    def about(self, chat: int, message: str) -> tuple[About, ...]:
        found = self._connection.scalars(_ABOUT, {"chat": chat, "external": message})
        return decode(ABOUTS, found.one_or_none() or [])

    def named(self, chat: int, key: str, since: datetime | None = None) -> str | None:
        after = since or LONG_AGO
        found = self._connection.scalars(_NAMED, {"chat": chat, "key": key, "after": after})
        return found.one_or_none()

    def remember(
        self, chat: int, messages: Sequence[str], about: ABOUTS, key: str, now: datetime
    ) -> None:
        """One message may have become several; the last bears the buttons, and is found by key."""
        row = {"chat": chat, "about": encoded(ABOUTS, about), "sent_at": now}
        for one in messages:
            named = key if one == messages[-1] else ""
            self._connection.execute(_REMEMBER, {**row, "external": one, "key": named})
