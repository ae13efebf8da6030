"""How a step that recurs is told of in short: what is done and what comes later as counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.message import Text, bold, join, plain
from bot.domain.occurrences import Folded, Group, of_same_step
from bot.domain.plan import Plan
from bot.domain.sop import Sop, Step
from bot.domain.standing import Outlook, aside, overdue_days
from bot.domain.timeline import Timeline
from bot.domain.written import common_title
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import names

_EVERY = {
    "month": N_("Carried out every month"),
    "quarter": N_("Carried out every quarter"),
    "half-year": N_("Carried out every half year"),
}


def every(say: Say, sop: Sop, step: Step) -> Text:
    """How often; of a series of the file its periods are named. Of what does not recur nothing."""
    if step.occurrence is None or not step.recurs:
        return plain("")
    if step.occurrence.every in _EVERY:
        return say(_EVERY[step.occurrence.every])
    named = [s.occurrence.name for s in sop.occurrences(step.number) if s.occurrence]
    return say(
        "Carried out {count} times: {names}", count=len(named), names=names.listed(say, named)
    )


def done(say: Say, found: Folded) -> list[Text]:
    """What is over, as counts."""
    lines = []
    if found.done:
        steps = names.run(found.done)
        lines.append(
            say.plural(
                "closed {count} time ({steps})",
                "closed {count} times ({steps})",
                len(found.done),
                steps=steps,
            )
        )
    if found.skipped:
        steps = names.run(found.skipped)
        lines.append(
            say.plural(
                "not carried out {count} time ({steps})",
                "not carried out {count} times ({steps})",
                len(found.skipped),
                steps=steps,
            )
        )
    return lines


def counted(say: Say, s: Outlook, found: Folded) -> Text:
    """What is over, under its numbers: how many, and the newest."""
    skipped = len(found.skipped)
    told = say("not carried out {count}", count=skipped) if skipped else plain("")
    if not found.done:
        return told
    days = (s.states[n].completed_on for n in found.done)
    line = closed(say, len(found.done), max(d for d in days if d is not None))
    return join([line, told], " · ")


def closed(say: Say, count: int, newest: date) -> Text:
    day = dates.short_date(newest, say.language)
    if count == 1:
        return say("closed {day}", day=day)
    return say("closed {count} times, the last on {day}", count=count, day=day)


def later(say: Say, s: Outlook, group: Group) -> Text:
    """How many are still behind the next, and until when; nothing if there are none."""
    if not group:
        return plain("")
    return more(say, s.forecast, group)


def behind(say: Say, plan: Plan, line: Timeline, number: int) -> Text:
    """The same of the open ones behind this occurrence, whatever day it is."""
    every = of_same_step(plan.sop, number)
    off = aside(plan)
    left = [n for n in every if n > number and not plan.states[n].is_closed and n not in off]
    if not left:
        return plain("")
    return more(say, line, left)


def more(say: Say, line: Timeline, group: Sequence[int]) -> Text:
    """How many these are, and until when, if they have due dates."""
    count = len(group)
    if not all(line[n].has_due for n in group):
        return say.plural("and {count} more", "and {count} more", count)
    last = dates.short_date(max(line[n].due for n in group), say.language)
    return say.plural(
        "and {count} more time, until {day}", "and {count} more times, until {day}", count, day=last
    )


def late(say: Say, s: Outlook, group: Group) -> Text:
    """Several that are overdue, in two lines; the longest overdue is told."""
    return join([bold(head(say, s.plan.sop, group)), late_line(say, s, group)])


def head(say: Say, sop: Sop, group: Group) -> Text:
    """One alone is told with its period."""
    first = sop.step(group[0])
    title = first.title if len(group) == 1 else common_title(first)
    return say("{number}. {title}", number=names.run(group), title=title)


def times_late(say: Say, s: Outlook, group: Group) -> Text:
    return say(
        "{count} of them overdue, the first by {days} days",
        count=len(group),
        days=overdue_days(_first_due(s, group), s.calendar, s.today),
    )


def longest_late(s: Outlook, group: Group) -> int:
    return min(group, key=lambda n: s.forecast[n].due)


def _first_due(s: Outlook, group: Group) -> date:
    return s.forecast[longest_late(s, group)].due


def late_line(say: Say, s: Outlook, group: Group) -> Text:
    due, step = _first_due(s, group), s.plan.sop.step(group[0])
    return say(
        "{count} of them overdue, the first by {days} days (due {due}) · {parties}",
        count=len(group),
        days=overdue_days(due, s.calendar, s.today),
        due=dates.short_date(due, say.language),
        parties=names.parties(say, s.plan.sop, step.parties, short=True),
    )
