"""The picture of a plan's timeline: one row a step, upright, to be read on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.standing import Standing
from bot.domain.supposing import Case
from bot.render import dates
from bot.render.language import N_, Say
from bot.render.pictures import axis, bars, fixed, marks, rows, sheet, whole
from bot.render.pictures.axis import Axis
from bot.render.pictures.bars import LATER, TALL
from bot.render.pictures.marks import Marks
from bot.render.pictures.rows import Row
from bot.render.pictures.sheet import EDGE, GAP, KEY_SHAPE, MOST_ROWS, WIDTH, look_of
from bot.render.text import names

REPEATED_FROM = 16
"""Rows from which on the months stand below them, too: above they have left the screen."""
BEHIND = 96
"""Room behind the axis for the due date of what ends with it."""
OUTERMOST = WIDTH - 8
"""Where a due date may end at the most: widths are taken too large rather than too small."""

CASES = N_("Only in certain cases: {steps}")
Drawn = Row | Marks


@dataclass(frozen=True, slots=True)
class Supposed:
    """A picture of what is not so: of which case, and how the plan stands."""

    case: Case
    before: Standing


def timeline_drawing(say: Say, s: Standing, supposed: Supposed | None = None) -> str:
    """Its height grows with the steps, to less than 5,500 pixels."""
    among = [n for n in whole.steps_of(s) if whole.carried_out(s, n)]
    chosen = sheet.chosen(s, among, _most(s, among))
    before = supposed.before if supposed else None
    steps = [_row(say, s, number, before) for number in chosen]
    head, top = sheet.head(say, s, _case(say, supposed) if supposed else "")
    chart, bottom = _chart(say, s, steps, top)
    others, bottom = sheet.left_out(say, among, chosen, bottom)
    undrawn, bottom = _undrawn(say, s, bottom)
    first = say.caption("As it stands now") if supposed else say.caption("First planned")
    key, height = sheet.key(_meanings(say, s, steps, first), bottom + GAP)
    return sheet.drawing((head, chart, others, undrawn, key), height)


def _most(s: Standing, among: Sequence[int]) -> int:
    """Rows of marks are taller, so that there is room for fewer."""
    recurs = any(whole.recurs(s, number) for number in among)
    return MOST_ROWS * rows.ROW // marks.ROW if recurs else MOST_ROWS


def _drawn(step: Drawn, on: Axis, top: float) -> Iterator[str]:
    if isinstance(step, Marks):
        return marks.drawn(step, on, top, OUTERMOST)
    return rows.drawn(step, on, top, OUTERMOST)


def _row(say: Say, s: Standing, number: int, before: Standing | None) -> Drawn:
    if whole.recurs(s, number):
        return marks.row(say, s, number)
    return rows.row(say, s, number, before)


def _undrawn(say: Say, s: Standing, top: int) -> tuple[str, int]:
    """The steps of ways that were not taken, or are not expected, in words; and where that ends."""
    others = [n for n in whole.steps_of(s) if not whole.carried_out(s, n)]
    out = [n for n in others if whole.is_left_out(s, n)]
    perhaps = [n for n in others if n not in out]
    words, parts = {N_("Not carried out: {steps}"): out, CASES: perhaps}, []
    for sentence, numbers in words.items():
        if numbers:
            steps = names.step_numbers(say, numbers)
            part, top = sheet.told(say.caption(sentence, steps=steps), top)
            parts.append(part)
    return "".join(parts), top


def _case(say: Say, supposed: Supposed) -> str:
    day = dates.short_date(supposed.case.until, say.language)
    return say.caption("If step {number} is completed on {day}", number=supposed.case.step, day=day)


def _chart(say: Say, s: Standing, steps: Sequence[Drawn], top: int) -> tuple[str, int]:
    """The months and the rows below them; and where they end."""
    on, lines_from = _axis(s, steps), top + axis.HEAD + fixed.BAND
    first_row = lines_from + GAP + (axis.PILL if on.today else 0)
    bottom = first_row + sum(step.tall for step in steps)
    parts = [*axis.months(on, say.language, top), axis.lines(on, lines_from, bottom)]
    if not s.plan.sop.case:
        parts += fixed.rounds(say, on, s.plan.fiscal_year, top + axis.HEAD)
    parts += (axis.year_line(on.x(day), lines_from, bottom) for day in axis.year_ends(on))
    if on.now is not None:
        parts.append(axis.now_line(on.now, lines_from, bottom))
        parts.append(axis.now_word(on, on.now, say.caption("Today"), lines_from))
    y = first_row
    for step in steps:
        parts += _drawn(step, on, y)
        y += step.tall
    if len(steps) < REPEATED_FROM:
        return "".join(parts), bottom
    parts += axis.months(on, say.language, bottom)
    return "".join(parts), bottom + axis.HEAD


def _axis(s: Standing, steps: Sequence[Drawn]) -> Axis:
    days = [s.plan.start, *(day for step in steps for day in step.days)]
    return axis.axis(days, EDGE, WIDTH - EDGE - BEHIND, None if s.is_over else s.today)


def _meanings(
    say: Say, s: Standing, steps: Sequence[Drawn], first: str
) -> Iterator[tuple[str, str]]:
    """Each shape that occurs, drawn from 0, 0 on, with its word; `first`: of the thin line."""
    counted = [n for step in whole.steps_of(s) for n in whole.carried_out(s, step)]
    for look, words in sheet.counted(say, (look_of(s, n) for n in counted)):
        yield bars.sample(look, KEY_SHAPE), words
    bare = [step for step in steps if isinstance(step, Row)]
    if any(step.planned for step in bare):
        yield bars.planned(0, KEY_SHAPE, 13), first
    if any(step.meeting for step in bare):
        yield bars.diamond(bars.TO_COME, KEY_SHAPE / 2, 0), say.caption("Meeting")
    if any(day for step in bare for day in step.fixed):
        yield fixed.sample(KEY_SHAPE), say.caption("Fixed first and last days")
    if any(step.rounds for step in bare):
        yield bars.mark(bars.BARE, KEY_SHAPE / 2, TALL / 2, LATER), say.caption("Days of a round")
    if axis.year_ends(_axis(s, steps)):
        yield axis.year_line(KEY_SHAPE / 2, 0, TALL), say.caption("End of the fiscal year")
