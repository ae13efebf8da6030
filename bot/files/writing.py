"""How bytes come in: counted, hashed, given a place by their SHA-256, and on disk to stay."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO

from bot.domain.errors import Missing, NoRoom, SopbotError, TooLarge

WRITE_BYTES = 1024 * 1024
"""So much is gathered before a thread writes it: the hop costs more than a small write."""
JUST_KEPT = timedelta(hours=1)
"""So long after it was written a file is not deleted: its row in the database may be to come."""
_FULL = (errno.ENOSPC, errno.EDQUOT)
_SHA256 = re.compile("[0-9a-f]{64}")


class Hashed:
    """A file that is written from its beginning, and what stands in it so far."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        """`path`: what a full disk is told of."""
        self.file = file
        self.path = path
        self.size = 0
        self._hash = hashlib.sha256()

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, data: bytes) -> None:
        with explained(self.path):
            self.file.write(data)
        self._hash.update(data)
        self.size += len(data)


def place_of(sha256: str) -> str:
    """aa/bb/aabb…: no folder gets too full."""
    if not _SHA256.fullmatch(sha256):
        raise Missing(f"not a SHA-256: {sha256!r}")
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def is_place(name: str) -> bool:
    """Whether it is one of those that `place_of` gives."""
    sha256 = name.rpartition("/")[2]
    return bool(_SHA256.fullmatch(sha256)) and name == place_of(sha256)


async def gathered(chunks: AsyncIterator[bytes], limit: int) -> AsyncIterator[bytes]:
    """The same bytes in pieces worth writing; refused as soon as they are too many."""
    held, total = bytearray(), 0
    async for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise TooLarge(f"more than {limit} bytes")
        held += chunk
        if len(held) >= WRITE_BYTES:
            yield bytes(held)
            held.clear()
    yield bytes(held)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        kind = NoRoom if error.errno in _FULL else SopbotError
        raise kind(f"{path} cannot be written: {error.strerror}") from error


def sync_file(file: Path) -> None:
    """What is written is on disk only when the system says so."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """A new name is on disk only when its folder is."""
    if os.name == "nt":
        return  # Windows opens no folders, and its file systems journal their names
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
