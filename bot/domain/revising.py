"""Whether a plan under way can take another version of its SOP. Pure.

What happened to it is told by the numbers of its steps, and of decisions by their ways: these must
be the same in the version. All else may differ; what is closed stays so, on its day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.calendar import fiscal_year
from bot.domain.files import File
from bot.domain.midyear import starting
from bot.domain.numbers import base
from bot.domain.plan import Plan
from bot.domain.sop import Sop, Step


class Misfit(StrEnum):
    """Why a plan cannot take a version."""

    ANOTHER = "another"
    """It is another SOP, or one of cases where the plan's is not."""
    GONE = "gone"
    """Steps of the plan are not in it."""
    NEW = "new"
    """It has steps that the plan does not have."""
    TIMES = "times"
    """Steps are carried out at other times, or not as often."""
    WAYS = "ways"
    """Decisions, or what is carried out only by one of their ways, are not the same."""


@dataclass(frozen=True, slots=True)
class Reason:
    why: Misfit
    steps: tuple[int, ...] = ()
    """As the procedure numbers them."""


def for_plan(plan: Plan, version: Sop) -> Sop:
    """As the plan follows it: filled in for its year, without what was over when it began."""
    return starting(version, plan.start).for_fiscal_year(fiscal_year(plan.start))


def may_take(plan: Plan, version: Sop) -> bool:
    """Whether the version fits the plan, and is not what it follows."""
    new = for_plan(plan, version)
    return new != plan.sop and not misfits(plan.sop, new)


def misfits(old: Sop, new: Sop) -> list[Reason]:
    """Why what follows `old` cannot follow `new`; both as plans follow them. Empty: it can."""
    if (old.id, old.case) != (new.id, new.case):
        return [Reason(Misfit.ANOTHER)]
    before, after = {base(s.number) for s in old.steps}, {base(s.number) for s in new.steps}
    found = {
        Misfit.GONE: before - after,
        Misfit.NEW: after - before,
        Misfit.TIMES: _differing(old, new, before & after, _times),
        Misfit.WAYS: _differing(old, new, before & after, _ways),
    }
    return [Reason(why, tuple(sorted(steps))) for why, steps in found.items() if steps]


def losing(old: Sop, new: Sop, kept: Iterable[File]) -> list[int]:
    """The steps with files of documents that are in the version no more."""

    def has(sop: Sop, file: File) -> bool:
        step = sop.by_number.get(file.step)
        return step is not None and any(d.id == file.document for d in step.documents)

    return sorted({f.step for f in kept if has(old, f) and not has(new, f)})


def unjoined(sop: Sop, joined: frozenset[tuple[str, str]], steps: set[int]) -> list[str]:
    """The parties that these steps name and nobody is in. `joined`: of all members."""
    named = dict.fromkeys(p for s in sop.steps if s.number in steps for p in s.parties)
    return [p for p in named if (sop.id, p) not in joined]


def _differing(old: Sop, new: Sop, numbers: set[int], told: Callable[[Step], object]) -> set[int]:
    def all_of(sop: Sop, number: int) -> list[object]:
        return [told(step) for step in sop.occurrences(number)]

    return {n for n in numbers if all_of(old, n) != all_of(new, n)}


def _times(step: Step) -> object:
    """Which one it is of a step that is carried out several times, whatever that is called."""
    of = step.occurrence
    return step.number, of and replace(of, name="")


def _ways(step: Step) -> object:
    return [(w.id, w.ends, w.back) for w in step.ways], step.when
