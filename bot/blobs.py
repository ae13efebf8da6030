"""Files on disk by their SHA-256: what is returned as kept is there after a power cut."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from bot.domain.errors import Missing, SopbotError, TooLarge

PART = ".part"
"""The ending of what is still being written; a whole file's name is its hash."""
WRITE_BYTES = 1024 * 1024
"""So much is gathered before a thread writes it: the hop costs more than a small write."""
_SHA256 = re.compile("[0-9a-f]{64}")


class FileFolder:
    """A `FileStore` in a folder, laid out aa/bb/aabb…"""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def keep(self, chunks: AsyncIterator[bytes], limit: int) -> tuple[str, int]:
        part = await asyncio.to_thread(_Part, self.folder)
        try:
            async for piece in _gathered(chunks, limit):
                await asyncio.to_thread(part.write, piece)
            sha256 = part.sha256
            await asyncio.to_thread(part.become, self._path(sha256))
            return sha256, part.size
        finally:
            part.discard()

    @contextmanager
    def open(self, sha256: str) -> Iterator[BinaryIO]:
        try:
            file = self._path(sha256).open("rb")
        except FileNotFoundError as error:
            raise Missing(f"file {sha256}") from error
        with file:
            yield file

    def sweep(self, before: datetime) -> int:
        """Remove what crashes left half written, last touched before then; how many."""
        old = [p for p in self.folder.glob(f"*{PART}") if p.stat().st_mtime < before.timestamp()]
        for leftover in old:
            leftover.unlink(missing_ok=True)
        return len(old)

    def _path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise Missing(f"not a SHA-256: {sha256!r}")
        return self.folder / sha256[:2] / sha256[2:4] / sha256


class _Part:
    """A file being written; either it becomes a whole one or nothing of it stays."""

    def __init__(self, folder: Path) -> None:
        with _explained(folder):
            handle, name = tempfile.mkstemp(suffix=PART, dir=folder)
        self._file = os.fdopen(handle, "wb")
        self._path = Path(name)
        self._hash = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, data: bytes) -> None:
        with _explained(self._path):
            self._file.write(data)
        self._hash.update(data)
        self.size += len(data)

    def become(self, path: Path) -> None:
        with _explained(path):
            self._file.flush()
            os.fsync(self._file.fileno())
            _make_durably(path.parent)
            self._path.replace(path)
            _sync_folder(path.parent)

    def discard(self) -> None:
        with suppress(OSError):  # a full disk fails once more when the rest is flushed
            self._file.close()
        self._path.unlink(missing_ok=True)


async def _gathered(chunks: AsyncIterator[bytes], limit: int) -> AsyncIterator[bytes]:
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
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SopbotError(f"{path} cannot be written: {error.strerror}") from error


def _make_durably(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_durably(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """A new name is on disk only when its folder is."""
    if os.name == "nt":
        return  # Windows opens no folders, and its file systems journal their names
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
