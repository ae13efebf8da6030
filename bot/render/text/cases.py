"""Cases (เรื่อง): how many of them are told in a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from bot.domain.cases import Case, ended_in, in_order, week_before, written
from bot.domain.message import Button, Text, bold, join
from bot.domain.plan import Plan
from bot.domain.standing import Standing
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names

Rows = tuple[tuple[Button, ...], ...]
MOST_NAMED = 5
"""Cases that a summary names; of the others it tells how many they are."""
LINE_LENGTH = 44
"""Characters of number and name where several cases are listed."""


def over(say: Say, plan: Plan) -> Text:
    """Beneath what closed the last step."""
    return bold(say("Case {number} is completed.", number=written(plan)))


def of_cases(say: Say, *, here: bool = False) -> Button:
    """To the list of the open cases."""
    return Button(say.caption("The open cases"), "case here" if here else "case")


def counts(say: Say, found: Sequence[Case]) -> Text:
    return say(
        "Overdue {overdue} · due today {today}",
        overdue=sum(c.late > 0 for c in found),
        today=sum(_is_due_today(c) for c in found),
    )


def _is_due_today(case: Case) -> bool:
    if case.late or case.due is None or case.step is None:
        return False
    return case.standing.is_due_today(case.step)


def line(say: Say, case: Case) -> Text:
    """• 12/2570 ร้องเรียนถนน: ขั้นตอนที่ 3 เกินกำหนด 4 วัน."""
    named = names.shorten(names.case(case.plan), LINE_LENGTH)
    if case.step is None:
        return say("• {case}", case=named)
    if case.standing.states[case.step].awaits_verification:
        return say("• {case}: step {number}, to be verified", case=named, number=case.step)
    if case.late:
        return say.plural(
            "• {case}: step {number}, {count} day overdue",
            "• {case}: step {number}, {count} days overdue",
            case.late,
            case=named,
            number=case.step,
        )
    if case.due is None:
        return say("• {case}: step {number}, without a due date", case=named, number=case.step)
    if _is_due_today(case):
        return say("• {case}: step {number}, due today", case=named, number=case.step)
    day = dates.short_date(case.due, say.language)
    return say("• {case}: step {number}, due {day}", case=named, number=case.step, day=day)


def named_lines(say: Say, found: Sequence[Case], most: int = MOST_NAMED) -> list[Text]:
    """So many of them, and how many there are beside."""
    left = len(found) - most
    more = [say.plural("and {count} more case", "and {count} more cases", left)] if left > 0 else []
    return [*(line(say, case) for case in found[:most]), *more]


def block(say: Say, found: Sequence[Case], *, named: bool = False) -> Text:
    """All cases of one SOP; `named`: with the name of the team."""
    first = found[0].standing
    team = names.team_name(first.team) if named else ""
    return join([bold(first.plan.sop.title), team, _counted(say, "", found)])


def _counted(
    say: Say,
    title: str,
    found: Sequence[Case],
    ended: int | None = None,
    *,
    names_late: bool = True,
) -> Text:
    """How many there are, and the overdue ones by name. `ended`: of the week."""
    late = [c for c in found if c.late] if names_late else []
    of_week = say("completed in the week {count}", count=ended) if ended is not None else ""
    counted = [say("Open {open}", open=len(found)), counts(say, found), of_week]
    head = bold(title) if title else ""
    return join([head, join(counted, " · "), *named_lines(say, late)])


def week_title(say: Say, monday: date) -> Text:
    return say(
        "Weekly progress summary ({week})", week=dates.span(*week_before(monday), say.language)
    )


def weekly(
    say: Say,
    found: Sequence[Standing],
    monday: date,
    *,
    titled: bool = True,
    names_late: bool = True,
) -> list[Text]:
    """A block for each SOP: what is open, and what was completed in the week before; `found`: of
    one team, whatever became of them. `names_late`: where the overdue ones are not told beside it.
    """
    week, parts = week_before(monday), dict[str, list[Standing]]()
    for s in found:
        parts.setdefault(s.plan.sop.id, []).append(s)
    blocks = []
    for part in parts.values():
        goes_on = in_order(s for s in part if not s.is_over)
        ended = len(ended_in((s.plan for s in part), *week))
        if goes_on or ended:
            title = part[0].plan.sop.title if titled else ""
            blocks.append(_counted(say, title, goes_on, ended, names_late=names_late))
    return blocks


def by_sop(found: Sequence[Case]) -> list[list[Case]]:
    """In the order of the SOPs' first cases; each part keeps its order."""

    def key(case: Case) -> tuple[int, str]:
        return case.standing.team.id, case.plan.sop.id

    return [list(part) for _, part in groupby(sorted(found, key=key), key)]


def which(say: Say, plans: Sequence[Plan], most: int) -> Text:
    """Asked with a button for each; of many also how to tell one by typing."""
    only_cases = all(p.sop.case for p in plans)
    asked = say("Which case do you mean?") if only_cases else say("Which plan or case do you mean?")
    if len(plans) <= most:
        return asked
    how = say("Or type part of its name or its number behind it, for example: /done 3 case 12")
    return join([asked, how])
