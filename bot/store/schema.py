"""Whether a SQLite file has the tables that our migrations make, and nothing besides.

A foreign view, trigger, default or check would run when its table is read or written, so this
comes before any row is.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.domain.errors import SopbotError
from bot.store.contents import opened
from bot.store.migrate import upgrade
from bot.store.snapshot import sqlite_file

OBJECTS = """
    SELECT type, name, tbl_name, rootpage > 0, coalesce(sql, '') FROM sqlite_master
    WHERE type != 'table' OR rootpage = 0 OR name NOT IN ('sqlite_stat1', 'sqlite_stat4')
"""
"""What ANALYZE leaves behind is an operator's right. Without a root page: a view, a virtual table
or a trigger."""
COLUMNS = 'SELECT cid, name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?)'
REFERENCES = "SELECT * FROM pragma_foreign_key_list(?)"
INDEXES = 'SELECT name, "unique", origin, partial FROM pragma_index_list(?)'
INDEXED = 'SELECT seqno, cid, name, "desc", coll FROM pragma_index_xinfo(?)'

UNSEEN = ("check", "collate", "conflict", "generated", "without", "strict", "autoincrement")
"""Words for what no pragma tells: each stands as often as in a table of ours."""

Part = tuple[object, ...]


class ForeignSchema(SopbotError):
    """A database with other tables than a sopbot of that revision has."""

    def __init__(self, kind: object, name: object) -> None:
        super().__init__(f"its database is not as sopbot makes it: {kind} {name!r}")


def require_ours(file: Path, revision: str) -> None:
    """Raises ForeignSchema unless an empty database of that revision has the same tables."""
    with TemporaryDirectory(dir=file.parent) as folder:
        empty = Path(folder) / "empty.db"
        with sqlite_file(empty) as engine:
            upgrade(engine, to=revision)
        with opened(empty) as ours, opened(file) as theirs:
            _require_same(_objects(theirs), _objects(ours))
            _require_same(_details(theirs), _details(ours))


def _require_same(theirs: set[Part], ours: set[Part]) -> None:
    if other := theirs - ours or ours - theirs:
        kind, name = max(other, key=repr)[:2]  # a view or a trigger before a table or an index
        raise ForeignSchema(kind, name)


def _objects(connection: sqlite3.Connection) -> set[Part]:
    return {
        (*told, tuple(sql.lower().count(word) for word in UNSEEN))
        for *told, sql in connection.execute(OBJECTS)
    }


def _details(connection: sqlite3.Connection) -> set[Part]:
    """Of tables and indexes that are known by name to be ours."""
    found: set[Part] = set()
    for kind, name, *_ in connection.execute(OBJECTS).fetchall():
        asked = (COLUMNS, REFERENCES, INDEXES) if kind == "table" else (INDEXED,)
        for question in asked:
            rows = connection.execute(question, (name,))
            found |= {(kind, name, question, *row) for row in rows}
    return found
