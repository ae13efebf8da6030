"""Offices with data in every table and files, and places where there is none yet."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.backup.make import OpenFiles, back_up
from bot.backup.manifest import Manifest
from bot.backup.restore import restore
from bot.files.folder import FileFolder
from bot.store.engine import engine_for
from bot.store.unit import SqlStore
from tests.file_stores import chunks
from tests.postgres import server
from tests.store import everything, rows
from tests.stores import fresh_store

NOW = datetime(2026, 10, 1, 1, 30, tzinfo=UTC)
REPORT, REMOVED, EMPTY = "รายงาน".encode() * 50_000, b"%PDF", b""
BYTES = {hashlib.sha256(data).hexdigest(): data for data in (REPORT, REMOVED, EMPTY)}
HASHES = tuple(BYTES)
"""Of the files in the database, in their order; the second was removed."""


class Office:
    """A store and its files: in the folder, if nothing else is said."""

    def __init__(self, folder: Path, store: SqlStore, files: OpenFiles | None = None) -> None:
        self.folder = folder
        self.store = store
        self.files = files or partial(FileFolder, folder / "files")

    def fill(self) -> Office:
        everything.put_into(self.store, HASHES)
        for data in BYTES.values():
            self.keep(data)
        return self

    def keep(self, data: bytes) -> None:
        """With a row in the database, if it is not one of those that are there already."""
        sha256, _ = asyncio.run(self.files().keep(chunks(data), len(data)))
        if sha256 not in HASHES:
            with self.store.work() as work:
                expected = rows.expect(work, work.plans.by_id(1), sha256, album="")
                work.files.kept(expected, sha256, len(data))
                work.commit()

    def path_of(self, sha256: str) -> Path:
        return self.folder / "files" / sha256[:2] / sha256[2:4] / sha256

    @property
    def url(self) -> str:
        return self.store.engine.url.render_as_string(hide_password=False)

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        return everything.contents(self.store.engine)

    def bytes(self) -> dict[str, bytes]:
        """Of the files that are in the database."""
        found = {}
        for sha256 in HASHES:
            with self.files().open(sha256) as file:
                found[sha256] = file.read()
        return found

    def back_up(self, target: Path) -> Manifest:
        return back_up(self.store, self.files, target, NOW)

    def restore(self, archive: Path) -> Manifest:
        return restore(archive, self.store, self.files, self.folder)

    def everything_below(self) -> set[Path]:
        return set(self.folder.rglob("*"))


def filled(folder: Path, database: str = "sqlite", files: OpenFiles | None = None) -> Office:
    folder.mkdir()
    return Office(folder, fresh_store(folder, database=database), files).fill()


def bare(folder: Path, database: str = "sqlite", files: OpenFiles | None = None) -> Office:
    """Without tables, and on SQLite without a file."""
    folder.mkdir(exist_ok=True)
    there = f"sqlite:///{folder / 'sopbot.db'}"
    url = there if database == "sqlite" else server().new_database()
    return Office(folder, SqlStore(engine_for(url)), files)
