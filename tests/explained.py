"""How SQLite goes about what it is asked: by an index, or through all that there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import inspect

from bot.store.unit import SqlStore
from tests.executed import hearing

SMALL = {"process"}
"""Tables of a few rows, whatever an office has."""


@contextmanager
def explained(store: SqlStore) -> Iterator[list[str]]:
    """The steps of all statements of the block."""
    found: list[str] = []

    def explain(raw: Any, statement: str, given: Any) -> None:
        if not statement.startswith("PRAGMA"):
            plan = raw.execute(f"EXPLAIN QUERY PLAN {statement}", given)
            found.extend(row[3] for row in plan)

    with hearing(explain):
        yield found


def read_through(store: SqlStore, steps: Sequence[str]) -> list[str]:
    """Those of the steps that read every row of a table, or an index with an entry for each."""
    seen = inspect(store.engine)
    tables = set(seen.get_table_names())
    of_some = {i["name"] for t in tables for i in seen.get_indexes(t) if i["dialect_options"]}
    scans = [step for step in steps if step.startswith("SCAN")]
    whole = [step for step in scans if step.split()[1] in tables - SMALL]
    return [step for step in whole if step.split()[-1] not in of_some]
