"""Whose turn it is in a queue: what is neither put off nor being worked on.

The first of every chat goes before the second of any; all that is said to committees because
somebody did something goes before notices, and these before what strangers get.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    Update,
    and_,
    bindparam,
    case,
    exists,
    literal,
    literal_column,
    or_,
    update,
)

from bot.ports import LONGEST_HOLD, LONGEST_PAUSE
from bot.store.queue_tables import WAITING
from bot.store.tables import chat, membership, team
from bot.store.types import verbatim

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
NOTICES = 500_000
"""Where the turns of notices begin: those of one slot are many, and nobody waits for them."""
STRANGERS = 1_000_000
"""Where the turns of chats begin that belong to no committee."""
LAST = 2 * STRANGERS
_committee, _in_one = team.alias("committee"), membership.alias("in_one")
OF_COMMITTEE = or_(
    exists().where(_committee.c.group_chat == chat.c.id),
    exists().where(_in_one.c.person == chat.c.person),
)
"""Whether a chat is a committee's group, or the private chat of somebody in a committee."""


def turn(before: ColumnElement[int], first: int = 0) -> ColumnElement[int]:
    """That of a row of a chat of which so many rows that are due wait already; `first`: where the
    turns of such rows to committees begin.
    """
    return before + begin(OF_COMMITTEE, first)


def begin(of_committee: ColumnElement[bool], first: int = 0) -> ColumnElement[int]:
    """Where the turns of the rows of a chat begin."""
    return case((of_committee, literal(first)), else_=literal(STRANGERS))


def may_go(table: Table) -> ColumnElement[bool]:
    """With the `moments` of a claim as parameters."""
    pause, lease = table.c.not_before, table.c.lease_until
    return and_(is_over(pause, "latest_pause"), is_over(lease, "latest_lease"))


def has_turn(table: Table) -> ColumnElement[bool]:
    """With `before_turn`; every row has one, and this is how their index says it."""
    return and_(table.c.turn >= literal_column("0"), table.c.turn < bindparam("before_turn"))


def is_over(until: ColumnElement[Any], latest: str) -> ColumnElement[bool]:
    """Also what ends later than anything does: it was written by a clock that has been set back."""
    past, unbelievable = until <= bindparam("now"), until > bindparam(latest)
    return or_(until.is_(None), past, unbelievable)


def moments(connection: Connection, now: datetime, lease_until: datetime) -> dict[str, datetime]:
    """On PostgreSQL a lease may be another process's, by a clock that is ahead of ours."""
    is_alone = connection.dialect.name == "sqlite"
    return {
        "now": now,
        "leased_until": lease_until,
        "latest_lease": lease_until if is_alone else NEVER,
        "latest_pause": now + LONGEST_PAUSE,
        "latest_hold": now + LONGEST_HOLD,
    }


@contextmanager
def by_turn(connection: Connection) -> Iterator[None]:
    """What waits is looked through in its order, until enough is found. PostgreSQL, to whose
    statistics a queue is nearly always empty, would for each claim read and sort all of it.
    """
    _set_sort(connection, "off")
    yield
    _set_sort(connection, "DEFAULT")


def _set_sort(connection: Connection, to: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL enable_sort TO {to}")


def lease(connection: Connection, table: Table, rows: Sequence[int], until: datetime) -> None:
    """Each is tried once more, by us."""
    if rows:
        connection.execute(_lease_of(table), {"rows": rows, "until": until})


@cache
def _lease_of(table: Table) -> Update:
    values = {"lease_until": bindparam("until"), "attempts": table.c.attempts + 1}
    return update(table).where(table.c.id.in_(bindparam("rows", expanding=True))).values(values)


def release(connection: Connection, table: Table, state: str = WAITING) -> None:
    """Nobody works on anything any more; `state`: of what is still to be worked on."""
    leased = (table.c.state == verbatim(state)) & table.c.lease_until.is_not(None)
    connection.execute(update(table).where(leased).values(lease_until=None))
