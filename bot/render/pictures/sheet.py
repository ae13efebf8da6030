"""What the pictures of a plan have in common: their size, what stands at the head, and the key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.domain.message import Text
from bot.domain.numbers import base
from bot.domain.plan import Plan
from bot.domain.standing import Standing, StepStatus
from bot.render import dates
from bot.render.colours import GROUND, HAIRLINE, MUTED
from bot.render.language import Say
from bot.render.pictures import bars
from bot.render.pictures.bars import Look
from bot.render.pictures.letters import BOLD, Face, cut, drawable, letters, width
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
NAME, SECOND, WORDS = Face(46, weight=BOLD), Face(40, weight=BOLD), Face(33)
LINE, GAP = 60, 12
KEY_SHAPE, KEY_APART = 88, 40
ROOM = WIDTH - 2 * EDGE
BY_STATUS: Mapping[StepStatus, Look] = {
    StepStatus.CLOSED: bars.CLOSED,
    StepStatus.SKIPPED: bars.SKIPPED,
    StepStatus.REPORTED: bars.REPORTED,
    StepStatus.RUNNING: bars.RUNNING,
    StepStatus.OVERDUE: bars.OVERDUE,
    StepStatus.READY: bars.TO_COME,
    StepStatus.WAITING: bars.TO_COME,
}


def drawing(parts: Iterable[str], height: int) -> str:
    """On a ground of its own, so that it is the same in a dark chat."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}">'
        f'<rect width="{WIDTH}" height="{height}" fill="{GROUND}"/>{"".join(parts)}</svg>'
    )


def chosen(s: Standing, among: Iterable[int], most: int = MOST_ROWS) -> Sequence[int]:
    """The procedure's steps that are shown: all, or what is overdue or goes on before what is to
    come, and the closed ones last.
    """
    going = {base(n) for n in s.having(StepStatus.OVERDUE, StepStatus.REPORTED, StepStatus.RUNNING)}
    still_open = {base(n) for n in s.open_steps}
    by_need = sorted(among, key=lambda n: (n not in still_open, n not in going, n))
    return sorted(by_need[:most])


def left_out(say: Say, among: Iterable[int], shown: Sequence[int], top: int) -> tuple[str, int]:
    """The steps that are not shown, in words; and where that ends."""
    others = sorted({*among} - {*shown})
    if not others:
        return "", top
    return told(say.caption("and {steps}", steps=names.step_numbers(say, others)), top)


def told(words: str, top: int) -> tuple[str, int]:
    """A line of words; and where it ends."""
    return line(words, top + LINE - GAP, WORDS), top + LINE


def look_of(s: Standing, number: int) -> Look:
    over = s.is_over and not s.states[number].is_closed
    return bars.LEFT_OPEN if over else BY_STATUS[s.status[number]]


def head(say: Say, s: Standing, case: str = "") -> tuple[str, int]:
    """Which plan, of which day, from when to when; and where that ends. `case`: what is supposed
    of it.
    """
    as_of = say.caption("Data as of {moment}", moment=dates.long_date(s.today, say.language))
    first, *others = _name(say, s.plan)
    told = [
        (first, NAME),
        *((name, SECOND) for name in others),
        (as_of, Face(WORDS.size, MUTED)),
        *([(case, replace(WORDS, weight=BOLD))] if case else []),
        (_course(say, s).plain, WORDS),
    ]
    lines = [line(text, 84 + 54 * n, face) for n, (text, face) in enumerate(told)]
    return "".join(lines), 54 * len(told) + LINE


def _name(say: Say, plan: Plan) -> Sequence[str]:
    """As elsewhere, but a name of its own on a line of its own."""
    if plan.number:
        return [names.sop_head(say, plan).plain, names.plan_head(say, plan).plain]
    if not plan.name:
        return [names.plan_head(say, plan).plain]
    return [names.of_year(say, plan), plan.name]


def _course(say: Say, s: Standing) -> Text:
    return names.over(say, s.plan) or from_to(say, s)


def line(text: str, y: float, face: Face) -> str:
    """From edge to edge: in smaller letters if it is too long, cut if it still is."""
    text = drawable(text)
    size = face.size
    while size > SMALLEST and width(text, size) > ROOM:
        size -= 1
    return letters(cut(text, size, ROOM), EDGE, y, replace(face, size=size))


def key(meanings: Iterable[tuple[str, str]], top: int) -> tuple[str, int]:
    """What shapes, drawn from 0, 0 on, mean in words; and where that ends."""
    x, y, parts = float(EDGE), top, [_rule(top)]
    for shape, words in meanings:
        wide = KEY_SHAPE + GAP + width(words, WORDS.size)
        if x + wide > WIDTH - EDGE:
            x, y = EDGE, y + LINE
        parts.append(f'<g transform="translate({x:.1f} {y + GAP * 2})">{shape}</g>')
        parts.append(letters(words, x + KEY_SHAPE + GAP, y + GAP * 2 + 29, WORDS))
        x += wide + KEY_APART
    return "".join(parts), y + LINE + EDGE


def counted(say: Say, looks: Iterable[Look]) -> Iterator[tuple[Look, str]]:
    """The states that occur, with the counts of all steps, those told in words included."""
    found = Counter(looks)
    for look in (look for look in bars.LOOKS if look in found):
        yield look, f"{say.caption(look.word)} {found[look]}"


def _rule(y: float) -> str:
    return f'<path d="M{EDGE} {y}H{WIDTH - EDGE}" stroke="{HAIRLINE}" stroke-width="2"/>'
