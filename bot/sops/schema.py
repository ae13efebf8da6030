"""The shape of an SOP file: its keys are the fields of `bot.domain.sop`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainValidator

from bot.domain.month_days import Holiday, MonthDays
from bot.domain.recurrence import Loop, Period, Recurring, expanded
from bot.domain.sop import (
    Added,
    Condition,
    Counted,
    Cutoff,
    Definition,
    Document,
    DocumentKind,
    FixedDay,
    Party,
    Point,
    Sop,
    Step,
    Symbol,
    Unit,
    Way,
)
from bot.render.language import N_
from bot.sops import periods, spans, values
from bot.sops.spans import Length


class Starts(StrEnum):
    """When a step that recurs starts: on the first day of its period, or the day after it."""

    WITHIN = "within"
    AFTER = "after"


class Missed(StrEnum):
    """What becomes of who misses the day."""

    NEXT = "next"


MOST_NAME, MOST_TITLE, MOST_TEXT = 60, 300, 2_000
"""Characters: of what stands on a button or an arrow, of what heads a message, of the rest."""

Text = Annotated[str, PlainValidator(values.at_most(MOST_TEXT, values.text))]
Template = Annotated[str, PlainValidator(values.at_most(MOST_TEXT, values.template))]
Title = Annotated[str, PlainValidator(values.at_most(MOST_TITLE, values.template))]
Name = Annotated[str, PlainValidator(values.at_most(MOST_NAME, values.template))]
Id = Annotated[str, PlainValidator(values.identifier)]
Whole = Annotated[int, PlainValidator(values.whole)]
StepText = Annotated[str, PlainValidator(values.at_most(MOST_TEXT, values.step_template))]
StepTitle = Annotated[str, PlainValidator(values.at_most(MOST_TITLE, values.step_template))]
Duration = Annotated[Length | None, PlainValidator(spans.length)]
MonthDayList = Annotated[tuple[int, ...], PlainValidator(spans.month_days)]
SeriesId = Annotated[str, PlainValidator(spans.series)]
Rounds = Annotated[int, PlainValidator(spans.rounds)]
Flag = Annotated[bool, PlainValidator(values.flag)]
Day = Annotated[FixedDay | None, PlainValidator(spans.day_of_year)]
PeriodDay = Annotated[FixedDay, PlainValidator(spans.day_of_year)]
KindName = Annotated[DocumentKind, PlainValidator(values.one_of(DocumentKind))]
QuorumRule = Annotated[str, PlainValidator(values.quorum)]
UnitName = Annotated[Unit, PlainValidator(values.one_of(Unit))]
PointName = Annotated[Point, PlainValidator(values.one_of(Point))]
HolidayName = Annotated[Holiday | None, PlainValidator(values.one_of(Holiday))]
StartsName = Annotated[Starts, PlainValidator(values.one_of(Starts))]
MissedName = Annotated[Missed | None, PlainValidator(values.one_of(Missed))]
SymbolName = Annotated[Symbol, PlainValidator(values.one_of(Symbol))]
AddedName = Annotated[Added, PlainValidator(values.one_of(Added, but=(Added.DURATION,)))]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PartyPart(Part):
    id: Id
    name: Text
    short: Text


class DefinitionPart(Part):
    term: Text
    meaning: Text


class CutoffPart(Part):
    id: Id
    title: Title
    step: Whole


class PeriodPart(Part):
    name: Name
    first: PeriodDay
    last: PeriodDay


class SeriesPart(Part):
    id: Id
    periods: Annotated[tuple[PeriodPart, ...], Field(min_length=1)]


class DuePart(Part):
    before: Whole | None = None
    after: Whole | None = None
    of: PointName
    count: Whole
    unit: UnitName

    def to_counted(self) -> Counted:
        step = self.before or self.after or 0
        return Counted(step, self.of, self.count, self.unit, before=self.before is not None)


class WayPart(Part):
    id: Id
    name: Name
    back: Whole | None = None
    rounds: Rounds | None = None
    ends: Flag = False

    def to_way(self) -> Way:
        return Way(self.id, self.name, self.ends, self.back or 0)


class WhenPart(Part):
    step: Whole
    way: Id


class DocumentPart(Part):
    id: Id
    title: StepTitle
    kind: KindName
    note: StepText = ""
    numbered: Flag = False


class StepPart(Part):
    number: Whole
    title: StepTitle
    detail: Annotated[tuple[StepText, ...], Field(min_length=1)]
    duration: Duration = None
    unit: UnitName = Unit.CALENDAR
    after: tuple[Whole, ...]
    not_before: Day = None
    not_after: Day = None
    parties: Annotated[tuple[Text, ...], Field(min_length=1)]
    documents: tuple[DocumentPart, ...] = ()
    symbol: SymbolName = Symbol.PROCESS
    parallel: Flag = False
    lead: StepText = ""
    added: tuple[AddedName, ...] = ()
    meeting: Flag = False
    review: Flag = False
    quorum: QuorumRule = ""
    every: SeriesId = ""
    starts: StartsName = Starts.WITHIN
    on: MonthDayList = ()
    by: MonthDayList = ()
    holiday: HolidayName = None
    missed: MissedName = None
    due: DuePart | None = None
    ways: Annotated[tuple[WayPart, ...], Field(min_length=1)] = ()
    when: WhenPart | None = None

    def to_step(self) -> Step:
        given = {name: getattr(self, name) for name in _AS_THEY_ARE}
        length = self.duration or Length(0)
        symbol = Symbol.DECISION if self.ways else self.symbol
        return Step(
            **{**given, "symbol": symbol},
            duration=length.most,
            least=length.least,
            documents=tuple(Document(**dict(d)) for d in self.documents),
            starts_on=MonthDays(self.on, self.holiday) if self.on else None,
            by=MonthDays(self.by, self.holiday) if self.by else None,
            next_round=self.missed is Missed.NEXT,
            due=self.due.to_counted() if self.due else None,
            ways=tuple(w.to_way() for w in self.ways),
            when=(Condition(self.when.step, self.when.way),) if self.when else (),
        )


_AS_THEY_ARE = (
    *("number", "title", "detail", "unit", "after", "not_before", "not_after", "parties"),
    *("parallel", "lead", "added", "meeting", "review", "quorum"),
)


class SopFile(Part):
    id: Id
    title: Title
    indicator: Text
    indicator_number: Text = ""
    unit: Text
    revision: Text = ""
    form: Text = ""
    form_revised: Text = ""
    legend: tuple[Text, ...] = ()
    committee: Text
    language: Id = "th"
    objectives: tuple[Template, ...]
    scope: tuple[Template, ...]
    definitions: tuple[DefinitionPart, ...] = ()
    direct: tuple[Text, ...]
    involved: tuple[Text, ...] = ()
    parties: Annotated[tuple[PartyPart, ...], Field(min_length=1)]
    cutoffs: tuple[CutoffPart, ...] = ()
    case: Flag = False
    rounds: Annotated[tuple[SeriesPart, ...], Field(min_length=1)] = ()
    steps: Annotated[tuple[StepPart, ...], Field(min_length=1)]

    def to_sop(self) -> Sop:
        given = dict(self)
        del given["rounds"]
        parts = {
            "definitions": tuple(Definition(**dict(d)) for d in self.definitions),
            "parties": tuple(Party(**dict(p)) for p in self.parties),
            "cutoffs": tuple(Cutoff(**dict(c)) for c in self.cutoffs),
            "steps": expanded([s.to_step() for s in self.steps], self._recurring(), self._loops()),
        }
        return Sop(**{**given, **parts})

    def _recurring(self) -> dict[int, Recurring]:
        own = {r.id: tuple(Period(**dict(p)) for p in r.periods) for r in self.rounds}
        series = {**periods.builtin(self.language), **own}
        return {
            s.number: Recurring(s.every, series[s.every], follows=s.starts is Starts.AFTER)
            for s in self.steps
            if s.every
        }

    def _loops(self) -> dict[int, Loop]:
        again = periods.again(self.language)
        return {
            s.number: Loop(w.back, w.id, w.rounds or 2, again)
            for s in self.steps
            for w in s.ways
            if w.back
        }


PARTS: dict[str, type[Part]] = {
    "": SopFile,
    "parties": PartyPart,
    "definitions": DefinitionPart,
    "cutoffs": CutoffPart,
    "documents": DocumentPart,
    "due": DuePart,
    "periods": PeriodPart,
    "rounds": SeriesPart,
    "steps": StepPart,
    "ways": WayPart,
    "when": WhenPart,
}
"""What stands in each list of the file ("" is the file itself)."""

HINTS = {
    "added": N_("a list of the step's keys that the written procedure does not say, as [title]"),
    "after": N_("the steps that come before, as [4]; for a first step after: []"),
    "committee": N_("how a letter addresses the chair: ประธาน + this"),
    "detail": N_("a list of texts"),
    "direct": N_("a list of texts (4.1 ผู้รับผิดชอบโดยตรง)"),
    "documents": N_("a list; each item has id, title, kind and perhaps note"),
    "back": N_("the number of the step that the way leads back to"),
    "by": N_("the day of the month by which it is due, as 15 or [7, 21]"),
    "count": N_("a whole number, of the unit"),
    "due": N_('the keys before or after, of, count, unit: "before: 7", "of: meeting", "count: 3"'),
    "duration": N_("a whole number, a range as 3-5, or open"),
    "every": spans.SERIES,
    "first": N_('month-day, as "10-01"'),
    "last": N_('month-day, as "03-end"'),
    "of": N_("start, end or meeting"),
    "id": N_('a short name in Latin letters, as "lo-2.4"'),
    "kind": N_("evidence, reference or suggested"),
    "number": N_("the step's number, from 1"),
    "parties": N_("a list; each item has id, name and short"),
    "steps.parties": N_("a list of ids from the file's parties"),
    "step": N_("the number of the step it belongs to"),
    "when.step": N_("the number of the step that decides"),
    "quorum": N_("any, all, parties (one of each), or how many people"),
    "periods": N_("a list; each item has name, first and last"),
    "rounds": N_("a list; each item has id and periods"),
    "steps": N_("a list of steps"),
    "ways.rounds": N_("how often at most, the first time included"),
    "way": N_("the id of one of the ways of that step"),
    "ways": N_("a list; each item has id and name, and perhaps back and rounds, and ends"),
    "when": N_('the keys step (a decision) and way, as "step: 3" and "way: no"'),
    "unit": N_("the office's name"),
    "steps.unit": N_("working, calendar, week or month"),
    "due.unit": N_("working, calendar, week or month"),
}
"""What to write under a key (in one kind of list), where its name does not say it."""
