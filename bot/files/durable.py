"""What is written is on disk only when the system says so."""

from __future__ import annotations

import os
from pathlib import Path


def sync_file(file: Path) -> None:
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
