"""The SOP: the written procedure a plan runs.

Texts are templates of the plan's fiscal year: `{fiscal_year}` and `{previous_fiscal_year}` stand
for Buddhist-era years; `Sop.for_fiscal_year` fills them in.
"""

from __future__ import annotations

import calendar as month_lengths
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from bot.domain.answers import Answers
from bot.domain.month_days import MonthDays
from bot.domain.numbers import base, numbered


class Unit(StrEnum):
    """How a step's duration counts."""

    WORKING = "working"
    CALENDAR = "calendar"
    WEEK = "week"
    """Of seven calendar days."""
    MONTH = "month"
    """To the day before the same day of the month."""


class DocumentKind(StrEnum):
    EVIDENCE = "evidence"
    """Must be attached before the step counts as complete."""
    REFERENCE = "reference"
    """Nobody attaches it."""
    SUGGESTED = "suggested"
    """Ours; never blocks."""


class Symbol(StrEnum):
    """The flow-chart symbols of the SOP's legend (สัญลักษณ์ที่ใช้)."""

    TERMINAL = "terminal"
    PROCESS = "process"
    DECISION = "decision"
    CONNECTOR = "connector"


class Added(StrEnum):
    """What of a step the system needs, though the written procedure may not say it."""

    TITLE = "title"
    AFTER = "after"
    PARALLEL = "parallel"
    NOT_BEFORE = "not_before"
    NOT_AFTER = "not_after"
    DURATION = "duration"
    """As it was taken in the year before, where a plan has that in place of the procedure's."""


ANY_YEAR = 2027
"""Fixed days compare the same in all: 29 February is refused."""


@dataclass(frozen=True, slots=True)
class FixedDay:
    """A day of the fiscal year; `day` None is the last day of the month.

    `years`: of the fiscal year so many after the plan's; -1: of the one before it.
    """

    month: int
    day: int | None
    years: int = 0

    def in_fiscal_year(self, ending: int) -> date:
        """The date for a plan of the fiscal year (from 1 October) that ends in CE year `ending`."""
        year = ending + self.years - (1 if self.month >= 10 else 0)
        return date(year, self.month, self.day or month_lengths.monthrange(year, self.month)[1])

    def in_any_year(self) -> date:
        """As it compares with others."""
        return self.in_fiscal_year(ANY_YEAR)


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    title: str
    kind: DocumentKind
    note: str = ""
    numbered: bool = False
    """Bears a number and a date of its own, as an order of appointment."""


@dataclass(frozen=True, slots=True)
class Party:
    """A responsible body named by the SOP; members join parties."""

    id: str
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Definition:
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Cutoff:
    """A closing date of an outside system that the office learns each year (DOC 4.0)."""

    id: str
    title: str
    step: int


class Point(StrEnum):
    """Of another step, from which a due date is counted."""

    START = "start"
    END = "end"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Counted:
    """A due date counted from another step: `count` of `unit` after the point, or before it."""

    step: int
    point: Point
    count: int
    unit: Unit
    before: bool

    def __post_init__(self) -> None:
        object.__setattr__(self, "step", numbered(self.step))


@dataclass(frozen=True, slots=True)
class Way:
    """A way that a decision can take. The first one named is expected until it is taken."""

    id: str
    name: str
    ends: bool = False
    """With it the plan is at its end: what is still open is not carried out. Of a way back: at its
    limit."""
    back: int = 0
    """The step that it leads back to; 0: it leads on."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A step is carried out only if this decision takes this way."""

    step: int
    way: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "step", numbered(self.step))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Which time of a step that is carried out several times.

    `every`: month, quarter, half-year, or the id of a series of the file; empty: a round of a loop,
    which has no days of its own. `first` and `last` are the days of its period, which is before the
    step where that follows it, as a report on a month.
    """

    name: str = ""
    every: str = ""
    first: FixedDay | None = None
    last: FixedDay | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """`duration`: in its unit, the longer end of a range; 0 where its due date is told otherwise
    (`by`, `due`), or there is none: then it is open until it is closed.
    """

    number: int
    title: str
    detail: tuple[str, ...]
    duration: int
    unit: Unit
    after: tuple[int, ...] = ()
    not_before: FixedDay | None = None
    not_after: FixedDay | None = None
    parties: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    symbol: Symbol = Symbol.PROCESS
    parallel: bool = False
    """Runs beside its neighbours in the SOP's drawn order (ดำเนินการคู่ขนาน)."""
    lead: str = ""
    """The line under which the details stand."""
    added: tuple[Added, ...] = ()
    """What the written procedure does not say."""
    meeting: bool = False
    """It is a meeting (การประชุม): its day and hour are fixed when they are known."""
    review: bool = False
    """Its closing is verified, whatever the team has set."""
    quorum: str = ""
    """By how many it is closed: a rule of `bot.domain.quorum`; empty: by any one."""
    least: int = 0
    """The shorter end of a range (3 to 5 days); 0: it is none."""
    starts_on: MonthDays | None = None
    """It starts on the next of these days."""
    by: MonthDays | None = None
    """It is due on the next of these days."""
    next_round: bool = False
    """Who misses one of the days of `by` is in time for the next."""
    due: Counted | None = None
    ways: tuple[Way, ...] = ()
    """It is a decision: closing it says which way."""
    when: tuple[Condition, ...] = ()
    """It is carried out only if one of these comes about."""
    occurrence: Occurrence | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", numbered(self.number))
        object.__setattr__(self, "after", tuple(map(numbered, self.after)))

    @property
    def recurs(self) -> bool:
        """Whether it is one of the occurrences of a step, each with days of its own."""
        return self.occurrence is not None and bool(self.occurrence.every)

    @property
    def is_round(self) -> bool:
        """Whether it is the second or a later round of a loop."""
        return self.occurrence is not None and not self.occurrence.every

    @property
    def is_one_day(self) -> bool:
        return self.duration == 1 and self.unit in (Unit.WORKING, Unit.CALENDAR)

    @property
    def calendar_days(self) -> int:
        """About how long it takes: a month counts 30 days, working days as they are."""
        return self.duration * {Unit.WEEK: 7, Unit.MONTH: 30}.get(self.unit, 1)

    @property
    def is_open_ended(self) -> bool:
        """Whether nothing says when it is due."""
        return not self.duration and self.by is None and self.due is None

    def may_take(self, days: int) -> bool:
        """Whether it takes about so many calendar days, or as long as it takes."""
        return self.is_open_ended or self.calendar_days >= days

    @property
    def evidence(self) -> tuple[Document, ...]:
        return tuple(d for d in self.documents if d.kind is DocumentKind.EVIDENCE)


