"""One transaction over all repositories, and the store that opens them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from bot import ports
from bot.domain.errors import Conflict, SopbotError
from bot.store.chats import SqlChats
from bot.store.drafts import SqlDrafts
from bot.store.engine import BEGIN, DEFERRED, IMMEDIATE, is_sqlite
from bot.store.files import SqlFiles
from bot.store.inbox import SqlInbox
from bot.store.outbox import SqlOutbox
from bot.store.people import SqlPeople
from bot.store.plans import SqlPlans
from bot.store.sent import SqlSent
from bot.store.teams import SqlTeams

COLLISIONS = frozenset({"40001", "40P01", "55P03", "SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT"})
"""Serialization failure, deadlock, lock time-out: the same unit may succeed when tried again."""


class SqlUnit:
    """A unit of work on one connection."""

    def __init__(self, connection: Connection, days_off: Mapping[date, str]) -> None:
        self._connection = connection
        self.chats: ports.Chats = SqlChats(connection)
        self.people: ports.People = SqlPeople(connection)
        self.teams: ports.Teams = SqlTeams(connection, days_off)
        self.plans: ports.Plans = SqlPlans(connection)
        self.files: ports.Files = SqlFiles(connection)
        self.outbox: ports.Outbox = SqlOutbox(connection)
        self.sent: ports.Sent = SqlSent(connection)
        self.drafts: ports.Drafts = SqlDrafts(connection)
        self.inbox: ports.Inbox = SqlInbox(connection)

    def commit(self) -> None:
        self._connection.commit()


class SqlStore:
    """Opens units of work. `days_off`: the official days off, which teams may edit."""

    def __init__(self, engine: Engine, days_off: Mapping[date, str] | None = None) -> None:
        self.engine = engine
        self._days_off = dict(days_off or {})
        if is_sqlite(engine):
            self._writing = engine.execution_options(**{BEGIN: IMMEDIATE})
            self._reading = engine.execution_options(**{BEGIN: DEFERRED})
        else:
            self._writing = engine
            self._reading = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @contextmanager
    def work(self) -> Iterator[ports.UnitOfWork]:
        with _translated(), self._writing.connect() as connection:
            yield SqlUnit(connection, self._days_off)

    @contextmanager
    def reading(self) -> Iterator[ports.UnitOfWork]:
        with _translated(), self._reading.connect() as connection:
            yield SqlUnit(connection, self._days_off)

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    """What the database cannot do now, in our own words; a wrong statement stays what it is."""
    try:
        yield
    except OperationalError as error:
        code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", "")
        if code in COLLISIONS:
            raise Conflict(f"the database is busy: {error.orig}") from error
        raise SopbotError(f"the database failed: {error.orig}") from error
