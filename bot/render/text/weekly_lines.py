"""One step in the weekly summary for the chair, as a line."""

from __future__ import annotations

from bot.domain.events import Extended, Reopened, SopRevised
from bot.domain.message import Text, join, plain
from bot.domain.occurrences import Group
from bot.domain.plan import StepState
from bot.domain.reports import Report
from bot.domain.standing import Outlook, is_overdue, overdue_days
from bot.domain.written import common_title
from bot.render import dates
from bot.render.language import Say
from bot.render.text import dues, escalation, meetings, names, obstacle, occurrences, way
from bot.render.text import number as numbers
from bot.render.text.done import punctuality
from bot.render.text.week import Week

REASON_LENGTH = 120


def closed_line(say: Say, now: Week, number: int) -> Text:
    """A closing after its due date says so; one recorded on a later day says on which.

    Under it stand number and date of its documents, as far as they were told.
    """
    state = now.standing.states[number]
    assert state.completed_on is not None
    title, day = state.step.title, dates.short_date(state.completed_on, say.language)
    more = join([_late(say, now, state), _recorded(say, now, state)], " ")
    line = say("• Step {number} {title} ({day})", number=number, title=title, day=day)
    if more:
        line = say(
            "• Step {number} {title} ({day}, {more})",
            number=number,
            title=title,
            day=day,
            more=more,
        )
    decided = join([way.of_closed(say, state), _left_out(say, now, number)], " · ")
    return join([line, decided, *(numbers.line(say, state, d) for d in state.step.documents)])


def _left_out(say: Say, now: Week, decision: int) -> Text:
    """By a decision: what is neither closed nor to come."""
    states = now.standing.states
    steps = [n for n in now.standing.shown if states[n].left_out_by == decision]
    return way.not_carried_out(say, steps) if steps else plain("")


def _late(say: Say, now: Week, state: StepState) -> Text:
    assert state.completed_on is not None
    calendar, due = now.standing.calendar, now.standing.due(state.step.number)
    if due is None or not is_overdue(due, calendar, state.completed_on):
        return plain("")
    return punctuality(say, state.completed_on, due, calendar)


def _recorded(say: Say, now: Week, state: StepState) -> Text:
    assert state.closed_on is not None
    assert state.closed_at is not None
    if state.was_verified:
        return say("verified {day}", day=dates.short_date(state.closed_on, say.language))
    day = now.standing.plan.rules.local_day(state.closed_at)
    if day <= state.closed_on:
        return plain("")
    return say("recorded {day}", day=dates.short_date(day, say.language))


def reported_line(say: Say, now: Week, number: int) -> Text:
    """Completed, and still to be verified."""
    state = now.standing.states[number]
    assert state.reported is not None
    return say(
        "• Step {number} {title} (reported as completed {day}, to be verified)",
        number=number,
        title=state.step.title,
        day=dates.short_date(state.reported.on, say.language),
    )


def skipped_line(say: Say, now: Week, number: int) -> Text:
    state = now.standing.states[number]
    line = say(
        "• Step {number} {title} (reason: {reason})",
        number=number,
        title=state.step.title,
        reason=names.shorten(state.note, REASON_LENGTH),
    )
    return join([line, way.of_closed(say, state), _left_out(say, now, number)])


def reopened_line(say: Say, now: Week, event: Reopened) -> Text:
    return say(
        "• Step {number} {title} (reason: {reason})",
        number=event.step,
        title=now.standing.title(event.step),
        reason=names.shorten(event.reason, REASON_LENGTH),
    )


def extension(say: Say, event: Extended) -> Text:
    return say(
        "• Step {number} to {day} (reason: {reason})",
        number=event.step,
        day=dates.short_date(event.to, say.language),
        reason=names.shorten(event.reason, REASON_LENGTH),
    )


def revision(say: Say, event: SopRevised) -> Text:
    return say("• Version {number} of the SOP", number=event.version)


def running_line(say: Say, now: Week, number: int) -> Text:
    line = join([_due_line(say, now, number), *_reported(say, now.reports[number])], " · ")
    return join([line, *_obstacles(say, now, number)])


def _reported(say: Say, found: Report) -> list[Text]:
    """What was answered to the newest check-in; nothing, if there was none."""
    if found.is_missing:
        return [say("no report yet")]
    silent = len(found.silent)
    return [
        say("on plan") if found.on_plan else plain(""),
        say.plural("no report yet from {count} person", "no report yet from {count} people", silent)
        if silent
        else plain(""),
    ]


def coming_line(say: Say, now: Week, number: int) -> Text:
    if number in now.reports:
        return running_line(say, now, number)
    waits = now.standing.waits_for(number)
    waiting = say("waits for {steps}", steps=names.step_numbers(say, waits)) if waits else plain("")
    return join([_due_line(say, now, number), waiting], " · ")


def _due_line(say: Say, now: Week, number: int) -> Text:
    state, due = now.standing.states[number], _due(say, now, number)
    title = state.step.title
    if state.progress is None:
        return say("• Step {number} {title} ({due})", number=number, title=title, due=due)
    return say(
        "• Step {number} {title} ({due}, {percent} per cent)",
        number=number,
        title=title,
        due=due,
        percent=state.progress,
    )


def _due(say: Say, now: Week, number: int) -> Text:
    """A meeting takes place; everything else falls due, on a day off by the next working day."""
    s = now.standing
    due, meeting = s.due(number), s.meeting(number)
    if meeting is not None:
        return meetings.in_line(say, meeting)
    if due is None:
        return dues.period(say, s.forecast[number])
    if s.is_due_today(number):
        return due_today(say, s, number)
    return say("due {due}", due=dates.short_date(due, say.language))


def due_today(say: Say, s: Outlook, number: int) -> Text:
    """Of a date on a day off it says why."""
    due = s.forecast[number].due
    if due == s.today:
        return say("due today")
    return say("due today, as {day} is a day off", day=dates.short_date(due, say.language))


def overdue_lines(say: Say, now: Week, group: Group) -> Text:
    """A step; of one that recurs all that is overdue at once."""
    if len(group) == 1:
        return overdue_line(say, now, group[0])
    s, sop = now.standing, now.standing.plan.sop
    line = say(
        "• Step {number} {title} ({late}) · responsible: {parties}",
        number=names.run(group),
        title=common_title(sop.step(group[0])),
        late=occurrences.times_late(say, s, group),
        parties=names.parties(say, sop, sop.step(group[0]).parties, short=True),
    )
    return join([line, *(told for n in group for told in _obstacles(say, now, n))])


def overdue_line(say: Say, now: Week, number: int) -> Text:
    s = now.standing
    step, due = s.plan.sop.step(number), s.forecast[number].due
    parties = names.parties(say, s.plan.sop, step.parties, short=True)
    day, days = escalation.due_day(say, s, due), overdue_days(due, s.calendar, s.today)
    line = say.plural(
        "• Step {number} {title} ({count} day past the due date {due}) · responsible: {parties}",
        "• Step {number} {title} ({count} days past the due date {due}) · responsible: {parties}",
        days,
        number=number,
        title=step.title,
        due=day,
        parties=parties,
    )
    word, meeting = escalation.chairs_word(say, s, number), s.states[number].meeting
    was = meetings.was(say, meeting) if meeting is not None else ""
    return join([line, was, *_obstacles(say, now, number), word])


def _obstacles(say: Say, now: Week, number: int) -> list[Text]:
    plan = now.standing.plan
    return obstacle.standing(say, plan, now.standing.states[number])
