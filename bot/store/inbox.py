"""The inbox: updates as they came, handled in the order of their lane."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, case, delete, func, or_, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from bot.ports import ALBUM_HELD, Envelope
from bot.store import claims
from bot.store.queue_tables import HELD, WAITING, inbox
from bot.store.types import insert, verbatim

DONE, ASIDE = "done", "aside"

_ACCEPT = (
    insert(inbox)
    .on_conflict_do_nothing(index_elements=["channel", "key"])
    .returning(inbox.c.state, sort_by_parameter_order=False)
)
_other = inbox.alias("other")
_FIRST = (
    select(func.min(_other.c.id))
    .where(
        _other.c.channel == inbox.c.channel,
        _other.c.lane == inbox.c.lane,
        _other.c.state == verbatim(WAITING),
    )
    .correlate(inbox)
    .scalar_subquery()
)


def _claiming(*only: ColumnElement[bool]) -> ReturningUpdate[Any]:
    oldest = (
        select(inbox.c.id)
        .where(
            inbox.c.state == verbatim(WAITING), *only, claims.may_go(inbox), inbox.c.id == _FIRST
        )
        .order_by(inbox.c.turn, inbox.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    return (
        update(inbox)
        .where(inbox.c.id == oldest)
        .values(lease_until=bindparam("leased_until"), attempts=inbox.c.attempts + 1)
        .returning(
            inbox.c.id,
            inbox.c.attempts,
            inbox.c.channel,
            inbox.c.key,
            inbox.c.lane,
            inbox.c.payload,
            inbox.c.album,
        )
    )


_CLAIM = _claiming()
_CLAIM_OTHER = _claiming(inbox.c.lane.not_in(bindparam("last", expanding=True)))
_ALBUMS = select(inbox.c.channel, inbox.c.lane, inbox.c.album).where(
    inbox.c.album.in_(bindparam("albums", expanding=True)),
    inbox.c.album != verbatim(""),
    inbox.c.state != verbatim(HELD),
)
_ALBUM = (
    select(
        inbox.c.id,
        inbox.c.received_at,
        inbox.c.channel,
        inbox.c.key,
        inbox.c.lane,
        inbox.c.payload,
        inbox.c.album,
    )
    .where(
        inbox.c.channel == bindparam("of_channel"),
        inbox.c.lane == bindparam("of_lane"),
        inbox.c.album == bindparam("of_album"),
        inbox.c.album != verbatim(""),
        inbox.c.state.in_((verbatim(WAITING), verbatim(HELD))),
    )
    .order_by(inbox.c.id)
)
MOST_HELD = 500
"""Of one lane: fifty albums of ten within ten minutes. Of more the oldest are not waited for."""
_NEWER = func.row_number().over(
    partition_by=(inbox.c.channel, inbox.c.lane), order_by=inbox.c.id.desc()
)
_HELD = (
    select(inbox.c.id, inbox.c.received_at, _NEWER.label("place"))
    .where(inbox.c.album != verbatim(""), inbox.c.state == verbatim(HELD))
    .subquery()
)
_LET_GO = delete(inbox).where(
    inbox.c.id.in_(
        select(_HELD.c.id).where(
            or_(_HELD.c.received_at < bindparam("before"), _HELD.c.place > MOST_HELD)
        )
    )
)
_CHANGE = update(inbox).where(inbox.c.id == bindparam("row"))
_FORGOTTEN = {
    "payload": None,
    "lane": case((inbox.c.album == "", ""), else_=inbox.c.lane),
    "lease_until": None,
}
"""Once handled: what it said, and in whose chat (by which only the rest of an album is found)."""
_IS_WAITING = (
    select(inbox.c.id)
    .where(inbox.c.id == bindparam("row"), inbox.c.state == verbatim(WAITING))
    .with_for_update()
)
_FORGET = delete(inbox).where(inbox.c.state != WAITING, inbox.c.finished_at < bindparam("before"))


class SqlInbox:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def accept(self, envelopes: Sequence[Envelope], now: datetime) -> int:
        albums: set[tuple[str, str, str]] = set()
        if any(one.follows for one in envelopes):
            self.let_go(now - ALBUM_HELD)
            albums = self._albums(envelopes)
        rows = [
            {
                "channel": one.channel,
                "key": one.key,
                "lane": one.lane,
                "payload": one.payload,
                "received_at": now,
                "state": HELD if one.follows and _album(one) not in albums else WAITING,
                "album": one.album,
            }
            for one in envelopes
            if one.album or not one.follows
        ]
        new = self._connection.scalars(_ACCEPT, rows).all() if rows else []
        return new.count(WAITING)

    def _albums(self, envelopes: Sequence[Envelope]) -> set[tuple[str, str, str]]:
        """Those of which something is for us: in this batch, or before it."""
        ours = {_album(one) for one in envelopes if not one.follows}
        asked = {_album(one) for one in envelopes if one.follows} - ours
        found = self._connection.execute(_ALBUMS, {"albums": [album for _, _, album in asked]})
        return ours | {tuple(row) for row in found}

    def claim(
        self, now: datetime, lease_until: datetime, last: Collection[str] = ()
    ) -> tuple[int, Envelope, int] | None:
        moments = claims.moments(self._connection, now, lease_until)
        row = self._claimed(_CLAIM_OTHER, {**moments, "last": list(last)}) if last else None
        row = row or self._claimed(_CLAIM, moments)
        if row is None:
            return None
        id, attempts, *envelope = row
        return id, Envelope(*envelope), attempts

    def _claimed(self, claim: ReturningUpdate[Any], parameters: Mapping[str, Any]) -> Any:
        return self._connection.execute(claim, parameters).one_or_none()

    def release(self) -> None:
        claims.release(self._connection, inbox)

    def is_waiting(self, row: int) -> bool:
        found = self._connection.execute(_IS_WAITING, {"row": row})
        return found.one_or_none() is not None

    def done(self, row: int, now: datetime) -> None:
        self._change(row, state=DONE, finished_at=now, **_FORGOTTEN)

    def put_off(self, row: int, not_before: datetime, *, tried: bool = True) -> None:
        attempts = inbox.c.attempts if tried else inbox.c.attempts - 1
        self._change(row, lease_until=None, not_before=not_before, attempts=attempts)

    def set_aside(self, row: int, why: str, now: datetime) -> None:
        self._change(row, state=ASIDE, why=why, finished_at=now, **_FORGOTTEN)

    def album(self, channel: str, lane: str, album: str) -> list[tuple[int, datetime, Envelope]]:
        place = {"of_channel": channel, "of_lane": lane, "of_album": album}
        found = self._connection.execute(_ALBUM, place)
        return [(id, received_at, Envelope(*rest)) for id, received_at, *rest in found]

    def let_go(self, before: datetime) -> None:
        self._connection.execute(_LET_GO, {"before": before})

    def forget(self, before: datetime) -> None:
        self._connection.execute(_FORGET, {"before": before})

    def _change(self, row: int, **values: object) -> None:
        self._connection.execute(_CHANGE.values(**values), {"row": row})


def _album(one: Envelope) -> tuple[str, str, str]:
    return one.channel, one.lane, one.album
