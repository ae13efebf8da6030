"""The days off of a team's calendar: the list, and what changes with a change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.domain.calendar import SATURDAY
from bot.domain.message import Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.people import Person
from bot.domain.plan import Plan, Span
from bot.render import dates
from bot.render.language import Say
from bot.render.text import cancelled, dues, names

NAME_LENGTH = 140
"""Longer than any official name: a royal name is never cut, only what somebody typed is."""
Moves = tuple[Plan, Mapping[int, tuple[Span, Span]]]
"""What changes in a plan: old and new dates by step."""


def listed(
    say: Say,
    team: int,
    page: Sequence[tuple[date, str]],
    *,
    offset: int,
    more: bool,
    size: int,
    until: date,
    steers: bool,
    example: date,
) -> Message:
    """One page of the days off to come, up to the end of the fiscal year."""
    head = bold(say("Days off until {day}", day=dates.long_date(until, say.language)))
    lines = [day_line(say, day, name) for day, name in page] or [say("There are no more.")]
    how = say(
        "To change the list, press a button, or type: /holiday add {day} name",
        day=dates.typed(example),
    )
    rows = [_turning(say, team, offset, more, size)]
    if steers:
        add = Button(say.caption("Add a day off"), f"holiday t{team} add")
        remove = Button(say.caption("Remove a day off"), f"holiday t{team} remove")
        rows.append((add, remove))
    text = paragraphs([join([head, *lines]), how if steers else plain("")])
    return Message(text, tuple(row for row in rows if row))


def day_line(say: Say, day: date, name: str) -> Text:
    if not name:
        return say("• {day}", day=dates.weekday_date(day, say.language))
    return say(
        "• {day} {name}",
        day=dates.weekday_date(day, say.language),
        name=names.shorten(name, NAME_LENGTH),
    )


def _turning(say: Say, team: int, offset: int, more: bool, size: int) -> tuple[Button, ...]:
    back = Button(say.caption("Days before"), f"holiday t{team} o{max(0, offset - size)}")
    on = Button(say.caption("Days after"), f"holiday t{team} o{offset + size}")
    return ((back,) if offset else ()) + ((on,) if more else ())


def ask_added(say: Say, day: date, first: date, last: date) -> Message:
    """A question that is answered by typing; its examples work when they are copied."""
    text = say(
        "Please type the days off in reply to this message, one a line, for example\n"
        "{day} วันหยุดพิเศษ\n{first} - {last}\nTo leave it, type “ยกเลิก”.",
        day=dates.typed(day),
        first=dates.typed(first),
        last=dates.typed(last),
    )
    return Message(text, asks=True)


def ask_removed(say: Say, example: date | None) -> Message:
    """`example`: a day off to come, if there is one."""
    if example is None:
        text = say(
            "Please type the days that are to be working days, one a line, in reply to this "
            "message.\nTo leave it, type “ยกเลิก”."
        )
    else:
        text = say(
            "Please type the days that are to be working days, one a line, in reply to this "
            "message, for example\n{day}\nTo leave it, type “ยกเลิก”.",
            day=dates.typed(example),
        )
    return Message(text, asks=True)


def offer(say: Say, team: int, days: Mapping[date, str], question: str) -> Message:
    """The days were typed without "add": the button adds them. `question`: its mark."""
    first = min(days)
    label = (
        say.caption("Add day off {day}", day=dates.short_date(first, say.language))
        if len(days) == 1
        else say.caption("Add {count} days off", count=len(days))
    )
    head = bold(say("Add these days off?"))
    text = join([head, *(day_line(say, d, n) for d, n in sorted(days.items()))])
    add = Button(label, f"holiday t{team} add {question}")
    return Message(text, ((add,), (cancelled.button(say, question),)))


def changed(
    say: Say,
    verb: str,
    days: Mapping[date, str],
    *,
    known: Sequence[tuple[date, str]],
    passed: bool,
    moves: Sequence[Moves],
    by: Person,
    opposite: str,
) -> Text:
    """What was written, what it moves, and how to take it back."""
    head = say("Days off added") if verb == "add" else say("Days off removed")
    return paragraphs(
        [
            join([bold(head), *(day_line(say, d, n) for d, n in sorted(days.items()))]),
            unchanged(say, verb, known),
            say("Some of these days have passed: what was sent stays sent.") if passed else "",
            _all_moved(say, moves),
            join(
                [
                    say("Recorded by {person}", person=names.person(say, by)),
                    say("If this is wrong, type: {line}", line=opposite) if opposite else "",
                ]
            ),
        ]
    )


def command_line(say: Say, verb: str, days: Sequence[date], name: str = "") -> str:
    """As a person would type it."""
    written = ", ".join(dates.typed(day) for day in days)
    written = f"{written} {name}" if 0 < len(name) <= NAME_LENGTH else written
    if verb == "add":
        return say.caption("/holiday add {days}", days=written)
    return say.caption("/holiday remove {days}", days=written)


def unchanged(say: Say, verb: str, known: Sequence[tuple[date, str]]) -> Text:
    """Days for which nothing was to be done, and why."""
    return join(_reason(say, verb, day, name) for day, name in known)


def _reason(say: Say, verb: str, day: date, name: str) -> Text:
    written = dates.weekday_date(day, say.language)
    if day.weekday() >= SATURDAY:
        return say("{day} is a weekend day, not a working day anyway.", day=written)
    if verb != "add":
        return say("{day} is not in the list of days off.", day=written)
    if not name:
        return say("{day} is a day off already.", day=written)
    return say(
        "{day} is a day off already ({name}).", day=written, name=names.shorten(name, NAME_LENGTH)
    )


def _all_moved(say: Say, moves: Sequence[Moves]) -> Text:
    if not moves:
        return plain("")
    moved = [_moved(say, *one) for one in moves if not one[0].sop.case]
    return paragraphs([*moved, _cases_moved(say, moves)]) or say("No due date moves.")


def _cases_moved(say: Say, moves: Sequence[Moves]) -> Text:
    """Of fifty the dates of each would not be read."""
    spans = (moved.values() for plan, moved in moves if plan.sop.case)
    count = sum(any(old.due != new.due for old, new in one) for one in spans)
    if not count:
        return plain("")
    return say.plural("Due dates move in {count} case.", "Due dates move in {count} cases.", count)


def _moved(say: Say, plan: Plan, moved: Mapping[int, tuple[Span, Span]]) -> Text:
    lines = [
        say(
            "Step {number}: due {old} → {new}",
            number=number,
            old=dues.short(say, old.known_due),
            new=dues.short(say, new.known_due),
        )
        for number, (old, new) in sorted(moved.items())
        if old.known_due != new.known_due
    ]
    head = bold(say("Due dates that move:"))
    return join([head, names.plan_head(say, plan), *lines]) if lines else plain("")


def _unreadable(say: Say, line: str, example: date) -> Text:
    return say(
        "I cannot read this line: {line}\nNothing was changed. Please write it like "
        "{day} วันหยุดพิเศษ.",
        line=names.shorten(line),
        day=dates.typed(example),
    )


def _backwards(say: Say, first: date, last: date) -> Text:
    return say(
        "{last} is before {first}.\nPlease give the first day first.",
        first=dates.long_date(first, say.language),
        last=dates.long_date(last, say.language),
    )


def _too_many(say: Say, most: int) -> Text:
    return say(
        "At most {most} days at a time.\nPlease check the dates, or send them in parts.", most=most
    )


def _name_too_long(say: Say, length: int, limit: int) -> Text:
    return say(
        "The name of the day has {length} characters, the limit is {limit}. Nothing was changed.\n"
        "Please shorten it.",
        length=length,
        limit=limit,
    )


def _too_far(say: Say, day: date, today: date) -> Text:
    return say(
        "{day} is too far from today.\nPlease check the year (for example {today}).",
        today=dates.typed(today),
        day=dates.long_date(day, say.language),
    )


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "day-off-unreadable": _unreadable,
    "days-off-backwards": _backwards,
    "days-off-too-many": _too_many,
    "day-off-too-far": _too_far,
    "day-off-name-too-long": _name_too_long,
}
