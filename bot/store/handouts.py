"""Links by which people get what is made for them. A token is in the link only: here stands its
hash.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from bot.domain.message import ToMake
from bot.ports import DOWNLOAD_LASTS, Handout
from bot.store import served
from bot.store.codec import decode, encoded
from bot.store.downloads import TOKEN_BYTES, hash_of
from bot.store.tables import handout, membership, plan
from bot.store.types import insert

_LEND = insert(handout)
_LENT = (
    select(handout.c.wanted, handout.c.person, handout.c.expires_at)
    .join(plan, plan.c.id == handout.c.plan)
    .join(
        membership,
        (membership.c.team == plan.c.team) & (membership.c.person == handout.c.person),
    )
    .where(
        handout.c.hash == bindparam("of_hash"),
        handout.c.expires_at > bindparam("now"),
        served.is_served(handout.c.plan),
    )
)
_EXPIRED = delete(handout).where(handout.c.expires_at <= bindparam("before"))


class SqlHandouts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lend(self, wanted: ToMake, person: int, now: datetime) -> str:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        row = {"hash": hash_of(token), "plan": wanted.plan, "person": person}
        row |= {"wanted": encoded(ToMake, wanted), "expires_at": now + DOWNLOAD_LASTS}
        self._connection.execute(_LEND, row)
        return token

    def lent(self, token: str, now: datetime) -> Handout | None:
        asked = {"of_hash": hash_of(token), "now": now}
        row = self._connection.execute(_LENT, asked).one_or_none()
        return Handout(decode(ToMake, row.wanted), row.person, row.expires_at) if row else None

    def forget(self, before: datetime) -> None:
        self._connection.execute(_EXPIRED, {"before": before})
