"""All that stands behind the door in one process: sieve, inbox, handlers, store, outbox."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

from sqlalchemy import text
from structlog.testing import capture_logs

from bot.channels.telegram.api import TelegramBot
from bot.channels.telegram.inbound import Polling, Sieve
from bot.channels.telegram.raw import Json
from bot.sops.loader import load
from bot.store.engine import engine_for, is_sqlite
from bot.store.migrate import upgrade
from bot.store.unit import SqlStore
from handlers.dispatch import Dispatcher
from handlers.evidence import receipts
from handlers.plans import sop_import
from scheduler.engine import Engine
from scheduler.executor import Desk
from scheduler.inbox import BREAKS
from scheduler.tools import Tools
from tests.cast import (
    FIRST_FOUR,
    GROUP,
    MEMBER,
    MEMBERS,
    OTHER_GROUP,
    SECRETARY,
    SOP,
    Somebody,
    found_team,
    local,
    make_plan,
)
from tests.channels.telegram.updates import ME
from tests.clock import SettableClock
from tests.fakes.blobs import FakeFiles
from tests.office import Office
from tests.postgres import server
from tests.security.wire import Bot, Wire
from tests.stores import fresh_store

NOW = local("2026-11-23 10:00")
"""A Monday; steps 5 and 7 run."""
FILE, NOTE = "แผนลับ.pdf", "เรื่องที่รู้กันเฉพาะคณะ"
ATTACKER = Somebody("3001", "โจร", username="attacker", roles=("secretary",))
"""Has every right in a committee of his own."""
NOBODY = Somebody("3002", "คนนอก", username="outsider")
UNSOUND = {
    "an update that waits": "SELECT id, attempts FROM inbox WHERE state = 'waiting'",
    "an update set aside": "SELECT id, why FROM inbox WHERE state = 'aside'",
    "words kept after they were handled": "SELECT id FROM inbox WHERE payload IS NOT NULL "
    "AND state != 'held'",  # for the caption of its album
    "a lease": "SELECT id FROM inbox WHERE lease_until IS NOT NULL",
    "a letter given up": "SELECT id, why FROM delivery WHERE state = 'failed'",
    "a file given up": "SELECT id, name FROM file WHERE state = 'failed' AND size < 20000000",
}
SQLITE_ITSELF = {
    "a broken database": "PRAGMA integrity_check",
    "a row without what it belongs to": "PRAGMA foreign_key_check",
}


class Door:
    """Two teams with a plan each; `hears` hands updates over as a poll brings them."""

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        self.clock = SettableClock(NOW)
        self.bot = Bot()
        self.wire = Wire(self.bot)
        self.wire.administrators = {(GROUP.address, SECRETARY.account)}
        channels = {self.wire.name: self.wire}
        dispatcher = Dispatcher({SOP: load(SOP)}, channels)
        tools = Tools(store, channels, self.clock, Desk(store.writers), sleep=_at_once)
        self.engine = Engine(tools, FakeFiles(), dispatcher, receipts, sop_import)
        self.desk = tools.desk
        sieve = Sieve(ME, partial(dispatcher.understands, self.wire.name))
        self.polling = Polling(cast(TelegramBot, self.bot), sieve, _at_once)
        self.logged: list[Any] = []

    async def hears(self, updates: Sequence[Json]) -> None:
        """One poll; then everything is handled, tried again and answered."""
        with capture_logs() as logs:
            self.bot.batch = list(updates)
            await self.polling.step(self.engine.accept)
            await self.engine.drain()
            for _ in range(BREAKS if self.unsound() else 0):
                self.clock.advance(minutes=5)
                await self.engine.drain()
        self.logged += logs

    @property
    def incidents(self) -> list[Any]:
        return [e for e in self.logged if e["event"] in ("incident", "telegram.not_accepted")]

    def unsound(self) -> dict[str, list[Any]]:
        """What stands in the database that must not; empty."""
        asked = UNSOUND | (SQLITE_ITSELF if is_sqlite(self.store.engine) else {})
        with self.store.engine.connect() as connection:
            found = {what: list(connection.execute(text(sql))) for what, sql in asked.items()}
        return {what: rows for what, rows in found.items() if rows not in ([], [("ok",)])}


@contextmanager
def open_door(database: str = "sqlite") -> Iterator[Door]:
    with tempfile.TemporaryDirectory() as folder:
        if database == "postgresql":
            url = server().new_database(like=_furnished_on_postgresql())
        else:
            (Path(folder) / "sopbot.db").write_bytes(_furnished())
            url = f"sqlite:///{folder}/sopbot.db"
        store = SqlStore(engine_for(url))
        door = Door(store)
        try:
            yield door
        finally:
            door.desk.close()
            store.close()


@cache
def _furnished() -> bytes:
    """Two teams, files, an invitation and a question that waits; what was due has been sent."""
    with tempfile.TemporaryDirectory() as folder:
        _furnish(fresh_store(Path(folder), database="sqlite"))
        return (Path(folder) / "sopbot.db").read_bytes()


@cache
def _furnished_on_postgresql() -> str:
    """The name of a database."""
    engine = engine_for(server().new_database())
    upgrade(engine)
    _furnish(SqlStore(engine))
    return str(engine.url.database)


def _furnish(store: SqlStore) -> None:
    _fill(Office(store, NOW))
    door = Door(store)
    asyncio.run(door.hears([]))
    door.desk.close()
    store.close()


def _fill(office: Office) -> None:
    start = date(2026, 10, 1)
    with office.store.work() as work:
        make_plan(work, found_team(work, GROUP, MEMBERS, (), NOW), start, FIRST_FOUR)
        make_plan(work, found_team(work, OTHER_GROUP, (ATTACKER,), (), NOW), start, {})
        work.commit()
    office.keep_file(4, FILE)
    office.say(MEMBER, f"/progress 5 40 {NOTE}")
    office.say(SECRETARY, "/chair")
    office.say(SECRETARY, "/files 4")


async def _at_once(_seconds: float) -> None: ...