@dataclass(frozen=True)  # no slots: it keeps what is worked out of it
class Sop(Answers):
    id: str
    title: str
    indicator: str
    indicator_number: str
    unit: str
    """The office that runs it."""
    revision: str
    objectives: tuple[str, ...]
    scope: tuple[str, ...]
    definitions: tuple[Definition, ...]
    direct: tuple[str, ...]
    involved: tuple[str, ...]
    parties: tuple[Party, ...]
    steps: tuple[Step, ...]
    committee: str
    """How a letter addresses the committee's chair: ประธาน + this."""
    cutoffs: tuple[Cutoff, ...] = ()
    language: str = "th"
    form: str = ""
    """The heading of the form on which the procedure is written."""
    form_revised: str = ""
    """When that form was revised, which is not when the procedure was."""
    legend: tuple[str, ...] = ()
    """What the symbols of its chart mean (สัญลักษณ์ที่ใช้)."""
    case: bool = False
    """It starts with an event; a team may run several at once, each a plan with a name of its own
    (a complaint, a proposal)."""
    by_number: Mapping[int, Step] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_number", {s.number: s for s in self.steps})

    @property
    def decides(self) -> bool:
        """Whether any of its steps is a decision."""
        return self.once(_decides)

    @property
    def length(self) -> int:
        """How many steps the procedure has; each counts once, however often it is carried out."""
        return len(self.once(_by_base))

    def step(self, number: int) -> Step:
        return self.by_number[number]

    def occurrences(self, number: int) -> tuple[Step, ...]:
        """The steps that are this one of the procedure, in order; of most steps just one."""
        return self.once(_by_base).get(base(number), ())

    def party(self, party_id: str) -> Party:
        return next(p for p in self.parties if p.id == party_id)

    def successors(self, number: int) -> tuple[Step, ...]:
        return self.once(_successors).get(number, ())

    def without_fixed_dates(self) -> Sop:
        """Those of its periods stay to what recurs: they are what it is."""
        return self._with_steps(
            lambda s: s if s.occurrence else replace(s, not_before=None, not_after=None)
        )

    def in_calendar_days(self) -> Sop:
        return self._with_steps(
            lambda s: replace(s, unit=Unit.CALENDAR) if s.unit is Unit.WORKING else s
        )

    def with_durations(self, durations: Mapping[int, int]) -> Sop:
        """`durations`: days of some steps, each in its own unit."""
        return self._with_steps(lambda s: _lasting(s, durations.get(s.number, s.duration)))

    def for_fiscal_year(self, ending: int) -> Sop:
        """The SOP with its texts filled in for the fiscal year that ends in CE year `ending`."""
        return _filled(self, {"fiscal_year": ending + 543, "previous_fiscal_year": ending + 542})

    def _with_steps(self, change: Callable[[Step], Step]) -> Sop:
        return replace(self, steps=tuple(change(s) for s in self.steps))


def _successors(sop: Sop) -> Mapping[int, tuple[Step, ...]]:
    """In the order of the steps, of each that has any."""
    found: dict[int, tuple[Step, ...]] = {}
    for step in sop.steps:
        for number in dict.fromkeys(step.after):
            found[number] = (*found.get(number, ()), step)
    return found


def _decides(sop: Sop) -> bool:
    return any(s.ways for s in sop.steps)


def _by_base(sop: Sop) -> Mapping[int, tuple[Step, ...]]:
    found: dict[int, tuple[Step, ...]] = {}
    for step in sop.steps:
        found[base(step.number)] = (*found.get(base(step.number), ()), step)
    return found


def _lasting(step: Step, days: int) -> Step:
    """A duration of its own is not the procedure's any more, nor a range."""
    if days == step.duration:
        return step
    return replace(step, duration=days, least=0, added=(*step.added, Added.DURATION))


def _filled(sop: Sop, years: Mapping[str, int]) -> Sop:
    def fill(text: str) -> str:
        for name, year in years.items():
            text = text.replace("{" + name + "}", str(year))
        return text

    def fill_all(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(fill(t) for t in texts)

    def fill_step(step: Step) -> Step:
        documents = tuple(
            replace(d, title=fill(d.title), note=fill(d.note)) for d in step.documents
        )
        return replace(
            step,
            title=fill(step.title),
            lead=fill(step.lead),
            detail=fill_all(step.detail),
            documents=documents,
            ways=tuple(replace(w, name=fill(w.name)) for w in step.ways),
            occurrence=step.occurrence
            and replace(step.occurrence, name=fill(step.occurrence.name)),
        )

    return replace(
        sop,
        title=fill(sop.title),
        objectives=fill_all(sop.objectives),
        scope=fill_all(sop.scope),
        cutoffs=tuple(replace(c, title=fill(c.title)) for c in sop.cutoffs),
        steps=tuple(fill_step(s) for s in sop.steps),
    )
