"""A backup: the database at one moment and the bytes that its files name, in one ZIP file."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from bot.backup.fetching import fetch, sha256_of
from bot.backup.manifest import DATABASE, MANIFEST, Entry, Lost, Manifest, name_of
from bot.backup.room import room_in
from bot.backup.verify import verify
from bot.domain.errors import SopbotError
from bot.files.writing import sync_folder
from bot.ports import FileStore
from bot.store import contents, snapshot
from bot.store.unit import SqlStore

OpenFiles = Callable[[], FileStore]
"""Where there is no database, no folder for files shall be made either."""


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


def _require_free(target: Path) -> None:
    if target.exists():
        raise SopbotError(f"{target} is there already; name another file")
    if not target.parent.is_dir():
        raise SopbotError(f"there is no folder {target.parent}; make it first")


def _pack(part: Path, database: Path, files: FileStore, now: datetime) -> None:
    with part.open("wb") as raw:
        with ZipFile(raw, "w", strict_timestamps=False) as packed:
            held = contents.look(database)
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
    for blob in contents.blobs(database):
        why = fetch(files, blob.sha256, fetched)
        if why is None:
            entries.append(_add(packed, name_of(blob.sha256), fetched, ZIP_STORED))
        else:
            lost.append(Lost(sha256=blob.sha256, file=blob.file, plan=blob.plan, why=why))
    return lost


def _add(packed: ZipFile, name: str, file: Path, how: int) -> Entry:
    packed.write(file, name, how)
    return Entry(name=name, sha256=sha256_of(file), size=file.stat().st_size)
