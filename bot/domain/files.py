"""Files that members attached to steps."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.spelling import tidy

MAX_FILE_BYTES = 20 * 1024 * 1024
"""What a Telegram bot can fetch (Bot API, getFile); the same for all, so that no team differs."""

OTHER_DOCUMENT = "-"
"""Chosen as none of the step's documents; no document of an SOP can have this id."""
MAX_NAME = 120
"""Characters: what a phone shows in a few lines, and what a ZIP unpacks everywhere."""
_PROGRAM = re.compile(
    r"\.(?:apk|app|bat|chm|cmd|com|cpl|dll|dmg|docm|exe|hta|img|iso|jar|jnlp|jse?|lnk|ms[ip]|pif"
    r"|pptm|ps1|py|reg|scr|sh|url|vb[es]?|vhdx?|wsf|xlam|xll|xlsm|xltm)\Z",
    re.IGNORECASE,
)
_SARA_AM_SPLIT, _SARA_AM = "\u0e4d\u0e32", "\u0e33"
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Me"})
MOST_MARKS = 3
_JOINER = "\u200d"
"""Unseen too, but emoji are made with it."""


class FileState(StrEnum):
    EXPECTED = "expected"
    """Announced by the platform; its bytes are not ours yet."""
    KEPT = "kept"
    REMOVED = "removed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class File:
    """`number` counts within the step: label 4-02. `version` grows when a name comes again."""

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
    cause: str = ""
    """The update that brought it (`Envelope.cause`)."""

    @property
    def label(self) -> str:
        return f"{self.step}-{self.number:02d}"


def safe_name(name: str) -> str:
    """The name as its sender reads it, without paths, hidden characters and excess length.

    Empty if nothing of it can be read.
    """
    seen = (c for c in tidy(name) if c == _JOINER or unicodedata.category(c) not in _UNSEEN)
    shown = unicodedata.normalize("NFC", "".join(seen).replace(_SARA_AM_SPLIT, _SARA_AM))
    flat = _few_marks(re.sub(r"[/\\]+", "_", shown)).lstrip("._ ").rstrip(". ")
    if not flat.replace(_JOINER, ""):
        return ""
    stem, dot, extension = flat.rpartition(".")
    if len(flat) <= MAX_NAME or not dot or len(extension) > MAX_NAME // 4:
        return flat[:MAX_NAME]
    return stem[: MAX_NAME - len(extension) - 2].rstrip() + "…." + extension


def _few_marks(text: str) -> str:
    """Marks pile up over a letter without end; no language needs more than a few."""
    kept: list[str] = []
    run = 0
    for c in text:
        run = run + 1 if unicodedata.category(c) in _MARKS else 0
        if run <= MOST_MARKS:
            kept.append(c)
    return "".join(kept)


def is_program(name: str) -> bool:
    """Whether opening such a file would run something."""
    return _PROGRAM.search(name) is not None
