"""One step in a notice: what is to do, until when, by whom, with which documents.

Texts count the real days from sending to the due date, never the k of the rule. In a group a step
and its role are named, never a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.assignments import is_nobodys, told_to
from bot.domain.calendar import Calendar
from bot.domain.documents import missing_evidence
from bot.domain.events import Dated, Outcome
from bot.domain.files import File
from bot.domain.meeting import Meeting
from bot.domain.message import Text, bold, join, plain
from bot.domain.notice_rules import reported_day
from bot.domain.notices import Notice
from bot.domain.people import Person, Team
from bot.domain.personal_data import MEMBER
from bot.domain.plan import Plan
from bot.domain.quorum import still_to_confirm
from bot.domain.rules import Audience, Kind
from bot.domain.sop import Document, Step
from bot.domain.standing import (
    Standing,
    aside,
    is_overdue,
    meeting_of,
    open_predecessors,
    overdue_days,
)
from bot.domain.timeline import StepDates, forecast
from bot.render import dates
from bot.render.language import Say
from bot.render.text import (
    agenda,
    assignments,
    attach,
    dues,
    lead,
    meetings,
    names,
    obstacle,
    occurrences,
    quorum,
    requests,
)

ATTACHING = (Kind.AHEAD, Kind.DUE, Kind.OVERDUE)


@dataclass(frozen=True, slots=True)
class Item:
    """A notice to be told, and what is needed to tell it."""

    notice: Notice
    plan: Plan
    team: Team
    calendar: Calendar
    files: Sequence[File] = ()
    unplaced: Sequence[str] = ()
    """The reader's files whose step was asked for, and not told."""

    reader: int | None = None
    """Whose private chat it is told in."""

    def today(self, now: datetime) -> date:
        return self.plan.rules.local_day(now)

    @property
    def step(self) -> Step:
        assert self.notice.step is not None
        return self.plan.sop.step(self.notice.step)

    @property
    def met(self) -> Meeting:
        return self.plan.states[self.step.number].met

    def called(self, person: int) -> Person:
        """A member, or somebody who was one."""
        member = self.team.member(person)
        return member.person if member is not None else Person(person, "", erased_as=MEMBER)

    def standing(self, now: datetime) -> Standing:
        return Standing(self.plan, self.calendar, self.today(now), self.team)

    def dates(self, now: datetime) -> StepDates:
        plan = self.plan
        line = forecast(plan, self.calendar, self.today(now))
        return line[self.step.number]

    def meeting(self, now: datetime) -> Dated | None:
        state = self.plan.states[self.step.number]
        return meeting_of(state, self.dates(now).known_due, self.today(now))

    def passed_meeting(self, now: datetime) -> Dated | None:
        """A meeting that was to be on a day on which the steps before it were not closed yet."""
        return None if self.meeting(now) else self.plan.states[self.step.number].meeting

    def coming_meeting(self, now: datetime) -> Dated | None:
        """The meeting, unless its day has passed."""
        meeting = self.meeting(now)
        return meeting if meeting is not None and meeting.on >= self.today(now) else None


@dataclass(frozen=True, slots=True)
class Section:
    """`ask` stands last: what is to be done now."""

    head: Text
    facts: Sequence[Text]
    ask: Text | str = ""


def told(say: Say, item: Item, now: datetime, *, to_group: bool) -> Text:
    """The notice as a section of a message."""
    if item.notice.kind is Kind.ASSIGNMENT:
        return _assigned(say, item, now)
    section = _TELL[item.notice.kind](say, item, now)
    for_secretary = (
        item.notice.audience is Audience.SECRETARY and item.notice.kind is not Kind.REVIEW
    )
    return join(
        [
            bold(section.head),
            names.step(say, item.step),
            *section.facts,
            responsible(say, item.plan, item.step) if to_group or for_secretary else "",
            members(say, item.plan, item.team, item.step) if for_secretary else "",
            "" if to_group else lead.line(say, item.plan, item.team, item.step),
            quorum.of_open(say, item.plan, item.team, item.step.number),
            to_attach(say, _missing(item)) if item.notice.kind in ATTACHING else "",
            "" if to_group else _undecided(say, item),
            section.ask,
        ]
    )


def told_late(say: Say, items: Sequence[Item], now: datetime, *, to_group: bool) -> Text:
    """Several occurrences of one step that are overdue; of the first it is told when it was due."""
    s, group = items[0].standing(now), tuple(i.step.number for i in items)
    first = next(i for i in items if i.step.number == occurrences.longest_late(s, group))
    to_all = to_group or first.notice.audience is Audience.SECRETARY
    section = _overdue(say, first, now)
    return join(
        [
            bold(occurrences.times_late(say, s, group)),
            names.steps(say, s.plan.sop, group),
            _was_due(say, first, now),
            *(line for i in items for line in _obstacles(say, i)),
            responsible(say, first.plan, first.step) if to_all else "",
            "" if to_group else lead.line(say, first.plan, first.team, first.step),
            section.ask,
        ]
    )


