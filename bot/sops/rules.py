"""What must hold between the parts of an SOP: names exist, numbers run, no circles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from bot.domain.sop import DocumentKind
from bot.render.language import N_
from bot.sops import (
    counted_rules,
    decision_rules,
    due_rules,
    fixed_day_rules,
    occurrence_rules,
    order,
    recurrence_rules,
)
from bot.sops.facts import DocumentFacts, Facts, Found, StepFacts
from bot.sops.phrases import Fault, Phrase
from bot.sops.values import listed, shown

Part = TypeVar("Part")

_PARTS = (
    fixed_day_rules,
    due_rules,
    counted_rules,
    recurrence_rules,
    occurrence_rules,
    decision_rules,
)
_THE_STEPS = Phrase(N_("the steps are {steps}"))


def broken(facts: Facts) -> list[Fault]:
    rules = [*_RULES, *(rule for part in _PARTS for rule in part.RULES)]
    return [problem for rule in rules for problem in rule(facts)]


def _parties_differ(facts: Facts) -> Iterator[Fault]:
    return _twice(N_("party {name} stands twice (first on line {line})"), facts.parties)


def _cutoffs_differ(facts: Facts) -> Iterator[Fault]:
    return _twice(N_("cutoff {name} stands twice (first on line {line})"), facts.cutoffs)


def _twice(template: str, names: Iterable[Found[str]]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for name in names:
        if name.value in seen:
            what = Phrase(template).of(name=shown(name.value), line=seen[name.value])
            yield name.place.fault(what, Phrase(N_("give each its own id")))
        seen.setdefault(name.value, name.place.line)


def _numbers_run(facts: Facts) -> Iterator[Fault]:
    """1 to n, each once; the order in the file is free."""
    numbers = [s.number for s in facts.steps if s.number]
    first: dict[int, Found[int]] = {}
    for number in numbers:
        if number.value in first:
            what = Phrase(N_("there are two steps {number} (the first on line {line})"))
            what = what.of(number=number.value, line=first[number.value].place.line)
            mend = Phrase(N_("number the steps 1, 2, 3, … each once"))
            yield number.place.fault(what, mend)
        first.setdefault(number.value, number)
    if len(numbers) == len(facts.steps):
        yield from _gaps(first)


def _gaps(numbers: dict[int, Found[int]]) -> Iterator[Fault]:
    for before, after in pairwise([0, *sorted(numbers)]):
        if after > before + 1:
            what = Phrase(N_("step {number} is here, but there is no step {missing}"))
            what = what.of(number=after, missing=_range({before + 1, after - 1}))
            mend = Phrase(N_("number the steps 1, 2, 3, … without a gap"))
            yield numbers[after].place.fault(what, mend)


def _parties_exist(facts: Facts) -> Iterator[Fault]:
    if not facts.all_parties_read:
        return  # the fault is in the list of parties, and told there
    known = list(dict.fromkeys(p.value for p in facts.parties))
    for step, party in _of_steps(facts, lambda s: s.parties):
        if party.value not in known:
            what = Phrase(N_("step {number} names the party {party}, which is not defined"))
            what = what.of(number=step.likely, party=shown(party.value))
            mend = Phrase(N_("use one of {parties}, or add it under parties"))
            yield party.place.fault(what, mend.of(parties=listed(known)))


def _names_once(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        what = Phrase(N_("step {number}: {key} names {name} twice")).of(number=step.likely)
        yield from _again(step.after, what.of(key='"after"'))
        yield from _again(step.parties, what.of(key='"parties"'))


def _again(named: Sequence[Found[Any]], what: Phrase) -> Iterator[Fault]:
    values = [n.value for n in named]
    for index, name in enumerate(named):
        if name.value in values[:index]:
            told = what.of(name=shown(str(name.value)))
            yield name.place.fault(told, Phrase(N_("name it once")))


def _predecessors_exist(facts: Facts) -> Iterator[Fault]:
    known = {s.likely for s in facts.steps}
    for step, before in _of_steps(facts, lambda s: s.after):
        if before.value == step.likely:
            what = Phrase(N_("step {number} comes after itself")).of(number=step.likely)
            yield before.place.fault(what, Phrase(N_('remove it from "after"')))
        elif before.value not in known:
            what = Phrase(N_("step {number} comes after step {before}, which does not exist"))
            what = what.of(number=step.likely, before=before.value)
            yield before.place.fault(what, _THE_STEPS.of(steps=_range(known)))


def _cutoffs_have_steps(facts: Facts) -> Iterator[Fault]:
    known = {s.likely for s in facts.steps}
    for step in facts.cutoff_steps:
        if known and step.value not in known:
            what = Phrase(N_("a cutoff belongs to step {number}, which does not exist"))
            yield step.place.fault(what.of(number=step.value), _THE_STEPS.of(steps=_range(known)))


def _range(numbers: set[int]) -> Phrase | int:
    first, last = min(numbers), max(numbers)
    return first if first == last else Phrase(N_("{first} to {last}")).of(first=first, last=last)


def _documents_differ(facts: Facts) -> Iterator[Fault]:
    """An id may stand again only in another step, for the same reference."""
    seen: dict[str, tuple[int, DocumentFacts]] = {}
    for step, document in _of_steps(facts, lambda s: s.documents):
        owner, first = seen.setdefault(document.id.value, (step.likely, document))
        if first is document or (owner != step.likely and _same_reference(first, document)):
            continue
        what = Phrase(
            N_("step {number}: document {name} stands twice (first in step {owner}, line {line})")
        )
        what = what.of(number=step.likely, name=shown(document.id.value))
        mend = N_("give each its own id; only the same reference may stand in several steps")
        place = first.id.place
        yield document.id.place.fault(what.of(owner=owner, line=place.line), Phrase(mend))


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
    order.no_circles,
    _documents_differ,
)
