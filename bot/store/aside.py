"""What the queues have set aside, for the operator to see."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, null, select

from bot.domain.files import FileState
from bot.domain.people import ChatKind
from bot.ports import Aside
from bot.store.inbox import ASIDE
from bot.store.queue_tables import FAILED, delivery, inbox
from bot.store.tables import chat, file
from bot.store.types import verbatim

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_FOUND = {
    "update": select(inbox.c.id, inbox.c.why, inbox.c.finished_at).where(
        inbox.c.state == verbatim(ASIDE)
    ),
    "file": select(file.c.id, file.c.reason, null()).where(
        file.c.state == FileState.FAILED, file.c.reason != ""
    ),
    # Of the others the outbox tells; it cannot of a chat that is neither group nor private.
    "delivery": select(delivery.c.id, delivery.c.why, delivery.c.finished_at).where(
        delivery.c.state == verbatim(FAILED),
        delivery.c.chat.in_(select(chat.c.id).where(chat.c.kind.not_in(list(ChatKind)))),
    ),
}


def everything(connection: Connection) -> list[Aside]:
    found = [
        Aside(f"{what} {row}", why, at)
        for what, which in _FOUND.items()
        for row, why, at in connection.execute(which)
    ]
    return sorted(found, key=lambda one: one.at or _LONG_AGO, reverse=True)
