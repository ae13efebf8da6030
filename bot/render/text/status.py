"""Where plans stand: the head and the lists of /status, and the same in short for several plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.plan import Plan, PlanStatus
from bot.domain.standing import Standing, StepStatus, open_predecessors, overdue_days
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names
from bot.render.text.weekly import tally

MOST_NEXT = 3
"""Steps to come that a status names; /plan has them all."""
"""Characters of a team's name that leave room for the year on a button."""


def whole(say: Say, s: Standing, now: datetime) -> Text:
    """One plan: head, counts, what runs, what is overdue, what comes."""
    return paragraphs([_head(say, s, now), _note(say, s), *([] if s.is_over else _lists(say, s))])


def several(say: Say, found: Sequence[Standing], now: datetime) -> Text:
    """A short block for each plan; the team's name where they are of several teams."""
    many = len({s.team.id for s in found}) > 1
    as_of = dates.moment(now.astimezone(found[0].plan.rules.tz), say.language)
    head = say("Status of the plans as of {moment}", moment=as_of)
    return paragraphs([head, *(_block(say, s, named=many) for s in found)])


def remaining(say: Say, s: Standing, number: int) -> Text:
    """How long until the due date; on a day off that has passed, until when to close."""
    due = s.forecast[number].due
    if due < s.today:
        return _runs_on(say, s, s.calendar.on_or_after(due))
    days = (due - s.today).days
    return say.plural("{count} day left", "{count} days left", days) if days else say("today")


def _runs_on(say: Say, s: Standing, last: date) -> Text:
    if last == s.today:
        return say("a day off, it can be closed today")
    day = dates.weekday_date(last, say.language)
    return say("a day off, it can be closed until {day}", day=day)


def numbered(say: Say, s: Standing, number: int) -> Text:
    return bold(say("{number}. {title}", number=number, title=s.title(number)))


def due_line(say: Say, s: Standing, number: int) -> Text:
    """When a step is due, in how many days, and how far it is."""
    due, percent = dates.short_date(s.forecast[number].due, say.language), s.states[number].progress
    left = remaining(say, s, number)
    if percent is None:
        return say("Due {due} ({left})", due=due, left=left)
    return say(
        "Due {due} ({left}) · progress {percent} per cent", due=due, left=left, percent=percent
    )


def coming_line(say: Say, s: Standing, number: int) -> Text:
    at = s.forecast[number]
    period = dates.span(at.start, at.due, say.language)
    return say("{number}. {title} ({span})", number=number, title=s.title(number), span=period)


def next_steps(s: Standing) -> list[int]:
    """Steps that wait for their day, or for nothing but steps that run; the earliest first."""
    going = {*s.having(StepStatus.RUNNING, StepStatus.OVERDUE, StepStatus.READY)}
    ready = s.having(StepStatus.READY)
    behind = [n for n in s.having(StepStatus.WAITING) if going >= {*open_predecessors(s.states, n)}]
    return sorted([*ready, *behind], key=lambda n: (s.forecast[n].start, n))


def no_plan_runs(say: Say, newest: Plan) -> Text:
    """The last one is over; what it came to can still be read."""
    year = names.year(say, newest)
    return join(
        [
            say("No plan is running here now. The newest, of {year}, is over.", year=year),
            say("The secretary makes the next one with /setup or “จัดทำแผน”."),
        ]
    )


def _head(say: Say, s: Standing, now: datetime) -> Text:
    title = bold(say("Status of indicator {number}", number=s.plan.sop.indicator_number))
    line = say(
        "{year} · as of {moment}",
        year=names.year(say, s.plan),
        moment=dates.moment(now.astimezone(s.plan.rules.tz), say.language),
    )
    return join([title, line, _closed_of(say, s) if s.is_over else tally(say, s.status)])


def _closed_of(say: Say, s: Standing) -> Text:
    done, skipped = len(s.having(StepStatus.CLOSED)), len(s.having(StepStatus.SKIPPED))
    if not skipped:
        return say("Closed {closed} of {total} steps", closed=done, total=len(s.status))
    return say(
        "Closed {closed} of {total} steps · not carried out {skipped}",
        closed=done,
        total=len(s.status),
        skipped=skipped,
    )


def _note(say: Say, s: Standing) -> Text:
    """What there is to know of the plan as a whole."""
    if s.plan.status is PlanStatus.ENDED:
        return say("This plan is over.")
    if s.plan.status is PlanStatus.CANCELLED:
        return say("This plan was cancelled.")
    if s.plan.status is PlanStatus.ASLEEP:
        return say(
            "The system is not in the committee's group, so there are no reminders.\n"
            "Please add it to the group again: the plan then goes on."
        )
    if len(s.having(StepStatus.CLOSED, StepStatus.SKIPPED)) == len(s.status):
        return say("All steps are closed.\nThe secretary ends the year with /end or “ปิดแผน”.")
    return plain("")


def _lists(say: Say, s: Standing) -> list[Text]:
    running = [_running(say, s, n) for n in s.having(StepStatus.RUNNING)]
    overdue = [_overdue(say, s, n) for n in s.having(StepStatus.OVERDUE)]
    coming = [coming_line(say, s, n) for n in next_steps(s)[:MOST_NEXT]]
    heads = (say("In progress"), say("Overdue"), say("Next"))
    lists = zip(heads, (running, overdue, coming), strict=True)
    return [join([bold(head), *lines]) for head, lines in lists if lines]


def _running(say: Say, s: Standing, number: int) -> Text:
    return join([numbered(say, s, number), due_line(say, s, number)])


def _overdue(say: Say, s: Standing, number: int) -> Text:
    due = s.forecast[number].due
    days, day = overdue_days(due, s.calendar, s.today), dates.short_date(due, say.language)
    parties = names.parties(say, s.plan.sop, s.plan.sop.step(number).parties, short=True)
    late = say.plural(
        "{count} day past the due date ({due}) · {parties}",
        "{count} days past the due date ({due}) · {parties}",
        days,
        due=day,
        parties=parties,
    )
    return join([numbered(say, s, number), late])


def _block(say: Say, s: Standing, *, named: bool) -> Text:
    running, overdue = s.having(StepStatus.RUNNING), s.having(StepStatus.OVERDUE)
    return join(
        [
            names.plan_head(say, s.plan),
            names.team_name(s.team) if named else "",
            tally(say, s.status),
            say("In progress: {steps}", steps=names.step_numbers(say, running)) if running else "",
            say("Overdue: {steps}", steps=names.step_numbers(say, overdue)) if overdue else "",
            _note(say, s),
        ]
    )
