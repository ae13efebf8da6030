"""Kills while a database of the first release is brought to today's tables."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

from sqlalchemy import func, select, text

from bot.store.engine import engine_for
from bot.store.migrate import upgrade
from bot.store.tables import person
from tests.torture.books import Books
from tests.torture.fleet import Fleet

FIRST = "0001"
ROWS = 40_000
"""So many that copying the file, and what follows, takes a while."""
LASTS = 0.2
"""Seconds from the copy to the commit, about."""
PATIENCE = 5.0
LOOK_EVERY = 0.002
_PEOPLE = text("INSERT INTO person (id, name) VALUES (:id, :name)")
_REVISION = text("SELECT version_num FROM alembic_version")


class Migrating:
    """`hits`: kills that came after the copy that is made first, and before the commit."""

    def __init__(self, fleet: Fleet, chance: random.Random) -> None:
        self.kills = self.hits = 0
        self._fleet = fleet
        self._books = Books(fleet.database_url)
        self._copy = fleet.data / "sopbot.db.before-upgrade"
        self._chance = chance

    def run(self, kills: int) -> None:
        """Who gets through finds an old database again the next time."""
        old = False
        for _ in range(kills):
            if not old:
                self._make_old()
            self._fleet.start()
            self._wait_for_copy()
            time.sleep(self._chance.uniform(0, LASTS))
            self._fleet.kill()
            old = self._is_old()
            self.kills += 1
            self.hits += old

    def faults(self) -> Iterator[str]:
        """After the next start, which goes on where the last kill came."""
        if not self.kills:
            return
        engine = engine_for(self._fleet.database_url)
        upgrade(engine)
        engine.dispose()
        if self._copy.exists():
            yield f"left over: {self._copy}"
        yield from self._books.faults(self._fleet.clock.now())
        [(rows,)] = self._books.rows(select(func.count()).select_from(person))
        if rows != ROWS:
            yield f"{ROWS - rows} rows are missing"

    def _make_old(self) -> None:
        for file in self._fleet.data.glob("sopbot.db*"):
            file.unlink()
        engine = engine_for(self._fleet.database_url)
        upgrade(engine, to=FIRST)
        with engine.begin() as connection:
            rows = [{"id": number, "name": f"คนที่ {number}"} for number in range(ROWS)]
            connection.execute(_PEOPLE, rows)
        engine.dispose()

    def _is_old(self) -> bool:
        with self._books.aside() as connection:
            return bool(connection.scalar(_REVISION) == FIRST)

    def _wait_for_copy(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self._copy.exists() and time.monotonic() < until:
            time.sleep(LOOK_EVERY)
