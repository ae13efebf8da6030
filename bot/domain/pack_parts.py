"""A pack in parts, where a platform cannot carry it whole: by step, a large step by its files.

Pure. Parts are told when they are asked for, and made later: each tells from where to where it
goes, so that nothing is in two of them, or in none, whatever is taken out in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.domain.files import File
from bot.domain.pack import Item, Key

FRAME_BYTES = 512 * 1024
"""The index of a part, the notes on what is not there, and the list of hashes."""
ENTRY_BYTES = 1024
"""Of each file beside its bytes and its path: heads in the ZIP, lines in index and list."""
PATHS = 4
"""How often its path stands in the pack."""
FIRST: Key = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of what was asked for: from `first` on, up to where the next begins (`end`; None:
    all the rest). `newest`: no file with a higher id, for it came later; 0: whichever there is.
    """

    round: int | None = None
    latin: bool = False
    number: int = 1
    of: int = 1
    newest: int = 0
    first: Key = FIRST
    end: Key | None = None

    def __str__(self) -> str:
        """In one word, as a message keeps it."""
        numbers = (self.round or 0, int(self.latin), self.number, self.of, self.newest)
        return "/".join(_written(one) for one in (numbers, self.first, self.end or ()))

    def known(self, kept: Iterable[File]) -> list[File]:
        """Those that there were when it was asked for."""
        return [f for f in kept if not self.newest or f.id <= self.newest]

    def holds(self, item: Item) -> bool:
        return self.first <= item.key and (self.end is None or item.key < self.end)


def part_of(written: str) -> Part:
    numbers, first, end = ([int(n) for n in one.split(".") if n] for one in written.split("/"))
    round, latin, number, of, newest = numbers
    return Part(round or None, bool(latin), number, of, newest, _key(first), _end(end))


def parts(
    items: Sequence[Item], most: int, *, round: int | None = None, latin: bool = False
) -> Sequence[Part]:
    """At least one; each a ZIP of at most so many bytes, unless a single file is larger."""
    shares = shared_out(items, max(most - FRAME_BYTES, 0))
    newest = max((i.file.id for i in items if i.file), default=0)
    starts = [FIRST, *(share[0].key for share in shares[1:]), None]
    return [
        Part(round, latin, number, len(shares), newest, start or FIRST, starts[number])
        for number, start in enumerate(starts[:-1], 1)
    ]


def shared_out(items: Sequence[Item], most: int) -> list[list[Item]]:
    """A step is divided only if it is larger than a part."""
    found: list[list[Item]] = [[]]
    room = most
    for piece in _pieces(items, most):
        size = sum(map(weight, piece))
        if size > max(room, 0) and found[-1]:
            found.append([])
            room = most
        found[-1] += piece
        room -= size
    return found


def weight(item: Item) -> int:
    """Bytes in a pack, at most: what cannot be deflated grows by less than a thousandth."""
    if item.file is None:
        return 0
    size = item.file.size
    return size + size // 1000 + PATHS * len(item.path.encode()) + ENTRY_BYTES


def _pieces(items: Iterable[Item], most: int) -> Iterable[list[Item]]:
    """What a step lacks stands with its first file."""
    for _, group in groupby(items, key=lambda i: i.key[:2]):
        piece = list(group)
        if sum(map(weight, piece)) <= most:
            yield piece
            continue
        files = [i for i in piece if i.file]
        yield [*(i for i in piece if not i.file), files[0]]
        yield from ([file] for file in files[1:])


def _written(numbers: Iterable[int]) -> str:
    return ".".join(map(str, numbers))


def _key(numbers: Sequence[int]) -> Key:
    rank, step, number, version = numbers
    return rank, step, number, version


def _end(numbers: Sequence[int]) -> Key | None:
    return _key(numbers) if numbers else None
