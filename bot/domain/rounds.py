"""The rounds of a fiscal year in which an office hands in what it did, and what belongs to each.

A day is in the round that `calendar.round_of` tells, or in none. Pure.
"""

from __future__ import annotations

from datetime import date

from bot.domain.calendar import round_of
from bot.domain.documents import letter_of
from bot.domain.files import File
from bot.domain.plan import Plan
from bot.domain.standing import Outlook

ROUNDS = (1, 2)


def of_step(s: Outlook, number: int) -> int | None:
    """By the day it was completed on; of an open one by its due date as forecast."""
    return _of(s.plan, s.states[number].completed_on or s.forecast[number].due)


def of_file(plan: Plan, file: File) -> int | None:
    """By the date that it bears; else by the day its step was completed on, else it was sent on."""
    state = plan.states[file.step]
    sent = plan.rules.local_day(file.sent_at)
    return _of(plan, letter_of(state, file).dated or state.completed_on or sent)


def _of(plan: Plan, day: date) -> int | None:
    return round_of(day, plan.fiscal_year)
