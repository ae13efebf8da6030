"""What waits to be done, and what never will be."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, exists, func, null, select

from bot.domain.files import FileState
from bot.domain.people import ChatKind
from bot.ports import Aside, Depth
from bot.store import claims, served, sop_files
from bot.store.queue_tables import ASIDE, FAILED, WAITING, delivery, inbox
from bot.store.tables import EXPECTED, chat, file, plan, sop_file
from bot.store.types import verbatim


def _depth(since: ColumnElement[Any], *which: ColumnElement[bool]) -> Select[int, Any]:
    return select(func.count(), func.min(since)).where(*which)


# Of the deliveries one by one: there are few, and many chats.
_OF_COMMITTEES = exists().where(chat.c.id == delivery.c.chat, claims.OF_COMMITTEE)
_DEPTHS = {
    "planner": _depth(plan.c.wake_at, plan.c.wake_at <= bindparam("now")),
    "inbox": _depth(inbox.c.received_at, inbox.c.state == verbatim(WAITING)),
    "files": _depth(
        file.c.sent_at, file.c.state == verbatim(EXPECTED), served.is_served(file.c.plan)
    ),
    "SOP files": _depth(
        sop_file.c.sent_at,
        sop_files.waits(),
        exists().where(chat.c.id == sop_file.c.group_chat, chat.c.served),
    ),
    "outbox": _depth(
        delivery.c.due_at,
        delivery.c.state == verbatim(WAITING),
        delivery.c.due_at <= bindparam("now"),
    ),
    "set aside": _depth(inbox.c.finished_at, inbox.c.state == verbatim(ASIDE)),
    "undelivered": _depth(
        delivery.c.finished_at, delivery.c.state == verbatim(FAILED), _OF_COMMITTEES
    ),
}
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_SET_ASIDE = {
    "update": select(inbox.c.id, inbox.c.why, inbox.c.finished_at).where(
        inbox.c.state == verbatim(ASIDE)
    ),
    "file": select(file.c.id, file.c.reason, null()).where(
        file.c.state == verbatim(FileState.FAILED), file.c.reason != ""
    ),
    # Of the others the outbox tells; it cannot of a chat that is neither group nor private.
    "delivery": select(delivery.c.id, delivery.c.why, delivery.c.finished_at).where(
        delivery.c.state == verbatim(FAILED),
        exists().where(chat.c.id == delivery.c.chat, chat.c.kind.not_in(list(ChatKind))),
    ),
}


class SqlAgenda:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def aside(self) -> list[Aside]:
        found = [
            Aside(f"{what} {row}", why, at)
            for what, which in _SET_ASIDE.items()
            for row, why, at in self._connection.execute(which)
        ]
        return sorted(found, key=lambda one: one.at or _LONG_AGO, reverse=True)

    def depths(self, now: datetime) -> dict[str, Depth]:
        rows = {name: self._connection.execute(one, {"now": now}) for name, one in _DEPTHS.items()}
        return {name: Depth(*found.one()) for name, found in rows.items()}