def _assigned(say: Say, item: Item, now: datetime) -> Text:
    due = item.notice.due
    assert due is not None
    work, days = to_do(item), overdue_days(due, item.calendar, item.today(now))
    follows = item.notice.audience is Audience.SECRETARY
    gone = [o for o in work if is_nobodys(o, item.team)]
    people = item.called if follows or gone else None
    asked = assignments.asked(say, item.step, work, gone, follows=follows)
    return assignments.due_notice(say, item.step, work, due, days, people, asked)


def to_do(item: Item) -> Sequence[Outcome]:
    """Of what is assigned for that day what the reader is told; to the secretary all of it."""
    if item.notice.audience is Audience.SECRETARY or item.reader is None:
        return item.met.to_do(item.notice.due)
    return told_to(item.met, item.notice.due, item.team, item.reader)


def is_late(item: Item, now: datetime) -> bool:
    """Whether the step is overdue by the time at which it is told of."""
    if item.coming_meeting(now) is not None:
        return False
    return is_overdue(item.dates(now).known_due, item.calendar, item.today(now))


def due_line(say: Say, due: date | None, calendar: Calendar, today: date) -> Text:
    """The due date as what it is; on a day off also the day by which to close."""
    if due is None:
        return say("No due date is set.")
    if calendar.is_working(due):
        return say("Due on {weekday}", weekday=dates.weekday_date(due, say.language))
    day, before = dates.weekday_date(due, say.language), calendar.on_or_before(due)
    if before < today:
        return say("Due {day} (a day off)", day=day)
    by = dates.weekday_date(before, say.language)
    return say("Due {day} (a day off). Please close the step by {before}.", day=day, before=by)


def _start(say: Say, item: Item, now: datetime) -> Section:
    found = item.dates(now)
    first = dates.weekday_date(found.start, say.language)
    period = say("from {start}, no due date", start=first)
    if found.known_due is not None:
        last = dates.weekday_date(found.due, say.language)
        period = say("{start} to {due}", start=first, due=last)
    begins = say("Time to begin") if found.start <= item.today(now) else say("About to begin")
    return Section(begins, [period])


def _ahead(say: Say, item: Item, now: datetime) -> Section:
    meeting = item.coming_meeting(now)
    if meeting is not None:
        return _of_meeting(say, item, meeting, item.today(now))
    due, today = item.dates(now).due, item.today(now)
    days = (due - today).days
    if days <= 0:
        return _due(say, item, now)
    over = dues.missed(say, item.standing(now), item.step.number)
    return Section(_left(say, days), [due_line(say, due, item.calendar, today), over])


def _left(say: Say, days: int) -> Text:
    return say.plural("Reminder: {count} day left", "Reminder: {count} days left", days)


def _of_meeting(say: Say, item: Item, meeting: Dated, today: date) -> Section:
    """Before it and on its day; of no other hour than its own."""
    not_closed = open_predecessors(item.plan.states, item.step.number)
    waits_for = [n for n in not_closed if n not in aside(item.plan)]
    before = plain("")
    if waits_for:
        before = say("Not closed yet: {steps}", steps=names.step_numbers(say, waits_for))
    days = (meeting.on - today).days
    if days > 0:
        facts = [meetings.whole(say, meeting), meetings.where(say, meeting), before]
        return Section(_left(say, days), [*facts, agenda.listed(say, item.met)])
    if _missing(item):
        ask = say("After the meeting, please attach the evidence and close the step.")
    else:
        ask = say("After the meeting, please close the step.")
    return Section(meetings.today(say, meeting), [meetings.where(say, meeting), before], ask)


def _due(say: Say, item: Item, now: datetime) -> Section:
    """Sent on the day itself, around a day off, or so late that the step is overdue."""
    meeting, today = item.coming_meeting(now), item.today(now)
    if meeting is not None:
        return _of_meeting(say, item, meeting, today)
    if is_late(item, now):
        return _overdue(say, item, now)
    due, passed = item.dates(now).due, item.passed_meeting(now)
    time = dates.clock(item.plan.rules.closing_time, say.language)
    if not item.calendar.is_working(due):
        head = _around_day_off(say, due, item.calendar, today, time)
        return Section(head, [], _before(say, item))
    head = say("Due today ({day})", day=dates.long_date(due, say.language))
    if passed is not None:
        return Section(head, [meetings.was(say, passed)], meetings.held_or_not(say))
    if _missing(item):
        ask = say("Please attach the evidence and close the step today by {time}.", time=time)
    else:
        ask = say("Please close the step today by {time}.", time=time)
    return Section(head, [], ask)


def _around_day_off(say: Say, due: date, calendar: Calendar, today: date, time: str) -> Text:
    if calendar.on_or_before(due) > today:
        return due_line(say, due, calendar, today)
    day = dates.weekday_date(due, say.language)
    return say("Due {day} (a day off). Please close it today by {time}.", day=day, time=time)


def _before(say: Say, item: Item) -> Text:
    """The head has asked to close the step."""
    return say("Please attach the evidence first.") if _missing(item) else plain("")


