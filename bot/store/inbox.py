"""The inbox: updates as they came, handled in the order of their lane, the lanes in turn."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import Connection, bindparam, case, delete, func, or_, select, update

from bot.ports import ALBUM_HELD, QUOTED, Envelope
from bot.store import claims
from bot.store.queue_tables import ASIDE, HELD, WAITING, draft, inbox
from bot.store.tables import chat
from bot.store.types import insert, verbatim

DONE = "done"
Lane = tuple[str, str]
"""Channel, and the address of the chat."""

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


_NEXT = (
    select(
        inbox.c.id,
        inbox.c.attempts,
        inbox.c.turn,
        inbox.c.channel,
        inbox.c.key,
        inbox.c.lane,
        inbox.c.payload,
        inbox.c.album,
    )
    .where(
        inbox.c.state == verbatim(WAITING),
        claims.has_turn(inbox),
        claims.may_go(inbox),
        inbox.c.id == _FIRST,
    )
    .order_by(inbox.c.turn, inbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_NEXT_BUT = _NEXT.where(inbox.c.channel.not_in(bindparam("but", expanding=True)))
_WAITING = (
    select(inbox.c.channel, inbox.c.lane, func.count())
    .where(
        inbox.c.channel.in_(bindparam("channels", expanding=True)),
        inbox.c.lane.in_(bindparam("lanes", expanding=True)),
        inbox.c.state == verbatim(WAITING),
    )
    .group_by(inbox.c.channel, inbox.c.lane)
)
_OF_COMMITTEES = select(chat.c.channel, chat.c.address).where(
    chat.c.channel.in_(bindparam("channels", expanding=True)),
    chat.c.address.in_(bindparam("lanes", expanding=True)),
    claims.OF_COMMITTEE,
)
_ALBUMS = select(inbox.c.channel, inbox.c.lane, inbox.c.album).where(
    inbox.c.album.in_(bindparam("albums", expanding=True)),
    inbox.c.album != verbatim(""),
    inbox.c.state != verbatim(HELD),
)
_QUOTED = (
    select(chat.c.channel, chat.c.address, draft.c.kind)
    .join(draft, draft.c.chat == chat.c.id)
    .where(
        chat.c.channel.in_(bindparam("channels", expanding=True)),
        chat.c.address.in_(bindparam("lanes", expanding=True)),
        draft.c.kind.in_(bindparam("kinds", expanding=True)),
        draft.c.expires_at > bindparam("now"),
    )
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
_LET_IN = (
    update(inbox)
    .where(
        inbox.c.channel == bindparam("of_channel"),
        inbox.c.lane == bindparam("of_lane"),
        inbox.c.album == bindparam("of_album"),
        inbox.c.state == verbatim(HELD),
    )
    .values(state=WAITING)
)
_HELD = (
    select(inbox.c.id, inbox.c.received_at, _NEWER.label("place"))
    .where(inbox.c.state == verbatim(HELD))
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
_PUT_OFF = _CHANGE.values(
    lease_until=None,
    not_before=bindparam("until"),
    attempts=inbox.c.attempts - bindparam("untried"),
)
# What it said is forgotten, and in whose chat (by which only the rest of an album is found).
_FINISH = _CHANGE.values(
    state=bindparam("outcome"),
    why=bindparam("reason"),
    finished_at=bindparam("now"),
    payload=None,
    lane=case((inbox.c.album == "", ""), else_=inbox.c.lane),
    lease_until=None,
)
_DONE = _FINISH.where(inbox.c.state.in_((verbatim(WAITING), verbatim(HELD))))
_FORGET = delete(inbox).where(inbox.c.state != WAITING, inbox.c.finished_at < bindparam("before"))


class SqlInbox:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def accept(self, envelopes: Sequence[Envelope], now: datetime) -> int:
        albums: set[tuple[str, str, str]] = set()
        if any(one.follows for one in envelopes):
            self.let_go(now - ALBUM_HELD)
            albums = self._albums(envelopes) | self._quoted(envelopes, now)
        turns = self._turns(envelopes)
        rows = [
            {
                "channel": one.channel,
                "key": one.key,
                "lane": one.lane,
                "payload": one.payload,
                "received_at": now,
                "state": HELD if one.follows and _album(one) not in albums else WAITING,
                "album": one.album,
                "turn": next(turns[one.channel, one.lane]),
            }
            for one in envelopes
            if one.album or not one.follows
        ]
        new = self._connection.scalars(_ACCEPT, rows).all() if rows else []
        return new.count(WAITING)

    def _turns(self, envelopes: Sequence[Envelope]) -> dict[Lane, Iterator[int]]:
        """Of what comes next in each lane, and so on."""
        lanes = {(one.channel, one.lane) for one in envelopes}
        asked = {"channels": [c for c, _ in lanes], "lanes": [lane for _, lane in lanes]}
        waiting = {(c, lane): n for c, lane, n in self._connection.execute(_WAITING, asked)}
        committees = {(c, lane) for c, lane in self._connection.execute(_OF_COMMITTEES, asked)}
        return {
            lane: count(waiting.get(lane, 0) + (0 if lane in committees else claims.STRANGERS))
            for lane in lanes
        }

    def _albums(self, envelopes: Sequence[Envelope]) -> set[tuple[str, str, str]]:
        """Those of which something is for us: in this batch, or before it."""
        ours = {_album(one) for one in envelopes if not one.follows}
        asked = {_album(one) for one in envelopes if one.follows} - ours
        found = self._connection.execute(_ALBUMS, {"albums": [album for _, _, album in asked]})
        return ours | {tuple(row) for row in found}

    def _quoted(self, envelopes: Sequence[Envelope], now: datetime) -> set[tuple[str, str, str]]:
        """Those of which something was quoted before it came: asked where it is written, so that
        it cannot be said meanwhile.
        """
        kinds = {
            one: QUOTED + one.incoming.message for one in envelopes if one.follows and one.incoming
        }
        asked = {
            "channels": [one.channel for one in kinds],
            "lanes": [one.lane for one in kinds],
            "kinds": [*kinds.values()],
            "now": now,
        }
        found = {tuple(row) for row in self._connection.execute(_QUOTED, asked)}
        return {_album(o) for o, kind in kinds.items() if (o.channel, o.lane, kind) in found}

    def claim(
        self,
        now: datetime,
        lease_until: datetime,
        most: int = 1,
        *,
        strangers: bool = True,
        but: Collection[str] = (),
    ) -> list[tuple[int, Envelope, int]]:
        moments = claims.moments(self._connection, now, lease_until)
        before = claims.LAST if strangers else claims.STRANGERS
        asked = {**moments, "before_turn": before, "most": most}
        next_ones, channels = (_NEXT_BUT, {"but": [*but]}) if but else (_NEXT, {})
        with claims.by_turn(self._connection):
            found = self._connection.execute(next_ones, asked | channels).all()
        claims.lease(self._connection, inbox, [row.id for row in found], lease_until)
        return [(row.id, _envelope(row), row.attempts + 1) for row in found]

    def release(self) -> None:
        claims.release(self._connection, inbox)

    def done(self, row: int, now: datetime) -> bool:
        parameters = {"row": row, "outcome": DONE, "reason": "", "now": now}
        return self._connection.execute(_DONE, parameters).rowcount > 0

    def put_off(self, row: int, not_before: datetime, *, tried: bool = True) -> None:
        parameters = {"row": row, "until": not_before, "untried": 0 if tried else 1}
        self._connection.execute(_PUT_OFF, parameters)

    def set_aside(self, row: int, why: str, now: datetime) -> None:
        parameters = {"row": row, "outcome": ASIDE, "reason": why, "now": now}
        self._connection.execute(_FINISH, parameters)

    def album(self, channel: str, lane: str, album: str) -> list[tuple[int, datetime, Envelope]]:
        place = {"of_channel": channel, "of_lane": lane, "of_album": album}
        found = self._connection.execute(_ALBUM, place)
        return [(id, received_at, Envelope(*rest)) for id, received_at, *rest in found]

    def let_in(self, channel: str, lane: str, album: str) -> None:
        place = {"of_channel": channel, "of_lane": lane, "of_album": album}
        self._connection.execute(_LET_IN, place)

    def let_go(self, before: datetime) -> None:
        self._connection.execute(_LET_GO, {"before": before})

    def forget(self, before: datetime) -> None:
        self._connection.execute(_FORGET, {"before": before})


def _envelope(row: Any) -> Envelope:
    is_stranger = row.turn >= claims.STRANGERS
    return Envelope(row.channel, row.key, row.lane, row.payload, row.album, of_stranger=is_stranger)


def _album(one: Envelope) -> tuple[str, str, str]:
    return one.channel, one.lane, one.album
