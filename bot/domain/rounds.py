"""The rounds of a fiscal year in which an office hands in what it did, and what belongs to each.

A day is in the round that `calendar.round_of` tells, or in none. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from bot.domain.calendar import ONE_DAY, fiscal_year_end, fiscal_year_start, round_of
from bot.domain.documents import letter_of, missing_evidence
from bot.domain.files import File
from bot.domain.plan import Plan, Span
from bot.domain.standing import Lacking, Outlook, StepStatus, is_overdue

ROUNDS = (1, 2)


def days(round: int | None, ending: int) -> Span:
    """Of a round of the fiscal year that ends in this CE year; None: of the year."""
    first_of_march = date(ending, 3, 1)
    if round == 1:
        return Span(fiscal_year_start(ending), first_of_march - ONE_DAY)
    if round is None:
        return Span(fiscal_year_start(ending), fiscal_year_end(ending))
    return Span(first_of_march, date(ending, 7, 31))


def steps(s: Outlook, round: int | None) -> Sequence[int]:
    """Those of a round; None: all."""
    return [n for n in s.planned if round is None or of_step(s, n) == round]


def going_on(s: Outlook, round: int | None) -> Sequence[int]:
    """The steps that are not of the round, though work on them falls, or was first planned to fall,
    on its days. What should have ended before it and did not, is one of them, and stays so when it
    is closed. None that is not carried out.
    """
    if round is None:
        return []
    own, of_round = {*steps(s, round)}, days(round, s.plan.fiscal_year)
    others = (n for n in s.planned if n not in own and not s.states[n].skipped)
    return [n for n in others if _meets(s, n, of_round)]


def lacking(s: Outlook, steps: Iterable[int], kept: Collection[File]) -> Lacking:
    """The evidence that these steps lack, as far as they are carried out and have begun."""
    begun = (s.states[n] for n in steps if has_begun(s, n) and not s.states[n].skipped)
    found = ((state.step, missing_evidence(state, kept)) for state in begun)
    return [(step, documents) for step, documents in found if documents]


def has_begun(s: Outlook, number: int) -> bool:
    """Of a plan that is over every step has: nothing is to come any more."""
    return s.is_over or s.status[number] not in (StepStatus.READY, StepStatus.WAITING)


def _meets(s: Outlook, number: int, of_round: Span) -> bool:
    at = s.forecast[number]
    first = s.plan.baseline.get(number, at.span).start
    open_until = max(at.due, min(s.today, of_round.due))
    until = s.states[number].completed_on or open_until
    return min(at.start, first) <= of_round.due and until >= of_round.start


def of_step(s: Outlook, number: int) -> int | None:
    """By the day it was completed on; of an open one by its due date as forecast, none without one.

    One that is not carried out, or was completed on the working day to which its due date runs, is
    where that date is: the rounds may end on a day off.
    """
    day = _completed(s, number) or s.due(number)
    return _of(s.plan, day) if day is not None else None


def of_file(s: Outlook, file: File) -> int | None:
    """By the date that it bears; else by the day its step was completed on, else it was sent on."""
    dated = letter_of(s.states[file.step], file).dated
    sent = s.plan.rules.local_day(file.sent_at)
    return _of(s.plan, dated or _completed(s, file.step) or sent)


def _completed(s: Outlook, number: int) -> date | None:
    state, due = s.states[number], s.due(number)
    on = state.completed_on
    if on is None or due is None or on <= due:
        return on
    return due if state.skipped or not is_overdue(due, s.calendar, on) else on


def _of(plan: Plan, day: date) -> int | None:
    return round_of(day, plan.fiscal_year)
