"""The rows of a timeline: a step's title, and below it its bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.calendar import ONE_DAY
from bot.domain.plan import Span
from bot.domain.standing import Standing
from bot.domain.step_dates import FixedDays, fixed_days
from bot.render import dates
from bot.render.colours import INK, LATE
from bot.render.language import Say
from bot.render.pictures import bars, fixed
from bot.render.pictures.axis import Axis, clear
from bot.render.pictures.bars import LEAST, SIGN, TALL, Look
from bot.render.pictures.letters import BOLD, Face, cut, drawable, letters, width
from bot.render.pictures.sheet import look_of
from bot.render.text.status import numbered
from bot.render.text.step_card import state_words

ROW = 116
"""Pixels, as all lengths here."""
TITLE_AT, BAR_AT, PLANNED_AT = 44, 61, 97
LETTERS_AT = 27
"""Below the top of the bar they stand beside."""
TITLE = Face(36, weight=BOLD)
LABEL = 32
GAP = 12
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

    @property
    def days(self) -> Sequence[date]:
        """All that must have a place on the axis."""
        spans = [self.span, self.planned or self.span]
        ends = [day for span in spans for day in (span.start, span.due)]
        others = (self.late_until, self.meeting, *self.fixed)
        return [*ends, *(day for day in others if day is not None)]


def row(say: Say, s: Standing, number: int, before: Standing | None = None) -> Row:
    """`before`: how the plan stands, if `s` is only supposed; in the place of what was planned."""
    look, title = look_of(s, number), drawable(numbered(say, s, number).plain)
    first, at = s.plan.baseline.get(number), s.forecast[number]
    if before is not None:
        first = before.forecast[number].span
    if look in UNDATED:
        return Row(title, look, first or at.span, state_words(say, s, number).plain)
    last, meeting = s.states[number].completed_on or at.due, s.meeting(number)
    return Row(
        title,
        look,
        Span(at.start, last),
        _day(say, last, first if before is not None else None),
        first,
        s.today if look is bars.OVERDUE else None,
        meeting.on if meeting is not None else None,
        fixed_days(s.plan, number),
    )


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
    yield from _label(what, on, top + BAR_AT, room)


def _bar(what: Row, on: Axis, top: float) -> Iterator[str]:
    """A meeting of one day is a diamond, the end of a longer step with a day fixed has one."""
    left, right = on.edges(what.span, LEAST)
    if what.late_until is not None:
        yield bars.lateness(left, on.x(what.late_until + ONE_DAY), top)
    if what.meeting is None or what.span.start < what.span.due:
        yield bars.bar(what.look, left, right, top)
    if what.meeting is not None:
        yield bars.diamond(what.look, on.middle(what.meeting), top)


def _ends(what: Row, on: Axis) -> tuple[float, float]:
    """Of all that `_bar` draws."""
    left, right = on.edges(what.span, LEAST)
    if what.late_until is not None:
        right = max(right, on.x(what.late_until + ONE_DAY))
    if what.meeting is None:
        return left, right
    middle = on.middle(what.meeting)
    return min(left, middle - TALL / 2), max(right, middle + TALL / 2)


def _title(title: str, on: Axis, top: float, room: float) -> Iterator[str]:
    shown = cut(title, TITLE.size, room - on.left)
    yield clear(on, on.left, on.left + width(shown, TITLE.size), top, BAR_AT - 4)
    yield letters(shown, on.left, top + TITLE_AT, TITLE)


def _label(what: Row, on: Axis, top: float, room: float) -> Iterator[str]:
    """With its sign before it."""
    signed = 2 * SIGN + GAP / 2 if what.look.sign else 0
    wide = signed + width(what.label, LABEL)
    ends = fixed.reach(on, what.fixed, _ends(what, on), wide + 3 * GAP)
    start = _beside(*ends, wide, room)
    yield clear(on, start, start + wide, top, TALL)
    if what.look.sign:
        yield bars.sign(what.look, start + SIGN, top + TALL / 2)
    colour = LATE if what.look is bars.OVERDUE else INK
    yield letters(what.label, start + signed, top + LETTERS_AT, Face(LABEL, colour))


def _beside(left: float, right: float, wide: float, room: float) -> float:
    """Behind the bar, else before it, where it might be taken for the first day; in the middle of
    a bar that leaves no room at either end.
    """
    if right + GAP + wide <= room:
        return right + GAP
    return left - GAP - wide if left - GAP - wide >= GAP else (left + right - wide) / 2
