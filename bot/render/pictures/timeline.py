"""The picture of a plan's timeline: one row a step, upright, to be read on a phone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.message import Text
from bot.domain.plan import Plan, PlanStatus
from bot.domain.standing import Standing, StepStatus
from bot.render import dates
from bot.render.colours import GROUND, HAIRLINE, MUTED
from bot.render.language import Say
from bot.render.pictures import axis, bars, fixed, rows
from bot.render.pictures.axis import Axis
from bot.render.pictures.letters import BOLD, Face, cut, drawable, letters, width
from bot.render.pictures.rows import Row
from bot.render.text import names
from bot.render.text.plan import from_to

WIDTH = 1080
"""Pixels, as all lengths here; a phone shows them at a third."""
EDGE = 40
SMALLEST = 30
"""Letters below this cannot be read on a phone."""
MOST_ROWS = 40
"""Of more, with long titles, LINE shows nothing in the chat: it takes no more than 1 MB for that
(https://developers.line.biz/en/reference/messaging-api/#image-message, `previewImageUrl`)."""
REPEATED_FROM = 16
"""Rows from which on the months stand below them, too: above they have left the screen."""
NAME, SECOND, WORDS = Face(46, weight=BOLD), Face(40, weight=BOLD), Face(33)
LINE, GAP = 60, 12
BEHIND = 96
"""Room behind the axis for the due date of what ends with it."""
OUTERMOST = WIDTH - 8
"""Where a due date may end at the most: widths are taken too large rather than too small."""
KEY_SHAPE, KEY_APART = 88, 40
ROOM = WIDTH - 2 * EDGE


def timeline_drawing(say: Say, s: Standing) -> str:
    """Its height grows with the steps, to less than 5,500 pixels."""
    chosen = _chosen(s)
    steps = [rows.row(say, s, number) for number in chosen]
    head, top = _head(say, s)
    chart, bottom = _chart(say, s, steps, top)
    left_out = sorted({*s.states} - {*chosen})
    if left_out:
        words = say.caption("and {steps}", steps=names.step_numbers(say, left_out))
        chart += _line(words, bottom + LINE - GAP, WORDS)
        bottom += LINE
    key, height = _key(say, s, steps, bottom + GAP)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}">'
        f'<rect width="{WIDTH}" height="{height}" fill="{GROUND}"/>'
        f"{head}{chart}{key}</svg>"
    )


def _chosen(s: Standing) -> Sequence[int]:
    """The steps that are shown: all, or what is overdue or goes on before what is to come, and the
    closed ones last.
    """
    going = {*s.having(StepStatus.OVERDUE, StepStatus.REPORTED, StepStatus.RUNNING)}
    by_need = sorted(s.states, key=lambda n: (s.states[n].is_closed, n not in going, n))
    return sorted(by_need[:MOST_ROWS])


def _head(say: Say, s: Standing) -> tuple[str, int]:
    """Which plan, of which day, from when to when; and where that ends."""
    as_of = say.caption("Data as of {moment}", moment=dates.long_date(s.today, say.language))
    first, *others = _name(say, s.plan)
    told = [
        (first, NAME),
        *((name, SECOND) for name in others),
        (as_of, Face(WORDS.size, MUTED)),
        (_course(say, s).plain, WORDS),
    ]
    lines = [_line(text, 84 + 54 * n, face) for n, (text, face) in enumerate(told)]
    return "".join(lines), 54 * len(told) + LINE


def _name(say: Say, plan: Plan) -> Sequence[str]:
    """As elsewhere, but a name of its own on a line of its own."""
    if not plan.name:
        return [names.plan_head(say, plan).plain]
    year = dates.fiscal_year_name(plan.fiscal_year, say.language)
    number = plan.sop.indicator_number
    return [say.caption("Indicator {number} · {year}", number=number, year=year), plan.name]


def _course(say: Say, s: Standing) -> Text:
    if s.plan.status is PlanStatus.ENDED:
        return say("This plan is over.")
    if s.plan.status is PlanStatus.CANCELLED:
        return say("This plan was cancelled.")
    return from_to(say, s)


def _line(text: str, y: float, face: Face) -> str:
    """From edge to edge: in smaller letters if it is too long, cut if it still is."""
    text = drawable(text)
    size = face.size
    while size > SMALLEST and width(text, size) > ROOM:
        size -= 1
    return letters(cut(text, size, ROOM), EDGE, y, replace(face, size=size))


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


def _key(say: Say, s: Standing, steps: Sequence[Row], top: int) -> tuple[str, int]:
    """What the shapes mean, as far as they occur, with the counts of all steps, those told in words
    included; and where that ends.
    """
    x, y, parts = float(EDGE), top, [_rule(top)]
    for shape, words in _meanings(say, s, steps):
        wide = KEY_SHAPE + GAP + width(words, WORDS.size)
        if x + wide > WIDTH - EDGE:
            x, y = EDGE, y + LINE
        parts.append(f'<g transform="translate({x:.1f} {y + GAP * 2})">{shape}</g>')
        parts.append(letters(words, x + KEY_SHAPE + GAP, y + GAP * 2 + 29, WORDS))
        x += wide + KEY_APART
    return "".join(parts), y + LINE + EDGE


def _meanings(say: Say, s: Standing, steps: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Each shape, drawn from 0, 0 on, with its word."""
    found = Counter(rows.look_of(s, number) for number in s.states)
    for look in (look for look in bars.LOOKS if look in found):
        yield bars.sample(look, KEY_SHAPE), f"{say.caption(look.word)} {found[look]}"
    if any(step.planned for step in steps):
        yield bars.planned(0, KEY_SHAPE, 13), say.caption("First planned")
    if any(step.meeting for step in steps):
        yield bars.diamond(bars.TO_COME, KEY_SHAPE / 2, 0), say.caption("Meeting")
    if any(day for step in steps for day in step.fixed):
        yield fixed.sample(KEY_SHAPE), say.caption("Fixed first and last days")


def _rule(y: float) -> str:
    return f'<path d="M{EDGE} {y}H{WIDTH - EDGE}" stroke="{HAIRLINE}" stroke-width="2"/>'
