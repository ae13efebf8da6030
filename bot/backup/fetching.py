"""Bytes out of a file store, believed only when their hash is theirs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal

from bot.domain.errors import Damaged, Missing
from bot.ports import FileStore

PIECE = 1024 * 1024
"""Bytes held in memory at a time."""


def fetch(files: FileStore, sha256: str, into: Path) -> Literal["missing", "damaged"] | None:
    """Why they cannot be had; None: they are in the file now."""
    try:
        with files.open(sha256) as source, into.open("wb") as copy:
            copy.writelines(_pieces(source))
    except Missing:
        return "missing"
    except Damaged:
        return "damaged"
    return None if sha256_of(into) == sha256 else "damaged"


def sha256_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    try:
        while piece := source.read(PIECE):
            yield piece
    except OSError as error:  # a disk that does not give back what was written to it
        raise Damaged from error
