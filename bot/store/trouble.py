"""What a database cannot do now, and what cannot be read in it, in our own words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from bot.domain.errors import Away, Busy, Conflict, SopbotError, Unavailable, Unreadable

BUSY = "SQLITE_BUSY"
COLLISIONS = frozenset({"40001", "40P01", "55P03", "SQLITE_BUSY_SNAPSHOT"})
"""Serialization failure, deadlock, lock time-out: the same unit may succeed when tried again."""
WRONG_STATEMENT = "SQLITE_ERROR"
"""SQLite's word for what is our own mistake: waiting mends nothing."""
DAMAGED = "it is damaged, or no database at all: move it away with its -wal, `sopbot restore`"
UNUSABLE = {
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_CANTOPEN": "is its folder there, and may this user write to it?",
    "SQLITE_READONLY": "may this user write to it and its folder, and is it where it was?",
    "SQLITE_IOERR": "is the disk full or failing?",
}
"""What no connection recovers from: the next one is made anew. How an operator mends it."""
MEND = {
    "SQLITE_FULL": "free some space on its disk",
    "42501": "make this user the owner of its tables, or grant it the use of all of them",
    **UNUSABLE,
}
GARBAGE = (ValueError, TypeError, LookupError, AttributeError)
"""What decoding raises at JSON that is none, an unknown word, a field too few, a wrong date."""


@contextmanager
def translated(engine: Engine | None = None) -> Iterator[None]:
    """A wrong statement stays what it is."""
    try:
        yield
    except DBAPIError as error:
        ours = _ours(error, engine)
        if ours is None:
            raise
        raise ours from error


@contextmanager
def reading(table: str, row: int) -> Iterator[None]:
    """What stands in a row, or that it cannot be read."""
    try:
        yield
    except GARBAGE as error:
        raise Unreadable(table, row) from error


def is_unusable(error: BaseException | None) -> bool:
    """Whether a SQLite connection had better be made anew, after this or what it came of."""
    while error is not None:
        if _code(error).startswith(tuple(UNUSABLE)):
            return True
        error = error.__cause__ or error.__context__
    return False


def _ours(error: DBAPIError, engine: Engine | None) -> SopbotError | None:
    code, told = _code(error.orig), f"{_line(error.orig)}{_more(error.orig, engine)}"
    if code == BUSY:
        return Busy(f"the database is busy: {told}")
    if code in COLLISIONS:
        return Conflict(f"the database is busy: {told}")
    if code == WRONG_STATEMENT:
        return SopbotError(f"the database failed: {told}")
    never_connected = error.statement is None
    is_partial = code.startswith(tuple(MEND))
    if never_connected or (error.connection_invalidated and not is_partial):
        return Away(f"the database failed: {told}")
    if is_partial or isinstance(error, OperationalError | InterfaceError):
        return Unavailable(f"the database failed: {told}")
    return None


def _code(error: BaseException | None) -> str:
    """PostgreSQL's, or SQLite's, which may say more at its end: SQLITE_IOERR_WRITE."""
    return getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None) or ""


def _line(error: BaseException | None) -> str:
    """PostgreSQL's library writes several."""
    return "; ".join(line.strip() for line in str(error).splitlines() if line.strip())


def _more(error: BaseException | None, engine: Engine | None) -> str:
    """Where it is, and how to mend it, as far as that is known."""
    # Not what follows the ?: there may be a password in that as well.
    where = engine.url.set(query={}).render_as_string() if engine is not None else ""
    hints = (hint for code, hint in MEND.items() if _code(error).startswith(code))
    more = ": ".join(part for part in (where, next(hints, "")) if part)
    return f" ({more})" if more else ""
