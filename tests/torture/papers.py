"""Judges the files: what was acknowledged is kept, and what is kept is what was sent."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import select

from bot.domain.files import FileState
from bot.files.folder import PART
from bot.store.tables import file
from tests.torture.books import Books
from tests.torture.chats import Chats
from tests.torture.deeds import Deed


def faults(deeds: Sequence[Deed], books: Books, chats: Chats, folder: Path) -> Iterator[str]:
    sent = [paper for deed in deeds for paper in deed.papers]
    wanted = Counter((paper.name, paper.sha256, paper.size) for paper in sent)
    kept = Counter(map(tuple, books.rows(_KEPT)))
    yield from (f"not kept as it was sent: {row}" for row in (wanted - kept).elements())
    yield from (f"kept, but never sent so: {row}" for row in (kept - wanted).elements())
    names = {paper.name for paper in sent}
    yield from (f"no receipt: {name}" for name in sorted(names - chats.acknowledged()))
    yield from _on_disk({sha256 for _, sha256, _ in kept}, folder)


_KEPT = select(file.c.name, file.c.sha256, file.c.size).where(file.c.state == FileState.KEPT)


def _on_disk(wanted: set[str], folder: Path) -> Iterator[str]:
    """Whole files only: a half-received one is nobody's until it has its name."""
    found = {p.name: p for p in folder.rglob("*") if p.is_file() and p.suffix != PART}
    yield from (f"no bytes: {sha256}" for sha256 in sorted(wanted - found.keys()))
    yield from (f"nobody's bytes: {sha256}" for sha256 in sorted(found.keys() - wanted))
    for name, path in found.items():
        if hashlib.sha256(path.read_bytes()).hexdigest() != name:
            yield f"cut: {name}"
