"""The process of its own in which an SOP is read: `python -m scheduler.sop_child`.

The file and its name come in by the standard input, what is made of it goes out by the standard
output, both pickled; `scheduler.sop_apart` is the other end. Little is loaded before that is done:
somebody waits.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress

from bot.domain.errors import Elsewhere, Refusal
from bot.domain.sop_import import Imported

CPU_SECONDS = 45
"""Of five hundred steps, the most that are taken, it needs six."""
MEMORY = 640 * 1024 * 1024
"""Bytes of addresses. Five hundred steps need 80 MB with the program itself, the Word files that
are the worst to open 200."""

Read = Callable[[bytes, str], Imported]
"""Of the bytes of a file and its name; raises Refusal."""


def answer(read: Read) -> None:
    _bound()
    data, name = pickle.load(sys.stdin.buffer)  # noqa: S301  # of our own parent
    pickle.dump(_outcome(read, data, name), sys.stdout.buffer)


def _bound() -> None:
    """No more than that of anything, and of what people wrote no copy on the disk if it fails.

    Whoever is talking to the bot comes first. A system without such limits has those of
    `sop_apart`.
    """
    with suppress(ImportError, OSError):
        import resource

        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_CPU, CPU_SECONDS)
        _limit(resource.RLIMIT_AS, MEMORY)
        os.nice(5)


def _limit(what: int, most: int) -> None:
    import resource

    with suppress(OSError, ValueError):  # it may be less already
        resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def _outcome(read: Read, data: bytes, name: str) -> Imported | Refusal | Elsewhere:
    try:
        return read(data, name)
    except Refusal as refusal:
        return refusal
    except MemoryError:
        return Refusal("sop-stopped")
    except Exception as error:
        from scheduler.incidents import trace

        return Elsewhere(list(trace(error)))


if __name__ == "__main__":
    from bot.sop_import.reading import imported

    answer(imported)
