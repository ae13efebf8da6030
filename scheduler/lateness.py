"""What is late goes out in office hours only, however it came to be late."""

from __future__ import annotations

from datetime import datetime

from bot.domain.calendar import calendar_of
from bot.domain.notices import late_delivery_time
from bot.domain.relevance import LATE_AFTER
from bot.ports import Delivery, UnitOfWork


def is_late(delivery: Delivery, now: datetime) -> bool:
    """Whether it tells of something long past its slot; an answer never does."""
    return any(now - n.at > LATE_AFTER for n in delivery.notices)


def waits_until(work: UnitOfWork, delivery: Delivery, now: datetime) -> datetime | None:
    """The slot for which a late delivery waits; None: it goes now.

    Of the plans in one message the first that may speak decides, or they could wait in turns.
    """
    late = {n.plan for n in delivery.notices if now - n.at > LATE_AFTER}
    at = min((_delivery_time(work, plan, now) for plan in late), default=now)
    return at if at > now else None


def _delivery_time(work: UnitOfWork, plan_id: int, now: datetime) -> datetime:
    plan = work.plans.by_id(plan_id)
    return late_delivery_time(now, calendar_of(work.teams.days_off(plan.team)), plan.rules)
