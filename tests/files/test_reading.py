"""Files read to be sent: whole, in time, or not at all."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest

from bot.compose.parts import read_file
from bot.domain.errors import AllMissing, Damaged, FileUnread, Missing, SopbotError
from bot.files.reading import PIECE_BYTES, REST_SECONDS, Reader, Silent
from tests.file_stores import HELLO
from tests.scheduler.office import Office


class Store:
    """Gives a file back, fails, or falls silent."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.answers = threading.Event()
        self.answers.set()
        self.asked = 0
        self.content = b"hello world"
        self.closed = threading.Event()

    async def keep(self, chunks: AsyncIterator[bytes], limit: int) -> tuple[str, int]:
        raise NotImplementedError

    def held(self) -> Iterator[tuple[str, int]]:
        raise NotImplementedError

    async def delete(self, sha256: str) -> bool:
        raise NotImplementedError

    def spare(self) -> None:
        raise NotImplementedError

    @contextmanager
    def open(self, sha256: str) -> Iterator[BytesIO]:
        self.asked += 1
        self.answers.wait(10)
        if self.error is not None:
            raise self.error
        yield BytesIO(self.content)
        self.closed.set()


@pytest.mark.parametrize(
    ("error", "lost"),
    [
        (Missing("gone"), True),
        (Damaged("changed"), True),
        (AllMissing("not mounted"), False),
        (SopbotError("503"), False),
        (OSError(5, "Input/output error"), False),
    ],
)
async def test_what_cannot_be_read_is_lost_or_only_away(
    tmp_path: Path, error: Exception, lost: bool
) -> None:
    office = Office(tmp_path)
    with pytest.raises(FileUnread) as unread:
        await read_file(office.tools, Reader(Store(error)), office.keeps("order").id)
    assert unread.value.lost is lost
    office.store.close()


async def test_a_file_that_was_never_kept_is_lost(tmp_path: Path) -> None:
    office = Office(tmp_path)
    for file in (office.expects("order").id, 99):
        with pytest.raises(FileUnread) as unread:
            await read_file(office.tools, Reader(Store()), file)
        assert unread.value.lost
    office.store.close()


async def test_for_a_store_that_has_fallen_silent_one_waits_once_in_a_while() -> None:
    store, seconds = Store(), [0.0]
    reader = Reader(store, 0.5, now=lambda: seconds[0])
    store.answers.clear()
    for _ in range(3):
        with pytest.raises(Silent):
            await reader.read(HELLO)
    assert store.asked == 1
    store.answers.set()
    seconds[0] += REST_SECONDS
    assert await reader.read(HELLO) == b"hello world"


async def test_a_large_file_comes_in_pieces_and_is_closed_behind_the_last() -> None:
    store = Store()
    store.content = b"x" * (2 * PIECE_BYTES + 1)
    sizes = [len(piece) async for piece in Reader(store).pieces(HELLO)]
    assert sizes == [PIECE_BYTES, PIECE_BYTES, 1]
    assert store.closed.wait(5)


async def test_pieces_are_not_waited_for_without_end() -> None:
    store = Store()
    store.answers.clear()
    pieces = Reader(store, 0.1).pieces(HELLO)
    with pytest.raises(Silent):
        await anext(pieces)
    store.answers.set()
