"""The plan as it would be: the whole timeline on a phone, with one calm note, before it is made."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count

from bot.domain.calendar import fiscal_year
from bot.domain.message import Button, Message, Text, bold, join, paragraphs, plain
from bot.domain.occurrences import Group, together
from bot.domain.plan import Plan
from bot.domain.sop import Sop
from bot.domain.timeline import ConflictKind, Timeline
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.text import condition, dues, names, occurrences, way
from bot.render.text.extend import conflict

NOTHING = Text()


@dataclass(frozen=True, slots=True)
class Origin:
    """What is taken along from the plan that the new one replaces, beside its closings."""

    files: int
    left_behind: Sequence[int]
    """Steps whose closings lie before the start."""
    unverified: Sequence[int] = ()
    """Steps whose reports nobody has verified."""


def preview(
    say: Say,
    form: str,
    sop: Sop,
    start: date,
    line: Timeline,
    *,
    cutoffs: Mapping[str, date],
    closed: Mapping[int, date],
    skipped: Sequence[int] = (),
    origin: Origin | None = None,
    same_year: bool,
    former: Plan | None = None,
    name: str = "",
    today: date,
    taken_over: Text = NOTHING,
    left_out: Sequence[int] = (),
    ways: Mapping[int, str] | None = None,
) -> Message:
    """The whole timeline with one calm note; nothing is made until it is confirmed.

    `ways`: that closed decisions took, by which the steps `left_out` are not carried out.
    """
    off = [*skipped, *left_out]
    head = _head(say, sop, start, name)
    listed = join(
        _lines(say, sop, group, line, closed, off)
        for group in together(sop, _shown(sop, line, off))
    )
    parts = [
        head,
        listed,
        _outcomes(say, sop, ways or {}),
        _taken_along(say, origin, len(closed) + len(skipped)),
        taken_over,
        _cutoffs(say, sop, cutoffs),
        note(say, line),
        _out_of_order(say, sop, closed, off),
        _passed(say, line, {*closed, *off}, today),
        _double_note(say) if same_year and not name else plain(""),
        _former_note(say, former) if former is not None else plain(""),
        say("Please check the dates, then press Confirm."),
    ]
    return Message(paragraphs(parts), _form_buttons(say, form, sop, start <= today))


def _head(say: Say, sop: Sop, start: date, name: str) -> Text:
    if sop.case:
        return join([bold(say("Draft of the case {name}", name=name)), sop.title])
    title = say("Draft plan, {indicator}", indicator=names.within(say, sop))
    return join([bold(title), plain(_year(say, start, name))])


def _lines(
    say: Say,
    sop: Sop,
    group: Group,
    line: Timeline,
    closed: Mapping[int, date],
    skipped: Sequence[int],
) -> Text:
    """One step; of one that recurs the next occurrence, those closed and the later ones counted."""
    done = tuple(n for n in group if n in closed and len(group) > 1)
    left = [n for n in group if n not in done]
    told = []
    if done:
        days = occurrences.closed(say, len(done), max(closed[n] for n in done))
        told.append(say("{head}: {told}", head=occurrences.head(say, sop, done), told=days))
    told += [_line(say, sop, n, line, closed, skipped) for n in left[:1]]
    if behind := [n for n in left[1:] if line[n].expected]:
        told.append(occurrences.more(say, line, behind))
    return join(told)


def _line(
    say: Say,
    sop: Sop,
    number: int,
    line: Timeline,
    closed: Mapping[int, date],
    skipped: Sequence[int],
) -> Text:
    title = sop.step(number).title
    if number in skipped:
        return say("{number}. {title}: not carried out", number=number, title=title)
    if number in closed:
        day = dates.short_date(closed[number], say.language)
        return say("{number}. {title}: closed {day}", number=number, title=title, day=day)
    if not line[number].expected:
        hangs = condition.hangs_on(say, sop, number)
        return say("{number}. {title}: {condition}", number=number, title=title, condition=hangs)
    return say(
        "{number}. {title}: {span}",
        number=number,
        title=title,
        span=dues.period(say, line[number]),
    )


def _shown(sop: Sop, line: Timeline, off: Collection[int]) -> list[int]:
    """Of a loop no round that has not come."""
    later = {n for n in sop.by_number if n in off or not line[n].expected}
    return [n for n in sorted(sop.by_number) if n not in later or not sop.step(n).is_round]


def _outcomes(say: Say, sop: Sop, ways: Mapping[int, str]) -> Text:
    """Of the decisions that are closed already."""
    return join(
        join([names.step_number(say, n), way.taken(say, sop.step(n), taken)], " · ")
        for n, taken in sorted(ways.items())
    )


def _taken_along(say: Say, origin: Origin | None, closed: int) -> Text:
    if origin is None:
        return plain("")
    taken = say(
        "Taken along from the cancelled plan: closed steps {steps}, files {files}",
        steps=closed,
        files=origin.files,
    )
    return join([taken, *_left_behind(say, origin)])


def _left_behind(say: Say, origin: Origin) -> list[Text]:
    found = []
    if origin.left_behind:
        steps = names.step_numbers(say, origin.left_behind)
        found.append(say("Not taken along, as closed before the start: {steps}", steps=steps))
    if origin.unverified:
        steps = names.step_numbers(say, origin.unverified)
        found.append(say("Not verified yet, so please report anew: {steps}", steps=steps))
    return found


def _cutoffs(say: Say, sop: Sop, cutoffs: Mapping[str, date]) -> Text:
    return join(
        say("{title}: {day}", title=c.title, day=dates.short_date(cutoffs[c.id], say.language))
        for c in sop.cutoffs
        if c.id in cutoffs
    )


MUCH = 31
"""Days by which fixed dates shorten a step, from which on its order may be meant otherwise."""
_SHORTER = N_(
    "Note: the fixed closing dates of the rounds make these steps shorter "
    "than the SOP says: {steps}. This is usual."
)
_MUCH_SHORTER = N_(
    "Note: fixed dates make these steps shorter than the SOP says: {steps}.\n"
    "Please check whether they can begin before the steps above them are closed."
)


def note(say: Say, line: Timeline) -> Text:
    """What the fixed dates shorten, as one note: some days are usual, no alarm."""
    conflicts = [c for c in line.conflicts if c.days > 0]
    shortened = [c for c in conflicts if c.kind is ConflictKind.SHORTENED]
    others = [c for c in conflicts if c.kind is not ConflictKind.SHORTENED]
    parts = [conflict(say, c) for c in others]
    if shortened:
        listed = names.listed(
            say,
            [say("{number} ({days} days less)", number=c.step, days=c.days) for c in shortened],
        )
        much = any(c.days > MUCH for c in shortened)
        parts.insert(0, say(_MUCH_SHORTER if much else _SHORTER, steps=listed))
    return join(parts)


def _out_of_order(say: Say, sop: Sop, closed: Mapping[int, date], skipped: Sequence[int]) -> Text:
    """True dates are not corrected, but a slip of the pen is seen here."""
    return join(
        _before(say, number, former, closed)
        for number in sorted(closed)
        for former in sop.step(number).after
        if former not in skipped
        if former not in closed or closed[former] > closed[number]
    )


def _before(say: Say, number: int, former: int, closed: Mapping[int, date]) -> Text:
    if former not in closed:
        return say(
            "Please note: step {number} is closed, but step {former} is still open.",
            number=number,
            former=former,
        )
    return say(
        "Please note: step {number} was closed before step {former}.", number=number, former=former
    )


def _passed(say: Say, line: Timeline, closed: Collection[int], today: date) -> Text:
    still = ((n, at) for n, at in sorted(line.steps.items()) if at.expected and n not in closed)
    passed = [n for n, at in still if at.has_due and at.due < today]
    if not passed:
        return plain("")
    return say(
        "Due already: {steps}. If closed, press “Steps closed already” and give the true dates.",
        steps=names.step_numbers(say, passed),
    )


def _year(say: Say, start: date, name: str) -> str:
    year = dates.fiscal_year_name(fiscal_year(start), say.language)
    return f"{year} ({name})" if name else year


def _former_note(say: Say, former: Plan) -> Text:
    """What the year before has left to do goes on: its last report may be due in October."""
    year = names.year(say, former)
    still = [n for n, state in former.states.items() if not state.is_closed]
    if not still:
        return say("The plan of {year} is not closed yet.", year=year)
    steps = names.step_numbers(say, still)
    return say("The plan of {year} goes on beside this one: {steps}", year=year, steps=steps)


def _double_note(say: Say) -> Text:
    return say("A plan of this SOP and fiscal year is running already in this group.")


def _form_buttons(say: Say, form: str, sop: Sop, begun: bool) -> tuple[tuple[Button, ...], ...]:
    rows = [
        (Button(say.caption("Confirm"), f"form {form} confirm"),),
        (Button(say.caption("Change the start date"), f"form {form} start"),),
    ]
    if sop.cutoffs:
        rows.append((Button(say.caption("Closing dates of DOC 4.0"), f"form {form} cutoffs"),))
    if begun:
        rows.append((Button(say.caption("Steps closed already"), f"form {form} closed"),))
    rows.append((Button(say.caption("Cancel"), f"form {form} discard"),))
    return tuple(rows)


def offered_name(say: Say, start: date, taken: Collection[str]) -> str:
    """For one of two plans of a year: its month, its day, or the day with a number."""
    day = dates.short_date(start, say.language)
    from_day = say.caption("from {day}", day=day)
    from_month = say.caption("from {day}", day=dates.month_year(start, say.language))
    numbered = (f"{from_day} ({n})" for n in count(2))
    return next(name for name in chain((from_month, from_day), numbered) if name not in taken)


def double(say: Say, form: str, sop: Sop, first: Plan, called: str, name: str) -> Message:
    """Before a second plan of the same year it gets a name; the first is `called` so from then."""
    rows = (
        (Button(say.caption("Make it as “{name}”", name=name), f"form {form} confirm !"),),
        (Button(say.caption("Another name"), f"form {form} name"),),
        (Button(say.caption("Cancel"), f"form {form} discard"),),
    )
    text = paragraphs(
        [
            say(
                "A plan of {indicator} for this fiscal year is running already in this "
                "group. A second one would remind of everything twice.",
                indicator=names.joined(say, sop),
            ),
            say(
                "To tell the two apart each has a name. The plan from {day} is called “{called}”. "
                "Please choose a name for the new one.",
                day=dates.long_date(first.start, say.language),
                called=called,
            ),
        ]
    )
    return Message(text, rows)
