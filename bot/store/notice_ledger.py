"""The ledger of notices: each is planned once, and hung on a delivery per chat and slot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Integer, Row, bindparam, case, exists, or_, select, update

from bot.domain.notices import Notice
from bot.domain.numbers import numbered
from bot.domain.rules import Audience, Kind
from bot.store.delivery_turns import QUEUE_NOTICES
from bot.store.queue_tables import DROPPED, WAITING, delivery, delivery_notice, notice
from bot.store.tables import plan as plans
from bot.store.trouble import GARBAGE
from bot.store.types import insert, verbatim

NO_STEP = 0
NO_DUE = date.min
"""Written for None: in a unique constraint NULLs all differ from each other."""
TICK = timedelta(microseconds=1)
"""What tells a second delivery to a chat in one slot from the first, which is out already."""

_KEY = ("plan", "step", "kind", "k", "due", "audience")
_COLUMNS = tuple(notice.c[name] for name in _KEY)
_WRITE = (
    insert(notice).on_conflict_do_nothing(index_elements=_KEY).returning(notice.c.id, *_COLUMNS)
)
_OPEN = QUEUE_NOTICES.on_conflict_do_nothing(index_elements=["chat", "slot"]).returning(
    delivery.c.id
)
_JOIN = (
    update(delivery)
    .where(
        delivery.c.chat == bindparam("to_chat"),
        delivery.c.slot == bindparam("in_slot"),
        delivery.c.state == verbatim(WAITING),
        delivery.c.lease_until.is_(None),
    )
    .values(late=or_(delivery.c.late, bindparam("is_late")))
    .returning(delivery.c.id)
)
_HANG = insert(delivery_notice)
_EMPTY = (
    update(delivery)
    .where(delivery.c.state == verbatim(WAITING))
    .values(state=DROPPED, why="merged", lease_until=None, finished_at=bindparam("now"))
    .returning(delivery.c.id, delivery.c.chat, delivery.c.attempts, delivery.c.turn)
)
_EMPTY_ONE = _EMPTY.where(delivery.c.id == bindparam("one"))
_EMPTY_OTHERS = _EMPTY.where(
    delivery.c.chat == bindparam("to_chat"),
    delivery.c.id != bindparam("kept"),
    delivery.c.due_at <= bindparam("now"),
    or_(delivery.c.lease_until.is_(None), delivery.c.lease_until <= bindparam("now")),
    exists().where(delivery_notice.c.delivery == delivery.c.id),
)
# Copied, not moved: if an emptied one was being sent after all, it is told twice, not lost.
_POUR = (
    insert(delivery_notice)
    .from_select(
        ["delivery", "notice"],
        select(bindparam("into", type_=Integer), delivery_notice.c.notice).where(
            delivery_notice.c.delivery.in_(bindparam("emptied", expanding=True))
        ),
    )
    .on_conflict_do_nothing()
)
_POURED = (
    update(delivery)
    .where(delivery.c.id == bindparam("into"))
    .values(
        late=True,
        attempts=case(
            (delivery.c.attempts < bindparam("tries"), bindparam("tries")),
            else_=delivery.c.attempts,
        ),
        turn=case(
            (delivery.c.turn > bindparam("place"), bindparam("place")), else_=delivery.c.turn
        ),
    )
)
_KNOWN = select(*_COLUMNS[1:]).where(notice.c.plan == bindparam("plan"))
_NOTICES = (
    select(delivery_notice.c.delivery, *_COLUMNS, notice.c.at)
    .join(notice, notice.c.id == delivery_notice.c.notice)
    .where(delivery_notice.c.delivery.in_(bindparam("deliveries", expanding=True)))
    .order_by(notice.c.id)
)
_ONE = select(*_COLUMNS, notice.c.at).where(notice.c.id == bindparam("notice"))


def plan(
    connection: Connection,
    notices: Iterable[tuple[Notice, int]],
    slot: datetime,
    late: bool,
    merge: bool,
) -> int:
    """Write the notices not known before and hang each on a delivery to each of its chats."""
    chats_of: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    rows = {}
    for one, chat in notices:
        row = _row(one)
        rows[_key(row)] = row
        chats_of[_key(row)].append(chat)
    new = _new(connection, [rows[key] for key in sorted(rows)])  # sorted: no deadlock of planners
    hanging = {(chat, id) for key, id in new.items() for chat in chats_of[key]}
    chats = sorted({chat for chat, _ in hanging})
    deliveries = {chat: _delivery_to(connection, chat, slot, late) for chat in chats}
    _hang(connection, [(deliveries[chat], id) for chat, id in sorted(hanging)])
    if merge:
        for chat, into in deliveries.items():
            others = {"to_chat": chat, "kept": into, "now": slot}
            _pour(connection, connection.execute(_EMPTY_OTHERS, others).all(), into)
    return len(new)


def postpone(connection: Connection, one: int, slot: datetime, now: datetime) -> None:
    """To the chat's delivery of that slot; nothing, if another worker has sent it meanwhile."""
    emptied = connection.execute(_EMPTY_ONE, {"one": one, "now": now}).all()
    for row in emptied:
        _pour(connection, [row], _delivery_to(connection, row.chat, slot, late=True))


