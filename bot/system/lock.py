"""Keeps a second program away from what only one may use.

The system's own lock: it ends with the process, however that ends.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from bot.domain.errors import SopbotError


class InUse(SopbotError):
    """Another program has it."""


def take(used: Path, lock: Path) -> Callable[[], None]:
    """Be the only program that uses it, until the function that this returns is called or gone.

    Raises InUse, or SopbotError if its folder cannot be written to.
    """
    held = FileLock(lock, timeout=0, thread_local=False)
    try:
        _require_place(lock)  # the library would make it, wherever a wrong setting puts it
        held.acquire()
    except Timeout:
        raise InUse(
            f"{used} is in use: sopbot runs there already. "
            "Stop it, or set SOPBOT_DATA_DIR to another folder"
        ) from None
    except OSError as error:
        raise _unwritable(lock, error) from None
    return held.release


def is_writable(path: Path) -> bool:
    """As whoever this process is for the system now."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _require_place(lock: Path) -> None:
    os.stat(lock.parent)
    if not is_writable(lock if lock.exists() else lock.parent):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _unwritable(lock: Path, error: OSError) -> SopbotError:
    return SopbotError(
        f"{lock} cannot be written: {error.strerror}; give this user a folder that it may write to"
    )


def take_database(database: Path) -> Callable[[], None]:
    """Two programs on one SQLite file would each answer, and each send what is due."""
    return take(database.resolve(), _lock_of(database))


def require_place_of(database: Path) -> None:
    """That it could be taken if nobody else had it; leaves all as it was."""
    lock = _lock_of(database)
    try:
        _require_place(lock)
    except OSError as error:
        raise _unwritable(lock, error) from None


def _lock_of(database: Path) -> Path:
    return database.resolve().with_suffix(".lock")
