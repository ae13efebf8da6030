"""The row of a step that recurs: one mark for each time that it is carried out, at its due date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.standing import Standing
from bot.render import dates
from bot.render.colours import HAIRLINE, INK, LATE, MUTED
from bot.render.language import Say
from bot.render.pictures import bars, whole
from bot.render.pictures.axis import Axis, clear
from bot.render.pictures.bars import LATER, SIGN, Look
from bot.render.pictures.letters import BOLD, Face, cut, drawable, in_colours, letters, width
from bot.render.pictures.sheet import look_of
from bot.render.text.step_card import state_words

ROW = 164
"""Pixels, as all lengths here."""
TITLE_AT, WORDS_AT, MARKS_AT = 44, 88, 124
WORDS_FROM, WORDS_TALL = 57, 42
TITLE, WORDS = Face(36, weight=BOLD), 32


@dataclass(frozen=True, slots=True)
class Marks:
    """`words`: texts with their colours. `times`: each with its day. `spoken_of`: the place of the
    one that is due, or next.
    """

    title: str
    words: Sequence[tuple[str, str]]
    times: Sequence[tuple[Look, date]]
    spoken_of: int

    @property
    def tall(self) -> int:
        return ROW

    @property
    def days(self) -> Sequence[date]:
        """All that must have a place on the axis."""
        return [day for _, day in self.times]


def row(say: Say, s: Standing, number: int) -> Marks:
    """`number`: of the procedure."""
    found, spoken_of = whole.carried_out(s, number), whole.now(s, number)
    words = [(drawable(whole.how_often(say, s, number)), MUTED), *_when(say, s, spoken_of)]
    times = [(look_of(s, n), s.forecast[n].due) for n in found]
    return Marks(drawable(whole.title(say, s, number)), words, times, found.index(spoken_of))


def _when(say: Say, s: Standing, number: int) -> Iterator[tuple[str, str]]:
    """Of the time that is due, or next: since when, or until when."""
    look, at = look_of(s, number), s.forecast[number]
    if look is bars.OVERDUE:
        yield f" · {state_words(say, s, number).plain}", LATE
    elif not (s.states[number].is_closed or s.is_over) and at.has_due:
        day = dates.short_date(at.due, say.language)
        yield f" · {say.caption('Due {day}', day=day)}", INK


def drawn(what: Marks, on: Axis, top: float, room: float) -> Iterator[str]:
    """`room`: where all letters must end; the axis may end before."""
    title = cut(what.title, TITLE.size, room - on.left)
    words = "".join(text for text, _ in what.words)
    yield clear(on, on.left, on.left + width(title, TITLE.size), top, WORDS_FROM)
    yield clear(on, on.left, on.left + width(words, WORDS), top + WORDS_FROM, WORDS_TALL)
    yield letters(title, on.left, top + TITLE_AT, TITLE)
    yield in_colours(what.words, on.left, top + WORDS_AT, WORDS, "start")
    yield from _marks(what, on, top + MARKS_AT)


def _marks(what: Marks, on: Axis, y: float) -> Iterator[str]:
    places = [on.middle(day) for day in what.days]
    line = f"M{places[0]:.1f} {y}H{places[-1]:.1f}"
    yield f'<path d="{line}" stroke="{HAIRLINE}" stroke-width="4"/>'
    for place, ((look, _), x) in enumerate(zip(what.times, places, strict=True)):
        is_later = place != what.spoken_of and look is bars.TO_COME
        yield bars.mark(look, x, y, LATER if is_later else SIGN)
