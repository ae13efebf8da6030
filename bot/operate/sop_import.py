"""`sopbot sop import`: an office's own SOP, from its Word file to one that the program reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.domain.errors import Refusal, SopbotError
from bot.domain.sop_import import Imported
from bot.operate.sop_report import report
from bot.render.text import refusals
from bot.sops.phrases import machines

MOST_BYTES = 100_000_000
"""More is not even read; what is too large to be taken is told by who reads it."""

Read = Callable[[bytes, str], Imported]


def import_sop(read: Read, file: Path, output: Path | None, *, force: bool) -> tuple[str, str]:
    """The SOP's file, empty if it was written to `output`, and what is told of it.

    A file that stands there stays, unless forced. Nothing is written if the SOP cannot be read.
    """
    if output is not None and output.exists() and not force:
        raise SopbotError(f"{output} is there already; give another name, or --force to replace it")
    found = _read(read, file)
    told = report(found, file.name, str(output or "FILE.yaml"))
    if output is None:
        return found.source, told
    _write(output, found.source)
    return "", told


def _read(read: Read, file: Path) -> Imported:
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES)
    except OSError as error:
        raise SopbotError(f"{file} cannot be read: {error.strerror or error}") from None
    try:
        return read(data, file.name)
    except Refusal as why:
        raise SopbotError(f"{file}: {refusals.text(machines(), why).plain}") from why


def _write(output: Path, source: str) -> None:
    """Whole, or not at all."""
    part = output.with_name(f".{output.name}.part")
    try:
        part.write_text(source, "utf-8", newline="")
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise SopbotError(f"{output} cannot be written: {error.strerror or error}") from None
