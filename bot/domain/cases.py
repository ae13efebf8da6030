"""Cases: the plans of an SOP that starts with an event, several at once. How one of them is told,
and in which order they are looked at. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.people import Team
from bot.domain.plan import Plan, PlanStatus
from bot.domain.rights import may_close
from bot.domain.sop import Sop, Step
from bot.domain.spelling import arabic, one_line, tidy
from bot.domain.standing import Standing, StepStatus, overdue_days
from bot.domain.typed_days import BUDDHIST_ERA

NAME_LENGTH = 60
"""Characters of a case's name: two lines of a phone."""
SHORTEST_PART = 2
"""Characters of a name by which a case can be told."""
_NUMBERED = re.compile(
    r"(?<![\u0e00-\u0e7fa-z])(?:เรื่อง ?(?:ที่)?|case) ?#? ?(?P<number>[0-9]{1,4})"
    r"(?: ?/ ?(?P<year>2[4-6][0-9]{2}))?(?![0-9/.:-]|[,][0-9])",
    re.IGNORECASE,
)
_ALONE = re.compile(r"(?P<number>[0-9]{1,4}) ?/ ?(?P<year>2[4-6][0-9]{2})")


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """`year`: the CE year in which the fiscal year ends; None: none was told."""

    number: int
    year: int | None = None

    def is_of(self, plan: Plan) -> bool:
        return plan.number == self.number and self.year in (None, plan.fiscal_year)


@dataclass(frozen=True, slots=True)
class Case:
    """A case on a day: the step that is looked at first. `step` None: none can be closed now."""

    standing: Standing
    step: int | None
    due: date | None
    """None: nothing says when."""
    late: int
    """Calendar days that it is overdue; 0: it is not."""

    @property
    def plan(self) -> Plan:
        return self.standing.plan


def written(plan: Plan) -> str:
    """12/2570: by which people know it."""
    return f"{plan.number}/{plan.fiscal_year + BUDDHIST_ERA}"


def take_case(text: str) -> tuple[CaseNumber | None, str]:
    """The case that is told by its number, wherever that stands (เรื่องที่ 12, case 12/2570), or
    12/2570 and nothing else; and what is around it.
    """
    text = tidy(text)
    found = _ALONE.fullmatch(arabic(text)) or _NUMBERED.search(arabic(text))
    if found is None:
        return None, text
    year = int(found["year"]) - BUDDHIST_ERA if found["year"] else None
    rest = one_line(f"{text[: found.start()]} {text[found.end() :]}")
    return CaseNumber(int(found["number"]), year), rest


def called(plans: Iterable[Plan], part: str) -> list[Plan]:
    """The cases of which this is a part of the name; blanks and capitals do not count."""
    sought = _alike(part)
    if len(sought) < SHORTEST_PART:
        return []
    return [p for p in plans if p.sop.case and sought in _alike(p.name)]


def ended_by_itself(plan: Plan) -> bool:
    """A case ends with its last step; to open one of its steps again opens it."""
    closed = all(state.is_closed for state in plan.states.values())
    return plan.sop.case and plan.status is PlanStatus.ENDED and closed


def same_name(plans: Iterable[Plan], sop: Sop, name: str) -> Plan | None:
    """The one of this SOP that is called so."""
    alike = (p for p in plans if p.sop.id == sop.id and _alike(p.name) == _alike(name))
    return next(alike, None)


def _alike(name: str) -> str:
    return "".join(arabic(name).split()).casefold()


def next_number(plans: Iterable[Plan], year: int) -> int:
    """Of a case that starts in this fiscal year. One that was cancelled keeps its own."""
    return max((p.number for p in plans if p.fiscal_year == year), default=0) + 1


def first_steps(sop: Sop) -> Sequence[Step]:
    """With which a case begins."""
    return [s for s in sop.steps if not s.after]


def may_open(team: Team, sop: Sop, person: int) -> bool:
    """Who may close a step with which it begins."""
    return any(may_close(team, sop, step, person) for step in first_steps(sop))


def looked_at(s: Standing) -> Case:
    """By the step that is due first of those that can be closed now."""
    late = s.having(StepStatus.OVERDUE)
    going = late or s.having(StepStatus.RUNNING, StepStatus.READY, StepStatus.REPORTED)
    dues = {n: s.due(n) for n in going}
    step = min(going, key=lambda n: (dues[n] or date.max, n), default=None)
    return Case(s, None, None, 0) if step is None else of_step(s, step)


def of_step(s: Standing, number: int) -> Case:
    """By this step of it."""
    due, is_late = s.due(number), s.status[number] is StepStatus.OVERDUE
    return Case(s, number, due, overdue_days(due, s.calendar, s.today) if is_late else 0)


def in_order(found: Iterable[Standing]) -> list[Case]:
    """The overdue ones first, then by what is due next; of one day the oldest first."""
    return ordered(looked_at(s) for s in found)


def ordered(found: Iterable[Case]) -> list[Case]:
    """The same of cases, each by a step of its own."""
    return sorted(found, key=lambda c: (not c.late, c.due or date.max, c.plan.start, c.plan.id))


def ended_in(plans: Iterable[Plan], first: date, last: date) -> list[Plan]:
    """The cases whose last step was closed, as recorded, on these days, both included."""
    return [p for p in plans if p.status is PlanStatus.ENDED and first <= _ended_on(p) <= last]


def week_before(monday: date) -> tuple[date, date]:
    """The seven days that a weekly summary tells of."""
    return monday - timedelta(days=7), monday - timedelta(days=1)


def _ended_on(plan: Plan) -> date:
    recorded = [s.closed_at for s in plan.states.values() if s.closed_at is not None]
    return plan.rules.local_day(max(recorded)) if recorded else date.min
