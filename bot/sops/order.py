"""What comes before what in a file, and what can only come on one way of a decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.domain.sop import Point
from bot.render.language import N_
from bot.sops.facts import Facts, Found, StepFacts
from bot.sops.phrases import Fault, Phrase

Taken = frozenset[tuple[int, str]]
"""Decisions, each with the way that it has to take."""


def ancestors(facts: Facts) -> Mapping[int, set[int]]:
    """Of each step all that must be closed before it."""
    before = {s.likely: {b.value for b in s.after} for s in facts.steps}
    return {number: _reached(before[number], before) for number in before}


def _reached(numbers: set[int], before: Mapping[int, set[int]]) -> set[int]:
    found, ahead = set(numbers), list(numbers)
    while ahead:
        new = before.get(ahead.pop(), set()) - found
        found |= new
        ahead.extend(new)
    return found


def loops(facts: Facts, earlier: Mapping[int, set[int]]) -> Iterator[tuple[StepFacts, set[int]]]:
    """The decisions that lead back, each with the steps that it leads over, itself among them."""
    for step in facts.steps:
        back = next((w.back.value for w in step.ways if w.back), None)
        if back is not None and back in earlier[step.likely] | {step.likely}:
            inside = {n for n, before in earlier.items() if back in before or n == back}
            yield step, inside & (earlier[step.likely] | {step.likely})


def needed(facts: Facts, earlier: Mapping[int, set[int]]) -> Mapping[int, Taken]:
    """Of each step what must have been decided for it to be carried out; none of a circle."""
    found: dict[int, Taken] = {}
    for step in sorted(facts.steps, key=lambda s: len(earlier[s.likely])):
        before = [found.get(b.value, Taken()) for b in step.after]
        when = step.when
        own = Taken()
        if when is not None and when.step is not None and when.way is not None:
            own = Taken({(when.step.value, when.way.value)}) | found.get(when.step.value, Taken())
        found[step.likely] = own | (frozenset.intersection(*before) if before else Taken())
    return found


def no_circles(facts: Facts) -> Iterator[Fault]:
    earlier = ancestors(facts)
    waits = {s.likely: {b.value for b in _waits_for(s, earlier)} for s in facts.steps}
    waits = {n: before - {n} for n, before in waits.items()}
    while circle := find_circle(waits):
        steps = [s for s in facts.steps if s.likely == circle[0]]
        place = next(b.place for s in steps for b in _waits_for(s, earlier) if b.value == circle[1])
        what = Phrase(N_("steps {numbers} wait for each other, each for the next: {circle}"))
        numbers, chain = ", ".join(map(str, sorted(circle))), [*circle, circle[0]]
        what = what.of(numbers=numbers, circle=" → ".join(map(str, chain)))
        yield place.fault(what, Phrase(N_('remove one of them from an "after"')))
        waits = {n: before for n, before in waits.items() if n not in circle}


def _waits_for(step: StepFacts, earlier: Mapping[int, set[int]]) -> list[Found[int]]:
    """Whose dates must be known before its own. What is counted from a later step is told apart."""
    due = step.due
    if due is None or due.step is None or (due.point and due.point.value is Point.MEETING):
        return step.after
    if step.likely in earlier.get(due.step.value, ()):
        return step.after
    return [*step.after, due.step]


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
