"""Where tests write: in memory, if there is room.

The programs under test wait for the disk as they must; here it answers at once.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - folders with names of chance are made there
ROOM = 1 << 30
"""Bytes; a PostgreSQL server takes 200 MB. In a container /dev/shm often has 64 MB."""


def fastest() -> Path | None:
    """A folder that is gone with the machine's next start; None: where the system would put it."""
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if has_room else None


def put_temporary_files_there() -> None:
    """tmp_path and all else, of every process of the tests; unless somebody has said where."""
    found = fastest()
    if found is not None:
        os.environ.setdefault("TMPDIR", str(found))
        tempfile.tempdir = None  # pytest has asked already, and was told of the disk
