"""Who acts for whom: rows that are ended, never changed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select, update

from bot.domain.people import Deputy
from bot.store.tables import deputy
from bot.store.types import insert

_OF_TEAM = select(
    deputy.c.id,
    deputy.c.person,
    deputy.c.deputy,
    deputy.c.since,
    deputy.c.until,
    deputy.c.delegated,
).where(deputy.c.team == bindparam("team"))
OF_TEAM = _OF_TEAM.where(deputy.c.ended_at.is_(None)).order_by(deputy.c.id)
_ONE = _OF_TEAM.where(deputy.c.id == bindparam("deputy"))
_GIVE = insert(deputy).returning(deputy.c.id)
_ENDS = update(deputy).values(ended_at=bindparam("at"))
END = _ENDS.where(deputy.c.id == bindparam("of_deputy"))
LONG_PAST = timedelta(days=400)
"""What was done more than a fiscal year ago is asked about no more."""
_END_LONG_PAST = _ENDS.where(
    deputy.c.team == bindparam("of_team"),
    deputy.c.until < bindparam("before"),
    deputy.c.ended_at.is_(None),
)


def one(connection: Connection, team: int, id: int) -> Deputy | None:
    row = connection.execute(_ONE, {"team": team, "deputy": id}).one_or_none()
    return None if row is None else Deputy(*row)


def give(connection: Connection, team: int, given: Deputy, by: int, now: datetime) -> int:
    """Ends those long past, too: a team is read with all that are not ended."""
    past = {"of_team": team, "before": now.date() - LONG_PAST, "at": now}
    connection.execute(_END_LONG_PAST, past)
    values: dict[str, object] = {"team": team, "person": given.person, "deputy": given.deputy}
    values |= {"since": given.since, "until": given.until, "delegated": given.delegated}
    id: int = connection.scalars(_GIVE, {**values, "by": by, "given_at": now}).one()
    return id
