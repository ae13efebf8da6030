"""A backup: the database at one moment and the bytes that its files name, in one ZIP file."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from bot.backup.manifest import DATABASE, MANIFEST, Entry, Lost, Manifest, name_of
from bot.backup.verify import PIECE, verify
from bot.domain.errors import Damaged, Missing, SopbotError
from bot.files.writing import sync_folder
from bot.ports import FileStore
from bot.store import snapshot, sqlite_contents
from bot.store.unit import SqlStore

OpenFiles = Callable[[], FileStore]
"""Where there is no database, no folder for files shall be made either."""
PART = ".part"
"""The ending of what is half made; a killed program leaves it behind, to be deleted."""


def back_up(store: SqlStore, files: OpenFiles, target: Path, now: datetime) -> Manifest:
    """Make a new file. When it has its name it is whole: on disk, read back and compared."""
    _require_free(target)
    with room_in(target.parent, f"{target.name}.") as room:
        part, database = room / target.name, room / DATABASE
        snapshot.take(store.engine, database)
        _pack(part, database, files(), now)
        manifest = verify(part, room / "read-back.db")
        _require_free(target)
        part.rename(target)
        sync_folder(target.parent)
    return manifest


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
    """A folder of our own in that one: on the same disk, for its owner only, gone afterwards."""
    try:
        with (
            for_owner_only(),
            tempfile.TemporaryDirectory(prefix=name, suffix=PART, dir=folder) as room,
        ):
            yield Path(room)
    except OSError as error:
        raise SopbotError(f"{error.filename or folder}: {error.strerror or error}") from error


def _require_free(target: Path) -> None:
    if target.exists():
        raise SopbotError(f"{target} is there already; name another file")
    if not target.parent.is_dir():
        raise SopbotError(f"there is no folder {target.parent}; make it first")


def _pack(part: Path, database: Path, files: FileStore, now: datetime) -> None:
    with part.open("wb") as raw:
        with ZipFile(raw, "w", strict_timestamps=False) as packed:
            held = sqlite_contents.look(database)
            entries = [_add(packed, DATABASE, database, ZIP_DEFLATED)]
            lost = _add_files(packed, entries, database, files)
            manifest = Manifest(
                revision=held.revision,
                made_at=now,
                rows=held.rows,
                entries=tuple(entries),
                lost=tuple(lost),
            )
            packed.writestr(MANIFEST, manifest.model_dump_json(indent=1), ZIP_DEFLATED)
        raw.flush()
        os.fsync(raw.fileno())


def _add_files(
    packed: ZipFile, entries: list[Entry], database: Path, files: FileStore
) -> list[Lost]:
    """Those that cannot be had are returned, the others added."""
    fetched, lost = database.with_name("fetched"), []
    for blob in sqlite_contents.blobs(database):
        why = _fetch(files, blob.sha256, fetched)
        if why is None:
            entries.append(_add(packed, name_of(blob.sha256), fetched, ZIP_STORED))
        else:
            lost.append(Lost(sha256=blob.sha256, file=blob.file, plan=blob.plan, why=why))
    return lost


def _add(packed: ZipFile, name: str, file: Path, how: int) -> Entry:
    packed.write(file, name, how)
    return Entry(name=name, sha256=_sha256_of(file), size=file.stat().st_size)


def _fetch(files: FileStore, sha256: str, into: Path) -> Literal["missing", "damaged"] | None:
    """Why they cannot be had; None: they are in the file now."""
    try:
        with files.open(sha256) as source, into.open("wb") as copy:
            copy.writelines(_pieces(source))
    except Missing:
        return "missing"
    except Damaged:
        return "damaged"
    return None if _sha256_of(into) == sha256 else "damaged"


def _sha256_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    try:
        while piece := source.read(PIECE):
            yield piece
    except OSError as error:  # a disk that does not give back what was written to it
        raise Damaged from error
