"""Which kept files may serve as other documents: the same of another step or another plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from bot.domain.files import File, FileState
from bot.domain.plan import Plan
from bot.domain.sop import Document, DocumentKind, Sop, Step
from bot.domain.spelling import arabic, one_line

MOST = 3
"""Offers at a time: more would hide what else a card is for."""
_YEAR = re.compile(r"(?<!\d)2[4-6]\d\d(?!\d)")
BEGINS_ALIKE = 12
"""Characters: what a report is called (รายงานผลการ…), more than that it is one (รายงาน)."""
BUDDHIST_ERA = 543
Shelf = tuple[Plan, Sequence[File]]
"""A plan and its kept files, by step, number and version."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The file of the plan `of` may be this document."""

    document: Document
    file: File
    of: Plan


def offers(
    plan: Plan, step: Step, lacking: Iterable[Document], shelves: Sequence[Shelf]
) -> list[Offer]:
    """At most `MOST`, one a document: the newest file on the first shelf that has one."""
    found = (_offer(plan, step, document, shelves) for document in lacking)
    return [one for one in found if one is not None][:MOST]


@dataclass(frozen=True, slots=True)
class Reference:
    """The file of the plan before is what this reference of a step names."""

    step: Step
    document: Document
    file: File


def references(sop: Sop, before: Plan, kept: Sequence[File]) -> list[Reference]:
    """Of the references of an SOP that name the fiscal year of the plan `before`, each that is
    found among its kept files.
    """
    year = str(before.fiscal_year + BUDDHIST_ERA)
    asked = ((s, d) for s in sop.steps for d in s.documents if _names(d, year))
    found = ((s, d, _report(before, kept, d)) for s, d in asked)
    return [Reference(step, document, file) for step, document, file in found if file is not None]


def newest_versions(kept: Iterable[File]) -> list[File]:
    return list({(f.step, f.number): f for f in kept}.values())


def same_content(one: File, other: File) -> bool:
    return (one.sha256, one.link) == (other.sha256, other.link)


def _offer(plan: Plan, step: Step, document: Document, shelves: Sequence[Shelf]) -> Offer | None:
    for of, kept in shelves:
        alike = [
            f for f in _alike(of, kept, document) if (f.plan, f.step) != (plan.id, step.number)
        ]
        if alike:
            return Offer(document, max(alike, key=lambda f: (f.sent_at, f.id)), of)
    return None


def _alike(of: Plan, kept: Iterable[File], document: Document) -> Iterator[File]:
    """Of the same document, or called as it is."""
    title = _without_year(document.title)
    for file in newest_versions(kept):
        if file.state is not FileState.KEPT:
            continue  # its bytes were deleted
        documents = of.sop.step(file.step).documents
        called = [d.title for d in documents if d.id == file.document]
        if title in map(_without_year, (*called, _stem(file.name))):
            yield file


def _names(document: Document, year: str) -> bool:
    return document.kind is DocumentKind.REFERENCE and year in arabic(document.title)


def _report(before: Plan, kept: Sequence[File], document: Document) -> File | None:
    """Called the same but for the year; else the latest whose document begins to be called so."""
    if same := list(_alike(before, kept, document)):
        return max(same, key=lambda f: (f.sent_at, f.id))
    title = _without_year(document.title)
    there = (f for f in newest_versions(kept) if f.state is FileState.KEPT)
    alike = [f for f in there if _begins_alike(title, _title(before, f))]
    return max(alike, key=lambda f: (f.step, f.sent_at, f.id), default=None)


def _begins_alike(title: str, other: str) -> bool:
    return len(title) >= BEGINS_ALIKE and other.startswith(title[:BEGINS_ALIKE])


def _title(of: Plan, file: File) -> str:
    """Of the document that it is; empty: of none."""
    documents = of.sop.step(file.step).documents
    return next((_without_year(d.title) for d in documents if d.id == file.document), "")


def _stem(name: str) -> str:
    return PurePath(name).stem.replace("_", " ")


def _without_year(title: str) -> str:
    """Of every year a document has the same title but for that."""
    return one_line(_YEAR.sub(" ", arabic(title))).casefold()
