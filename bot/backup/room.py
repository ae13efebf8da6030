"""Where something is made before it gets its place: on the same disk, for its owner only."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.domain.errors import SopbotError

PART = ".part"
"""The ending of what is half made; a killed program leaves it behind, to be deleted."""


@contextmanager
def for_owner_only() -> Iterator[None]:
    """Whatever is made meanwhile."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def room_in(folder: Path, name: str) -> Iterator[Path]:
    """A folder of our own in that one, gone afterwards."""
    try:
        with (
            for_owner_only(),
            tempfile.TemporaryDirectory(prefix=name, suffix=PART, dir=folder) as room,
        ):
            yield Path(room)
    except OSError as error:
        raise SopbotError(f"{error.filename or folder}: {error.strerror or error}") from error
