"""How typed answers are read into the form of /setup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.domain.calendar import FARTHEST, fiscal_year
from bot.domain.errors import Refusal
from bot.domain.typed import Lean, one_line, take_several
from bot.domain.typed_ways import take_way
from handlers.core.call import Call
from handlers.core.words import Words
from handlers.plans.case_typed import checked_name, told_day
from handlers.plans.setup_form import Form, names_taken, runs_beside, with_start
from handlers.plans.setup_preview import line_of

NAME_LENGTH = 20
"""Characters: a button shows number, name and year."""
AS_PLANNED = "ตามกำหนด"
CASE = "case"
"""What is asked of an SOP that is carried out case by case."""
LEFT_OUT = ("“-”", '"-"', "-", "–", "ไม่ทราบ")
"""Typed where there is no date."""


def _read_start(call: Call, filled: Form) -> Form:
    start = Words(call.arguments).take_date(call.today(), Lean.NEAR)
    if start is None:
        raise Refusal("date-unreadable")
    if filled.sop.case and start > call.today():
        raise Refusal("case-in-future", day=start)
    return with_start(call, filled, start)


def _read_cutoffs(call: Call, filled: Form) -> Form:
    """One date a line (or separated by commas), in the order asked; "-" leaves one out."""
    lines = _lines(call.arguments)
    if len(lines) > len(filled.sop.cutoffs):
        raise Refusal("too-many-dates", most=len(filled.sop.cutoffs))
    found = dict(filled.cutoffs)
    for cutoff, line in zip(filled.sop.cutoffs, lines, strict=False):
        if line in LEFT_OUT:
            found.pop(cutoff.id, None)
            continue
        found[cutoff.id] = _in_plan(filled, _date_of(line, call))
    days = [found[c.id] for c in filled.sop.cutoffs if c.id in found]
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise Refusal("cutoffs-not-in-order")
    return replace(filled, cutoffs=found)


def _read_closed(call: Call, filled: Form) -> Form:
    """`1 2/10/69` a line (or separated by commas), `3 5/10/69 ถูกต้อง` of a decision; `1 -` takes the
    line back; `6.1-6.3 ตามกำหนด` closes each on its due date.
    """
    found, ways = dict(filled.closed), dict(filled.ways)
    for line in _lines(call.arguments):
        if line.endswith(AS_PLANNED):
            found |= _as_planned(call, filled, line)
            continue
        step, left_out = _left_out(line)
        words = Words(step)
        number = _step_in(words, filled)
        before = _way_in(words, number, filled)
        day = _day_in(line, words, call, filled)
        way = before or _way_in(words, number, filled)
        if number not in filled.filled_sop.by_number or left_out is (day is not None):
            raise Refusal("closed-line-unreadable", line=line, start=filled.start)
        assert number is not None
        found.pop(number, None)
        ways.pop(number, None)
        if day is not None:
            found[number] = _closing_day(call, filled, day)
        if way:
            ways[number] = way
    return replace(filled, closed=found, ways=ways)


def _step_in(words: Words, filled: Form) -> int | None:
    assert filled.start is not None
    return words.take_step_of(filled.filled_sop, fiscal_year(filled.start))


def _way_in(words: Words, number: int | None, filled: Form) -> str:
    """Which way a decision took, by its name; if none is told, it is asked."""
    step = filled.sop.by_number.get(number) if number is not None else None
    found, words.rest = take_way(words.rest, step.ways) if step else (None, words.rest)
    return found.id if found else ""


def _as_planned(call: Call, filled: Form, line: str) -> Mapping[int, date]:
    """A step, or several times of one: each on its due date, if it has one."""
    dues = line_of(call, filled)
    steps, rest = take_several(line)
    if not steps:
        words = Words(line)
        number = _step_in(words, filled)
        steps, rest = [] if number is None else [number], words.rest
    known = {n for n, at in dues.steps.items() if at.has_due}
    if rest != AS_PLANNED or not steps or not known.issuperset(steps):
        raise Refusal("closed-line-unreadable", line=line, start=filled.start)
    return {n: _closing_day(call, filled, dues[n].due) for n in steps}


def _day_in(line: str, words: Words, call: Call, filled: Form) -> date | None:
    """Of several lines the one is named in which no day, nor any likely one, is told."""
    try:
        return words.take_date(call.today(), Lean.NEAR)
    except Refusal as refusal:
        if refusal.code == "date-unclear" and not refusal.values["days"]:
            raise Refusal("closed-line-unreadable", line=line, start=filled.start) from None
        raise


def _read_name(call: Call, filled: Form) -> Form:
    name = one_line(call.arguments)
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        raise Refusal("plan-name-unreadable", most=NAME_LENGTH)
    if name in names_taken(runs_beside(call.work, filled)):
        raise Refusal("plan-name-taken", name=name)
    return replace(filled, name=name)


def _read_case(call: Call, filled: Form) -> Form:
    """The name of the first case, and when it began."""
    day, name = told_day(one_line(call.arguments))
    filled = replace(filled, name=checked_name(name))
    if day is not None and day > call.today():
        raise Refusal("case-in-future", day=day)
    return with_start(call, filled, day) if day is not None else filled


def _left_out(line: str) -> tuple[str, bool]:
    """The line without the mark at its end that takes it back, and whether it had one."""
    mark = next((m for m in LEFT_OUT if line.endswith(m)), "")
    return line.removesuffix(mark).strip(), bool(mark)


def _closing_day(call: Call, filled: Form, day: date) -> date:
    if day > call.today():
        raise Refusal("closing-in-future", day=day)
    return _in_plan(filled, day)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.replace(",", "\n").split("\n") if line.strip()]


def _date_of(text: str, call: Call) -> date:
    day = Words(text).take_date(call.today(), Lean.NEAR)
    if day is None:
        raise Refusal("date-unreadable")
    if abs(day - call.today()) > FARTHEST:
        raise Refusal("day-too-far", day=day)
    return day


def _in_plan(filled: Form, day: date) -> date:
    assert filled.start is not None
    if day < filled.start:
        raise Refusal("closing-before-plan", day=day, start=filled.start)
    return day


READ: Mapping[str, Callable[[Call, Form], Form]] = {
    "start": _read_start,
    "cutoffs": _read_cutoffs,
    "closed": _read_closed,
    "name": _read_name,
    CASE: _read_case,
}
