"""What decisions make of the steps behind them. Pure.

A step is not carried out (its path is dead) if none of its conditions comes about, or if none of
the steps before it is carried out, as in WS-BPEL 2.0, 11.6.2 (dead-path elimination); and none is
that is still open once a way was taken that ends the plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import TopologicalSorter

from bot.domain.sop import Condition, Sop, Step, Way

Taken = Mapping[int, str]
"""The way of each decision taken, by its step."""


def left_out(sop: Sop, taken: Taken) -> dict[int, int]:
    """The steps that are not carried out, each with the decision it is for."""
    if not sop.decides:
        return {}
    dead: dict[int, int] = {}
    for number in sop.once(_order):
        cause = _cause(sop.step(number), dead, taken)
        if cause is not None:
            dead[number] = cause
    return dead


def expected(sop: Sop, taken: Taken) -> dict[int, str]:
    """The same, and of each decision still to come the way that is named first."""
    first = {s.number: s.ways[0].id for s in sop.steps if s.ways}
    return {**first, **taken}


def ended_by(sop: Sop, taken: Taken) -> int | None:
    """The decision that ended the plan early; None: none did."""
    found = (n for n, way in taken.items() if (way_of(sop.step(n), way) or _GOES_ON).ends)
    return next(found, None)


def way_of(step: Step, way: str) -> Way | None:
    return next((w for w in step.ways if w.id == way), None)


_GOES_ON = Way("", "")


def _order(sop: Sop) -> tuple[int, ...]:
    return tuple(TopologicalSorter({s.number: s.after for s in sop.steps}).static_order())


def _cause(step: Step, dead: Mapping[int, int], taken: Taken) -> int | None:
    if step.when and not any(_may_come(c.step, c.way, dead, taken) for c in step.when):
        decided = [c.step for c in step.when if c.step in taken and c.step not in dead]
        return decided[-1] if decided else dead[step.when[0].step]
    if step.after and all(n in dead for n in step.after):
        return dead[step.after[0]]
    return None


def _may_come(decision: int, way: str, dead: Mapping[int, int], taken: Taken) -> bool:
    return decision not in dead and taken.get(decision, way) == way


def conditions(sop: Sop, number: int) -> tuple[Condition, ...]:
    """On which the step hangs: its own, else those of a step before it; none: it hangs on none."""
    return sop.once(_conditions)[number] if sop.decides else ()


def _conditions(sop: Sop) -> Mapping[int, tuple[Condition, ...]]:
    found: dict[int, tuple[Condition, ...]] = {}
    for number in sop.once(_order):
        step = sop.step(number)
        before = [found[n] for n in step.after]
        found[number] = step.when or (_any_of(sop, before, found) if all(before) else ())
    return found


def _any_of(
    sop: Sop, before: Sequence[tuple[Condition, ...]], found: Mapping[int, tuple[Condition, ...]]
) -> tuple[Condition, ...]:
    """One of the steps before is enough. To which every way of a decision leads, that hangs on
    what the decision itself hangs on.
    """
    met = {c: None for one in before for c in one}
    for decision in sorted({c.step for c in met}, reverse=True):
        every = [Condition(decision, w.id) for w in sop.step(decision).ways]
        if any(c not in met for c in every):
            continue
        if not found[decision]:
            return ()
        met = {c: None for c in (*found[decision], *met) if c not in every}
    return tuple(met)


def named_way(sop: Sop, decision: int, way: str) -> str:
    """The name of the way; in the last round of a loop one that there is no more, too."""
    found = (way_of(s, way) for s in (sop.step(decision), *sop.occurrences(decision)))
    return next((w.name for w in found if w is not None), way)
