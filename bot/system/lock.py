"""Keeps a second program away from what only one may use.

The system's own lock: it ends with the process, however that ends.
"""

from __future__ import annotations

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
        os.stat(lock.parent)  # the library would make it, wherever a wrong setting puts it
        held.acquire()
    except Timeout:
        raise InUse(
            f"{used} is in use: sopbot runs there already. "
            "Stop it, or set SOPBOT_DATA_DIR to another folder"
        ) from None
    except OSError as error:
        raise SopbotError(
            f"{lock} cannot be written: {error.strerror}; "
            "give this user a folder that it may write to"
        ) from None
    return held.release


def take_database(database: Path) -> Callable[[], None]:
    """Two programs on one SQLite file would each answer, and each send what is due."""
    file = database.resolve()
    return take(file, file.with_suffix(".lock"))
