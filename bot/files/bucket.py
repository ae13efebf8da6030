"""Files in a bucket by their SHA-256: what is returned as kept was seen there."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from bot.domain.errors import Damaged, SopbotError
from bot.domain.files import MAX_FILE_BYTES
from bot.files.bucket_settings import Bucket
from bot.files.objects import Denied, Objects, Patience
from bot.files.writing import (
    JUST_KEPT,
    WRITE_BYTES,
    Hashed,
    explained,
    gathered,
    is_place,
    place_of,
)
from bot.ports import Clock

PATIENT = Patience()
TRIAL_BYTES = 16


class S3Files:
    """A `FileStore` in a bucket, laid out aa/bb/aabb… under its prefix."""

    def __init__(
        self,
        bucket: Bucket,
        folder: Path,
        patience: Patience = PATIENT,
        clock: Clock | None = None,
    ) -> None:
        """`folder`: where a large file stands while it comes or goes; it has no name there, so that
        a crash leaves nothing of it. `clock`: the real time, about as the bucket has it."""
        self._clock = clock
        self._bucket = bucket
        self._folder = folder
        self._objects = Objects(bucket, patience)

    async def keep(self, chunks: AsyncIterator[bytes], limit: int) -> tuple[str, int]:
        with self._halt() as halt:
            async for piece in gathered(chunks, limit):
                await asyncio.to_thread(halt.write, piece)
            await self._bring(halt)
            return halt.sha256, halt.size

    @contextmanager
    def open(self, sha256: str) -> Iterator[IO[bytes]]:
        with self._halt() as halt:
            for piece in self._objects.pieces(place_of(sha256)):
                halt.write(piece)
                if halt.size > MAX_FILE_BYTES:
                    break
            if halt.sha256 != sha256:
                raise Damaged(
                    f"{self._bucket}: {place_of(sha256)} is damaged, its {halt.size} bytes have "
                    f"the SHA-256 {halt.sha256}: bring it back from a backup"
                )
            yield _from_the_start(halt)

    def held(self) -> Iterator[tuple[str, int]]:
        for name, size in self._objects.all():
            if is_place(name):
                yield name.rpartition("/")[2], size

    async def delete(self, sha256: str) -> bool:
        """Raises SopbotError too if the key may not delete, which is no fault of it."""
        place = place_of(sha256)
        kept_at = await self._objects.kept_at(place)
        if kept_at is not None and self._clock and kept_at > self._clock.now() - JUST_KEPT:
            return False
        if kept_at is not None:
            await self._objects.delete(place)
        return True

    def spare(self) -> None:
        """No bucket tells."""

    async def check(self) -> str:
        """What there is to say of it, once a few bytes went all the way of a file."""
        sha256, _ = await self.keep(_once(secrets.token_bytes(TRIAL_BYTES)), TRIAL_BYTES)
        await asyncio.to_thread(self._read, sha256)
        with suppress(Denied):  # a key that cannot delete is a good one
            await self._objects.delete(place_of(sha256))
        return f"{self._bucket}: readable and writable"

    async def _bring(self, halt: Hashed) -> None:
        """Also what is there already: only a put, with its checksum, proves its bytes."""
        place = place_of(halt.sha256)
        await self._objects.put(place, await asyncio.to_thread(_whole, halt))
        if await self._objects.size(place) != halt.size:
            raise SopbotError(f"{self._bucket} said that it keeps {place}, and does not")

    def _read(self, sha256: str) -> None:
        with self.open(sha256):
            pass

    @contextmanager
    def _halt(self) -> Iterator[Hashed]:
        file = SpooledTemporaryFile(WRITE_BYTES, dir=str(self._folder))  # noqa: SIM115 - below
        try:
            yield Hashed(file, self._folder)
        finally:
            with suppress(OSError):  # a full disk fails once more when the rest is flushed
                file.close()


def _whole(halt: Hashed) -> bytes:
    return _from_the_start(halt).read()


def _from_the_start(halt: Hashed) -> IO[bytes]:
    with explained(halt.path):  # what was not written yet is written now
        halt.file.seek(0)
    return halt.file


async def _once(data: bytes) -> AsyncIterator[bytes]:
    yield data
