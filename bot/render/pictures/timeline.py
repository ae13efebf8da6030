"""The picture of a plan's timeline: one row a step, upright, to be read on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.standing import Standing
from bot.domain.supposing import Case
from bot.render import dates
from bot.render.language import Say
from bot.render.pictures import axis, bars, fixed, rows, sheet
from bot.render.pictures.axis import Axis
from bot.render.pictures.rows import Row
from bot.render.pictures.sheet import EDGE, GAP, KEY_SHAPE, WIDTH

REPEATED_FROM = 16
"""Rows from which on the months stand below them, too: above they have left the screen."""
BEHIND = 96
"""Room behind the axis for the due date of what ends with it."""
OUTERMOST = WIDTH - 8
"""Where a due date may end at the most: widths are taken too large rather than too small."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """A picture of what is not so: of which case, and how the plan stands."""

    case: Case
    before: Standing


def timeline_drawing(say: Say, s: Standing, supposed: Supposed | None = None) -> str:
    """Its height grows with the steps, to less than 5,500 pixels."""
    chosen = sheet.chosen(s, s.states)
    before = supposed.before if supposed else None
    steps = [rows.row(say, s, number, before) for number in chosen]
    head, top = sheet.head(say, s, _case(say, supposed) if supposed else "")
    chart, bottom = _chart(say, s, steps, top)
    others, bottom = sheet.left_out(say, s.states, chosen, bottom)
    first = say.caption("As it stands now") if supposed else say.caption("First planned")
    key, height = sheet.key(_meanings(say, s, steps, first), bottom + GAP)
    return sheet.drawing((head, chart, others, key), height)


def _case(say: Say, supposed: Supposed) -> str:
    day = dates.short_date(supposed.case.until, say.language)
    return say.caption("If step {number} is completed on {day}", number=supposed.case.step, day=day)


def _chart(say: Say, s: Standing, steps: Sequence[Row], top: int) -> tuple[str, int]:
    """The months and the rows below them; and where they end."""
    on, lines_from = _axis(s, steps), top + axis.HEAD + fixed.BAND
    first_row = lines_from + GAP + (axis.PILL if on.today else 0)
    bottom = first_row + rows.ROW * len(steps)
    parts = [*axis.months(on, say.language, top), axis.lines(on, lines_from, bottom)]
    parts += fixed.rounds(say, on, s.plan.fiscal_year, top + axis.HEAD)
    if on.now is not None:
        parts.append(axis.now_line(on.now, lines_from, bottom))
        parts.append(axis.now_word(on, on.now, say.caption("Today"), lines_from))
    for place, step in enumerate(steps):
        parts += rows.drawn(step, on, first_row + place * rows.ROW, OUTERMOST)
    if len(steps) < REPEATED_FROM:
        return "".join(parts), bottom
    parts += axis.months(on, say.language, bottom)
    return "".join(parts), bottom + axis.HEAD


def _axis(s: Standing, steps: Sequence[Row]) -> Axis:
    days = [s.plan.start, *(day for step in steps for day in step.days)]
    return axis.axis(days, EDGE, WIDTH - EDGE - BEHIND, None if s.is_over else s.today)


def _meanings(say: Say, s: Standing, steps: Sequence[Row], first: str) -> Iterator[tuple[str, str]]:
    """Each shape that occurs, drawn from 0, 0 on, with its word; `first`: of the thin line."""
    for look, words in sheet.counted(say, (sheet.look_of(s, n) for n in s.states)):
        yield bars.sample(look, KEY_SHAPE), words
    if any(step.planned for step in steps):
        yield bars.planned(0, KEY_SHAPE, 13), first
    if any(step.meeting for step in steps):
        yield bars.diamond(bars.TO_COME, KEY_SHAPE / 2, 0), say.caption("Meeting")
    if any(day for step in steps for day in step.fixed):
        yield fixed.sample(KEY_SHAPE), say.caption("Fixed first and last days")
