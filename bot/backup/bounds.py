"""How much a backup may take: judged by what it declares, before any of it is extracted."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from bot.backup.manifest import BadBackup, Manifest
from bot.files.folder import LEAST_FREE_BYTES

COPIES = 3
"""Of the database: itself, the copy that a migration makes first, and SQLite's log of it."""

GIGABYTE = 1 << 30


def require_room(manifest: Manifest, working: Path, files: Path | None) -> None:
    """Raises BadBackup unless it fits; `files`: where they will lie, None: not on a disk."""
    needed: Counter[Path] = Counter({working: COPIES * manifest.database.size})
    if files is not None:
        needed[_nearest(files)] += sum(entry.size for entry in manifest.files)
    for folder in needed:
        device = folder.stat().st_dev
        bytes_ = sum(size for one, size in needed.items() if one.stat().st_dev == device)
        _require(folder, bytes_ + LEAST_FREE_BYTES)


def _nearest(folder: Path) -> Path:
    """Of what is there: the folder itself is made when the first file comes."""
    return next(one for one in (folder, *folder.absolute().parents) if one.exists())


def _require(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise BadBackup(
            f"it needs {needed / GIGABYTE:,.1f} GB on the disk of {folder},"
            f" which has {free / GIGABYTE:,.1f} GB left"
        )
