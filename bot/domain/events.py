"""What happened to a plan. A plan is its SOP, its start and these, in order: nothing else is kept.

`at` is the aware UTC instant of recording; `by` the person's id (None: the program).
An `Undone` takes one event back: folding leaves both out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as time_of_day
from enum import StrEnum

from bot.domain.numbers import by_plain_number, numbered
from bot.domain.sop import Sop


class Situation(StrEnum):
    """An answer to a monthly check-in."""

    ON_PLAN = "on-plan"
    OBSTACLE = "obstacle"


class Presence(StrEnum):
    """An answer to the question who comes to a meeting."""

    COMES = "comes"
    ABSENT = "absent"
    DELEGATES = "delegates"
    """Somebody else comes in the person's place (ส่งผู้แทน)."""


class Matter(StrEnum):
    """What a meeting came to."""

    RESOLVED = "resolved"
    """มติ."""
    NOTED = "noted"
    """รับทราบ."""
    ASSIGNED = "assigned"
    """Work with an owner and a day (มอบหมาย)."""


class Ground(StrEnum):
    """By what an office is held, or ended, beside the word of who may give it."""

    GIVEN = "given"
    TAKEN = "taken"
    """By oneself, where nobody could give it: for a day the others may object."""
    OBJECTED = "objected"
    """Its end: a member objected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Base of all events."""

    at: datetime
    by: int | None = None
    id: int = 0
    """Given by the store; 0 until written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEvent(Happening):
    step: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "step", numbered(self.step))


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(StepEvent):
    on: date
    note: str = ""
    report: int = 0
    """The id of the report that is verified by it; 0: there was none."""
    way: str = ""
    """Which way a decision takes; empty: the step is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed(StepEvent):
    """One of several without whom a step is not closed says that it is done, on `on`."""

    on: date
    note: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumSet(StepEvent):
    """By how many the step is closed in this plan: a rule of `bot.domain.quorum`."""

    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(StepEvent):
    """Done on `on`, says who answers for it; open until that is verified, by a `Closed`."""

    on: date
    note: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(StepEvent):
    """What was reported is not done yet. `to`: the new due date; None: the old one holds."""

    reason: str
    to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped(StepEvent):
    """Not done this year (ไม่ดำเนินการ); counts as closed on `on`."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(StepEvent):
    reason: str
    kept: Mapping[int, date] = field(default_factory=dict)
    """Successors that had started, and the S each of them keeps."""

    def __post_init__(self) -> None:
        StepEvent.__post_init__(self)
        object.__setattr__(self, "kept", by_plain_number(self.kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended(StepEvent):
    to: date
    reason: str
    asked: int = 0
    """The id of the request that is granted by it; 0: nobody had asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAsked(StepEvent):
    """Who may not extend asks for it; the secretary or the chair decides."""

    to: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDeclined(StepEvent):
    """`asked`: the id of the request."""

    asked: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(StepEvent):
    """The day of a meeting is fixed (/date), with the room and the address of one held online."""

    on: date
    time: time_of_day | None = None
    place: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(StepEvent):
    """A matter for the meeting, proposed by a member (`by`). `item`: never given twice."""

    item: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaMoved(StepEvent):
    """`place`: where the matter stands now, from 1."""

    item: int
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRemoved(StepEvent):
    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attending(StepEvent):
    """Whether `by` comes to the meeting of the day `on`. `delegate`: the name, as far as told."""

    answer: Presence
    on: date
    delegate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(StepEvent):
    """What a meeting came to, under an item of its agenda (0: under none). `outcome`: never given
    twice. `owner`, `due`: of what is assigned.
    """

    outcome: int
    kind: Matter
    text: str
    item: int = 0
    owner: int | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRemoved(StepEvent):
    outcome: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentDone(StepEvent):
    """What was assigned is carried out."""

    outcome: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limited(StepEvent):
    """The fixed dates of this step in this plan replace those of the SOP (None: switched off)."""

    not_before: date | None = None
    not_after: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadNamed(StepEvent):
    """Of those responsible the main one (ผู้รับผิดชอบหลัก). `person` None: nobody any more."""

    person: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonTold(StepEvent):
    """What was learnt in a step (บทเรียน); of one closing the newest counts."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkNamed(StepEvent):
    """A long step holds several works (ผลงาน), each with an owner."""

    work: int
    title: str
    owner: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRemoved(StepEvent):
    work: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progressed(StepEvent):
    percent: int
    note: str = ""
    work: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn(StepEvent):
    situation: Situation
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleOver(StepEvent):
    """An obstacle is withdrawn: `obstacle` is the id of the answer that told it."""

    obstacle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged(StepEvent):
    """A person pressed รับทราบ under a notice."""

    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKept(StepEvent):
    """The truth about files stands in the store's files; here, that the step was worked on."""

    label: str
    name: str
    version: int = 1
    file: int = 0
    """The store's id; 0 in events written before it was known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRemoved(StepEvent):
    """`file`: the store's id; 0 in events written before it was known."""

    label: str
    name: str
    reason: str
    file: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDated(StepEvent):
    """History only: what a file is said to bear stands in its row, and here what stood there."""

    file: int
    label: str
    on: date | None = None
    letter: str = ""
    former_on: date | None = None
    former_letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived(StepEvent):
    """A document that is not needed this year (ไม่ต้องใช้). Not `holds`: it is needed after all."""

    document: str
    reason: str = ""
    holds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(StepEvent):
    """The newest file of a document was accepted or returned, with the reason."""

    document: str
    file: int
    """The store's id: of a newer one this says nothing."""
    label: str
    accepted: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered(StepEvent):
    """Number and date that a document of the step bears (คำสั่งที่ … ลงวันที่ …)."""

    document: str
    number: str
    on: date
    file: int = 0
    """With which it came, told by its caption; 0: it was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGiven(Happening):
    """History only. `role`: secretary, chair or a party id. Not `holds`: it has ended."""

    person: int
    role: str
    holds: bool = True
    ground: Ground = Ground.GIVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingGiven(Happening):
    """History only. `deputy` acts for `person`, both days included. Not `holds`: it was ended."""

    person: int
    deputy: int
    since: date
    until: date
    delegated: bool = False
    holds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed(Happening):
    """History only: who made the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Happening):
    """The plan got a name: a team has two of one SOP in one fiscal year, or it is a case."""

    name: str
    number: int = 0
    """Of a case, among those of its team that started in the same fiscal year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried(Happening):
    """History only: what was taken along from the plan that this one replaces."""

    plan: int
    steps: int
    """How many closed steps; their closings stand beside it."""
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloned(Happening):
    """History only: the plan was made from the one of an earlier fiscal year."""

    plan: int
    year: int
    """The CE year in which that one's fiscal year ends."""
    durations: Mapping[int, int] = field(default_factory=dict)
    """Of the steps that have another duration here: days as they had there."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "durations", by_plain_number(self.durations))


@dataclass(frozen=True, slots=True, kw_only=True)
class SopRevised(Happening):
    """From now on the plan follows this SOP, filled in for its fiscal year as that of set-up is."""

    sop: Sop
    version: int
    """Its number among the versions of the group's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported(Happening):
    """History only: somebody had something made of the plan to hand it in or keep it."""

    what: str
    """A value of `bot.domain.message.Made`."""
    round: int | None = None
    """Of which round alone; None: of the whole year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesDeleted(Happening):
    """History only: the files of a plan that is over were deleted, a year after its own; every
    version, and those removed. What is known of them stays in their rows.
    """

    files: int
    size: int
    """Bytes that nothing else was of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Happening):
    event: int


Event = (
    Closed
    | Agreed
    | QuorumSet
    | Reported
    | Returned
    | Skipped
    | Reopened
    | Extended
    | ExtensionAsked
    | ExtensionDeclined
    | Dated
    | AgendaItem
    | AgendaMoved
    | AgendaRemoved
    | Attending
    | Outcome
    | OutcomeRemoved
    | AssignmentDone
    | Limited
    | LeadNamed
    | LessonTold
    | WorkNamed
    | WorkRemoved
    | Progressed
    | CheckedIn
    | ObstacleOver
    | Acknowledged
    | FileKept
    | FileRemoved
    | FileDated
    | Waived
    | Judged
    | Numbered
    | RoleGiven
    | ActingGiven
    | Confirmed
    | Named
    | Carried
    | Cloned
    | SopRevised
    | Exported
    | FilesDeleted
    | Undone
)
