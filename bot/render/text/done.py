"""What is said when a step closes, is skipped, reopens or the word is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from bot.domain.calendar import Calendar
from bot.domain.change import Change
from bot.domain.events import Closed, Dated, Reopened, Skipped, StepEvent
from bot.domain.files import File
from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.notice_rules import START_GAP
from bot.domain.numbers import base
from bot.domain.occurrences import Group, folded, nearest, of_same_step
from bot.domain.people import Person
from bot.domain.plan import Plan, Span
from bot.domain.sop import Sop, Step
from bot.domain.standing import Standing, last_closing, overdue_days
from bot.domain.timeline import Timeline
from bot.render import dates
from bot.render.language import Say
from bot.render.text import dues, meetings, names, number, occurrences, way

_NONE = plain("")


def closed(say: Say, change: Change, files: Sequence[File]) -> tuple[Text, Text]:
    """The announcement of a closing, a skip or a reopening and of what follows from it: in private,
    and in the group, where it counts no days after the due date: whoever recorded it stands beside.
    """
    event, after = change.event, change.after
    assert isinstance(event, StepEvent)
    head = _head(say, after.plan.sop, event)
    recorded, reopened = _recorded(say, change, event, files), isinstance(event, Reopened)
    follows = (
        way.follows(say, change),
        number.wanted(say, after.states[event.step]) if isinstance(event, Closed) else "",
        _due_again(say, event.step, after) if reopened else started(say, change),
        moved_steps(say, change, [event.step]),
    )

    def whole(private: bool) -> Text:
        outcome = _outcome(say, event, change, private=private)
        return paragraphs([join([head, outcome, recorded]), *follows])

    return whole(private=True), whole(private=False)


def started(say: Say, change: Change) -> Text:
    """The steps that this change lets begin, each with its dates and who is responsible."""
    after, begun = change.after, nearest(change.after.plan.sop, change.begun)
    later = [n for n in begun if _has_start_notice(after, n)]
    soon = [n for n in begun if n not in later]
    later += _next_time(change)
    late = {n: overdue_days(after.due(n), after.calendar, after.today) for n in soon}
    return paragraphs(
        [
            begins(say, bold(say("Now begins:")), soon, after.forecast, after.plan, late),
            begins(say, bold(say("Next, not to begin yet:")), later, after.forecast, after.plan),
        ]
    )


def _next_time(change: Change) -> list[int]:
    """Of a step that recurs the next occurrence, while it is still to begin."""
    event, s = change.event, change.after
    if not isinstance(event, Closed | Skipped) or not s.plan.sop.step(event.step).recurs:
        return []
    found = folded(s, of_same_step(s.plan.sop, event.step))
    return [n for n in found.next if n not in change.begun]


def _has_start_notice(s: Standing, number: int) -> bool:
    """Its start is still to come and has a notice of its own."""
    first, closing = (
        s.calendar.on_or_after(s.forecast[number].start),
        last_closing(s.states, number),
    )
    return first > s.today and closing is not None and (first - closing).days > START_GAP


def begins(
    say: Say,
    head: Text,
    numbers: Sequence[int],
    after: Timeline,
    plan: Plan,
    late: Mapping[int, int] | None = None,
) -> Text:
    """These steps under a heading; nothing if there are none. `late`: days past their due dates."""
    if not numbers:
        return plain("")
    days = late or {}
    lines = (_begins(say, plan.sop.step(n), after, plan, days.get(n, 0)) for n in numbers)
    return join([head, *lines])


def _due_again(say: Say, number: int, after: Standing) -> Text:
    """A reopened step goes on under its old due date."""
    day = after.due(number)
    if day is None:
        return dues.of_step(say, number, None)
    late = overdue_days(day, after.calendar, after.today)
    due = _span(say, plain(dates.long_date(day, say.language)), late)
    extend = say(
        "For more time, type /extend or “ขยายเวลา”, then {number}, the new date and the reason.",
        number=number,
    )
    line = say("Step {number} is due {due}.", number=number, due=due)
    meeting = after.meeting(number)
    if meeting is not None and not late:
        line = meetings.whole(say, meeting)
    return join([line, extend if late else ""])


def _begins(say: Say, step: Step, after: Timeline, plan: Plan, late: int) -> Text:
    at, meeting = after[step.number], plan.states[step.number].meeting
    span = dues.period(say, at)
    if meeting is not None and meeting.on == at.due:
        span = meetings.short(say, meeting)
    line = say(
        "{step}\n{span} · responsible: {parties}",
        step=names.step(say, step),
        span=_span(say, span, late),
        parties=names.parties(say, plan.sop, step.parties, short=True),
    )
    behind = occurrences.behind(say, plan, after, step.number)
    return join([line, _overtaken(say, step.number, meeting, at.due), behind])


def _overtaken(say: Say, number: int, meeting: Dated | None, due: date) -> Text:
    """Of a meeting whose day came before the step could begin."""
    if meeting is None or meeting.on >= due:
        return plain("")
    ask = say(
        "If it was held, please close the step with that day; "
        "if not, the secretary types /date or “กำหนดวัน”, then {number} and a new day.",
        number=number,
    )
    return join([meetings.was(say, meeting), ask])


def _span(say: Say, span: Text, late: int) -> Text:
    """A closing recorded long after its day lets begin what should be over."""
    if not late:
        return span
    return say.plural(
        "{span} ({count} day past the due date)",
        "{span} ({count} days past the due date)",
        late,
        span=span,
    )


def moved_steps(say: Say, change: Change, named: Iterable[int]) -> Text:
    """Due dates that a change moves, except of these steps and of those it lets begin."""
    return shifted(say, change.moves, (*named, *change.begun))


def shifted(
    say: Say,
    moves: Mapping[int, tuple[Span, Span]],
    named: Iterable[int],
    head: Text | None = None,
) -> Text:
    """Due dates that moved, except of the steps already named."""
    but = {*named}
    shown = {n: m for n, m in sorted(moves.items()) if n not in but and _is_moved(*m)}
    lines = [_shifted(say, shown, tuple(group)) for _, group in groupby(shown, key=base)]
    return join([bold(head or say("The forecast moves:")), *lines]) if lines else plain("")


def _is_moved(old: Span, new: Span) -> bool:
    return old.known_due != new.known_due


def _shifted(say: Say, moves: Mapping[int, tuple[Span, Span]], group: Group) -> Text:
    """Of a step that recurs the first that moves, and how many more do."""
    old, new = moves[group[0]]
    line = say(
        "Step {number}: due {old} → {new}",
        number=group[0],
        old=dues.short(say, old.known_due),
        new=dues.short(say, new.known_due),
    )
    more = len(group) - 1
    if not more:
        return line
    return join([line, say.plural("and {count} more", "and {count} more", more)], " ")


def _head(say: Say, sop: Sop, event: StepEvent) -> Text:
    step = sop.step(event.step)
    if isinstance(event, Skipped) and sop.case:
        line = say("Step {number} will not be carried out in this case", number=step.number)
    elif isinstance(event, Skipped):
        line = say("Step {number} will not be carried out", number=step.number)
    elif isinstance(event, Reopened):
        line = say("Step {number} is open again", number=step.number)
    else:
        line = say("Step {number} is closed", number=step.number)
    return join([bold(line), step.title])


def _outcome(say: Say, event: StepEvent, change: Change, *, private: bool) -> Text:
    step = change.after.plan.sop.step(event.step)
    if isinstance(event, Skipped | Reopened):
        reason = say("Reason: {reason}", reason=event.reason)
        return join([reason, way.passed_over(say, step) if isinstance(event, Skipped) else ""])
    assert isinstance(event, Closed)
    state = change.after.states[event.step]
    on = state.completed_on or event.on
    done = completed(say, on, change.before, event.step, private=private)
    verified = _verified(say, event, change.by) if state.was_verified else ""
    return join([way.taken(say, step, event.way), done, verified])


def completed(say: Say, on: date, before: Standing, number: int, *, private: bool) -> Text:
    """The day, and in private how that fits the due date."""
    day, due = dates.short_date(on, say.language), before.due(number)
    if due is None:
        return say("Completed {day}", day=day)
    if not private and on > before.calendar.on_or_after(due):
        return say("Completed {day}", day=day)
    return say(
        "Completed {day} ({punctuality})",
        day=day,
        punctuality=punctuality(say, on, due, before.calendar),
    )


def _verified(say: Say, event: Closed, by: Person) -> Text:
    day = dates.short_date(event.on, say.language)
    return say("Verified {day} by {person}", day=day, person=names.person(say, by))


def punctuality(say: Say, closed_on: date, due: date, calendar: Calendar) -> Text:
    """On time, or how many calendar days after the due date, which runs to a working day."""
    if closed_on < due:
        days = (due - closed_on).days
        return say.plural("{count} day before it was due", "{count} days before it was due", days)
    if closed_on <= calendar.on_or_after(due):
        return say("as planned")
    days = overdue_days(due, calendar, closed_on)
    return say.plural("{count} day after it was due", "{count} days after it was due", days)


def files_of(say: Say, files: Sequence[File], number: int) -> Text:
    """How many the step has, whatever their versions; nothing if none."""
    count = len({f.number for f in files if f.step == number})
    return say.plural("{count} file attached", "{count} files attached", count) if count else _NONE


def _recorded(say: Say, change: Change, event: StepEvent, files: Sequence[File]) -> Text:
    line = say("Recorded by {person}", person=names.person(say, change.by))
    if change.after.states[event.step].was_verified:
        line = _NONE  # it says who has verified it
    evidence = _NONE if isinstance(event, Reopened) else files_of(say, files, event.step)
    line = join([line, evidence], " · ")
    note = event.note if isinstance(event, Closed) else ""
    return join([line, say("Note: {note}", note=note) if note else ""])
