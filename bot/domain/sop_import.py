"""What was made of an office's own SOP on its way in: nothing of it is guessed in silence.

A remark says what was repaired, or what a person must decide; of the latter the file holds the
proposal until another option is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Value = str | int | bool | list["Value"] | dict[str, "Value"]
"""As it stands in the file."""
REPAIRED = frozenset(
    {
        *("joined-words", "joined-rows", "years", "digits", "party-unified", "bullet-split"),
        *("renumbered", "doubled-word", "revisions", "column-run", "same-document"),
        *("head-missing", "shortened", "title-made", "too-long", "given-up", "rounded"),
        *(
            "title-whole",
            "text-passed",
            "parallel-only",
            "beside-only",
            "year-left-out",
            "rounds-usual",
        ),
        *("braces", "digits-more", "braces-more"),
        *("rounds-other", "drawing-unread", "row-parted", "row-passed"),
    }
)
TO_DECIDE = frozenset(
    {
        *("unit", "duration-missing", "duration-unclear", "rounds", "recurring", "parallel"),
        *("order", "party-unclear", "party-missing", "kind", "decision", "year-unclear"),
        *("indicator-missing", "unit-missing", "number-gap", "case"),
        *("recurring-start", "recurring-last", "two-numbers"),
    }
)
"""What remarks may be about, by their codes."""
Path = tuple[str | int, ...]
"""Keys of the file, and places in its lists, which count from 0: ("steps", 6, "duration")."""

AT_THE_END = 9_999
"""A place in a list, behind whatever it has by then."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in what was sent; both count from 1, 0: not known. A row is one of the table of steps,
    its heads not counted.
    """

    page: int = 0
    row: int = 0


NOWHERE = Spot()


@dataclass(frozen=True, slots=True)
class Change:
    """What is written into the file; None: the key is taken out, or the item of a list."""

    path: Path
    value: Value | None


@dataclass(frozen=True, slots=True)
class Option:
    """`code` names it within the remark's; `told`: what its words are filled in with."""

    code: str
    changes: tuple[Change, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remark:
    """`code`: what it is about, `told`: what its words are filled in with.

    `path` is where the file says it. With options it is to be decided, and the file holds the first
    one; without, it was repaired: `before` stood there, `after` is in the file.
    """

    code: str
    step: int = 0
    """0: of no step."""
    spot: Spot = NOWHERE
    path: Path = ()
    before: str = ""
    after: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()

    @property
    def is_open(self) -> bool:
        return bool(self.options)


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was read."""

    pages: int
    tables: int
    steps: int
    parties: int
    documents: int


@dataclass(frozen=True, slots=True)
class Imported:
    """`source`: the SOP's file, as `bot.sops` reads it."""

    source: str
    remarks: tuple[Remark, ...]
    tally: Tally


class Stage(StrEnum):
    """Of a version of a team's own SOP."""

    REVIEWED = "reviewed"
    """It is looked through, and is none yet."""
    USED = "used"
    FORMER = "former"
    """It was used before; its text stays."""


@dataclass(frozen=True, slots=True)
class SopVersion:
    """One version of an SOP of a group's own. `sop` is the file's id; `number` counts its versions
    from 1, 0: it is still looked through.
    """

    id: int
    group: int
    """The group's chat."""
    sop: str
    number: int
    stage: Stage
    source: str
    remarks: tuple[Remark, ...]
    by: int | None
    at: datetime
    name: str = ""
    """Of the file that was sent; empty: it was corrected in the chat."""

    @property
    def open_remarks(self) -> tuple[Remark, ...]:
        return tuple(r for r in self.remarks if r.is_open)


@dataclass(frozen=True, slots=True)
class SopFile:
    """An SOP that somebody sent in private, whose bytes are still to be fetched and read; they are
    kept nowhere.
    """

    id: int
    group: int
    """The chat of the group that it is for."""
    name: str
    size: int
    source: str
    """By which its channel fetches it."""
    channel: str
    chat: int
    message: str
    thread: str
    sent_by: int
    sent_at: datetime
    cause: str = ""
    attempts: int = 0
