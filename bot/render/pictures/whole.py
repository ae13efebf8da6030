"""A step of the procedure as a whole, of which a plan may have several: rounds of the year, or of a
loop.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.domain.decisions import expected, left_out
from bot.domain.folding import taken
from bot.domain.numbers import base
from bot.domain.sop import Sop, Symbol
from bot.domain.standing import Standing, StepStatus
from bot.domain.written import as_written
from bot.render.language import N_, Say
from bot.render.pictures import bars
from bot.render.pictures.bars import Look
from bot.render.pictures.sheet import look_of
from bot.render.text import plan

EVERY: Mapping[str, str] = {
    "month": N_("every month"),
    "quarter": N_("every quarter"),
    "half-year": N_("every half-year"),
}
_FIRST_TOLD = (bars.OVERDUE, bars.RUNNING, bars.REPORTED)
_LAST_TOLD = (bars.LEFT_OPEN, bars.TO_COME, bars.CLOSED, bars.SKIPPED)


def procedure(sop: Sop) -> Sop:
    """What a chart draws: each step once, and every decision as one."""
    return sop.once(_procedure)


def _procedure(sop: Sop) -> Sop:
    once = as_written(sop)
    if not once.decides:
        return once
    steps = (replace(s, symbol=Symbol.DECISION) if s.ways else s for s in once.steps)
    return replace(once, steps=tuple(steps))


def steps_of(s: Standing) -> list[int]:
    """The procedure's numbers, in order."""
    return sorted({base(number) for number in s.states})


def all_of(s: Standing, number: int) -> Sequence[int]:
    return [step.number for step in s.plan.sop.occurrences(number)]


def carried_out(s: Standing, number: int) -> list[int]:
    """Of the step's occurrences those that no decision leaves out, as far as is expected."""
    return [
        n for n in all_of(s, number) if s.states[n].left_out_by is None and s.forecast[n].expected
    ]


def is_left_out(s: Standing, number: int) -> bool:
    """Whether decisions leave out all of it."""
    return all(s.states[n].left_out_by is not None for n in all_of(s, number))


def is_planned(s: Standing, number: int) -> bool:
    """Whether it was expected from the beginning."""
    return number not in s.plan.sop.once(_unplanned)


def _unplanned(sop: Sop) -> Collection[int]:
    return left_out(sop, expected(sop, {}))


def recurs(s: Standing, number: int) -> bool:
    """Whether it is carried out in each of several periods; a loop's rounds are none."""
    return s.plan.sop.occurrences(number)[0].recurs


def now(s: Standing, number: int) -> int:
    """The occurrence that is spoken of: the one that is due or goes on, else the next."""
    found = carried_out(s, number)
    if not found:
        return all_of(s, number)[0]
    if not recurs(s, number):
        return found[-1]
    wanted = ((StepStatus.OVERDUE,), (StepStatus.RUNNING, StepStatus.REPORTED))
    going = [n for statuses in wanted for n in found if s.status[n] in statuses]
    still_open = [n for n in found if not s.states[n].is_closed]
    return (going or still_open or found[-1:])[0]


def look(s: Standing, number: int) -> Look:
    found = carried_out(s, number)
    if not found:
        return bars.SKIPPED if is_left_out(s, number) else bars.IN_CASE
    if not recurs(s, number):
        return look_of(s, found[-1])
    looks = {look_of(s, n) for n in found}
    if {bars.CLOSED, bars.TO_COME} <= looks and looks.isdisjoint(_FIRST_TOLD):
        return bars.RUNNING
    return next(one for one in (*_FIRST_TOLD, *_LAST_TOLD) if one in looks)


def given_up(s: Standing, number: int) -> set[str]:
    """The ways of a decision that none of its rounds took; while it is still to be taken none."""
    found, ways = carried_out(s, number), taken(s.states)
    if not found or any(not s.states[n].is_closed for n in found):
        return set()
    first = s.plan.sop.occurrences(number)[0]
    return {way.id for way in first.ways} - {ways[n] for n in found if n in ways}


def stands(say: Say, s: Standing, number: int) -> str:
    """The days and the state of the occurrence that is spoken of; of what is carried out only in
    another case nothing.
    """
    found, spoken_of = carried_out(s, number), now(s, number)
    if not found and not is_left_out(s, number):
        return ""
    if recurs(s, number) and look(s, number) in (bars.CLOSED, bars.SKIPPED):
        return ""
    told = plan.stands(say, s, spoken_of).plain
    return named(say, s, spoken_of, told) if found else told


def named(say: Say, s: Standing, number: int, told: str) -> str:
    """Of one of several occurrences what is told of it begins with its name."""
    occurrence = s.plan.sop.step(number).occurrence
    if occurrence is None:
        return told
    return say.caption("{name}: {state}", name=occurrence.name, state=told)


def title(say: Say, s: Standing, number: int) -> str:
    """With the procedure's number."""
    step = procedure(s.plan.sop).step(base(number))
    return say.caption("{number}. {title}", number=step.number, title=step.title)


def how_often(say: Say, s: Standing, number: int, *, stands: bool = True, dot: str = "") -> str:
    """ทุกเดือน (แล้วเสร็จ 3 จาก 12 รอบ), or with this dot in between, where it may be parted; of a step
    that does not recur nothing.
    """
    if not recurs(s, number):
        return ""
    found = carried_out(s, number) or all_of(s, number)
    occurrence = s.plan.sop.step(found[0]).occurrence
    every = EVERY.get(occurrence.every if occurrence else "", "")
    counted = _counted(say, s, found) if stands else say.caption("{total} rounds", total=len(found))
    if not every:
        return counted
    if dot:
        return dot.join([say.caption(every), counted])
    return say.caption("{every} ({rounds})", every=say.caption(every), rounds=counted)


def _counted(say: Say, s: Standing, found: Sequence[int]) -> str:
    done = sum(s.status[n] is StepStatus.CLOSED for n in found)
    return say.caption("{done} of {total} rounds completed", done=done, total=len(found))
