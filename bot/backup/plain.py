"""What comes out of a foreign file, made fit for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.domain.errors import SopbotError

LONGEST = 500
"""Characters: a message is one line, whatever stands in the file."""


def plain(text: str) -> str:
    """One line without control characters, which would act on the terminal."""
    told = "".join(map(_shown, text[: LONGEST + 1]))
    return told if len(text) <= LONGEST else f"{told[:LONGEST]}…"


@contextmanager
def told_plainly() -> Iterator[None]:
    """Also what a database says of the rows that it was given."""
    try:
        yield
    except SopbotError as error:
        error.args = (plain(str(error)),)
        raise


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode("ascii")
