"""The rooms of the web chat, kept as a platform would keep them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from bot.domain.rooms import Post
from bot.store.room_tables import room_post, room_update
from bot.store.types import insert, verbatim

_POSTS = select(room_post.c.id, room_post.c.room, room_post.c.at, room_post.c.content)
_POST = _POSTS.where(room_post.c.id == bindparam("post"))
_BY_KEY = _POSTS.where(room_post.c.key == bindparam("named"), room_post.c.key != verbatim(""))
_LATEST = (
    _POSTS.where(room_post.c.room == bindparam("in_room"), room_post.c.id < bindparam("before"))
    .order_by(room_post.c.id.desc())
    .limit(bindparam("most"))
)
_NEWEST_AT = select(func.max(room_post.c.at))
_WRITE = insert(room_post).returning(room_post.c.id)
_CHANGE = (
    update(room_post)
    .where(room_post.c.id == bindparam("post"))
    .values(content=bindparam("new_content"))
)
_TELL = insert(room_update).returning(room_update.c.id)
_UNTOLD = select(room_update.c.id, room_update.c.payload).order_by(room_update.c.id)
_TOLD = delete(room_update).where(room_update.c.id <= bindparam("last"))
AFTER_ALL = 2**31 - 1


class SqlRooms:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def write(self, room: str, content: Mapping[str, Any], now: datetime, key: str = "") -> Post:
        row = {"room": room, "at": now, "key": key, "content": dict(content)}
        return Post(self._connection.scalars(_WRITE, row).one(), room, now, content)

    def change(self, post: int, content: Mapping[str, Any]) -> None:
        self._connection.execute(_CHANGE, {"post": post, "new_content": dict(content)})

    def post(self, post: int) -> Post | None:
        return self._one(_POST, post=post)

    def by_key(self, key: str) -> Post | None:
        return self._one(_BY_KEY, named=key)

    def latest(self, room: str, most: int, before: int | None = None) -> list[Post]:
        last = AFTER_ALL if before is None else before
        parameters = {"in_room": room, "before": last, "most": most}
        rows = self._connection.execute(_LATEST, parameters).all()
        return [Post(*row) for row in reversed(rows)]

    def newest_at(self) -> datetime | None:
        found: datetime | None = self._connection.scalars(_NEWEST_AT).one()
        return found

    def tell(self, payload: str) -> int:
        made: int = self._connection.scalars(_TELL, {"payload": payload}).one()
        return made

    def untold(self, most: int) -> list[tuple[int, str]]:
        rows = self._connection.execute(_UNTOLD.limit(most)).all()
        return [(id, payload) for id, payload in rows]

    def told(self, last: int) -> None:
        self._connection.execute(_TOLD, {"last": last})

    def _one(self, statement: Any, **parameters: object) -> Post | None:
        row = self._connection.execute(statement, parameters).one_or_none()
        return Post(*row) if row is not None else None
