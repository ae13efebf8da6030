"""What is said when a step closes, is skipped, reopens or the word is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.domain.calendar import Calendar
from bot.domain.events import Closed, Event, Reopened, Skipped, StepEvent
from bot.domain.files import File
from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.plan import Plan, Span
from bot.domain.sop import Document, Step
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
) -> Text:
    """The announcement of a closing, a skip or a reopening and of what follows from it."""
    assert isinstance(event, StepEvent)
    head = _head(say, now.sop.step(event.step), event)
    facts = [_outcome(say, event, before, calendar), _recorded(say, event, by, files)]
    return paragraphs(
        [
            join([head, *facts]),
            started(say, was, now, after),
            shifted(say, moved(before, after), _newly_running(was, now), event.step),
        ]
    )


def started(say: Say, was: Plan, now: Plan, after: Timeline) -> Text:
    """The steps that this change lets begin, each with its dates and who is responsible."""
    begun = _newly_running(was, now)
    if not begun:
        return plain("")
    head = bold(say("Now begins:"))
    return join([head, *(_begins(say, now.sop.step(n), after, now) for n in begun)])


def _begins(say: Say, step: Step, after: Timeline, plan: Plan) -> Text:
    return say(
        "{step}\n{span} · responsible: {parties}",
        step=names.step(say, step),
        span=dates.span(after[step.number].start, after[step.number].due, say.language),
        parties=names.parties(plan.sop, step.parties, short=True),
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


def doubts(
    say: Say, step: Step, missing: Sequence[Document], waiting: Sequence[int], day: date
) -> Text:
    """Asked before a step is closed with something missing."""
    parts = [
        say(
            "Close step {number} as of {day}?",
            number=step.number,
            day=dates.long_date(day, say.language),
        )
    ]
    if missing:
        head = say("No file is attached yet for:")
        parts.append(join([head, *(say("• {title}", title=d.title) for d in missing)]))
    if waiting:
        parts.append(say("{steps} not closed yet.", steps=names.step_numbers(say, waiting)))
    return paragraphs(parts)


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
    count = sum(1 for f in files if f.step == event.step)
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
