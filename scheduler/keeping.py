"""Asks once, a year after a plan's fiscal year, whether its files are to be deleted; in private.

Nothing is ever deleted by itself. Moments are aware UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.calendar import Calendar
from bot.domain.keeping import deletable_from, deletion
from bot.domain.people import on_duty
from bot.domain.plan import Plan, PlanStatus
from bot.ports import KEEPING, UnitOfWork
from bot.render.language import speaker
from bot.render.text import keeping as texts

ASKED_WITHIN = timedelta(days=31)
"""So long a question that was missed is made up for."""


def due(plan: Plan, calendar: Calendar, now: datetime) -> datetime | None:
    """The moment of the question, if it has come; a plan that was closed for its year is asked
    about, no other.
    """
    moment = _moment(plan, calendar)
    return moment if _is_open(plan) and moment <= now < moment + ASKED_WITHIN else None


def wake(plan: Plan, calendar: Calendar, after: datetime) -> datetime | None:
    moment = _moment(plan, calendar)
    return moment if _is_open(plan) and moment >= after else None


def ask(work: UnitOfWork, plan: Plan, now: datetime) -> None:
    """The secretary; the chair, if none can be reached. Known by its key it is asked once."""
    found = work.deletions.of_plan(plan.id)
    if not found.files:
        return
    for member in on_duty(work.teams.by_id(plan.team), now).leaders():
        chat, key = member.person.private_chat, f"{KEEPING}{plan.id}"
        if chat is not None and work.sent.named(chat, key) is None:
            message = texts.question(speaker(member.person.language), plan, found)
            work.outbox.post(chat, message, now, key=key)


def _moment(plan: Plan, calendar: Calendar) -> datetime:
    """The slot of the first working day on which they may be deleted."""
    day = calendar.on_or_after(deletable_from(plan))
    return plan.rules.slot_on(day).astimezone(UTC)


def _is_open(plan: Plan) -> bool:
    """Of a case it is not: of a year there may be hundreds, and all on one day."""
    return plan.status is PlanStatus.ENDED and deletion(plan) is None and not plan.sop.case