def _overdue(say: Say, item: Item, now: datetime) -> Section:
    days = overdue_days(item.dates(now).due, item.calendar, item.today(now))
    head = say.plural("{count} day past the due date", "{count} days past the due date", days)
    passed = item.passed_meeting(now)
    was_due = join(
        [_was_due(say, item, now), meetings.was(say, passed) if passed is not None else ""]
    )
    if item.notice.audience is Audience.SECRETARY:
        asked = requests.standing(say, item.plan.states[item.step.number])
        facts = [was_due, *_obstacles(say, item, item.team), asked]
        return Section(head, facts, follow_up(say, item.step))
    ask = say(
        "Please close it, or ask for more time by typing “ขยายเวลา {number}”, "
        "then the new date and the reason.",
        number=item.step.number,
    )
    return Section(head, [was_due, *_obstacles(say, item)], ask)


def _obstacles(say: Say, item: Item, team: Team | None = None) -> list[Text]:
    return obstacle.standing(say, item.plan, item.plan.states[item.step.number], team)


def _was_due(say: Say, item: Item, now: datetime) -> Text:
    """Days overdue count from after a day off, so that it is named as one."""
    due, meeting = item.dates(now).due, item.meeting(now)
    if meeting is not None:
        return meetings.was(say, meeting)
    day = dates.weekday_date(due, say.language)
    if item.calendar.is_working(due):
        return say("It was due {day}.", day=day)
    return say("Due {day} (a day off)", day=day)


def _check_in(say: Say, item: Item, now: datetime) -> Section:
    progress = item.plan.states[item.step.number].progress
    facts = [_until(say, item, now)]
    if progress is not None:
        facts.append(say("Progress reported so far: {percent} per cent", percent=progress))
    ask = say("How is it going? Please press a button.")
    facts += _obstacles(say, item)
    return Section(say("Monthly check-in"), facts, ask)


def _until(say: Say, item: Item, now: datetime) -> Text:
    """The due date; of what has none, since when it runs."""
    found = item.dates(now)
    if found.known_due is not None:
        return due_line(say, found.due, item.calendar, item.today(now))
    return say(
        "In progress since {day}. No due date is set: it stays open until it is closed.",
        day=dates.long_date(found.start, say.language),
    )


def _review(say: Say, item: Item, now: datetime) -> Section:
    """To who verifies: completed as reported, since when it waits, and what is missing."""
    reported = item.plan.states[item.step.number].reported
    assert reported is not None
    head = waiting_since(say, item.standing(now), item.step.number)
    day = dates.weekday_date(reported.on, say.language)
    facts = [
        say("Reported as completed {day}", day=day),
        responsible(say, item.plan, item.step),
        to_attach(say, _missing(item)),
    ]
    return Section(head, facts, say("Please verify it, or send it back with the reason."))


def waiting_since(say: Say, s: Standing, number: int) -> Text:
    days = s.calendar.working_after(reported_day(s.plan, number), s.today)
    return say.plural(
        "Waiting for verification for {count} working day",
        "Waiting for verification for {count} working days",
        days,
    )


def responsible(say: Say, plan: Plan, step: Step) -> Text:
    parties = names.parties(say, plan.sop, step.parties, short=True)
    return say("Responsible: {parties}", parties=parties)


def members(say: Say, plan: Plan, team: Team, step: Step) -> Text:
    """For the secretary, in private: who of the responsible there is to follow up with."""
    people = team.responsible(plan.sop.id, step.parties)
    if not people:
        return say("Nobody has joined the responsible parties yet.")
    people = still_to_confirm(plan.states[step.number], team, people) or people
    named = names.listed(say, [names.person(say, m.person) for m in people])
    return say("Members: {people}", people=named)


def to_attach(say: Say, missing: Sequence[Document]) -> Text:
    if not missing:
        return plain("")
    return join([say("Documents to attach:"), *(say("• {title}", title=d.title) for d in missing)])


def _missing(item: Item) -> list[Document]:
    """Evidence of the step that is not there yet."""
    return missing_evidence(item.plan.states[item.step.number], item.files)


def _undecided(say: Say, item: Item) -> Text:
    files = undecided(item)
    return attach.undecided(say, files) if files else plain("")


def undecided(item: Item) -> list[File]:
    """Files of the step of which nobody has said which of its documents they are."""
    newest = {f.number: f for f in item.files if f.step == item.step.number}
    return [f for f in newest.values() if attach.is_open_question(f, item.step)]


def follow_up(say: Say, step: Step) -> Text:
    """What the secretary can do about an overdue step."""
    return say(
        "Please follow it up. For more time, type /extend or “ขยายเวลา”, "
        "then {number}, the new date and the reason.",
        number=step.number,
    )


_TELL: Mapping[Kind, Callable[[Say, Item, datetime], Section]] = {
    Kind.START: _start,
    Kind.AHEAD: _ahead,
    Kind.DUE: _due,
    Kind.OVERDUE: _overdue,
    Kind.CHECK_IN: _check_in,
    Kind.REVIEW: _review,
}
