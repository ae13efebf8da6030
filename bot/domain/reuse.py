"""Which kept files may serve as missing documents: the same of another step or another plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from bot.domain.files import File
from bot.domain.plan import Plan
from bot.domain.sop import Document, Step
from bot.domain.spelling import arabic, one_line

MOST = 3
"""Offers at a time: more would hide what else a card is for."""
_YEAR = re.compile(r"(?<!\d)2[4-6]\d\d(?!\d)")
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
        documents = of.sop.step(file.step).documents
        called = [d.title for d in documents if d.id == file.document]
        if title in map(_without_year, (*called, _stem(file.name))):
            yield file


def _stem(name: str) -> str:
    return PurePath(name).stem.replace("_", " ")


def _without_year(title: str) -> str:
    """Of every year a document has the same title but for that."""
    return one_line(_YEAR.sub(" ", arabic(title))).casefold()
