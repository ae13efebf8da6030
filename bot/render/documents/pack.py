"""The evidence as a ZIP: what can be read of it, a note on all else, the index and the hashes.

Written piece by piece, so that it takes the same memory however large it is. What cannot be read
is known only once all was tried: the index is written behind it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bot.domain.errors import AllMissing, Damaged, Missing
from bot.domain.files import FileState
from bot.domain.pack import Item, Lack
from bot.ports import FileStore
from bot.render.documents.cleaning import clean

PIECE_BYTES = 256 * 1024
DENSE = re.compile(
    r"\.(?:7z|avi|docx|gif|gz|heic|jpe?g|m4a|mov|mp[34]|od[pst]|ogg|pdf|png|pptx|rar|web[mp]|xlsx|zip)"
    r"\Z",
    re.IGNORECASE,
)
"""Deflated they are no smaller."""
_READABLE_FILE = 0o100644 << 16
"""The owner writes it, all read it, nobody runs it: as Unix keeps it in a ZIP."""
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What is said in a pack. `note`: on a link, or on what is not there. `index`: names and bytes
    of the files that tell what it holds.
    """

    note: Callable[[Item], str]
    index: Callable[[Sequence[Item]], Mapping[str, bytes]]
    hashes: str
    """The name of the list of hashes, which `sha256sum -c` reads."""


def write_pack(
    files: FileStore,
    items: Sequence[Item],
    told: Told,
    into: BinaryIO,
    now: datetime,
    zone: tzinfo,
) -> Sequence[Item]:
    """What stands in it. `into`: empty, and can seek. `now`: aware; `zone`: of its times.

    Raises like `FileStore.open` where that as a whole gives nothing.
    """
    with ZipFile(into, "w") as archive:
        writer = _Writer(archive, now, zone)
        found = [_put(writer, files, item, told) for item in items]
        for name, data in told.index(found).items():
            writer.add(name, data)
        writer.add(told.hashes, writer.hashes.encode())
    return found


def _put(writer: _Writer, files: FileStore, item: Item, told: Told) -> Item:
    if item.file is None or item.file.link:
        if item.path:
            writer.add(item.path, _as_text(told.note(item)))
        return item
    try:
        with files.open(item.file.sha256) as source:
            writer.copy(item.path, source, item.file.size, item.file.sent_at)
    except (Missing, Damaged) as error:
        is_deleted = item.file.state is FileState.DELETED
        if isinstance(error, AllMissing) and not is_deleted:
            raise
        lack = Lack.DELETED if is_deleted else Lack.LOST
        lost = replace(item, lack=lack, path=item.instead)
        writer.add(lost.path, _as_text(told.note(lost)))
        return lost
    return item


def _as_text(note: str) -> bytes:
    """As the oldest Notepad reads it."""
    return clean(note).replace("\n", "\r\n").encode("utf-8-sig")


class _Writer:
    """Writes the files of a ZIP, and keeps their hashes."""

    def __init__(self, archive: ZipFile, now: datetime, zone: tzinfo) -> None:
        self._archive = archive
        self._now = now
        self._zone = zone
        self._hashes: list[str] = []

    @property
    def hashes(self) -> str:
        return "".join(f"{line}\n" for line in self._hashes)

    def add(self, path: str, data: bytes) -> None:
        with self._opened(path, len(data), self._now) as target:
            target.write(data)
        self._keep(path, hashlib.sha256(data).hexdigest())

    def copy(self, path: str, source: IO[bytes], size: int, at: datetime) -> None:
        """`at`: when it was sent."""
        hashed = hashlib.sha256()
        with self._opened(path, size, at) as target:
            while piece := source.read(PIECE_BYTES):
                target.write(piece)
                hashed.update(piece)
        self._keep(path, hashed.hexdigest())

    def _opened(self, path: str, size: int, at: datetime) -> IO[bytes]:
        local = at.astimezone(self._zone)
        info: Any = ZipInfo(path, local.timetuple()[:6])
        info.create_system, info.external_attr = _UNIX, _READABLE_FILE
        info.compress_type = ZIP_STORED if DENSE.search(path) else ZIP_DEFLATED
        info.file_size = size
        return self._archive.open(info, "w")

    def _keep(self, path: str, sha256: str) -> None:
        self._hashes.append(f"{sha256}  {path}")
