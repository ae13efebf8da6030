"""SOPs that were sent and are still to be fetched and read: a queue."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    delete,
    literal_column,
    select,
    update,
)

from bot.domain.incoming import IncomingFile
from bot.domain.sop_import import SopFile
from bot.store import claims
from bot.store.tables import chat, sop_file
from bot.store.types import insert

LARGEST_SIZE = 2**31 - 1
_COLUMNS = (
    sop_file.c.id,
    sop_file.c.group_chat,
    sop_file.c.name,
    sop_file.c.size,
    sop_file.c.source,
    sop_file.c.channel,
    sop_file.c.chat,
    sop_file.c.message,
    sop_file.c.thread,
    sop_file.c.sent_by,
    sop_file.c.sent_at,
    sop_file.c.cause,
    sop_file.c.attempts,
)


def waits() -> ColumnElement[bool]:
    """Every row does, and this is how their index says it."""
    return sop_file.c.attempts >= literal_column("0")


_ONE = sop_file.c.id == bindparam("file")
_EXPECT = insert(sop_file).returning(*_COLUMNS)
_NEXT = (
    select(sop_file.c.id)
    .join(chat, chat.c.id == sop_file.c.group_chat)
    .where(
        chat.c.served,
        waits(),
        claims.may_go(sop_file),
        sop_file.c.channel.not_in(bindparam("but", expanding=True)),
    )
    .order_by(sop_file.c.sent_at, sop_file.c.id)
    .limit(1)
    .with_for_update(of=sop_file, skip_locked=True)
)
_CLAIM = (
    update(sop_file)
    .where(sop_file.c.id == _NEXT.scalar_subquery())
    .values(lease_until=bindparam("leased_until"), attempts=sop_file.c.attempts + 1)
    .returning(*_COLUMNS)
)
_TRY_AGAIN = update(sop_file).where(_ONE).values(not_before=bindparam("at"), lease_until=None)
_SETTLE = delete(sop_file).where(_ONE).returning(*_COLUMNS)
_RELEASE = update(sop_file).where(sop_file.c.lease_until.is_not(None)).values(lease_until=None)


class SqlSopFiles:
    def __init__(self, connection: Connection, cause: Callable[[], str] = str) -> None:
        """`cause`: of what is expected now."""
        self._connection = connection
        self._cause = cause
        self.expects_any = False

    def expect(
        self,
        group: int,
        file: IncomingFile,
        *,
        channel: str,
        chat: int,
        message: str,
        thread: str,
        by: int,
        now: datetime,
    ) -> SopFile:
        row = {
            "group_chat": group,
            "name": file.name,
            "size": min(file.size or 0, LARGEST_SIZE),
            "source": file.source,
            "channel": channel,
            "chat": chat,
            "message": message,
            "thread": thread,
            "sent_by": by,
            "sent_at": now,
            "cause": self._cause(),
        }
        self.expects_any = True
        return _file(self._connection.execute(_EXPECT, row).one())

    def claim(
        self, now: datetime, lease_until: datetime, but: Collection[str] = ()
    ) -> SopFile | None:
        moments = claims.moments(self._connection, now, lease_until)
        row = self._connection.execute(_CLAIM, {**moments, "but": [*but]}).one_or_none()
        return _file(row) if row is not None else None

    def try_again(self, file: int, at: datetime) -> None:
        self._connection.execute(_TRY_AGAIN, {"file": file, "at": at})

    def settle(self, file: int) -> SopFile | None:
        row = self._connection.execute(_SETTLE, {"file": file}).one_or_none()
        return _file(row) if row is not None else None

    def release(self) -> None:
        self._connection.execute(_RELEASE)


def _file(row: Any) -> SopFile:
    return SopFile(*row)
