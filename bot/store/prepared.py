"""Statements as the driver of SQLite takes them, put together once.

SQLAlchemy writes them and says how values are written and read; to execute one through it takes ten
times as long as SQLite needs for most of ours.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Delete, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError, MultipleResultsFound, NoResultFound
from sqlalchemy.sql.elements import ClauseElement

from bot.store.types import UtcDateTime

OFTEN = 3
"""So often a statement must have come: one that is made for its occasion is not worth it."""

SHAPES = 100
"""Of one statement: it is as many as its lists have lengths."""

LISTS: frozenset[type[Any]] = frozenset((list, tuple))
PLAIN = (Select, Insert, Update, Delete)
Convert = Callable[[Any], Any] | None


class Rows:
    """Of `sqlalchemy.Result` what the repositories use; all rows are there."""

    def __init__(self, rows: list[Any], rowcount: int) -> None:
        self._rows = rows
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def all(self) -> list[Any]:
        return self._rows

    def first(self) -> Any:
        return self._rows[0] if self._rows else None

    def one_or_none(self) -> Any:
        if len(self._rows) > 1:
            raise MultipleResultsFound
        return self.first()

    def one(self) -> Any:
        if not self._rows:
            raise NoResultFound
        return self.one_or_none()


class Prepared:
    """A statement for parameters of these names, and lists in them of these lengths."""

    def __init__(self, statement: Any, given: Mapping[str, Any], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=list(given))
        self._dialect = dialect
        expanded = compiled.construct_expanded_state(given, escape_names=False)
        self._sql = expanded.statement
        lists = expanded.parameter_expansion
        self._lists = {name: ones for name, ones in lists.items() if name in given}
        self.is_whole = self._has_lists(given) and not (
            compiled.literal_execute_params or compiled.insert_prefetch or compiled.update_prefetch
        )
        """Whether nothing else of it hangs on the values of one execution."""
        list_of = {one: name for name, ones in lists.items() for one in ones}
        self._binds = [
            _bind(compiled, name, list_of.get(name), expanded.additional_parameters, dialect)
            for name in expanded.positiontup or ()
        ]
        columns = _columns(statement)
        self._row = _row([column["name"] or "_" for column in columns])
        read = [_reader(column["type"], dialect) for column in columns]
        self._read = [(n, convert) for n, convert in enumerate(read) if convert is not None]

    def execute(self, raw: Any, given: Mapping[str, Any]) -> Rows:
        """Raises what SQLAlchemy would."""
        found, count = executed(raw, self._sql, self._values(given), self._dialect)
        return Rows([self._made(row) for row in found], count)

    def scalars(self, raw: Any, given: Mapping[str, Any]) -> Rows:
        rows = self.execute(raw, given)
        return Rows([row[0] for row in rows], rows.rowcount)

    def _has_lists(self, given: Mapping[str, Any]) -> bool:
        """Whose length tells one shape from another, and that are not of rows."""
        lists = [given[name] for name in self._lists]
        return all(one.__class__ in LISTS for one in lists) and not any(
            value.__class__ in LISTS for one in lists for value in one
        )

    def _values(self, given: Mapping[str, Any]) -> list[Any]:
        if self._lists:
            given = dict(given)
            for name, ones in self._lists.items():
                given.update(zip(ones, given[name], strict=True))
        get = given.get
        return [
            get(name, usual) if write is None else write(get(name, usual))
            for name, write, usual in self._binds
        ]

    def _made(self, row: tuple[Any, ...]) -> Any:
        if not self._read:
            return self._row._make(row)
        values = list(row)
        for n, read in self._read:
            values[n] = read(values[n])
        return self._row._make(values)


class Statements:
    """Of one dialect: those that have come often."""

    def __init__(self) -> None:
        self._seen: WeakKeyDictionary[ClauseElement, int] = WeakKeyDictionary()
        self._known: WeakKeyDictionary[ClauseElement, dict[Any, Prepared | None]]
        self._known = WeakKeyDictionary()

    def prepared(self, statement: Any, given: Any, dialect: Dialect) -> Prepared | None:
        """None: it is SQLAlchemy's to execute."""
        if not isinstance(statement, PLAIN) or isinstance(given, list):
            return None
        keys = _shape(given) if given else ()
        known = self._known.get(statement)
        if known is None:
            count = self._seen[statement] = self._seen.get(statement, 0) + 1
            if count < OFTEN:
                return None
            known = self._known[statement] = {}
        if keys not in known:
            if len(known) >= SHAPES:
                return None
            made = Prepared(statement, given or {}, dialect)
            known[keys] = made if made.is_whole else None
        return known[keys]


def executed(
    raw: Any, sql: str, values: Sequence[Any], dialect: Dialect
) -> tuple[list[tuple[Any, ...]], int]:
    """What is returned, and how many rows were changed; raises what SQLAlchemy would."""
    try:
        cursor = run(raw, sql, values)
        return cursor.fetchall(), cursor.rowcount
    except sqlite3.Error as error:
        raise _translated(error, sql, dialect) from error


def run(raw: Any, sql: str, values: Sequence[Any]) -> Any:
    """Apart, for tests to hear of it (tests/executed.py): nothing else takes its place."""
    return raw.execute(sql, values)


def _row(names: Sequence[str]) -> Any:
    return namedtuple("Row", names, rename=True)


def _columns(statement: Any) -> Sequence[Any]:
    if statement.is_select:
        found: Sequence[Any] = statement.column_descriptions
        return found
    return statement.returning_column_descriptions or ()


def _shape(given: Mapping[str, Any]) -> tuple[Any, ...]:
    if LISTS.isdisjoint(map(type, given.values())):  # nearly always, and half the time
        return tuple(given)
    return tuple(
        [
            name if value.__class__ not in LISTS else (name, len(value))
            for name, value in given.items()
        ]
    )


def _bind(
    compiled: Any, name: str, of: str | None, written: Mapping[str, Any], dialect: Dialect
) -> tuple[str, Convert, Any]:
    """`of`: the list to which it belongs; `written`: the values of lists, as the statement has
    them.
    """
    bind = compiled.binds[of or name]
    write = _writer(bind.type, dialect)
    if of is not None:
        return name, write, written[name]
    return name, write, None if bind.required else bind.effective_value


def _writer(kind: Any, dialect: Dialect) -> Convert:
    if isinstance(kind, UtcDateTime):
        return _instants(dialect)
    write: Convert = kind.dialect_impl(dialect).bind_processor(dialect)
    return write


@cache
def _instants(dialect: Dialect) -> Convert:
    """One unit of work writes the same instant many times."""
    write = UtcDateTime().dialect_impl(dialect).bind_processor(dialect)
    return write and lru_cache(maxsize=64)(write)


def _reader(kind: Any, dialect: Dialect) -> Convert:
    read: Convert = kind.dialect_impl(dialect).result_processor(dialect, None)
    return read


def _translated(error: sqlite3.Error, sql: str, dialect: Dialect) -> BaseException:
    return DBAPIError.instance(
        sql, None, error, sqlite3.Error, hide_parameters=True, dialect=dialect
    )
