"""A plan that starts within its year: what of a step that recurs is over by then. Pure."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from datetime import date

from bot.domain.calendar import Calendar, fiscal_year
from bot.domain.due_dates import last_day
from bot.domain.sop import FixedDay, Sop, Step

_WEEKENDS = Calendar()
"""Enough to tell whether a period is long over."""


def starting(sop: Sop, start: date) -> Sop:
    """Without the occurrences whose period, and whose due date as it was to be, lie before `start`,
    and what is carried out, or is due, only because of them. None of the others waits for one.
    """
    year = fiscal_year(start)
    gone = {s.number for s in sop.steps if s.recurs and _is_over(s, start, year)}
    while waiting := {n for n in gone if _waits(sop, n, gone)}:
        gone -= waiting
    if not gone:
        return sop
    while more := {s.number for s in sop.steps if _is_left_out(s, gone)} - gone:
        gone |= more
    return replace(sop, steps=tuple(_without(s, gone) for s in sop.steps if s.number not in gone))


def _waits(sop: Sop, number: int, gone: Set[int]) -> bool:
    """Whether it comes after another occurrence that is part of the plan."""
    before = sop.step(number).after
    return any(n not in gone and sop.step(n).recurs for n in before)


def _is_over(step: Step, start: date, year: int) -> bool:
    of = step.occurrence
    if of is None or of.last is None or of.last.in_fiscal_year(year) >= start:
        return False
    return _due(step, of.last, year) < start


def _due(step: Step, last: FixedDay, year: int) -> date:
    """As it was to be, had its first day been the earliest."""
    first = (step.not_before or last).in_fiscal_year(year)
    due = last_day(step, first, _WEEKENDS) if step.duration else last.in_fiscal_year(year)
    if step.by is not None:
        due = step.by.first_from(first, _WEEKENDS)
    return due if step.not_after is None else min(due, step.not_after.in_fiscal_year(year))


def _is_left_out(step: Step, gone: Set[int]) -> bool:
    if step.recurs and step.due is not None and step.due.step in gone:
        return True
    return bool(step.when) and all(c.step in gone for c in step.when)


def _without(step: Step, gone: Set[int]) -> Step:
    return replace(
        step,
        after=tuple(n for n in step.after if n not in gone),
        when=tuple(c for c in step.when if c.step not in gone),
        due=None if step.due is not None and step.due.step in gone else step.due,
    )
