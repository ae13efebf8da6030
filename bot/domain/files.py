"""Files that members attached to steps."""

from __future__ import annotations

import mimetypes
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.numbers import numbered
from bot.domain.spelling import one_line, tidy

FILE_WAITS_IN_GROUP = timedelta(minutes=10)
"""So long after it was asked for, the person's next file there counts without being a reply."""
MAX_FILE_BYTES = 20 * 1024 * 1024
"""What a Telegram bot can fetch (Bot API, getFile); the same for all, so that no team differs."""

TEMPLATE = 0
"""In place of a step, of a file that is still to come: it is to be the team's template."""
MAX_TEMPLATE_BYTES = 5 * 1024 * 1024
"""A form with the office's emblem has some 100 KB."""
SAMPLE = "sample"
"""Of a template: not the one in use, but one to begin with."""
OTHER_DOCUMENT = "-"
"""Chosen as none of the step's documents; no document of an SOP can have this id."""
TEAM_FULL = "full"
"""Why a file failed for which its team had no room."""
MAX_NAME = 120
"""Characters: what a phone shows in a few lines, and what a ZIP unpacks everywhere."""
MAX_DESCRIPTION = 200
"""Characters; a caption may have five times as many."""
DOWNLOAD_LASTS = timedelta(hours=1)
"""So long a link to a file works: it is pressed at once, and a forwarded one is soon worthless."""
PICTURE_LASTS = timedelta(days=14)
"""So long whoever was away still sees what was shown in a chat."""
_PROGRAM = re.compile(
    r"\.(?:apk|app|application|appref-ms|appx|bat|chm|cmd|com|command|cpl|desktop|dll|dmg|docm|dotm"
    r"|exe|hta|img|inf|iqy|iso|jar|jnlp|jse?|library-ms|lnk|ms[cipu]|msix|pif|pkg|potm|ppam|ppsm"
    r"|pptm|psm?1|py|rdp|reg|scf|scr|sct|search-ms|settingcontent-ms|sh|slk|url|vb[es]?|vhdx?"
    r"|website|ws[cfh]|xlam|xll|xls[bm]|xltm)\Z",
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
    DELETED = "deleted"
    """Was kept until the files of its plan were deleted: its row stays, its bytes go."""
    GONE = "gone"
    """Was removed before they were."""


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
    description: str = ""
    """What its sender said it is."""
    reason: str = ""
    """Why it was removed, or was not taken (`TEAM_FULL`)."""
    dated: date | None = None
    """The day that the document itself bears (ลงวันที่), where it is known."""
    letter: str = ""
    """Its number as an official letter (สธ 0919/123), where it is known."""
    link: str = ""
    """The address of a page on the web, of which there are no bytes: `size` 0, `sha256` empty.
    `sent_at` is when it was seen."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "step", numbered(self.step))

    @property
    def is_template(self) -> bool:
        return self.step == TEMPLATE

    @property
    def label(self) -> str:
        return f"{self.step}-{self.number:02d}"


@dataclass(frozen=True, slots=True)
class Template:
    """The office's own form for reports, a Word file; a team has one in use at most."""

    id: int
    name: str
    sha256: str
    size: int
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Download:
    """For whom the link to a file was made, and until when it works."""

    file: int
    person: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Bytes:
    """What must stand in the file store, and the newest file of which it is; 0: a template's."""

    sha256: str
    size: int
    file: int
    plan: int


@dataclass(frozen=True, slots=True)
class Deletable:
    """What a plan's files come to, every version and those removed; links have no bytes."""

    files: int
    size: int
    """Bytes that nothing else is of: as many are free once they are deleted."""
    shared: int
    """How many of these files stand in another plan, too, and stay there."""


def safe_name(name: str) -> str:
    """The name as its sender reads it, without paths, hidden characters and excess length.

    Empty if nothing of it can be read.
    """
    shown = unicodedata.normalize("NFC", _seen(name).replace(_SARA_AM_SPLIT, _SARA_AM))
    flat = _few_marks(re.sub(r"[/\\]+", "_", shown)).lstrip("._ ").rstrip(". ")
    if not flat.replace(_JOINER, ""):
        return ""
    stem, dot, extension = flat.rpartition(".")
    if len(flat) <= MAX_NAME or not dot or len(extension) > MAX_NAME // 4:
        return flat[:MAX_NAME]
    return stem[: MAX_NAME - len(extension) - 2].rstrip() + "…." + extension


def described(said: str, most: int = MAX_DESCRIPTION) -> str:
    """What was said with a file, as one line; empty if nothing of it can be read."""
    line = _few_marks(one_line(_seen(one_line(said))))
    if not any(c.isalnum() for c in line):
        return ""
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _seen(text: str) -> str:
    return "".join(c for c in tidy(text) if c == _JOINER or unicodedata.category(c) not in _UNSEEN)


def _few_marks(text: str) -> str:
    """Marks pile up over a letter without end; no language needs more than a few."""
    kept: list[str] = []
    run = 0
    for c in text:
        run = run + 1 if unicodedata.category(c) in _MARKS else 0
        if run <= MOST_MARKS:
            kept.append(c)
    return "".join(kept)


def is_sound(file: File) -> bool:
    return _form(file) == "audio"


def is_recording(file: File) -> bool:
    """Sound or film: no form of a paper."""
    return _form(file) in ("audio", "video")


def _form(file: File) -> str:
    """Of a link none: what a page shows is not told by its address."""
    if file.link:
        return ""
    mime = file.mime or mimetypes.guess_type(file.name)[0] or ""
    return mime.partition("/")[0].lower()


def is_program(name: str) -> bool:
    """Whether opening such a file would run something."""
    return _PROGRAM.search(name) is not None


def may_run(file: File) -> bool:
    """The same; a link is no file."""
    return not file.link and is_program(file.name)
