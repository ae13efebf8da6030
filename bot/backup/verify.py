"""A backup read back: nothing in it is believed before it was compared with its manifest."""

from __future__ import annotations

import hashlib
import shutil
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from bot.backup.manifest import DATABASE, MANIFEST, BadBackup, Entry, Manifest, parse
from bot.store import sqlite_contents
from bot.store.migrate import is_known

PIECE = 1024 * 1024
"""Bytes held in memory at a time."""
COPIES = 3
"""Of the database: itself, the copy that a migration makes first, and SQLite's log of it."""
MEGABYTE = 1 << 20

_TORN = (BadZipFile, zlib.error, struct.error, EOFError, LookupError, ValueError, RuntimeError)
"""What zipfile raises for an archive that is cut, changed or of another kind."""


@contextmanager
def explained(archive: Path) -> Iterator[None]:
    """Whatever is wrong with it is told with its name."""
    try:
        yield
    except OSError as error:
        raise BadBackup(f"{archive} cannot be read: {error.strerror or error}") from error
    except _TORN as error:
        raise BadBackup(f"{archive} is not a whole backup: {error}") from error
    except (BadBackup, sqlite_contents.DamagedDatabase) as error:
        raise BadBackup(f"{archive}: {error}") from error


def verify(archive: Path, database: Path) -> Manifest:
    """Everything in it, to the last byte; its database is written to `database` on the way."""
    with explained(archive), ZipFile(archive) as packed:
        manifest = _manifest(packed)
        _require_room(database.parent, COPIES * manifest.database.size)
        for entry in manifest.files:
            _compare(packed, entry)
        with database.open("wb") as file:
            _compare(packed, manifest.database, file)
        _compare_database(manifest, database)
    return manifest


def _manifest(packed: ZipFile) -> Manifest:
    manifest = parse(packed.read(MANIFEST))
    if not is_known(manifest.revision):
        raise BadBackup(
            f"a newer sopbot made it (tables {manifest.revision!r}): restore it with that version"
        )
    told = sorted([MANIFEST, *(entry.name for entry in manifest.entries)])
    if sorted(packed.namelist()) != told:
        raise BadBackup(f"its {MANIFEST} does not name what is in it")
    return manifest


def _require_room(folder: Path, needed: int) -> None:
    """The database is to be unpacked there; files are told when their own store is full."""
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise BadBackup(
            f"its database needs {needed // MEGABYTE:,} MB on the disk of {folder},"
            f" which has {free // MEGABYTE:,} MB left"
        )


def _compare(packed: ZipFile, entry: Entry, into: IO[bytes] | None = None) -> None:
    seen, size = hashlib.sha256(), 0
    with packed.open(entry.name) as file:
        while data := file.read(PIECE):
            size += len(data)
            seen.update(data)
            if into is not None:
                into.write(data)
    if (size, seen.hexdigest()) != (entry.size, entry.sha256):
        raise BadBackup(f"{entry.name} was changed")


def _compare_database(manifest: Manifest, database: Path) -> None:
    """The rows and files that its rows name must be those of the manifest."""
    held = sqlite_contents.look(database)
    if (held.revision, dict(held.rows)) != (manifest.revision, dict(manifest.rows)):
        raise BadBackup(f"its {MANIFEST} counts other rows than {DATABASE} has")
    there = {entry.sha256 for entry in manifest.files} | {one.sha256 for one in manifest.lost}
    for blob in sqlite_contents.blobs(database):
        if blob.sha256 not in there:
            raise BadBackup(f"the bytes of file {blob.file} are not in it")
