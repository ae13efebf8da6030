"""The shape of an SOP file: its keys are the fields of `bot.domain.sop`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainValidator

from bot.domain.sop import (
    Added,
    Cutoff,
    Definition,
    Document,
    DocumentKind,
    FixedDay,
    Party,
    Sop,
    Step,
    Symbol,
    Unit,
)
from bot.render.language import N_
from bot.sops import values

Text = Annotated[str, PlainValidator(values.text)]
Template = Annotated[str, PlainValidator(values.template)]
Id = Annotated[str, PlainValidator(values.identifier)]
Whole = Annotated[int, PlainValidator(values.whole)]
Days = Annotated[int, PlainValidator(values.days)]
Flag = Annotated[bool, PlainValidator(values.flag)]
Day = Annotated[FixedDay | None, PlainValidator(values.fixed_day)]
KindName = Annotated[DocumentKind, PlainValidator(values.one_of(DocumentKind))]
QuorumRule = Annotated[str, PlainValidator(values.quorum)]
UnitName = Annotated[Unit, PlainValidator(values.one_of(Unit))]
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
    title: Template
    step: Whole


class DocumentPart(Part):
    id: Id
    title: Template
    kind: KindName
    note: Template = ""
    numbered: Flag = False


class StepPart(Part):
    number: Whole
    title: Template
    detail: Annotated[tuple[Template, ...], Field(min_length=1)]
    duration: Days
    unit: UnitName
    after: tuple[Whole, ...]
    not_before: Day = None
    not_after: Day = None
    parties: Annotated[tuple[Text, ...], Field(min_length=1)]
    documents: tuple[DocumentPart, ...] = ()
    symbol: SymbolName = Symbol.PROCESS
    parallel: Flag = False
    lead: Template = ""
    added: tuple[AddedName, ...] = ()
    meeting: Flag = False
    review: Flag = False
    quorum: QuorumRule = ""

    def to_step(self) -> Step:
        documents = tuple(Document(**dict(d)) for d in self.documents)
        return Step(**{**dict(self), "documents": documents})


class SopFile(Part):
    id: Id
    title: Template
    indicator: Text
    indicator_number: Text
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
    steps: Annotated[tuple[StepPart, ...], Field(min_length=1)]

    def to_sop(self) -> Sop:
        parts = {
            "definitions": tuple(Definition(**dict(d)) for d in self.definitions),
            "parties": tuple(Party(**dict(p)) for p in self.parties),
            "cutoffs": tuple(Cutoff(**dict(c)) for c in self.cutoffs),
            "steps": tuple(sorted((s.to_step() for s in self.steps), key=lambda s: s.number)),
        }
        return Sop(**{**dict(self), **parts})


PARTS: dict[str, type[Part]] = {
    "": SopFile,
    "parties": PartyPart,
    "definitions": DefinitionPart,
    "cutoffs": CutoffPart,
    "documents": DocumentPart,
    "steps": StepPart,
}
"""What stands in each list of the file ("" is the file itself)."""

HINTS = {
    "added": N_("a list of the step's keys that the written procedure does not say, as [title]"),
    "after": N_("the steps that come before, as [4]; for a first step after: []"),
    "committee": N_("how a letter addresses the chair: ประธาน + this"),
    "detail": N_("a list of texts"),
    "direct": N_("a list of texts (4.1 ผู้รับผิดชอบโดยตรง)"),
    "documents": N_("a list; each item has id, title, kind and perhaps note"),
    "duration": N_("a whole number of days"),
    "id": N_('a short name in Latin letters, as "lo-2.4"'),
    "kind": N_("evidence, reference or suggested"),
    "number": N_("the step's number, from 1"),
    "parties": N_("a list; each item has id, name and short"),
    "steps.parties": N_("a list of ids from the file's parties"),
    "step": N_("the number of the step it belongs to"),
    "quorum": N_("any, all, parties (one of each), or how many people"),
    "steps": N_("a list of steps"),
    "unit": N_("the office's name"),
    "steps.unit": N_("working or calendar"),
}
"""What to write under a key (in one kind of list), where its name does not say it."""
