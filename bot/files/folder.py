"""Files on disk by their SHA-256: what is returned as kept is there after a power cut."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from io import BufferedReader
from pathlib import Path
from stat import S_ISREG

from bot.domain.errors import AllMissing, Damaged, Missing, NoRoom, NotGiven, SopbotError
from bot.files.writing import (
    JUST_KEPT,
    Hashed,
    explained,
    gathered,
    is_place,
    place_of,
    sync_folder,
)
from bot.ports import Clock

PART = ".part"
"""The ending of what is still being written; a whole file's name is its hash."""
ABANDONED_AFTER = timedelta(days=1)
"""A half-received file this old belongs to no running process."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
LEAST_FREE_BYTES = 200 * 1024 * 1024
"""Ten of the largest files; below that somebody is to make room."""
OF_ONE_FILE = {
    errno.EACCES,
    errno.EIO,
    errno.EISDIR,
    errno.ELOOP,
    errno.ENAMETOOLONG,
    errno.ENOTDIR,
    errno.ENXIO,
    errno.EPERM,
}
"""What may ail one file alone; all else, as too many open files, ails them all."""
MOVED = "was it moved, is its disk mounted?"


class FileFolder:
    """A `FileStore` in a folder, laid out aa/bb/aabb…"""

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        """`clock`: the real time, by which the disk dates its files; with it what was left half
        written goes, whenever a file comes and a day has passed."""
        self.folder = folder
        self._clock = clock
        self._swept_at = LONG_AGO
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)

    async def keep(self, chunks: AsyncIterator[bytes], limit: int) -> tuple[str, int]:
        """Raises NoRoom when the disk is nearly full: the database needs what is left."""
        await asyncio.to_thread(self._make_ready)
        part = await asyncio.to_thread(_Part, self.folder)
        try:
            async for piece in gathered(chunks, limit):
                await asyncio.to_thread(part.write, piece)
            sha256 = part.sha256
            await asyncio.to_thread(part.become, self._path(sha256))
            return sha256, part.size
        finally:
            part.discard()

    @contextmanager
    def open(self, sha256: str) -> Iterator[BufferedReader]:
        path = self._path(sha256)
        with self._opened(path) as file:
            _require(sha256, file, path)
            yield file

    def held(self) -> Iterator[tuple[str, int]]:
        try:
            for path in _below(self.folder):
                if is_place(path.relative_to(self.folder).as_posix()):
                    size = _size_of(path)
                    if size is not None:
                        yield path.name, size
        except OSError as error:
            raise _unreadable(self.folder, error) from error

    async def delete(self, sha256: str) -> bool:
        return await asyncio.to_thread(self._delete, self._path(sha256))

    def spare(self) -> int:
        with explained(self.folder):
            return shutil.disk_usage(self.folder).free - LEAST_FREE_BYTES

    def sweep(self, before: datetime) -> int:
        """Remove what crashes left half written, last touched before then; how many."""
        with explained(self.folder):
            old = [p for p in self.folder.glob(f"*{PART}") if _was_left(p, before)]
            for leftover in old:
                leftover.unlink(missing_ok=True)
        return len(old)

    async def check(self) -> str:
        """What there is to say of it, once something was written and taken away again."""
        part = await asyncio.to_thread(_Part, self.folder)
        try:
            part.write(b"sopbot check")
            part.sync()
        finally:
            part.discard()
        free = self._require_room() + LEAST_FREE_BYTES
        return f"{self.folder}: writable, {free / (1 << 30):.1f} GB left"

    def _make_ready(self) -> None:
        now = self._clock.now() if self._clock else LONG_AGO
        if now - self._swept_at >= ABANDONED_AFTER:
            self._swept_at = now
            self.sweep(now - ABANDONED_AFTER)
        self._require_room()

    def _delete(self, path: Path) -> bool:
        """Taken away first and then looked at: what comes meanwhile is another file."""
        aside = self.folder / f"{path.name}{PART}"
        with explained(path):
            try:
                path.replace(aside)
            except FileNotFoundError:
                return True
            if self._was_just_kept(aside):
                aside.replace(path)
                return False
            aside.unlink()
            sync_folder(path.parent)
        return True

    def _was_just_kept(self, path: Path) -> bool:
        if self._clock is None:
            return False
        return path.stat().st_mtime > (self._clock.now() - JUST_KEPT).timestamp()

    def _require_room(self) -> int:
        spare = self.spare()
        if spare < 0:
            left = (spare + LEAST_FREE_BYTES) >> 20
            raise NoRoom(f"{self.folder}: only {left} MB left on its disk; make room")
        return spare

    def _opened(self, path: Path) -> BufferedReader:
        """Nothing but a file is opened: a pipe would be waited for, a device has no end."""
        try:
            if S_ISREG(path.stat().st_mode):
                return path.open("rb")
        except FileNotFoundError as error:
            raise self._missing(path) from error
        except OSError as error:
            raise self._not_read(path, error) from error
        raise NotGiven(f"{path} is no file: bring it back from a backup")

    def _missing(self, path: Path) -> SopbotError:
        try:
            if any(one.is_dir() for one in self.folder.iterdir()):
                return Missing(f"{path} is not there: bring it back from a backup")
        except FileNotFoundError:
            pass
        except OSError as error:
            return _unreadable(self.folder, error)
        return AllMissing(f"{self.folder}: nothing stands in it; {MOVED}")

    def _not_read(self, path: Path, error: OSError) -> SopbotError:
        whole = self.folder.is_dir() and os.access(self.folder, os.R_OK | os.X_OK)
        if whole and _of_one(error):
            return NotGiven(_said(path, error))
        return _unreadable(path, error)

    def _path(self, sha256: str) -> Path:
        return self.folder / place_of(sha256)


def _below(folder: Path) -> Iterator[Path]:
    """All files; that the folder itself must not be looked into is an error, and not empty."""

    def amiss(error: OSError) -> None:
        itself = Path(error.filename or folder) == folder
        if not isinstance(error, FileNotFoundError) and (itself or not _of_one(error)):
            raise error

    for place, _, names in os.walk(folder, onerror=amiss):
        yield from (Path(place, name) for name in names)


def _size_of(path: Path) -> int | None:
    """None: there is no file, or none that can be looked at."""
    try:
        status = path.stat()
    except OSError as error:
        if _of_one(error):
            return None
        raise
    return status.st_size if S_ISREG(status.st_mode) else None


def _of_one(error: OSError) -> bool:
    return isinstance(error, FileNotFoundError) or error.errno in OF_ONE_FILE


def _unreadable(path: Path, error: OSError) -> SopbotError:
    return SopbotError(_said(path, error))


def _said(path: Path, error: OSError) -> str:
    return f"{path} cannot be read: {error.strerror}"


def _require(sha256: str, file: BufferedReader, path: Path) -> None:
    """Whoever can write to the folder may have changed what stands there; so may the disk."""
    try:
        found = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
    except OSError as error:
        raise NotGiven(_said(path, error)) from error
    if found != sha256:
        raise Damaged(f"{path} is damaged, its SHA-256 is {found}: bring it back from a backup")


class _Part(Hashed):
    """A file being written; either it becomes a whole one or nothing of it stays."""

    def __init__(self, folder: Path) -> None:
        with explained(folder):
            handle, name = tempfile.mkstemp(suffix=PART, dir=folder)
        super().__init__(os.fdopen(handle, "wb"), Path(name))

    def sync(self) -> None:
        with explained(self.path):
            self.file.flush()
            os.fsync(self.file.fileno())

    def become(self, path: Path) -> None:
        self.sync()
        with explained(path):
            _make_durably(path.parent)
            self.path.replace(path)
            sync_folder(path.parent)

    def discard(self) -> None:
        with suppress(OSError):  # a full disk fails once more when the rest is flushed
            self.file.close()
        self.path.unlink(missing_ok=True)


def _was_left(part: Path, before: datetime) -> bool:
    """Not one that another process has just made a whole file of."""
    with suppress(FileNotFoundError):
        return part.stat().st_mtime < before.timestamp()
    return False


def _make_durably(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_durably(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)
