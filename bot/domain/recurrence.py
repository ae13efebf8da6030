"""From the steps of a procedure to those of its plans: every occurrence a step of its own. Pure.

A step that recurs becomes 6.1, 6.2, … one for each period of its series. What a decision can lead
back to keeps its numbers the first time, and has 3.2, 3.3, … for the rounds after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.calendar import ONE_DAY, fiscal_year
from bot.domain.numbers import StepNumber, base, occurrence_of
from bot.domain.sop import (
    ANY_YEAR,
    Condition,
    Counted,
    Document,
    DocumentKind,
    FixedDay,
    Occurrence,
    Step,
    Way,
)

NAME = "{round}"
"""In a text of a step that recurs: the name of the period."""


@dataclass(frozen=True, slots=True)
class Period:
    """One of a series: `first` and `last` day of it, and its name (ต.ค. 2569, ไตรมาส 1)."""

    name: str
    first: FixedDay
    last: FixedDay


@dataclass(frozen=True, slots=True)
class Recurring:
    """How often a step is carried out. `follows`: after its period, as a report on a month."""

    every: str
    periods: Sequence[Period]
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Loop:
    """The way of a decision that leads back to the step `first`, at most until what lies between
    was carried out `most` times. `again` names the second and later ones (ครั้งที่ 2).
    """

    first: int
    way: str
    most: int
    again: Callable[[int], str]


def expanded(
    steps: Sequence[Step], recurring: Mapping[int, Recurring], loops: Mapping[int, Loop]
) -> tuple[Step, ...]:
    """The steps of a plan. `loops`: by the decision at their end; no step is in two of them."""
    every = tuple(_each(steps, recurring))
    for decision, loop in loops.items():
        every = tuple(_looped(every, decision, loop))
    return tuple(sorted(every, key=lambda s: s.number))


def _each(steps: Sequence[Step], recurring: Mapping[int, Recurring]) -> Iterable[Step]:
    numbers = {s.number: _numbers(s.number, recurring) for s in steps}
    for step in steps:
        found = recurring.get(step.number)
        if found is None:
            yield replace(step, after=tuple(n for b in step.after for n in numbers[b]))
            continue
        for place, number in enumerate(numbers[step.number]):
            yield _occurrence(step, number, place, found, recurring)


def _numbers(number: int, recurring: Mapping[int, Recurring]) -> tuple[int, ...]:
    found = recurring.get(number)
    if found is None:
        return (number,)
    return tuple(StepNumber.of(number, n + 1) for n in range(len(found.periods)))


def _occurrence(
    step: Step, number: int, place: int, of: Recurring, recurring: Mapping[int, Recurring]
) -> Step:
    def now(other: int) -> int:
        return StepNumber.of(other, place + 1) if other in recurring else other

    period = of.periods[place]
    named = _named(step, period.name)
    return replace(
        named,
        number=number,
        after=tuple(n for b in step.after for n in _before(b, period, recurring)),
        not_before=_day_after(period.last) if of.follows else period.first,
        when=tuple(replace(c, step=now(c.step)) for c in step.when),
        due=_counted(step, now),
        documents=tuple(_own(d, occurrence_of(number), period.name) for d in step.documents),
        occurrence=Occurrence(period.name, of.every, period.first, period.last),
    )


def _before(number: int, period: Period, recurring: Mapping[int, Recurring]) -> Iterable[int]:
    """Of a predecessor that recurs those whose periods lie in this one."""
    found = recurring.get(number)
    if found is None:
        return (number,)
    first, last = _place(period.first), _place(period.last)
    return [
        StepNumber.of(number, n)
        for n, p in enumerate(found.periods, 1)
        if first <= _place(p.first) and _place(p.last) <= last
    ]


def _counted(step: Step, now: Callable[[int], int]) -> Counted | None:
    return step.due and replace(step.due, step=now(step.due.step))


def _named(step: Step, name: str) -> Step:
    def fill(text: str) -> str:
        return text.replace(NAME, name)

    title = fill(step.title) if NAME in step.title else f"{step.title} ({name})"
    return replace(
        step, title=title, lead=fill(step.lead), detail=tuple(fill(t) for t in step.detail)
    )


def _own(document: Document, occurrence: int, name: str = "") -> Document:
    """A reference is the same one each time; everything else each time another."""
    title, note = document.title.replace(NAME, name), document.note.replace(NAME, name)
    if document.kind is DocumentKind.REFERENCE:
        return replace(document, title=title, note=note)
    return replace(document, id=f"{document.id}.{occurrence}", title=title, note=note)


def _place(day: FixedDay) -> tuple[int, int, int]:
    """In the order of the days from October on."""
    return day.years, (day.month - 10) % 12, day.day or 31


def _day_after(last: FixedDay) -> FixedDay:
    day = last.in_any_year() + ONE_DAY
    return FixedDay(day.month, day.day, fiscal_year(day) - ANY_YEAR)


def _looped(steps: Sequence[Step], decision: int, loop: Loop) -> Iterable[Step]:
    body = body_of(steps, loop.first, decision)
    way = Condition(decision, loop.way)
    for step in steps:
        if step.number not in body:
            yield _behind(step, body, loop.most)
            continue
        for time in range(1, loop.most + 1):
            ways = step.ways if step.number != decision else _ways(step.ways, time, loop)
            yield _round(replace(step, ways=ways), time, loop, body, way)


def _ways(ways: tuple[Way, ...], time: int, loop: Loop) -> tuple[Way, ...]:
    """In the last round none leads back any more: that one ends the plan, or is left out."""
    others = {w.id: w for w in ways if w.id != loop.way}
    back = next(w for w in ways if w.id == loop.way)
    now = replace(back, ends=False) if time < loop.most else replace(back, back=0)
    return tuple(others.get(w.id, now) for w in ways if w.id in others or now.back or now.ends)


def body_of(steps: Iterable[Step], first: int, decision: int) -> frozenset[int]:
    """The steps from the one that is led back to up to the decision, both included."""
    listed = list(steps)
    before = {s.number: set(s.after) for s in listed}
    after: dict[int, set[int]] = {s.number: set() for s in listed}
    for step in listed:
        for number in step.after:
            after[number].add(step.number)
    return frozenset(_reached(first, after) & _reached(decision, before))


def _reached(start: int, along: Mapping[int, set[int]]) -> set[int]:
    found, ahead = {start}, [start]
    while ahead:
        new = along[ahead.pop()] - found
        found |= new
        ahead.extend(new)
    return found


def _round(step: Step, time: int, loop: Loop, body: frozenset[int], way: Condition) -> Step:
    if time == 1:
        return step

    def now(number: int) -> int:
        return in_round(number, time) if number in body else number

    after = tuple(map(now, step.after))
    when = tuple(replace(c, step=now(c.step)) for c in step.when)
    if step.number == loop.first:
        last = in_round(way.step, time - 1)
        after = (*(n for n in step.after if n not in body), last)
        when = (Condition(last, way.way),)
    name = loop.again(time)
    return replace(
        step,
        number=in_round(step.number, time),
        title=f"{step.title} ({name})",
        after=after,
        when=when,
        due=_counted(step, now),
        not_before=None,
        documents=tuple(_own(d, time) for d in step.documents),
        occurrence=Occurrence(name),
    )


def _behind(step: Step, body: frozenset[int], most: int) -> Step:
    """What comes after a loop comes after its last round, whichever that is."""
    after = tuple(m for n in step.after for m in _every(n, body, most))
    when = tuple(replace(c, step=m) for c in step.when for m in _every(c.step, body, most))
    return replace(step, after=after, when=when)


def _every(number: int, body: frozenset[int], most: int) -> tuple[int, ...]:
    if number not in body:
        return (number,)
    return tuple(in_round(number, time) for time in range(1, most + 1))


def in_round(number: int, time: int) -> int:
    """The number of a step the n-th time that a loop comes to it."""
    return base(number) if time == 1 else StepNumber.of(base(number), time)
