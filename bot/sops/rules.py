"""What must hold between the parts of an SOP: names exist, numbers run, no circles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from bot.domain.calendar import ONE_DAY, fiscal_year_start
from bot.domain.sop import DocumentKind, FixedDay, Unit
from bot.render.language import N_
from bot.sops import (
    counted_rules,
    decision_rules,
    due_rules,
    occurrence_rules,
    order,
    recurrence_rules,
)
from bot.sops.facts import DocumentFacts, Facts, Found, StepFacts
from bot.sops.phrases import Fault, Phrase
from bot.sops.values import MAX_DAYS, listed, shown

Part = TypeVar("Part")

_THE_STEPS = Phrase(N_("the steps are {steps}"))
_TIGHT = timedelta(days=30)
"""By which a fixed due may lie before what the durations alone allow: a plan tells of that."""
_ANY_YEAR = 2027  # fixed days of one fiscal year compare the same in all: 29 February is refused


def broken(facts: Facts) -> list[Fault]:
    parts = (due_rules, counted_rules, recurrence_rules, occurrence_rules, decision_rules)
    rules = [*_RULES, *(rule for part in parts for rule in part.RULES)]
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


def _dates_in_order(facts: Facts) -> Iterator[Fault]:
    for step in facts.steps:
        if not (step.not_before and step.not_after):
            continue
        opens, closes = _day(step.not_before), _day(step.not_after)
        if opens > closes and opens - closes <= _TIGHT:
            what = Phrase(N_("step {number} may start only after its fixed due has passed"))
            mend = N_(
                "not_before must not be later than not_after; the fiscal year starts in October"
            )
            yield step.not_after.place.fault(what.of(number=step.likely), Phrase(mend))


def _dates_in_year(facts: Facts) -> Iterator[Fault]:
    """A fixed day meant for after 30 September would be placed at the year's beginning."""
    for step, starts in _earliest(facts):
        for key, fixed in (("not_before", step.not_before), ("not_after", step.not_after)):
            if fixed is None:
                continue
            day = _day(fixed)
            if not fixed.value.years and _is_meant_later(key, day, starts):
                yield fixed.place.fault(*_too_late(step, key, day, starts))
            elif key == "not_after" and fixed.value.years < 0 and starts > day:
                what = Phrase(
                    N_("step {number} is due in the year before, which it cannot start in")
                )
                mend = Phrase(N_('write "not_before" of that year as well; it comes after no step'))
                yield fixed.place.fault(what.of(number=step.likely), mend)
            starts = max(starts, day) if key == "not_before" else starts


def _too_late(step: StepFacts, key: str, day: date, starts: date) -> tuple[Phrase, Phrase]:
    what = Phrase(
        N_(
            "step {number}: {key} {day} is a day of the plan's fiscal year, long before the step "
            "can start ({start})"
        )
    )
    what = what.of(number=step.likely, key=f'"{key}"', day=f"{day:%m-%d}", start=f"{starts:%m-%d}")
    mend = N_('a day of the next fiscal year is written "day: {day}" and "year: next"')
    return what, Phrase(mend).of(day=f"{day:%m-%d}")


def _earliest(facts: Facts) -> Iterator[tuple[StepFacts, date]]:
    """When each step of a plan of the whole year can start, its own fixed days left aside."""
    steps = {s.likely: s for s in facts.steps}
    ends: dict[int, date] = {}
    waiting = dict(steps)
    while ready := [n for n, s in waiting.items() if all(b.value in ends for b in s.after)]:
        for number in ready:
            step = waiting.pop(number)
            before = (ends[b.value] + ONE_DAY for b in step.after)
            starts = max(before, default=_opening(step))
            ends[number] = _ends(step, starts)
            yield step, starts


def _opening(step: StepFacts) -> date:
    """Of a first step: one fixed to the year before may start before the plan does."""
    start = fiscal_year_start(_ANY_YEAR)
    return min(start, _day(step.not_before)) if step.not_before else start


def _ends(step: StepFacts, starts: date) -> date:
    starts = max(starts, _day(step.not_before)) if step.not_before else starts
    last = starts + timedelta(days=_days(step) - 1)
    return max(starts, min(last, _day(step.not_after))) if step.not_after else last


def _days(step: StepFacts) -> int:
    """About how long it takes, as for `Step.calendar_days`."""
    unit = step.unit.value if step.unit else Unit.CALENDAR
    days = step.duration.value.most if step.duration else 0
    return min(max(days, 1) * {Unit.WEEK: 7, Unit.MONTH: 30}.get(unit, 1), MAX_DAYS)


def _is_meant_later(key: str, day: date, starts: date) -> bool:
    """A due before the start is no tight plan any more; a start before it may only be needless,
    unless it is nearer a year on."""
    early = starts - day
    return early > (_TIGHT if key == "not_after" else abs(_a_year_on(day) - starts))


def _a_year_on(day: date) -> date:
    return day.replace(year=day.year + 1)


def _day(fixed: Found[FixedDay]) -> date:
    return fixed.value.in_fiscal_year(_ANY_YEAR)


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
    _dates_in_order,
    _dates_in_year,
    _documents_differ,
)
