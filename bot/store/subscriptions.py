"""Addresses that calendars read. A token is in the address only: here stands its hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, exists, func, select, update

from bot.domain.subscription import Subscription
from bot.store.tables import chat, subscription, team
from bot.store.types import insert

TOKEN_BYTES = 32
"""43 characters: nobody guesses one, however many are out."""

_ADD = insert(subscription)
_KNOWN = select(
    subscription.c.team, subscription.c.person, subscription.c.made_at, subscription.c.read_at
)
_OF_PERSON = _KNOWN.where(subscription.c.person == bindparam("who")).order_by(subscription.c.team)
_LEADS_TO = _KNOWN.where(
    subscription.c.hash == bindparam("of_hash"),
    exists().where(team.c.id == subscription.c.team, chat.c.id == team.c.group_chat, chat.c.served),
)
_REVOKE = delete(subscription).where(
    subscription.c.team == bindparam("of_team"), subscription.c.person == bindparam("who")
)
_READ = (
    update(subscription)
    .where(subscription.c.hash == bindparam("of_hash"))
    .values(read_at=bindparam("now"))
)
_COUNT = select(func.count(), func.max(subscription.c.read_at)).select_from(subscription)


class SqlSubscriptions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def make(self, team: int, person: int, now: datetime) -> str:
        self.revoke(team, person)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        row = {"hash": _hash(token), "team": team, "person": person, "made_at": now}
        self._connection.execute(_ADD, row)
        return token

    def revoke(self, team: int, person: int) -> bool:
        gone = self._connection.execute(_REVOKE, {"of_team": team, "who": person})
        return gone.rowcount > 0

    def of_person(self, person: int) -> list[Subscription]:
        return [Subscription(*row) for row in self._connection.execute(_OF_PERSON, {"who": person})]

    def led_to(self, token: str) -> Subscription | None:
        row = self._connection.execute(_LEADS_TO, {"of_hash": _hash(token)}).one_or_none()
        return None if row is None else Subscription(*row)

    def note_reading(self, token: str, now: datetime) -> None:
        self._connection.execute(_READ, {"of_hash": _hash(token), "now": now})

    def all(self) -> tuple[int, datetime | None]:
        count, newest = self._connection.execute(_COUNT).one()
        return count, newest


def _hash(token: str) -> str:
    """Of so much chance no slow one is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
