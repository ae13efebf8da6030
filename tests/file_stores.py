"""The folder and the bucket, each with all that stands in it."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.compose.parts import file_store
from bot.ports import FileStore
from bot.settings import Settings
from tests.peers.s3 import FakeS3

HELLO = hashlib.sha256(b"hello world").hexdigest()
MANY = 100 * 1024 * 1024
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@dataclass
class Shelf:
    """A file store as the program makes it from its settings."""

    folder: Path
    s3: FakeS3 | None = None

    @property
    def settings(self) -> dict[str, Any]:
        more = self.s3.settings() if self.s3 else {}
        return {"data_dir": str(self.folder), **more}

    @property
    def environment(self) -> dict[str, str]:
        """The same for another process."""
        told = {f"SOPBOT_{name.upper()}": value for name, value in self.settings.items()}
        return {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[1]), **told}

    def open(self) -> FileStore:
        return file_store(Settings(**self.settings))

    def put(self, place: str, data: bytes) -> None:
        """By somebody else."""
        if self.s3:
            self.s3.put(place, data)
        else:
            (self.folder / "files" / place).write_bytes(data)

    def remove(self, place: str) -> None:
        if self.s3:
            self.s3.remove(place)
        else:
            (self.folder / "files" / place).unlink()

    def names(self) -> list[str]:
        """Whatever stands there, and in the folder on its way there, by its path."""
        there = (p.relative_to(self.folder) for p in self.folder.rglob("*") if p.is_file())
        local = [str(p).removeprefix("files/") for p in there]
        return sorted([*local, *(self.s3.objects if self.s3 else ())])


def without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """obstore would ask those of this machine for 127.0.0.1, too."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@contextmanager
def bucket_shelf(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """With a store that watches how it is asked."""
    without_proxies(monkeypatch)
    with FakeS3() as s3:
        yield Shelf(folder, s3)
        assert s3.violations == []


async def chunks(*parts: bytes, error: Exception | None = None) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
    if error is not None:
        raise error


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """No file may grow past this: the same errors as on a full disk, from the kernel."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
