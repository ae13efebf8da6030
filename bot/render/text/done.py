"""What is said when a step closes, is skipped, reopens or the word is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.domain.calendar import Calendar
from bot.domain.events import Closed, Event, Reopened, Skipped, StepEvent
from bot.domain.files import File
from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.notice_rules import START_GAP
from bot.domain.people import Person
from bot.domain.plan import Plan, Span
from bot.domain.sop import Step
from bot.domain.status import last_closing, overdue_days
from bot.domain.timeline import Timeline, moved
from bot.render import dates
from bot.render.language import Say
from bot.render.text import names


def closed(
    say: Say,
    was: Plan,
    now: Plan,
    event: Event,
    files: Sequence[File],
    by: Person,
    *,
    before: Timeline,
    after: Timeline,
    calendar: Calendar,
    today: date,
) -> Text:
    """The announcement of a closing, a skip or a reopening and of what follows from it."""
    assert isinstance(event, StepEvent)
    head = _head(say, now.sop.step(event.step), event)
    facts = [_outcome(say, event, before, calendar), _recorded(say, event, by, files)]
    reopened = isinstance(event, Reopened)
    return paragraphs(
        [
            join([head, *facts]),
            _due_again(say, event.step, after, calendar, today)
            if reopened
            else started(say, was, now, after, calendar, today),
            shifted(say, moved(before, after), _newly_running(was, now), event.step),
        ]
    )


def started(
    say: Say, was: Plan, now: Plan, after: Timeline, calendar: Calendar, today: date
) -> Text:
    """The steps that this change lets begin, each with its dates and who is responsible."""
    begun = _newly_running(was, now)
    later = [n for n in begun if _has_start_notice(now, n, after, calendar, today)]
    soon = [n for n in begun if n not in later]
    late = {n: overdue_days(after[n].due, calendar, today) for n in soon}
    return paragraphs(
        [
            begins(say, bold(say("Now begins:")), soon, after, now, late),
            begins(say, bold(say("Next, not to begin yet:")), later, after, now),
        ]
    )


def _has_start_notice(
    plan: Plan, number: int, after: Timeline, calendar: Calendar, today: date
) -> bool:
    """Its start is still to come and has a notice of its own."""
    first, closing = calendar.on_or_after(after[number].start), last_closing(plan.states, number)
    return first > today and closing is not None and (first - closing).days > START_GAP


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


def _due_again(say: Say, number: int, after: Timeline, calendar: Calendar, today: date) -> Text:
    """A reopened step goes on under its old due date."""
    late = overdue_days(after[number].due, calendar, today)
    due = _span(say, dates.long_date(after[number].due, say.language), late)
    extend = say(
        "For more time, the secretary types /extend or “ขยายเวลา”, then {number}, "
        "the new date and the reason.",
        number=number,
    )
    line = say("Step {number} is due {due}.", number=number, due=due)
    return join([line, extend if late else ""])


def _begins(say: Say, step: Step, after: Timeline, plan: Plan, late: int) -> Text:
    at = after[step.number]
    return say(
        "{step}\n{span} · responsible: {parties}",
        step=names.step(say, step),
        span=_span(say, dates.span(at.start, at.due, say.language), late),
        parties=names.parties(plan.sop, step.parties, short=True),
    )


def _span(say: Say, span: str, late: int) -> Text:
    """A closing recorded long after its day lets begin what should be over."""
    if not late:
        return plain(span)
    return say.plural(
        "{span} ({count} day past the due date)",
        "{span} ({count} days past the due date)",
        late,
        span=span,
    )


def shifted(
    say: Say,
    moves: Mapping[int, tuple[Span, Span]],
    begun: Iterable[int],
    but: int,
    head: Text | None = None,
) -> Text:
    """Due dates that moved, except of the steps already named."""
    named = {*begun, but}
    lines = [
        say(
            "Step {number}: due {old} → {new}",
            number=number,
            old=dates.short_date(old.due, say.language),
            new=dates.short_date(new.due, say.language),
        )
        for number, (old, new) in sorted(moves.items())
        if number not in named and old.due != new.due
    ]
    return join([bold(head or say("The forecast moves:")), *lines]) if lines else plain("")


def taken_back(
    say: Say, was: Plan, event: Event, by: Person, *, before: Timeline, after: Timeline
) -> Text:
    """The group hears that something no longer holds."""
    if not isinstance(event, StepEvent):
        return say("Taken back by {person}.", person=names.person(say, by))
    head = say(
        "The last entry on step {number} {title} was taken back by {person}.",
        number=event.step,
        title=was.sop.step(event.step).title,
        person=names.person(say, by),
    )
    dues = say(
        "Step {number} is due {due}.",
        number=event.step,
        due=dates.long_date(after[event.step].due, say.language),
    )
    return paragraphs([join([head, dues]), shifted(say, moved(before, after), (), event.step)])


def _head(say: Say, step: Step, event: StepEvent) -> Text:
    if isinstance(event, Skipped):
        line = say("Step {number} will not be carried out", number=step.number)
    elif isinstance(event, Reopened):
        line = say("Step {number} is open again", number=step.number)
    else:
        line = say("Step {number} is closed", number=step.number)
    return join([bold(line), step.title])


def _outcome(say: Say, event: StepEvent, before: Timeline, calendar: Calendar) -> Text:
    if isinstance(event, Skipped | Reopened):
        return say("Reason: {reason}", reason=event.reason)
    assert isinstance(event, Closed)
    return say(
        "Completed {day} ({punctuality})",
        day=dates.short_date(event.on, say.language),
        punctuality=punctuality(say, event.on, before[event.step].due, calendar),
    )


def punctuality(say: Say, closed_on: date, due: date, calendar: Calendar) -> Text:
    """On time, or how many calendar days after the due date, which runs to a working day."""
    if closed_on < due:
        days = (due - closed_on).days
        return say.plural("{count} day before it was due", "{count} days before it was due", days)
    if closed_on <= calendar.on_or_after(due):
        return say("as planned")
    days = (closed_on - due).days
    return say.plural("{count} day after it was due", "{count} days after it was due", days)


def _recorded(say: Say, event: StepEvent, by: Person, files: Sequence[File]) -> Text:
    count = len({f.number for f in files if f.step == event.step})  # not its versions
    line = say("Recorded by {person}", person=names.person(say, by))
    if count and not isinstance(event, Reopened):
        evidence = say.plural("{count} file attached", "{count} files attached", count)
        line = join([line, evidence], " · ")
    note = event.note if isinstance(event, Closed) else ""
    return join([line, say("Note: {note}", note=note) if note else ""])


def _newly_running(was: Plan, now: Plan) -> list[int]:
    return sorted(_may_run(now) - _may_run(was))


def _may_run(plan: Plan) -> set[int]:
    states = plan.states
    return {
        n
        for n, s in states.items()
        if not s.is_closed and all(states[p].is_closed for p in s.step.after)
    }
