"""What was read of chats, people, teams, plans and questions, for as long as nobody writes of them.

Only a connection to SQLite can tell that: by PRAGMA data_version that another one has committed
something, by its own count of changed rows that it was used past its `Session`. On PostgreSQL it is
kept for one transaction, in which nothing of that is asked twice.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any, Protocol, TypeVar

T = TypeVar("T")

MOST = 2500
"""Of a kind; a team of ten takes some ten kilobytes."""

NEVER = -1
"""As the count of changes: of a transaction that failed nothing is kept."""

_CHATS = frozenset({"chat", "team"})
_PEOPLE = frozenset({"person", "account", "chat", "membership"})
_DAYS_OFF = frozenset({"team", "day_off"})
_PLANS = frozenset({"plan", "team"})
KINDS: Mapping[str, frozenset[str]] = {
    "chat": _CHATS,
    "chat by id": _CHATS,
    "person": _PEOPLE,
    "speaker": _PEOPLE,
    "person by id": _PEOPLE,
    "committees": _PEOPLE | _CHATS | {"chat_person"},
    "team": _PEOPLE | _CHATS | {"party_member", "deputy"},
    "team of group": _CHATS,
    "teams of person": _PEOPLE | _CHATS,
    "days off": _DAYS_OFF,
    "calendar": _DAYS_OFF,
    "files of plan": frozenset({"file", "plan", "team", "person", "chat"}),
    "holds": frozenset({"chat", "channel"}),
    "plan": _PLANS,
    "plans of team": _PLANS,
    "snoozes": _PLANS | {"snooze", "chat"},
    "questions": frozenset({"draft", "person", "chat"}),
    "sops of group": frozenset({"sop_version"}),
}
"""The tables on whose rows a kind of value depends, those included whose deletion deletes others
in turn."""


Value = tuple[str, Hashable]
"""Its kind and its key."""


class _Every:
    """In place of a key: of each."""


_EVERY = _Every()


_KINDS_OF: Mapping[str, Sequence[Value]] = {
    table: [(kind, _EVERY) for kind, tables in KINDS.items() if table in tables]
    for table in frozenset().union(*KINDS.values())
}


class Cache(Protocol):
    def get(self, kind: str, key: Hashable, read: Callable[[], T]) -> T: ...
    def renew(self, kind: str, key: Hashable, change: Callable[[Any], Any]) -> None: ...
    def written(self, table: str) -> None: ...
    def only(self, *values: Value) -> AbstractContextManager[None]: ...
    def forget(self) -> None: ...
    def committed(self) -> None: ...
    def unit(self) -> AbstractContextManager[Callable[[], None]]: ...


class ReadCache:
    """Of one connection to SQLite, also between its transactions; or of one transaction."""

    def __init__(self) -> None:
        self._kept: Mapping[str, OrderedDict[Hashable, Any]]
        self._kept = {kind: OrderedDict() for kind in KINDS}
        self._version: object = None
        self._changes = NEVER
        self._written: set[Value] = set()
        """Of which was written since the transaction, or the unit in it, began."""
        self._only: tuple[Value, ...] | None = None

    @contextmanager
    def transaction(self, raw: Any) -> Iterator[None]:
        """`raw`: the connection of the driver, in a transaction."""
        version = raw.execute("PRAGMA data_version").fetchone()
        if (version, raw.total_changes) != (self._version, self._changes):
            self.forget()
        self._version = version
        self._changes = NEVER
        try:
            yield
        finally:
            self._undo()  # what is not committed
        with suppress(sqlite3.ProgrammingError):  # closed, by an error that was dealt with
            self._changes = raw.total_changes

    def get(self, kind: str, key: Hashable, read: Callable[[], T]) -> T:
        """As it was read; what is None is read anew. Of another kind than `KINDS` nobody would
        hear that it has changed: KeyError.
        """
        kept = self._kept[kind]
        if key in kept:
            kept.move_to_end(key)
            known: T = kept[key]
            return known
        found = read()
        if found is not None:
            kept[key] = found
            if len(kept) > MOST:
                kept.popitem(last=False)
        return found

    def renew(self, kind: str, key: Hashable, change: Callable[[Any], Any]) -> None:
        """What is kept becomes what it is after a writing that it was spared. What is read only
        afterwards is undone with it, too.
        """
        kept = self._kept[kind]
        if key in kept:
            kept[key] = change(kept[key])
        self._written.add((kind, key))

    def written(self, table: str) -> None:
        changed: Iterable[Value] | None = self._only
        if changed is None:
            changed = _KINDS_OF.get(table, ())
        self._written.update(changed)
        self._drop(changed)

    @contextmanager
    def only(self, *values: Value) -> Iterator[None]:
        """Who knows what is changed by the writing that follows: every other value is spared."""
        before, self._only = self._only, values
        try:
            yield
        finally:
            self._only = before

    def forget(self) -> None:
        """Others may have written, while a lock was waited for."""
        for kept in self._kept.values():
            kept.clear()

    def committed(self) -> None:
        self._written.clear()

    @contextmanager
    def unit(self) -> Iterator[Callable[[], None]]:
        """A part of the transaction, undone alone unless it calls what it is given."""
        before, self._written = self._written, set()

        def keep() -> None:
            before.update(self._written)
            self._written.clear()

        try:
            yield keep
        finally:
            self._undo()
            self._written = before

    def _undo(self) -> None:
        self._drop(self._written)
        self._written.clear()

    def _drop(self, values: Iterable[Value]) -> None:
        for kind, key in values:
            if key is _EVERY:
                self._kept[kind].clear()
            else:
                self._kept[kind].pop(key, None)
