"""Where plans stand: the head and the lists of /status, and the same in short for several plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.calendar import Calendar
from bot.domain.cases import in_order
from bot.domain.events import Dated
from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.occurrences import Group, folded, nearest, of_same_step, together
from bot.domain.plan import Plan, PlanStatus
from bot.domain.standing import Outlook, Standing, StepStatus, overdue_days
from bot.render import dates
from bot.render.language import Say
from bot.render.text import cases, condition, dues, meetings, names, obstacle, occurrences, way
from bot.render.text.verify import review_line
from bot.render.text.weekly import tally
from bot.render.text.weekly_lines import due_today

MOST_NEXT = 3
"""Steps to come that a status names; /plan has them all."""


def whole(say: Say, s: Standing, now: datetime) -> Text:
    """One plan: head, counts, what runs, what is overdue, what comes."""
    count, rest = s.plan.once(_of_day, s.calendar, s.today, say)
    return paragraphs([join([*_head(say, s.plan, now), count]), rest])


def _of_day(plan: Plan, calendar: Calendar, today: date, say: Say) -> tuple[Text, Text]:
    """The counts and what stands below them: all day the same, whoever asks."""
    s = Outlook(plan, calendar, today)
    return counts(say, s), paragraphs([_note(say, s), *([] if s.is_over else _lists(say, s))])


def counts(say: Say, s: Outlook) -> Text:
    """How many steps are closed, and how many of the others stand how."""
    return _closed_of(say, s) if s.is_over else tally(say, s.counted)


def several(say: Say, found: Sequence[Standing], now: datetime) -> Text:
    """A short block for each plan, and one for all cases of an SOP; the team's name where they are
    of several teams.
    """
    many = len({s.team.id for s in found}) > 1
    as_of = dates.moment(now.astimezone(found[0].plan.rules.tz), say.language)
    head = say("Status of the plans as of {moment}", moment=as_of)
    plans = [s for s in found if not s.plan.sop.case]
    parts = cases.by_sop(in_order(s for s in found if s.plan.sop.case))
    return paragraphs(
        [
            head,
            *(_block(say, s, named=many) for s in plans),
            *(cases.block(say, part, named=many) for part in parts),
        ]
    )


def remaining(say: Say, s: Outlook, number: int) -> Text:
    """How long until the due date; on a day off that has passed, until when to close."""
    due = s.due(number)
    if due is None:
        return dues.no_due(say)
    if s.is_due_today(number):
        return due_today(say, s, number)
    if due < s.today:
        day = dates.weekday_date(s.calendar.on_or_after(due), say.language)
        return say("a day off, it can be closed until {day}", day=day)
    return _left(say, s, due)


def _left(say: Say, s: Outlook, day: date) -> Text:
    return say.plural("{count} day left", "{count} days left", (day - s.today).days)


def numbered(say: Say, s: Outlook, number: int) -> Text:
    return bold(say("{number}. {title}", number=number, title=s.title(number)))


def due_line(say: Say, s: Outlook, number: int) -> Text:
    """When a step is due, in how many days, and how far it is; of a meeting its day and hour. Of
    one that was sent back, that it is being revised.
    """
    percent = s.states[number].progress
    progress = say("progress {percent} per cent", percent=percent) if percent is not None else ""
    revised = say("being revised") if s.states[number].returned else ""
    return join([_due(say, s, number), _round_over(say, s, number), progress, revised], " · ")


def _round_over(say: Say, s: Outlook, number: int) -> Text:
    over = s.missed_round(number)
    if over is None:
        return plain("")
    return say("the round of {day} is over", day=dates.short_date(over, say.language))


def _due(say: Say, s: Outlook, number: int) -> Text:
    due, meeting = s.due(number), s.meeting(number)
    if meeting is not None:
        return _meeting(say, s, meeting)
    if due is None:
        return dues.period(say, s.forecast[number])
    day = dates.short_date(due, say.language)
    if not s.is_due_today(number):
        return say("Due {due} ({left})", due=day, left=remaining(say, s, number))
    return say("Due today") if due == s.today else say("Due today ({day} is a day off)", day=day)


def _meeting(say: Say, s: Outlook, meeting: Dated) -> Text:
    if meeting.on == s.today:
        return meetings.today(say, meeting)
    when = meetings.short(say, meeting)
    return say("{meeting} ({left})", meeting=when, left=_left(say, s, meeting.on))


def coming_line(say: Say, s: Outlook, number: int) -> Text:
    span = period(say, s, number)
    return say("{number}. {title} ({span})", number=number, title=s.title(number), span=span)


def period(say: Say, s: Outlook, number: int) -> Text:
    """The days of a step, or the day and the hour of a meeting."""
    at, meeting = s.forecast[number], s.meeting(number)
    if meeting is not None:
        return meetings.short(say, meeting)
    return dues.period(say, at)


def next_steps(s: Outlook) -> list[int]:
    """Steps that wait for their day, or for nothing but steps that run; the earliest first."""
    ready = s.having(StepStatus.READY)
    going = {*ready, *s.having(StepStatus.RUNNING, StepStatus.OVERDUE, StepStatus.REPORTED)}
    behind = [n for n in s.having(StepStatus.WAITING) if going >= {*s.waits_for(n)}]
    return sorted([*ready, *behind], key=lambda n: (s.forecast[n].start, n))


def no_plan_runs(say: Say, newest: Plan) -> Text:
    """The last one is over; what it came to can still be read."""
    year = names.year(say, newest)
    return join(
        [
            say("No plan is running here now. The newest, of {year}, is over.", year=year),
            say(
                "The secretary makes next year's from it with /clone or “แผนปีถัดไป”, or a new one "
                "with /setup or “จัดทำแผน”."
            ),
        ]
    )


def _head(say: Say, plan: Plan, now: datetime) -> list[Text]:
    if plan.number:
        as_of = dates.moment(now.astimezone(plan.rules.tz), say.language)
        title = bold(say("Status of case {case}", case=names.case(plan)))
        return [title, say("Data as of {moment}", moment=as_of)]
    title = bold(say("Status of {indicator}", indicator=names.joined(say, plan.sop)))
    line = say(
        "{year} · as of {moment}",
        year=names.year(say, plan),
        moment=dates.moment(now.astimezone(plan.rules.tz), say.language),
    )
    return [title, line]


def _closed_of(say: Say, s: Outlook) -> Text:
    done, skipped = len(s.having(StepStatus.CLOSED)), len(s.having(StepStatus.SKIPPED))
    if not skipped:
        return say("Closed {closed} of {total} steps", closed=done, total=len(s.counted))
    return say(
        "Closed {closed} of {total} steps · not carried out {skipped}",
        closed=done,
        total=len(s.counted),
        skipped=skipped,
    )


def _note(say: Say, s: Outlook) -> Text:
    """What there is to know of the plan as a whole."""
    if s.is_over:
        return names.over(say, s.plan)
    if s.plan.status is PlanStatus.ASLEEP:
        return say(
            "The system is not in the committee's group, so there are no reminders.\n"
            "Please add it to the group again: the plan then goes on."
        )
    if not s.open_steps:
        closed = say("All steps are closed.\nThe secretary ends the year with /end or “ปิดแผน”.")
        return join([way.ended(say, s.plan), closed])
    return plain("")


def _lists(say: Say, s: Outlook) -> list[Text]:
    running = [_running(say, s, n) for n in s.having(StepStatus.RUNNING)]
    reported = [_reported(say, s, n) for n in s.having(StepStatus.REPORTED)]
    late = together(s.plan.sop, s.having(StepStatus.OVERDUE))
    overdue = [_overdue(say, s, g[0]) if len(g) == 1 else _all_late(say, s, g) for g in late]
    coming = [_next(say, s, n) for n in nearest(s.plan.sop, next_steps(s))[:MOST_NEXT]]
    heads = (say("In progress"), say("To be verified"), say("Overdue"), say("Next"))
    lists = zip(heads, (running, reported, overdue, coming), strict=True)
    return [join([bold(head), *lines]) for head, lines in lists if lines]


def _running(say: Say, s: Outlook, number: int) -> Text:
    told = obstacle.standing(say, s.plan, s.states[number])
    decides = condition.to_decide(say, s.plan.sop, s.states[number])
    return join([numbered(say, s, number), due_line(say, s, number), decides, *told])


def _reported(say: Say, s: Outlook, number: int) -> Text:
    return join([numbered(say, s, number), review_line(say, s.states[number])])


def _overdue(say: Say, s: Outlook, number: int) -> Text:
    due, meeting = s.forecast[number].due, s.meeting(number)
    days, day = overdue_days(due, s.calendar, s.today), dates.short_date(due, say.language)
    parties = names.parties(say, s.plan.sop, s.plan.sop.step(number).parties, short=True)
    late = say.plural(
        "{count} day past the due date ({due}) · {parties}",
        "{count} days past the due date ({due}) · {parties}",
        days,
        due=day,
        parties=parties,
    )
    was = meetings.was(say, meeting) if meeting is not None else ""
    told = obstacle.standing(say, s.plan, s.states[number])
    return join([numbered(say, s, number), late, was, *told])


def _all_late(say: Say, s: Outlook, group: Group) -> Text:
    told = (line for n in group for line in obstacle.standing(say, s.plan, s.states[n]))
    return join([occurrences.late(say, s, group), *told])


def _next(say: Say, s: Outlook, number: int) -> Text:
    return join([coming_line(say, s, number), behind(say, s, number)])


def behind(say: Say, s: Outlook, number: int) -> Text:
    """Of a step that recurs what comes after its next occurrence."""
    found = folded(s, of_same_step(s.plan.sop, number))
    return occurrences.later(say, s, found.later)


def _block(say: Say, s: Standing, *, named: bool) -> Text:
    running, overdue = s.having(StepStatus.RUNNING), s.having(StepStatus.OVERDUE)
    reported = s.having(StepStatus.REPORTED)
    return join(
        [
            names.plan_head(say, s.plan),
            names.team_name(s.team) if named else "",
            tally(say, s.counted),
            say("In progress: {steps}", steps=names.step_numbers(say, running)) if running else "",
            say("To be verified: {steps}", steps=names.step_numbers(say, reported))
            if reported
            else "",
            say("Overdue: {steps}", steps=names.step_numbers(say, overdue)) if overdue else "",
            _note(say, s),
        ]
    )
