"""Extensions and meeting days: previews and announcements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.domain.calendar import SATURDAY, Calendar
from bot.domain.change import Change
from bot.domain.events import Dated, Extended
from bot.domain.message import Text, bold, join, paragraphs, plain
from bot.domain.sop import Step
from bot.domain.standing import Standing
from bot.domain.timeline import Conflict, ConflictKind, Timeline
from bot.render import dates
from bot.render.language import Say
from bot.render.text import dues, meetings, names
from bot.render.text.done import shifted
from bot.render.text.holiday import NAME_LENGTH


def preview(say: Say, change: Change, names_of_days: Mapping[date, str]) -> Text:
    """What an extension would move; asked before it is written. `names_of_days`: of days off."""
    event, before, after = change.event, change.before, change.after
    assert isinstance(event, Extended)
    title = before.title(event.step)
    head = bold(say("Extend step {number} to {day}?", number=event.step, day=_long(say, event.to)))
    was = dues.until_now(say, before.due(event.step))
    return paragraphs(
        [
            join([head, _day_off(say, event.to, before.calendar, names_of_days), title, was]),
            past_fixed(say, event.step, after.forecast),
            to_move(say, event.step, change),
            new_conflicts(say, change, told=event.step),
        ]
    )


def announced(say: Say, change: Change, names_of_days: Mapping[date, str]) -> Text:
    """The group hears of a new due date or of the day of a meeting."""
    event, before, after = change.event, change.before, change.after
    assert isinstance(event, Extended | Dated)
    title = after.title(event.step)
    facts = _extended(say, event) if isinstance(event, Extended) else _dated(say, event, before)
    head, when, *reason = facts
    recorded = say("Recorded by {person}", person=names.person(say, change.by))
    day = after.forecast[event.step].due
    return paragraphs(
        [
            join(
                [
                    head,
                    title,
                    when,
                    _day_off(say, day, after.calendar, names_of_days),
                    *reason,
                    recorded,
                ]
            ),
            shifted(say, change.moves, [event.step]),
            new_conflicts(say, change),
        ]
    )


def to_move(say: Say, number: int, change: Change) -> Text:
    """What a new due date of this step would move."""
    head = say("Due dates that would move:")
    moves = shifted(say, change.moves, [number], head)
    return moves or say("No other step moves.")


def _extended(say: Say, event: Extended) -> list[Text]:
    return [
        bold(say("Step {number} is extended", number=event.step)),
        say("New due date: {day}", day=dates.weekday_date(event.to, say.language)),
        say("Reason: {reason}", reason=event.reason),
    ]


def _dated(say: Say, event: Dated, before: Standing) -> list[Text]:
    """Of a meeting that is moved also where it was."""
    head = bold(say("The day of step {number} is fixed", number=event.step))
    was = before.meeting(event.step)
    moved = was is not None and (was.on, was.time) != (event.on, event.time)
    former = say("Fixed before: {when}", when=_when(say, was)) if was and moved else plain("")
    return [head, _when(say, event), meetings.where(say, event), former]


def _when(say: Say, meeting: Dated) -> Text:
    day = dates.weekday_date(meeting.on, say.language)
    if meeting.time is None:
        return plain(day)
    return say("{day} at {time}", day=day, time=dates.clock(meeting.time, say.language))


def _day_off(say: Say, day: date, calendar: Calendar, names_of_days: Mapping[date, str]) -> Text:
    """Which day off it is, and until when one can close then."""
    if calendar.is_working(day):
        return plain("")
    until = dates.weekday_date(calendar.on_or_after(day), say.language)
    name = names.shorten(names_of_days.get(day, ""), NAME_LENGTH)
    if name and day.weekday() < SATURDAY:
        return say("(A day off: {name}. It can be closed until {until}.)", name=name, until=until)
    return say("(A day off. It can be closed until {until}.)", until=until)


def past_fixed(say: Say, number: int, after: Timeline) -> Text:
    late = [c for c in after[number].conflicts if c.kind is ConflictKind.DUE_NOT_APPLIED]
    if not late or late[0].fixed is None:
        return plain("")
    return say(
        "This is {days} days past the fixed date {fixed}.",
        days=late[0].days,
        fixed=_long(say, late[0].fixed),
    )


def new_conflicts(say: Say, change: Change, told: int | None = None) -> Text:
    """`told`: the step of which it is said already that it ends past its fixed date."""
    known = set(change.before.forecast.conflicts)
    new = [c for c in change.after.forecast.conflicts if c not in known]
    past = ConflictKind.DUE_NOT_APPLIED
    lines = [conflict(say, c) for c in new if c.step != told or c.kind is not past]
    return join([bold(say("Please note:")), *lines]) if lines else plain("")


def conflict(say: Say, what: Conflict) -> Text:
    """One calm line on what a fixed date does to a step."""
    return _CONFLICTS[what.kind](say, what)


def _shortened(say: Say, c: Conflict) -> Text:
    return say(
        "Step {number} ends {days} days earlier than its duration, on the fixed date {fixed}.",
        number=c.step,
        days=c.days,
        fixed=_short(say, c.fixed),
    )


def _not_applied(say: Say, c: Conflict) -> Text:
    return say(
        "Step {number} is due {days} days after the fixed date {fixed}.",
        number=c.step,
        days=c.days,
        fixed=_short(say, c.fixed),
    )


def _date_missed(say: Say, c: Conflict) -> Text:
    return say(
        "Step {number}: the day fixed for it ({fixed}) lies before it can start.",
        number=c.step,
        fixed=_short(say, c.fixed),
    )


def _past_year(say: Say, c: Conflict) -> Text:
    return say(
        "Step {number} ends {days} days after the end of the fiscal year.",
        number=c.step,
        days=c.days,
    )


def _long(say: Say, day: date) -> str:
    return dates.long_date(day, say.language)


def _short(say: Say, day: date | None) -> str:
    return dates.short_date(day, say.language) if day else ""


_CONFLICTS: Mapping[ConflictKind, Callable[[Say, Conflict], Text]] = {
    ConflictKind.SHORTENED: _shortened,
    ConflictKind.DUE_NOT_APPLIED: _not_applied,
    ConflictKind.DATE_NOT_APPLIED: _date_missed,
    ConflictKind.PAST_FISCAL_YEAR: _past_year,
}


def not_a_meeting(say: Say, step: Step, day: date | None) -> Text:
    """A long step has no day of its own; `day`: one to which it could be extended."""
    if day is None:
        return say(
            "Step {number} is not a meeting, so no day is fixed for it.\n"
            "To extend its due date, type /extend {number}, the date and the reason.",
            number=step.number,
        )
    return say(
        "Step {number} is not a meeting.\n"
        "To change its due date, type /extend {number} {day} and the reason.",
        number=step.number,
        day=dates.typed(day),
    )


def day_past_fixed(say: Say, step: Step, day: date, fixed: date) -> Text:
    return say(
        "Step {number} is to end by {fixed}, so {day} is too late for it.\n"
        "To change its due date, type /extend {number} {typed} and the reason.",
        number=step.number,
        fixed=_long(say, fixed),
        day=_long(say, day),
        typed=dates.typed(day),
    )


def extend_not_later(say: Say, step: Step, day: date, due: date) -> Text:
    return say(
        "Step {number} is due {due}; {day} is not later.\nPlease give a later date.",
        number=step.number,
        due=_long(say, due),
        day=_long(say, day),
    )


def day_passed(say: Say, day: date) -> Text:
    return say("{day} has passed.\nPlease give a day from today on.", day=_long(say, day))


def day_too_far(say: Say, day: date, today: date) -> Text:
    return say(
        "{day} is too far from today.\nPlease check the year (for example {today}).",
        today=dates.typed(today),
        day=_long(say, day),
    )


def day_too_early(say: Say, step: Step, day: date, start: date) -> Text:
    return say(
        "Step {number} cannot start before {start}, so {day} is too early.\n"
        "Please close the steps before it first, or choose a later day.",
        number=step.number,
        start=_long(say, start),
        day=_long(say, day),
    )


def not_closed(say: Say, step: Step) -> Text:
    return say("Step {number} is not closed, so there is nothing to open.", number=step.number)


def nothing_closed(say: Say) -> Text:
    return say("No step is closed yet.")


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "extend-not-later": extend_not_later,
    "not-a-meeting": not_a_meeting,
    "day-past-fixed": day_past_fixed,
    "day-passed": day_passed,
    "day-too-early": day_too_early,
    "day-too-far": day_too_far,
    "not-closed": not_closed,
    "nothing-closed": nothing_closed,
}
