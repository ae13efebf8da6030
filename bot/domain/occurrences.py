"""What stands for a step that recurs where all its occurrences would be too many. Pure.

A round of a loop is no such occurrence: it has no days of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.numbers import base
from bot.domain.sop import Sop, Step
from bot.domain.spelling import arabic
from bot.domain.standing import Outlook, StepStatus

Group = tuple[int, ...]
"""Occurrences of one step, in order; or one step that does not recur."""
_JOINT = " ?(?:ที่)? ?"
_WORD = re.compile(r"[0-9]+|(?:(?!ที่)[^\s0-9])+")
BEGUN = (StepStatus.OVERDUE, StepStatus.REPORTED, StepStatus.RUNNING)
TO_BEGIN = (StepStatus.READY, StepStatus.WAITING)


def repeats(sop: Sop, number: int) -> bool:
    """Whether it is the procedure's number of a step that has only occurrences in a plan."""
    return number not in sop.by_number and number == base(number) and bool(sop.occurrences(number))


def together(sop: Sop, numbers: Iterable[int]) -> list[Group]:
    """The occurrences of one step together, where the first of them stands; all else alone."""
    found: dict[int, Group] = {}
    for number in numbers:
        key = base(number) if sop.step(number).recurs else number
        found[key] = (*found.get(key, ()), number)
    return list(found.values())


def nearest(sop: Sop, numbers: Iterable[int]) -> list[int]:
    """Of each step that recurs only the first of these."""
    return [group[0] for group in together(sop, numbers)]


@dataclass(frozen=True, slots=True)
class Folded:
    """The occurrences of a step on a day. `next`: the first that is still to begin."""

    done: Group
    skipped: Group
    begun: Group
    next: Group
    later: Group


def folded(s: Outlook, occurrences: Group) -> Folded:
    def having(*wanted: StepStatus) -> Group:
        return tuple(n for n in occurrences if s.status[n] in wanted and n not in s.aside)

    begun = having(*BEGUN)
    ahead = having(*TO_BEGIN)
    return Folded(
        having(StepStatus.CLOSED), having(StepStatus.SKIPPED), begun, ahead[:1], ahead[1:]
    )


def of_same_step(sop: Sop, number: int) -> Group:
    """All its occurrences; of a step that does not recur itself."""
    if not sop.step(number).recurs:
        return (number,)
    return tuple(s.number for s in sop.occurrences(number))


def few(s: Outlook, numbers: Iterable[int]) -> list[int]:
    """Of each step that recurs the first of these that is open; else the last."""
    groups = together(s.plan.sop, numbers)
    return [next((n for n in g if not s.states[n].is_closed), g[-1]) for g in groups]


def most_likely(s: Outlook, occurrences: Sequence[int]) -> list[int]:
    """Of some occurrences of a step those that have begun and are open, else the next; of closed
    ones the newest first.
    """
    begun = [n for n in occurrences if s.status[n] in BEGUN]
    ahead = [n for n in occurrences if s.status[n] in TO_BEGIN]
    return begun or ahead[:1] or list(reversed(occurrences))


def of_month(sop: Sop, number: int, month: int, year: int | None, ending: int) -> int | None:
    """The occurrence for this month, of this CE year if one is told, of a step that is carried out
    every month; in a plan of the fiscal year that ends in CE year `ending`.
    """
    firsts = {s.number: _first_of_month(s, ending) for s in sop.occurrences(number)}
    return next(
        (n for n, d in firsts.items() if d and d.month == month and year in (None, d.year)), None
    )


def named(sop: Sop, number: int, text: str) -> tuple[int | None, str]:
    """The occurrence whose period's name begins the text, and what follows it: ไตรมาส 3 for
    ไตรมาสที่ 3, 9 เดือน for รอบ 9 เดือน. None of a month, which may begin a day.
    """
    for step in sop.occurrences(number):
        of = step.occurrence
        name = of.name if of and of.every not in ("", "month") else ""
        if name and (found := re.match(_typed(name), arabic(text), re.IGNORECASE)):
            return step.number, text[found.end() :].strip()
    return None, text


def _typed(name: str) -> str:
    """How people may write the name of a period; a number alone would be anything."""
    round, *words = _WORD.findall(arabic(name))
    if round != "รอบ" or len(words) < 2:
        return _JOINT.join(map(re.escape, (round, *words))) + r"(?![0-9])"
    return f"(?:รอบ{_JOINT})?" + _JOINT.join(map(re.escape, words)) + r"(?![0-9])"


def _first_of_month(step: Step, ending: int) -> date | None:
    of = step.occurrence
    if of is None or of.every != "month" or of.first is None:
        return None
    return of.first.in_fiscal_year(ending)
