"""What is known of one step of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.events import (
    Agreed,
    CheckedIn,
    Dated,
    Extended,
    ExtensionAsked,
    Judged,
    LessonTold,
    Limited,
    Numbered,
    Reported,
    Returned,
    Waived,
)
from bot.domain.meeting import NOTHING_MET, Meeting
from bot.domain.sop import Step


@dataclass(frozen=True, slots=True)
class Work:
    """One of the works (ผลงาน) of a long step."""

    id: int
    title: str
    owner: int | None = None
    percent: int = 0
    note: str = ""
    reported: bool = False
    """Whether its per cent was told; until then it is 0 because nothing is known."""


@dataclass(frozen=True, slots=True)
class StepState:
    """What the events say about one step."""

    step: Step
    closed_on: date | None = None
    closed_at: datetime | None = None
    closed_by: int | None = None
    closing: int | None = None
    """The id of the event that closed it."""
    skipped: bool = False
    way: str = ""
    """Which way a closed decision took."""
    left_out_by: int | None = None
    """The decision for which it is not carried out: closed, skipped, on the day of that."""
    note: str = ""
    quorum: str = ""
    """By how many it is closed, where the team has set that."""
    agreed: tuple[Agreed, ...] = ()
    """The newest of each of those, since it was last opened again or sent back."""
    reported: Reported | None = None
    """Its completion as reported, where that is verified: waiting for it, or since closed by it."""
    returned: Returned | None = None
    """Why it was sent back, until it is reported anew or closed."""
    extended_to: date | None = None
    dated: Dated | None = None
    decided: Extended | Dated | Returned | None = None
    """The newest that tells a day: it decides the due date."""
    asked: ExtensionAsked | None = None
    """The newest request for more time that nobody has decided."""
    limited: Limited | None = None
    kept_start: date | None = None
    """S that a reopened predecessor must not move."""
    lead: int | None = None
    """The person who is mainly responsible; a member no longer, perhaps."""
    lesson: LessonTold | None = None
    """Told of its closing."""
    works: tuple[Work, ...] = ()
    percent: int | None = None
    """As last told of the whole step; once it has works, as it was before the newest of them."""
    progress_note: str = ""
    numbers: tuple[Numbered, ...] = ()
    """The newest of each document."""
    waived: tuple[Waived, ...] = ()
    """Those that hold."""
    judged: tuple[Judged, ...] = ()
    """The newest of each document."""
    check_ins: tuple[CheckedIn, ...] = ()
    """The newest answer of each person."""
    obstacles: tuple[CheckedIn, ...] = ()
    """Those that stand, in the order told. Each stays until it is withdrawn or the step closes."""
    reopened: bool = False
    files: int = 0
    """How many were attached, each version one, less those taken out."""
    met: Meeting = NOTHING_MET
    """What belongs to its meeting, beside its day."""

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None

    @property
    def reporters(self) -> frozenset[int]:
        """Whose word it is that the step is done: who reported it, and who confirmed it before."""
        said = (self.reported, *self.agreed)
        return frozenset(e.by for e in said if e is not None and e.by is not None)

    @property
    def awaits_verification(self) -> bool:
        return self.reported is not None and not self.is_closed

    @property
    def was_verified(self) -> bool:
        """Whether it was closed by the verification of a report."""
        return self.reported is not None and self.is_closed

    @property
    def completed_on(self) -> date | None:
        """By which its punctuality is judged: the day reported, where that was verified."""
        return self.reported.on if self.was_verified and self.reported else self.closed_on

    def number_of(self, document: str) -> Numbered | None:
        return next((n for n in self.numbers if n.document == document), None)

    @property
    def meeting(self) -> Dated | None:
        """The fixing of its day, unless an extension is newer."""
        return self.decided if isinstance(self.decided, Dated) else None

    @property
    def progress(self) -> int | None:
        """Percent: of the step as told, or the mean of its works.

        While a work has not been reported on, the step is not below what was told before.
        """
        if not any(w.reported for w in self.works):
            return self.percent
        mean = round(sum(w.percent for w in self.works) / len(self.works))
        if all(w.reported for w in self.works) or self.percent is None:
            return mean
        return max(mean, self.percent)
