"""`sopbot sop import` and `sop word`: an office's own SOP, from its Word file and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.domain.errors import Refusal, SopbotError
from bot.domain.sop_import import Imported
from bot.operate.sop_report import report
from bot.render.documents.procedure import procedure_of
from bot.render.language import speaker
from bot.render.text import refusals
from bot.sops.loader import check
from bot.sops.phrases import machines

MOST_BYTES = 100_000_000
"""More is not even read; what is too large to be taken is told by who reads it."""

Read = Callable[[bytes, str], Imported]


def import_sop(read: Read, file: Path, output: Path | None, *, force: bool) -> tuple[str, str]:
    """The SOP's file, empty if it was written to `output`, and what is told of it.

    A file that stands there stays, unless forced. Nothing is written if the SOP cannot be read.
    """
    if output is not None:
        _require_free(output, force=force)
    found = _read(read, file)
    told = report(found, file.name, str(output or "FILE.yaml"))
    if output is None:
        return found.source, told
    _write(output, found.source.encode())
    return "", told


def write_word(file: Path, output: Path, today: date, *, force: bool) -> None:
    """The SOP's copy in Word, in the central template, for the fiscal year of `today`.

    Raises BadFile if there is anything to be mended in the file.
    """
    _require_free(output, force=force)
    sop = check(file)
    _write(output, procedure_of(speaker(sop.language), sop, today))


def _require_free(output: Path, *, force: bool) -> None:
    if output.exists() and not force:
        raise SopbotError(f"{output} is there already; give another name, or --force to replace it")


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


def _write(output: Path, data: bytes) -> None:
    """Whole, or not at all."""
    part = output.with_name(f".{output.name}.part")
    try:
        part.write_bytes(data)
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise SopbotError(f"{output} cannot be written: {error.strerror or error}") from None
