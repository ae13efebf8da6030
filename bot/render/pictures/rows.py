"""The rows of a timeline: a step's title, and below it its bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, takewhile

from bot.domain.calendar import ONE_DAY
from bot.domain.plan import Span
from bot.domain.standing import Standing
from bot.domain.step_dates import FixedDays, fixed_days
from bot.render import dates
from bot.render.colours import INK, LATE
from bot.render.language import Say
from bot.render.pictures import bars, fixed, whole
from bot.render.pictures.axis import Axis, clear
from bot.render.pictures.bars import FADES, LATER, LEAST, SIGN, TALL, Look
from bot.render.pictures.letters import BOLD, Face, cut, drawable, letters, width
from bot.render.pictures.sheet import look_of
from bot.render.text import dues
from bot.render.text.step_card import state_words

ROW = 116
"""Pixels, as all lengths here."""
TITLE_AT, BAR_AT, PLANNED_AT = 44, 61, 97
LETTERS_AT = 27
"""Below the top of the bar they stand beside."""
TITLE = Face(36, weight=BOLD)
LABEL = 32
GAP = 12
LEAST_OPEN = 40
MORE_ROUNDS = 2
"""Days that are shown after the one that comes next."""
UNDATED = (bars.SKIPPED, bars.LEFT_OPEN)
"""Steps that were never done: shown where they were first planned."""


@dataclass(frozen=True, slots=True)
class Row:
    """`late_until`: today, if the step is overdue. `label`: what stands at the bar's end."""

    title: str
    look: Look
    span: Span
    label: str
    planned: Span | None = None
    late_until: date | None = None
    meeting: date | None = None
    fixed: FixedDays = (None, None)
    is_open_ended: bool = False
    earlier: Sequence[tuple[Look, Span]] = ()
    """The rounds of a loop before this one."""
    rounds: Sequence[date] = ()
    """Days, one of which must be kept."""

    @property
    def tall(self) -> int:
        return ROW

    @property
    def days(self) -> Sequence[date]:
        """All that must have a place on the axis."""
        spans = [self.span, self.planned or self.span, *(span for _, span in self.earlier)]
        ends = [day for span in spans for day in (span.start, span.due)]
        others = (self.late_until, self.meeting, *self.fixed, *self.rounds)
        return [*ends, *(day for day in others if day is not None)]


def row(say: Say, s: Standing, number: int, before: Standing | None = None) -> Row:
    """`before`: how the plan stands, if `s` is only supposed; in the place of what was planned.

    `number`: of the procedure; of a loop its rounds stand one after another.
    """
    *earlier, number = rounds = whole.carried_out(s, number)
    look, title = look_of(s, number), drawable(whole.title(say, s, number))
    planned, at = _planned(s, rounds[0], before), s.forecast[number]
    done, meeting = [(look_of(s, n), _taken(s, n)) for n in earlier], s.meeting(number)
    if look in UNDATED:
        label = state_words(say, s, number).plain
        return Row(title, look, planned or at.span, label, earlier=done)
    return Row(
        title,
        look,
        _taken(s, number),
        _label(say, s, number, before),
        planned if at.has_due else None,
        s.today if look is bars.OVERDUE else None,
        meeting.on if meeting is not None else None,
        fixed_days(s.plan, number),
        _is_open_ended(s, number),
        done,
        _rounds(s, number),
    )


def _planned(s: Standing, number: int, before: Standing | None) -> Span | None:
    """Of what only another way than the expected leads to no days were planned."""
    if not whole.is_planned(s, number):
        return None
    return before.forecast[number].span if before is not None else s.plan.baseline.get(number)


def _taken(s: Standing, number: int) -> Span:
    at = s.forecast[number]
    return Span(at.start, s.states[number].completed_on or at.due)


def _is_open_ended(s: Standing, number: int) -> bool:
    return not s.forecast[number].has_due and not s.states[number].is_closed


def _label(say: Say, s: Standing, number: int, before: Standing | None) -> str:
    if _is_open_ended(s, number):
        return whole.named(say, s, number, dues.undated(say, s.forecast[number]).plain)
    now = before.forecast[number] if before is not None else None
    day = _day(say, _taken(s, number).due, now.span if now and now.expected else None)
    if _rounds(s, number):
        day = say.caption("next round {day}", day=day)
    return whole.named(say, s, number, day)


