"""What a SQLite file of ours holds, looked at without changing it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from bot.domain.errors import SopbotError
from bot.domain.files import FileState
from bot.store.transfer import OF_HERE, VERSION_TABLE

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
_BLOBS = "SELECT sha256, id, plan FROM file WHERE state IN (?, ?) AND sha256 != '' ORDER BY id"
_TEMPLATES = """
SELECT sha256, 0, (SELECT coalesce(max(id), 0) FROM plan WHERE plan.team = template.team)
FROM template ORDER BY id
"""


class DamagedDatabase(SopbotError):
    """A database that is not whole."""

    def __init__(self, why: object) -> None:
        super().__init__(f"the database is damaged: {why}")


@dataclass(frozen=True, slots=True)
class Contents:
    revision: str
    rows: Mapping[str, int]
    """How many, by table."""


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes that must be there, and a file of which they are; 0: a template's."""

    sha256: str
    file: int
    plan: int


def look(file: Path) -> Contents:
    """Raises DamagedDatabase unless it is whole and all that its rows refer to is there."""
    with _opened(file) as connection:
        _check(connection)
        revision = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()  # noqa: S608 - our own name
        if revision is None:
            raise DamagedDatabase("it has no revision")
        tables = [name for (name,) in connection.execute(_TABLES) if name not in OF_HERE]
        return Contents(revision[0], {name: _count(connection, name) for name in sorted(tables)})


def blobs(file: Path) -> Iterator[Blob]:
    """Of the files and templates that are kept, and of those that were removed; each once."""
    known = set()
    with _opened(file) as connection:
        rows = [connection.execute(_BLOBS, (FileState.KEPT, FileState.REMOVED))]
        if ("template",) in connection.execute(_TABLES):  # older databases have none
            rows.append(connection.execute(_TEMPLATES))
        for row in chain.from_iterable(rows):
            blob = Blob(*row)
            if blob.sha256 not in known:
                known.add(blob.sha256)
                yield blob


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """To be read only."""
    uri = f"{file.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise DamagedDatabase(error) from error


def _check(connection: sqlite3.Connection) -> None:
    (said,) = connection.execute("PRAGMA integrity_check").fetchone()
    if said != "ok":
        raise DamagedDatabase(said)
    if wrong := connection.execute("PRAGMA foreign_key_check").fetchone():
        raise DamagedDatabase(f"a row of {wrong[0]} refers to nothing")


def _count(connection: sqlite3.Connection, table: str) -> int:
    (count,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608 - the file's own name
    return int(count)
