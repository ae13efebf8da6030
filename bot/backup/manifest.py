"""What a backup says about itself: what is in it, and what should be but could not be had."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from bot.domain.errors import SopbotError
from bot.files.writing import place_of

FORMAT: Literal[1] = 1
"""Raised when an older program could no longer restore what a newer one writes."""
DATABASE = "sopbot.db"
MANIFEST = "manifest.json"

Sha256 = Annotated[str, Field(pattern=r"\A[0-9a-f]{64}\z")]


class BadBackup(SopbotError):
    """A file that is not a whole backup."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class Entry(_Part):
    """The database, or the bytes of an attached file."""

    name: str
    sha256: Sha256
    size: int


class Lost(_Part):
    """Bytes that a file of the database has, and the store had not."""

    sha256: Sha256
    file: int
    plan: int
    why: Literal["missing", "damaged"]


class Manifest(_Part):
    format: Literal[1] = FORMAT
    revision: str
    """Of the database's tables."""
    made_at: AwareDatetime
    rows: Mapping[str, int]
    entries: tuple[Entry, ...]
    lost: tuple[Lost, ...] = ()

    @property
    def total_rows(self) -> int:
        return sum(self.rows.values())

    @property
    def database(self) -> Entry:
        return next(entry for entry in self.entries if entry.name == DATABASE)

    @property
    def files(self) -> tuple[Entry, ...]:
        """The entries but the database."""
        return tuple(entry for entry in self.entries if entry.name != DATABASE)


class _Format(_Part):
    format: int


def name_of(sha256: str) -> str:
    """As in a data folder: unpacked by hand, a backup is one."""
    return f"files/{place_of(sha256)}"


def parse(data: bytes) -> Manifest:
    """Raises BadBackup unless it is one that this program can read."""
    try:
        format = _Format.model_validate_json(data).format
        if format != FORMAT:
            raise BadBackup(
                f"it is of format {format}, and this version of sopbot reads {FORMAT}:"
                " restore it with the version that made it"
            )
        manifest = Manifest.model_validate_json(data)
    except ValidationError:
        raise BadBackup(f"its {MANIFEST} is not one that sopbot writes") from None
    _require_sense(manifest)
    return manifest


def _require_sense(manifest: Manifest) -> None:
    for entry in manifest.entries:
        if entry.name not in (DATABASE, name_of(entry.sha256)):
            raise BadBackup(f"it has something that is not of sopbot: {entry.name!r}")
    if [entry.name for entry in manifest.entries].count(DATABASE) != 1:
        raise BadBackup(f"there is no {DATABASE} in it")
