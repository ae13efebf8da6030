"""Files that members attached to steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MAX_FILE_BYTES = 20 * 1024 * 1024
"""What a Telegram bot can fetch (Bot API, getFile); the same everywhere, so that no team differs."""


class FileState(StrEnum):
    EXPECTED = "expected"
    """Announced by the platform; its bytes are not ours yet."""
    KEPT = "kept"
    REMOVED = "removed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class File:
    """`number` counts within the step: label 4-02. `version` grows when the same name comes again."""

    id: int
    plan: int
    step: int
    name: str
    state: FileState
    sent_by: int
    sent_at: datetime
    number: int = 0
    version: int = 1
    document: str = ""
    """Which document of the step it is; empty: none chosen."""
    size: int = 0
    mime: str = ""
    sha256: str = ""
    source: str = ""
    channel: str = ""
    album: str = ""
    chat: int = 0
    message: str = ""
    thread: str = ""
    attempts: int = 0

    @property
    def label(self) -> str:
        return f"{self.step}-{self.number:02d}"