def _rounds(s: Standing, number: int) -> Sequence[date]:
    """Of a step that must be in time for one of several days: those that passed, and the next."""
    state, at = s.states[number], s.forecast[number]
    if state.is_closed or state.step.by is None or not state.step.next_round:
        return ()
    days = state.step.by.all_from(at.start, s.calendar)
    passed = list(takewhile(lambda day: day <= at.due, days))
    return [*passed, *islice(state.step.by.all_from(at.due + ONE_DAY, s.calendar), MORE_ROUNDS)]


def _day(say: Say, last: date, now: Span | None) -> str:
    """With the days that it would be later."""
    day = dates.day_month(last, say.language)
    later = (last - now.due).days if now is not None else 0
    if later <= 0:
        return day
    return say.plural("{day} (+{count} day)", "{day} (+{count} days)", later, day=day).plain


def drawn(what: Row, on: Axis, top: float, room: float) -> Iterator[str]:
    """`room`: where all letters must end; the axis may end before."""
    yield from _title(what.title, on, top, room)
    yield from _bar(what, on, top + BAR_AT)
    yield from fixed.brackets(on, what.fixed, top + BAR_AT)
    if what.planned is not None:
        yield bars.planned(*on.edges(what.planned, LEAST), top + PLANNED_AT)
    yield from _label_drawn(what, on, top + BAR_AT, room)


def _bar(what: Row, on: Axis, top: float) -> Iterator[str]:
    """A meeting of one day is a diamond, the end of a longer step with a day fixed has one."""
    left, right = on.edges(what.span, LEAST_OPEN if what.is_open_ended else LEAST)
    if what.late_until is not None:
        yield bars.lateness(left, on.x(what.late_until + ONE_DAY), top)
    for look, span in what.earlier:
        yield bars.bar(look, *on.edges(span, LEAST), top)
    if what.is_open_ended:
        yield bars.open_bar(what.look, left, right, top)
    elif what.meeting is None or what.span.start < what.span.due:
        yield bars.bar(what.look, left, right, top)
    for day in what.rounds:
        yield bars.mark(bars.BARE, on.middle(day), top + TALL / 2, bars.LATER)
    if what.meeting is not None:
        yield bars.diamond(what.look, on.middle(what.meeting), top)


def _ends(what: Row, on: Axis) -> tuple[float, float]:
    """Of all that `_bar` draws, but for earlier rounds."""
    left, right = on.edges(what.span, LEAST_OPEN if what.is_open_ended else LEAST)
    if what.late_until is not None:
        right = max(right, on.x(what.late_until + ONE_DAY))
    if what.is_open_ended:
        right += FADES
    right = max([right, *(on.middle(day) + LATER for day in what.rounds)])
    if what.meeting is None:
        return left, right
    middle = on.middle(what.meeting)
    return min(left, middle - TALL / 2), max(right, middle + TALL / 2)


def _title(title: str, on: Axis, top: float, room: float) -> Iterator[str]:
    shown = cut(title, TITLE.size, room - on.left)
    yield clear(on, on.left, on.left + width(shown, TITLE.size), top, BAR_AT - 4)
    yield letters(shown, on.left, top + TITLE_AT, TITLE)


def _label_drawn(what: Row, on: Axis, top: float, room: float) -> Iterator[str]:
    """With its sign before it."""
    signed = 2 * SIGN + GAP / 2 if what.look.sign else 0
    wide = signed + width(what.label, LABEL)
    ends = fixed.reach(on, what.fixed, _ends(what, on), wide + 3 * GAP)
    earlier = [edge for _, span in what.earlier for edge in on.edges(span, LEAST)]
    start = _beside(ends, earlier, wide, room)
    yield clear(on, start, start + wide, top, TALL)
    if what.look.sign:
        yield bars.sign(what.look, start + SIGN, top + TALL / 2)
    colour = LATE if what.look is bars.OVERDUE else INK
    yield letters(what.label, start + signed, top + LETTERS_AT, Face(LABEL, colour))


def _beside(ends: tuple[float, float], earlier: Sequence[float], wide: float, room: float) -> float:
    """Behind the bar, else before it, where it might be taken for the first day; in the middle of
    a bar that leaves no room at either end. `earlier`: between what bars of earlier rounds stand.
    """
    left, right = ends
    if right + GAP + wide <= room:
        return right + GAP
    for end, free in ((left, max(earlier, default=0)), (min([left, *earlier]), 0)):
        if end - GAP - wide >= free + GAP:
            return end - GAP - wide
    return (left + right - wide) / 2
