"""One transaction over all repositories, and the store that opens them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Connection, Engine

from bot import ports
from bot.store import upkeep
from bot.store.agenda import SqlAgenda
from bot.store.chats import SqlChats
from bot.store.drafts import SqlDrafts
from bot.store.engine import BEGIN, DEFERRED, IMMEDIATE, is_sqlite, translated
from bot.store.files import SqlFiles
from bot.store.inbox import SqlInbox
from bot.store.outbox import SqlOutbox
from bot.store.people import SqlPeople
from bot.store.plans import SqlPlans
from bot.store.privacy import SqlPrivacy
from bot.store.processes import SqlProcesses
from bot.store.sent import SqlSent
from bot.store.teams import SqlTeams


class SqlUnit:
    """A unit of work on one connection."""

    def __init__(self, connection: Connection, days_off: Mapping[date, str]) -> None:
        self._connection = connection
        self.chats: ports.Chats = SqlChats(connection)
        self.people: ports.People = SqlPeople(connection)
        self.privacy: ports.Privacy = SqlPrivacy(connection)
        self.teams: ports.Teams = SqlTeams(connection, days_off)
        self.plans: ports.Plans = SqlPlans(connection)
        self.files: ports.Files = (files := SqlFiles(connection))
        self.outbox: ports.Outbox = (outbox := SqlOutbox(connection))
        self._caused = files, outbox
        self.sent: ports.Sent = SqlSent(connection)
        self.drafts: ports.Drafts = SqlDrafts(connection)
        self.inbox: ports.Inbox = SqlInbox(connection)
        self.agenda: ports.Agenda = SqlAgenda(connection)
        self.processes: ports.Processes = SqlProcesses(connection)

    def caused_by(self, cause: str) -> None:
        for queue in self._caused:
            queue.cause = cause

    def commit(self) -> None:
        self._connection.commit()


CONNECTIONS = 5
"""Of one process on PostgreSQL: ten processes leave room below its usual limit of a hundred."""


class SqlStore:
    """Opens units of work. `days_off`: the official days off, which teams may edit."""

    def __init__(self, engine: Engine, days_off: Mapping[date, str] | None = None) -> None:
        self.engine = engine
        self._days_off = dict(days_off or {})
        self._writing: Engine
        self._reading: Engine
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
        with translated(self.engine), self._writing.connect() as connection:
            yield SqlUnit(connection, self._days_off)

    @contextmanager
    def reading(self) -> Iterator[ports.UnitOfWork]:
        with translated(self.engine), self._reading.connect() as connection:
            yield SqlUnit(connection, self._days_off)

    @property
    def writers(self) -> int:
        """How many units of work may do something at a time."""
        return 1 if is_sqlite(self.engine) else CONNECTIONS

    def scrub(self) -> None:
        upkeep.scrub(self.engine)

    def close(self) -> None:
        self.engine.dispose()
