"""One transaction over all repositories, and the store that opens them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial

from sqlalchemy import Connection, Engine

from bot import ports
from bot.domain.answers import kept
from bot.store import served, upkeep
from bot.store.absences import SqlAbsences
from bot.store.agenda import SqlAgenda
from bot.store.chats import SqlChats
from bot.store.deletions import SqlDeletions
from bot.store.downloads import SqlDownloads
from bot.store.drafts import SqlDrafts
from bot.store.engine import (
    DEFERRED,
    IMMEDIATE,
    begun,
    is_sqlite,
    keeping_prepared,
    only_reading,
    translated,
    without_listeners,
)
from bot.store.files import SqlFiles
from bot.store.group import SqlGroup
from bot.store.handouts import SqlHandouts
from bot.store.holdings import SqlHoldings
from bot.store.inbox import SqlInbox
from bot.store.known_plans import Known, KnownPlans, Uncommitted
from bot.store.linking import SqlLinking
from bot.store.outbox import SqlOutbox
from bot.store.people import SqlPeople
from bot.store.pictures import SqlPictures
from bot.store.plans import SqlPlans
from bot.store.prepared import Statements
from bot.store.privacy import SqlPrivacy
from bot.store.processes import SqlProcesses
from bot.store.read_cache import Cache, ReadCache
from bot.store.sent import SqlSent
from bot.store.session import session
from bot.store.sop_files import SqlSopFiles
from bot.store.sops import SqlSops
from bot.store.subscriptions import SqlSubscriptions
from bot.store.teams import SqlTeams
from bot.store.templates import SqlTemplates


class _Cause:
    """Given to repositories, which must not hold on to their unit: in a circle with it they would
    stay until the collector comes, and what is made next would lie in other memory.
    """

    def __init__(self) -> None:
        self.update = ""

    def __call__(self) -> str:
        return self.update


class SqlUnit:
    """A unit of work on one connection; a repository is made when it is first asked for."""

    def __init__(
        self,
        connection: Connection,
        days_off: Mapping[date, str],
        known: Known,
        cache: Cache,
        allowed: frozenset[str] = frozenset(),
        commit: Callable[[], None] | None = None,
    ) -> None:
        self._connection = connection
        self._days_off = days_off
        self._known = known
        self._cache = cache
        self._allowed = allowed
        self._cause = _Cause()
        self.commit = commit or connection.commit

    def caused_by(self, cause: str) -> None:
        self._cause.update = cause

    @kept
    def teams(self) -> ports.Teams:
        return SqlTeams(self._connection, self._days_off, self._cache)

    @kept
    def plans(self) -> ports.Plans:
        return SqlPlans(self._connection, self._known, self._cache)

    @kept
    def absences(self) -> ports.Absences:
        return SqlAbsences(self._connection)

    @kept
    def files(self) -> ports.Files:
        return SqlFiles(self._connection, self._cache, self._cause)

    @kept
    def templates(self) -> ports.Templates:
        return SqlTemplates(self._connection)

    @kept
    def sops(self) -> ports.Sops:
        return SqlSops(self._connection, self._cache)

    @kept
    def sop_files(self) -> ports.SopFiles:
        return SqlSopFiles(self._connection, self._cause)

    @kept
    def downloads(self) -> ports.Downloads:
        return SqlDownloads(self._connection)

    @kept
    def handouts(self) -> ports.Handouts:
        return SqlHandouts(self._connection)

    @kept
    def pictures(self) -> ports.Pictures:
        return SqlPictures(self._connection)

    @kept
    def subscriptions(self) -> ports.Subscriptions:
        return SqlSubscriptions(self._connection)

    @kept
    def holdings(self) -> ports.Holdings:
        return SqlHoldings(self._connection)

    @kept
    def deletions(self) -> ports.Deletions:
        return SqlDeletions(self._connection)

    @kept
    def outbox(self) -> ports.Outbox:
        return SqlOutbox(self._connection, self.chats, self._cache, self._cause)

    @kept
    def chats(self) -> ports.Chats:
        return SqlChats(self._connection, self._allowed, self._cache)

    @kept
    def people(self) -> ports.People:
        return SqlPeople(self._connection, self._cache)

    @kept
    def linking(self) -> ports.Linking:
        return SqlLinking(self._connection, self._cache)

    @kept
    def privacy(self) -> ports.Privacy:
        return SqlPrivacy(self._connection, self._cache)

    @kept
    def drafts(self) -> ports.Drafts:
        return SqlDrafts(self._connection, self._cache)

    @kept
    def sent(self) -> ports.Sent:
        return SqlSent(self._connection)

    @kept
    def inbox(self) -> ports.Inbox:
        return SqlInbox(self._connection)

    @kept
    def agenda(self) -> ports.Agenda:
        return SqlAgenda(self._connection)

    @kept
    def processes(self) -> ports.Processes:
        return SqlProcesses(self._connection)


CONNECTIONS = 5
"""Of one process on PostgreSQL: ten processes leave room below its usual limit of a hundred."""


class SqlStore:
    """Opens units of work. `days_off`: the official days off, which teams may edit."""

    def __init__(self, engine: Engine, days_off: Mapping[date, str] | None = None) -> None:
        self.engine = engine
        self._days_off = dict(days_off or {})
        self._known = KnownPlans()
        self._statements = Statements()
        self._allowed: frozenset[str] = frozenset()
        self._writing: Engine
        self._reading: Engine
        if is_sqlite(engine):
            self._writing = without_listeners(engine, IMMEDIATE)
            self._reading = without_listeners(engine, DEFERRED)
        else:
            self._writing = engine
            self._reading = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @contextmanager
    def work(self) -> Iterator[ports.UnitOfWork]:
        with self._transaction(self._writing) as (connection, cache):
            known = Uncommitted(self._known)

            def commit() -> None:
                # First the commit: what is kept is served to everybody, and may never come to be.
                connection.commit()
                known.keep()
                cache.committed()

            yield self._unit(connection, cache, known, commit)

    @contextmanager
    def reading(self) -> Iterator[ports.UnitOfWork]:
        with self._transaction(self._reading) as (connection, cache):
            reads = only_reading if is_sqlite(self.engine) else keeping_prepared
            with reads(connection):
                yield self._unit(connection, cache, self._known, lambda: None)

    @contextmanager
    def together(self) -> Iterator[ports.Group]:
        with self._transaction(self._writing) as (connection, cache):
            opens = partial(self._unit, connection, cache)
            yield SqlGroup(connection, Uncommitted(self._known), cache, opens, self.engine)

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[tuple[Connection, Cache]]:
        with translated(self.engine), engine.connect() as connection:
            if not is_sqlite(engine):
                yield connection, ReadCache()
                return
            with begun(self.engine, connection):
                raw, info = connection.connection.driver_connection, connection.info
                cache: ReadCache = info.setdefault("read cache", ReadCache())
                with cache.transaction(raw):
                    yield connection, cache

    def _unit(
        self, connection: Connection, cache: Cache, known: Known, commit: Callable[[], None]
    ) -> SqlUnit:
        ours = session(connection, cache, self._statements)
        return SqlUnit(ours, self._days_off, known, cache, self._allowed, commit)

    def serve_only(self, allowed: frozenset[str], now: datetime) -> None:
        """The groups with these addresses, those met from now on included; empty: every group."""
        self._allowed = allowed
        with self._transaction(self._writing) as (connection, cache):
            served.apply(session(connection, cache, self._statements), allowed, now)
            connection.commit()
            cache.committed()

    def left_out(self, allowed: frozenset[str]) -> int:
        """How many teams are not served by this list."""
        with self._transaction(self._reading) as (connection, _):
            return served.left_out(connection, allowed)

    @property
    def writers(self) -> int:
        """How many units of work may do something at a time."""
        return 1 if is_sqlite(self.engine) else CONNECTIONS

    def scrub(self) -> None:
        upkeep.scrub(self.engine)

    def close(self) -> None:
        self.engine.dispose()
