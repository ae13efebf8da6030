"""What the rules look at, taken from the tree wherever it can be read.

Not from the checked model: that exists only for a file without faults of shape, and one fault
must not hide another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.domain.sop import DocumentKind, FixedDay
from bot.sops import values
from bot.sops.tree import Fields, Items, Place, Tree, child, plain

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    value: T
    place: Place


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    id: Found[str]
    title: str
    kind: DocumentKind | None


@dataclass(frozen=True, slots=True)
class StepFacts:
    number: Found[int] | None
    likely: int
    """Its number, or its place in the list where the number cannot be read."""
    after: list[Found[int]]
    duration: Found[int] | None
    parties: list[Found[str]]
    documents: list[DocumentFacts]
    not_before: Found[FixedDay] | None
    not_after: Found[FixedDay] | None


@dataclass(frozen=True, slots=True)
class Facts:
    parties: list[Found[str]]
    all_parties_read: bool
    cutoffs: list[Found[str]]
    cutoff_steps: list[Found[int]]
    steps: list[StepFacts]


def facts(tree: Tree) -> Facts:
    parties = _ids(tree, "parties")
    return Facts(
        parties=parties,
        all_parties_read=0 < len(parties) == len(_items(tree, "parties")),
        cutoffs=_ids(tree, "cutoffs"),
        cutoff_steps=list(_each(_items(tree, "cutoffs"), "step", values.whole)),
        steps=[_step(n, s) for n, s in enumerate(_items(tree, "steps"), start=1)],
    )


def _step(position: int, step: Tree) -> StepFacts:
    number = _read(child(step, "number"), values.whole)
    return StepFacts(
        number=number,
        likely=number.value if number else position,
        after=list(_all(_items(step, "after"), values.whole)),
        duration=_read(child(step, "duration"), values.days),
        parties=list(_all(_items(step, "parties"), values.text)),
        documents=list(_documents(step)),
        not_before=_read(child(step, "not_before"), values.fixed_day),
        not_after=_read(child(step, "not_after"), values.fixed_day),
    )


def _documents(step: Tree) -> Iterator[DocumentFacts]:
    for document in _items(step, "documents"):
        name = _read(child(document, "id"), values.identifier)
        title = _read(child(document, "title"), values.word)
        kind = _read(child(document, "kind"), values.one_of(DocumentKind))
        if name:
            yield DocumentFacts(name, title.value if title else "", kind.value if kind else None)


def _ids(tree: Tree, key: str) -> list[Found[str]]:
    return list(_each(_items(tree, key), "id", values.identifier))


def _items(tree: Tree, key: str) -> list[Tree]:
    found = child(tree, key) if isinstance(tree, Fields) else None
    return found.items if isinstance(found, Items) else []


def _each(items: list[Tree], key: str, leaf: Callable[[object], T]) -> Iterator[Found[T]]:
    for item in items:
        found = _read(child(item, key), leaf)
        if found:
            yield found


def _all(items: list[Tree], leaf: Callable[[object], T]) -> Iterator[Found[T]]:
    for item in items:
        found = _read(item, leaf)
        if found:
            yield found


def _read(tree: Tree | None, leaf: Callable[[object], T]) -> Found[T] | None:
    if tree is None:
        return None
    try:
        return Found(leaf(plain(tree)), tree.place)
    except values.Faulty:
        return None
