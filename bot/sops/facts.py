"""What the rules look at, taken from the tree wherever it can be read.

Not from the checked model: that exists only for a file without faults of shape, and one fault
must not hide another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.domain.recurrence import NAME
from bot.domain.sop import DocumentKind, FixedDay, Point, Unit
from bot.sops import spans, values
from bot.sops.spans import Length
from bot.sops.tree import Fields, Items, Place, Scalar, Tree, child, plain

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
    duration: Found[Length] | None
    parties: list[Found[str]]
    documents: list[DocumentFacts]
    not_before: Found[FixedDay] | None
    not_after: Found[FixedDay] | None
    place: Place
    unit: Found[Unit] | None
    every: Found[str] | None
    by: Found[tuple[int, ...]] | None
    on: Found[tuple[int, ...]] | None
    due: DueFacts | None
    ways: list[WayFacts]
    when: WhenFacts | None
    is_meeting: bool
    keys: Mapping[str, Place]
    """Of all that it says, where each key stands."""
    names_period: list[Place]
    """Where its texts say {round}."""

    @property
    def recurs(self) -> bool:
        return "every" in self.keys


@dataclass(frozen=True, slots=True)
class DueFacts:
    place: Place
    before: Found[int] | None
    after: Found[int] | None
    point: Found[Point] | None
    count: Found[int] | None
    unit: Found[Unit] | None
    names: int
    """How many steps it is counted from, rightly or wrongly."""

    @property
    def step(self) -> Found[int] | None:
        return self.before or self.after


@dataclass(frozen=True, slots=True)
class WayFacts:
    place: Place
    id: Found[str] | None
    name: Found[str] | None
    back: Found[int] | None
    rounds: Found[int] | None
    ends: bool
    keys: Collection[str]
    """All that it says, rightly or wrongly."""


@dataclass(frozen=True, slots=True)
class WhenFacts:
    step: Found[int] | None
    way: Found[str] | None


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    place: Place
    name: str
    first: FixedDay | None
    last: FixedDay | None


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    id: Found[str] | None
    periods: list[PeriodFacts]


@dataclass(frozen=True, slots=True)
class Facts:
    parties: list[Found[str]]
    all_parties_read: bool
    cutoffs: list[Found[str]]
    cutoff_steps: list[Found[int]]
    steps: list[StepFacts]
    case: Place | None
    """Where the file says that it is for cases; None: it does not."""
    rounds: list[SeriesFacts]


def facts(tree: Tree) -> Facts:
    parties = _ids(tree, "parties")
    return Facts(
        parties=parties,
        all_parties_read=0 < len(parties) == len(_items(tree, "parties")),
        cutoffs=_ids(tree, "cutoffs"),
        cutoff_steps=list(_each(_items(tree, "cutoffs"), "step", values.whole)),
        steps=[_step(n, s) for n, s in enumerate(_items(tree, "steps"), start=1)],
        case=_case(tree),
        rounds=[_series(s) for s in _items(tree, "rounds")],
    )


def _case(tree: Tree) -> Place | None:
    found = _read(child(tree, "case"), values.flag)
    return tree.keys["case"] if found and found.value and isinstance(tree, Fields) else None


def _step(position: int, step: Tree) -> StepFacts:
    number = _read(child(step, "number"), values.whole)
    return StepFacts(
        number=number,
        likely=number.value if number else position,
        after=list(_all(_items(step, "after"), values.whole)),
        duration=_read(child(step, "duration"), spans.length),
        parties=list(_all(_items(step, "parties"), values.text)),
        documents=list(_documents(step)),
        not_before=_read(child(step, "not_before"), spans.day_of_year),
        not_after=_read(child(step, "not_after"), spans.day_of_year),
        place=step.place,
        unit=_read(child(step, "unit"), values.one_of(Unit)),
        every=_read(child(step, "every"), spans.series),
        by=_read(child(step, "by"), spans.month_days),
        on=_read(child(step, "on"), spans.month_days),
        due=_due(child(step, "due")),
        ways=[_way(w) for w in _items(step, "ways")],
        when=_when(child(step, "when")),
        is_meeting=_says(step, "meeting"),
        keys=step.keys if isinstance(step, Fields) else {},
        names_period=[p for key in _NAMING for p in _naming(child(step, key))],
    )


_NAMING = ("title", "lead", "detail", "documents")
"""What may name the period in which a step recurs."""


def _says(tree: Tree, key: str) -> bool:
    found = _read(child(tree, key), values.flag)
    return found is not None and found.value


def _due(due: Tree | None) -> DueFacts | None:
    if not isinstance(due, Fields):
        return None
    before, after = (_read(child(due, key), values.whole) for key in ("before", "after"))
    return DueFacts(
        due.place,
        before,
        after,
        _read(child(due, "of"), values.one_of(Point)),
        _read(child(due, "count"), values.whole),
        _read(child(due, "unit"), values.one_of(Unit)),
        len(due.keys.keys() & {"before", "after"}),
    )


def _way(way: Tree) -> WayFacts:
    return WayFacts(
        way.place,
        _read(child(way, "id"), values.identifier),
        _read(child(way, "name"), values.word),
        _read(child(way, "back"), values.whole),
        _read(child(way, "rounds"), spans.rounds),
        _says(way, "ends"),
        way.keys if isinstance(way, Fields) else (),
    )


def _when(when: Tree | None) -> WhenFacts | None:
    if when is None:
        return None
    way = _read(child(when, "way"), values.identifier)
    return WhenFacts(_read(child(when, "step"), values.whole), way)


def _series(series: Tree) -> SeriesFacts:
    periods = [_period(p) for p in _items(series, "periods")]
    return SeriesFacts(_read(child(series, "id"), values.identifier), periods)


def _period(period: Tree) -> PeriodFacts:
    first, last = (_read(child(period, key), spans.day_of_year) for key in ("first", "last"))
    name = _read(child(period, "name"), values.word)
    return PeriodFacts(
        period.place,
        name.value if name else "",
        first.value if first else None,
        last.value if last else None,
    )


def _naming(tree: Tree | None) -> Iterator[Place]:
    if tree is None:
        return
    if isinstance(tree, Scalar):
        if NAME in (tree.text or ""):
            yield tree.place
        return
    for part in tree.fields.values() if isinstance(tree, Fields) else tree.items:
        yield from _naming(part)


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
