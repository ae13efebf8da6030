"""What stands in a row, or that it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.domain.errors import Unreadable

GARBAGE = (ValueError, TypeError, LookupError, AttributeError)
"""What decoding raises at JSON that is none, an unknown word, a field too few, a wrong date."""


@contextmanager
def reading(table: str, row: int) -> Iterator[None]:
    try:
        yield
    except GARBAGE as error:
        raise Unreadable(table, row) from error
