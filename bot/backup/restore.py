"""A backup put into an empty place: first the files, then the database, which makes it true."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from bot.backup.make import OpenFiles, room_in
from bot.backup.manifest import DATABASE, BadBackup, Manifest
from bot.backup.verify import PIECE, explained, verify
from bot.ports import FileStore
from bot.store import restoring
from bot.store.unit import SqlStore


def restore(archive: Path, store: SqlStore, files: OpenFiles, folder: Path) -> Manifest:
    """Nothing is touched before all of the backup was read and the place found empty.

    `folder`: where to work; with SQLite it is that of the database, whatever is named.
    """
    restoring.require_empty(store.engine)
    place = restoring.folder_of(store.engine) or folder
    with room_in(place, "restore.") as room:
        database = room / DATABASE
        manifest = _believed(archive, database)
        restoring.bring_up_to_date(database)
        asyncio.run(_keep_all(archive, manifest, files()))
        restoring.put(database, store.engine)
    return manifest


def _believed(archive: Path, database: Path) -> Manifest:
    try:
        return verify(archive, database)
    except BadBackup as error:
        raise BadBackup(f"{error}; nothing was changed") from error


async def _keep_all(archive: Path, manifest: Manifest, files: FileStore) -> None:
    with ZipFile(archive) as packed:
        for entry in manifest.files:
            with packed.open(entry.name) as file:
                kept = await files.keep(_pieces(archive, file), entry.size)
            if kept != (entry.sha256, entry.size):
                raise BadBackup(f"{archive}: {entry.name} was changed meanwhile")


async def _pieces(archive: Path, file: IO[bytes]) -> AsyncIterator[bytes]:
    with explained(archive):
        while piece := file.read(PIECE):
            yield piece
