"""What must hold between the parts of an SOP: names exist, numbers run, no circles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from bot.domain.errors import Problem
from bot.domain.sop import DocumentKind
from bot.sops.facts import DocumentFacts, Facts, Found, StepFacts
from bot.sops.values import listed, shown

Part = TypeVar("Part")

_ANY_YEAR = 2027  # fixed days of one fiscal year compare the same in all: 29 February is refused


def broken(facts: Facts) -> list[Problem]:
    return [problem for rule in _RULES for problem in rule(facts)]


def _parties_differ(facts: Facts) -> Iterator[Problem]:
    return _twice("party", facts.parties)


def _cutoffs_differ(facts: Facts) -> Iterator[Problem]:
    return _twice("cutoff", facts.cutoffs)


def _twice(noun: str, names: Iterable[Found[str]]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for name in names:
        if name.value in seen:
            what = f"{noun} {shown(name.value)} stands twice (first on line {seen[name.value]})"
            yield name.place.problem(what, "give each its own id")
        seen.setdefault(name.value, name.place.line)


def _numbers_run(facts: Facts) -> Iterator[Problem]:
    """1 to n, each once; the order in the file is free."""
    numbers = [s.number for s in facts.steps if s.number]
    first: dict[int, Found[int]] = {}
    for number in numbers:
        if number.value in first:
            line = first[number.value].place.line
            what = f"there are two steps {number.value} (the first on line {line})"
            yield number.place.problem(what, "number the steps 1, 2, 3, … each once")
        first.setdefault(number.value, number)
    if len(numbers) == len(facts.steps):
        yield from _gaps(first)


def _gaps(numbers: dict[int, Found[int]]) -> Iterator[Problem]:
    for before, after in pairwise([0, *sorted(numbers)]):
        if after > before + 1:
            missing = f"{before + 1}" if after == before + 2 else f"{before + 1} to {after - 1}"
            what = f"step {after} is here, but there is no step {missing}"
            yield numbers[after].place.problem(what, "number the steps 1, 2, 3, … without a gap")


def _parties_exist(facts: Facts) -> Iterator[Problem]:
    if not facts.all_parties_read:
        return  # the fault is in the list of parties, and told there
    known = list(dict.fromkeys(p.value for p in facts.parties))
    for step, party in _of_steps(facts, lambda s: s.parties):
        if party.value not in known:
            what = f"step {step.likely} names the party {shown(party.value)}, which is not defined"
            mend = f"use one of {listed(known)}, or add it under parties"
            yield party.place.problem(what, mend)


def _names_once(facts: Facts) -> Iterator[Problem]:
    for step in facts.steps:
        yield from _again(step.after, f'step {step.likely}: "after"')
        yield from _again(step.parties, f'step {step.likely}: "parties"')


def _again(named: Sequence[Found[Any]], subject: str) -> Iterator[Problem]:
    values = [n.value for n in named]
    for index, name in enumerate(named):
        if name.value in values[:index]:
            what = f"{subject} names {shown(str(name.value))} twice"
            yield name.place.problem(what, "name it once")


def _predecessors_exist(facts: Facts) -> Iterator[Problem]:
    known = {s.likely for s in facts.steps}
    for step, before in _of_steps(facts, lambda s: s.after):
        if before.value == step.likely:
            what = f"step {step.likely} comes after itself"
            yield before.place.problem(what, 'remove it from "after"')
        elif before.value not in known:
            what = f"step {step.likely} comes after step {before.value}, which does not exist"
            yield before.place.problem(what, f"the steps are {_range(known)}")


def _cutoffs_have_steps(facts: Facts) -> Iterator[Problem]:
    known = {s.likely for s in facts.steps}
    for step in facts.cutoff_steps:
        if known and step.value not in known:
            what = f"a cutoff belongs to step {step.value}, which does not exist"
            yield step.place.problem(what, f"the steps are {_range(known)}")


def _range(numbers: set[int]) -> str:
    return f"{min(numbers)} to {max(numbers)}"


def _no_circles(facts: Facts) -> Iterator[Problem]:
    waits = {s.likely: {b.value for b in s.after} - {s.likely} for s in facts.steps}
    while circle := find_circle(waits):
        steps = [s for s in facts.steps if s.likely == circle[0]]
        place = next(b.place for s in steps for b in s.after if b.value == circle[1])
        told = " after ".join(str(n) for n in [*circle, circle[0]])
        what = f"steps {', '.join(map(str, sorted(circle)))} wait for each other: {told}"
        yield place.problem(what, 'remove one of them from an "after"')
        waits = {n: before for n, before in waits.items() if n not in circle}


def find_circle(waits: dict[int, set[int]]) -> list[int]:
    """Steps of which each waits for the next and the last for the first; the smallest first."""
    stuck = dict(waits)
    while ready := [n for n, before in stuck.items() if not before & stuck.keys()]:
        for number in ready:
            del stuck[number]
    if not stuck:
        return []
    path = [min(stuck)]
    while (following := min(stuck[path[-1]] & stuck.keys())) not in path:
        path.append(following)
    circle = path[path.index(following) :]
    turn = circle.index(min(circle))
    return circle[turn:] + circle[:turn]


def _dates_in_order(facts: Facts) -> Iterator[Problem]:
    for step in facts.steps:
        if not (step.not_before and step.not_after):
            continue
        opens, closes = step.not_before.value, step.not_after.value
        if opens.in_fiscal_year(_ANY_YEAR) > closes.in_fiscal_year(_ANY_YEAR):
            what = f"step {step.likely} may start only after its fixed due has passed"
            mend = "not_before must not be later than not_after; the fiscal year starts in October"
            yield step.not_after.place.problem(what, mend)


def _documents_differ(facts: Facts) -> Iterator[Problem]:
    """An id may stand again only in another step, for the same reference."""
    seen: dict[str, tuple[int, DocumentFacts]] = {}
    for step, document in _of_steps(facts, lambda s: s.documents):
        owner, first = seen.setdefault(document.id.value, (step.likely, document))
        if first is document or (owner != step.likely and _same_reference(first, document)):
            continue
        what = (
            f"step {step.likely}: document {shown(document.id.value)} stands twice "
            f"(first in step {owner}, line {first.id.place.line})"
        )
        mend = "give each its own id; only the same reference may stand in several steps"
        yield document.id.place.problem(what, mend)


def _same_reference(one: DocumentFacts, other: DocumentFacts) -> bool:
    return one.kind is other.kind is DocumentKind.REFERENCE and one.title == other.title


def _of_steps(
    facts: Facts, part: Callable[[StepFacts], list[Part]]
) -> Iterator[tuple[StepFacts, Part]]:
    for step in facts.steps:
        for found in part(step):
            yield step, found


_RULES = (
    _parties_differ,
    _cutoffs_differ,
    _numbers_run,
    _parties_exist,
    _names_once,
    _predecessors_exist,
    _cutoffs_have_steps,
    _no_circles,
    _dates_in_order,
    _documents_differ,
)
