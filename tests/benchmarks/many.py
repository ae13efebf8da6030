"""Tens of thousands of plans at once: copies of one, made by the database itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    String,
    Table,
    case,
    cast,
    create_engine,
    func,
    insert,
    literal,
    select,
    true,
)
from sqlalchemy.sql.expression import ColumnElement

from bot.store.tables import chat, chat_person, event, membership, party_member, plan, team

NIGHT = timedelta(hours=23)
"""So long before the slot was planned last: after the slot before."""
FIRST_COPY = -1_003_000_000_000
"""No group of people who talk has an address as low."""


def multiply(url: str, plans: int, due: int, slot: datetime, never: datetime) -> None:
    """The newest plan with its team and its group, until there are so many; on SQLite.

    `due`: so many of the copies have something to say at the `slot`, the others wake at `never`.
    """
    with _hasty(url) as connection:
        copies = plans - (connection.scalar(select(func.count()).select_from(plan)) or 0)
        _Copier(connection, copies).copy(due, slot, never)


@contextmanager
def _hasty(url: str) -> Iterator[Connection]:
    """A power cut would cost the whole file, which can be made again."""
    engine = create_engine(url)
    with engine.connect() as connection:
        for pragma in ("journal_mode=DELETE", "journal_mode=OFF", "synchronous=OFF"):
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        connection.commit()
        yield connection
        connection.commit()
    engine.dispose()


class _Copier:
    """The n-th copy of a row has the id of the last row of its table, and n."""

    def __init__(self, connection: Connection, copies: int) -> None:
        self._connection = connection
        first = select(literal(1).label("n")).cte("numbers", recursive=True)
        self._numbers = first.union_all(select(first.c.n + 1).where(first.c.n < copies))

    def copy(self, due: int, slot: datetime, never: datetime) -> None:
        n = self._numbers.c.n
        [old] = self._connection.execute(
            select(plan.c.id, plan.c.team, team.c.group_chat)
            .join(team, team.c.id == plan.c.team)
            .order_by(plan.c.id.desc())
            .limit(1)
        )
        chat_id, team_id, plan_id = (self._last(t) + n for t in (chat, team, plan))
        address = cast(literal(FIRST_COPY) - n, String)
        self._rows(chat, chat.c.id == old.group_chat, id=chat_id, address=address)
        self._rows(chat_person, chat_person.c.chat == old.group_chat, chat=chat_id)
        self._rows(team, team.c.id == old.team, id=team_id, group_chat=chat_id)
        self._rows(membership, membership.c.team == old.team, team=team_id)
        self._rows(party_member, party_member.c.team == old.team, team=team_id)
        moments = {
            "wake_at": case((n <= due, _moment(slot)), else_=_moment(never)),
            "planned_until": _moment(slot - NIGHT),
        }
        self._rows(plan, plan.c.id == old.id, id=plan_id, team=team_id, **moments)
        self._copy_events(old.id, plan_id)

    def _copy_events(self, old: int, new: ColumnElement[int]) -> None:
        mine = event.c.plan == old
        [(first, many)] = self._connection.execute(
            select(func.min(event.c.id), func.count()).where(mine)
        )
        copy = self._last(event) + 1 + (self._numbers.c.n - 1) * many
        self._rows(event, mine, id=copy + event.c.id - first, plan=new)

    def _last(self, table: Table) -> int:
        return self._connection.scalar(select(func.max(table.c.id))) or 0

    def _rows(self, table: Table, which: ColumnElement[bool], **changed: Any) -> None:
        names = [column.name for column in table.c]
        rows = select(*(changed.get(name, table.c[name]) for name in names)).where(which)
        beside = rows.select_from(table.join(self._numbers, true()))
        self._connection.execute(insert(table).from_select(names, beside))


def _moment(at: datetime) -> ColumnElement[datetime]:
    return literal(at, plan.c.wake_at.type)
