"""The rooms of the web chat, kept as a platform would keep them: in a SQLite file of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    Index,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from bot.store.columns import at, json, partial, row_id, text, word
from bot.store.engine import engine_for, translated
from bot.store.types import verbatim
from scheduler.executor import Desk

T = TypeVar("T")

SHAPE = 1
"""Of the tables, kept in the file. To change them, count on: a sample whose rooms have another
shape is played anew, so that there is nothing to migrate."""

_tables = MetaData()
_post = Table(
    "post",
    _tables,
    row_id(),
    word("room"),
    at("at"),
    text("key"),  # the sender's own, so that what is sent twice stands once
    json("content"),
    Index("ix_post_room", "room", "id"),
    sqlite_autoincrement=True,
)
partial("uq_post_key", _post.c.key, where=_post.c.key != "", unique=True)
_update = Table(
    "update",
    _tables,
    row_id(),
    Column("payload", Text, nullable=False),
    sqlite_autoincrement=True,  # the bot knows by its number what it has heard already
)

_POSTS = select(_post.c.id, _post.c.room, _post.c.at, _post.c.content)
_ONE = _POSTS.where(_post.c.id == bindparam("post"))
_BY_KEY = _POSTS.where(_post.c.key == bindparam("named"), _post.c.key != verbatim(""))
_LATEST = (
    _POSTS.where(_post.c.room == bindparam("in_room"), _post.c.id < bindparam("before"))
    .order_by(_post.c.id.desc())
    .limit(bindparam("most"))
)
_NEWEST_AT = select(func.max(_post.c.at))
_WRITE = insert(_post).returning(_post.c.id)
_CHANGE = (
    update(_post).where(_post.c.id == bindparam("post")).values(content=bindparam("new_content"))
)
_TELL = insert(_update).returning(_update.c.id)
_UNTOLD = select(_update.c.id, _update.c.payload).order_by(_update.c.id)
_TOLD = delete(_update).where(_update.c.id <= bindparam("last"))
AFTER_ALL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Post:
    """One message in a room. `content` is the web channel's own; `at` is aware UTC."""

    id: int
    room: str
    at: datetime
    content: Mapping[str, Any]


class Rooms:
    """What stands in the rooms, and what the bot has yet to hear of it; in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, room: str, content: Mapping[str, Any], now: datetime, key: str = "") -> Post:
        """`key`: the sender's own; one that stands already (`by_key`) cannot be written again."""
        row = {"room": room, "at": now, "key": key, "content": dict(content)}
        return Post(self._connection.scalars(_WRITE, row).one(), room, now, content)

    def change(self, post: int, content: Mapping[str, Any]) -> None:
        self._connection.execute(_CHANGE, {"post": post, "new_content": dict(content)})

    def post(self, post: int) -> Post | None:
        return self._one(_ONE, post=post)

    def by_key(self, key: str) -> Post | None:
        return self._one(_BY_KEY, named=key)

    def latest(self, room: str, most: int, before: int | None = None) -> list[Post]:
        """The newest posts of a room, or the newest before one; the oldest of them first."""
        last = AFTER_ALL if before is None else before
        parameters = {"in_room": room, "before": last, "most": most}
        rows = self._connection.execute(_LATEST, parameters).all()
        return [Post(*row) for row in reversed(rows)]

    def all(self) -> Iterator[Post]:
        for row in self._connection.execute(_POSTS):
            yield Post(*row)

    def newest_at(self) -> datetime | None:
        found: datetime | None = self._connection.scalars(_NEWEST_AT).one()
        return found

    def tell(self, payload: str) -> int:
        """Something the bot is to hear; kept until `told`."""
        made: int = self._connection.scalars(_TELL, {"payload": payload}).one()
        return made

    def untold(self, most: int) -> list[tuple[int, str]]:
        rows = self._connection.execute(_UNTOLD.limit(most)).all()
        return [(id, payload) for id, payload in rows]

    def told(self, last: int) -> None:
        """The bot has taken in everything up to this one."""
        self._connection.execute(_TOLD, {"last": last})

    def _one(self, statement: Any, **parameters: object) -> Post | None:
        row = self._connection.execute(statement, parameters).one_or_none()
        return Post(*row) if row is not None else None


class RoomStore:
    """One thread works on the file, one transaction after the other."""

    def __init__(self, file: Path) -> None:
        """Makes the tables in a file that is new."""
        self._engine = _engine(file)
        self._desk = Desk()
        with translated(self._engine), self._engine.begin() as connection:
            _tables.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version={SHAPE}")

    async def transact(self, do: Callable[[Rooms], T]) -> T:
        return await self._desk.run(self._transact, do)

    def _transact(self, do: Callable[[Rooms], T]) -> T:
        with self.work() as rooms:
            return do(rooms)

    @contextmanager
    def work(self) -> Iterator[Rooms]:
        """One transaction, in the caller's thread."""
        with translated(self._engine), self._engine.begin() as connection:
            yield Rooms(connection)

    def close(self) -> None:
        self._desk.close()
        self._engine.dispose()


def are_current(file: Path) -> bool:
    """Whether rooms stand there, and in the shape that this program gives them."""
    if not file.exists():
        return False
    engine = _engine(file)
    try:
        with translated(engine), engine.connect() as connection:
            return bool(connection.exec_driver_sql("PRAGMA user_version").scalar() == SHAPE)
    finally:
        engine.dispose()


def _engine(file: Path) -> Engine:
    return engine_for(URL.create("sqlite", database=str(file)))