def known(connection: Connection, plan: int) -> set[tuple[int | None, str, int, date | None, str]]:
    rows = connection.execute(_KNOWN, {"plan": plan})
    return {(_step(step), kind, k, _due(due), audience) for step, kind, k, due, audience in rows}


def notices_of(
    connection: Connection, deliveries: Sequence[int], team: int | None = None
) -> dict[int, tuple[Notice, ...]]:
    """The notices of each delivery; of one team's plans only, if a team is given."""
    found: dict[int, list[Notice]] = {of: [] for of in deliveries}
    wanted, parameters = _NOTICES, {"deliveries": deliveries}
    if team is not None:
        wanted = wanted.join(plans, plans.c.id == notice.c.plan).where(plans.c.team == team)
    for of, *fields in connection.execute(wanted, parameters):
        found[of].append(_notice(*fields))
    return {of: tuple(held) for of, held in found.items()}


def is_readable(connection: Connection, one: int) -> bool:
    try:
        fields: list[Any] = list(connection.execute(_ONE, {"notice": one}).one())
        _notice(*fields)
    except GARBAGE:
        return False
    return True


def _new(connection: Connection, rows: list[dict[str, Any]]) -> dict[tuple[Any, ...], int]:
    if not rows:
        return {}
    return {tuple(key): id for id, *key in connection.execute(_WRITE, _plainly(rows))}


def _delivery_to(connection: Connection, chat: int, slot: datetime, late: bool) -> int:
    """The chat's unsent delivery of this slot, or a new one; never one that is being sent."""
    row = {"chat": chat, "late": late, "state": WAITING, "due_at": slot}
    turn = {"to_chat": chat, "now": slot}
    moment = slot
    while True:
        opened = connection.scalars(_OPEN, {**row, **turn, "slot": moment}).one_or_none()
        joining = {"to_chat": chat, "in_slot": moment, "is_late": late}
        found: int | None = opened or connection.scalars(_JOIN, joining).one_or_none()
        if found is not None:
            return found
        moment += TICK


def _pour(connection: Connection, emptied: Sequence[Row[Any]], into: int) -> None:
    """What hung on these hangs on that one, which has been tried as often, in their turn."""
    if emptied:
        connection.execute(_POUR, {"into": into, "emptied": [row.id for row in emptied]})
        tries, place = max(row.attempts for row in emptied), min(row.turn for row in emptied)
        connection.execute(_POURED, {"into": into, "tries": tries, "place": place})


def _hang(connection: Connection, pairs: list[tuple[int, int]]) -> None:
    rows = [{"delivery": delivery, "notice": notice} for delivery, notice in pairs]
    if rows:
        connection.execute(_HANG, _plainly(rows))


def _plainly(rows: list[dict[str, Any]]) -> list[dict[str, Any]] | dict[str, Any]:
    """Most plans have one notice in a slot: a single row goes prepared."""
    return rows if len(rows) > 1 else rows[0]


def _row(one: Notice) -> dict[str, Any]:
    return {
        "plan": one.plan,
        "step": NO_STEP if one.step is None else one.step,
        "kind": one.kind.value,
        "k": one.k,
        "due": NO_DUE if one.due is None else one.due,
        "audience": one.audience.value,
        "at": one.at,
    }


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in _KEY)


def _step(written: int) -> int | None:
    return None if written == NO_STEP else numbered(written)


def _due(written: date) -> date | None:
    return None if written == NO_DUE else written


def _notice(
    plan: int, step: int, kind: str, k: int, due: date, audience: str, at: datetime
) -> Notice:
    return Notice(plan, _step(step), Kind(kind), k, _due(due), Audience(audience), at)
