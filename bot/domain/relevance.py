"""Whether planned notices still say something true when they are about to be sent. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.domain.calendar import Calendar
from bot.domain.notices import Notice, notices, what_still_matters
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Kind

LATE_AFTER = timedelta(minutes=60)
"""A notice this long after its slot is late: it goes out merged, under a heading that says so."""
JUST_AFTER = timedelta(microseconds=1)
"""The least step of our instants: makes a half-open interval contain its last moment."""
ESCALATED_TO = (Audience.SECRETARY, Audience.CHAIR)


def still_relevant(
    planned: Sequence[Notice],
    plan: Plan,
    calendar: Calendar,
    snoozed: Mapping[int, date],
    now: datetime,
) -> list[Notice]:
    """Those not overtaken: by a closing, another date, a newer notice, a snooze of this chat.

    `snoozed`: until when each step is, in the chat to be written to.
    """
    if not plan.has_notices or not planned:
        return []
    today = plan.rules.local_day(now)
    matters = {n.key for n in _mattering(planned, plan, calendar, now)}
    return [n for n in planned if n.key in matters and not _is_snoozed(n, snoozed, today)]


def _mattering(
    planned: Sequence[Notice], plan: Plan, calendar: Calendar, now: datetime
) -> list[Notice]:
    """Beside everything that came since: of a step only the newest is worth reading."""
    since = min(n.at for n in planned)
    all_since = {n.key: n for n in (*notices(plan, calendar, since, now + JUST_AFTER), *planned)}
    return what_still_matters(all_since.values(), plan, calendar, now)


def _is_snoozed(notice: Notice, snoozed: Mapping[int, date], today: date) -> bool:
    """An escalation is not the snoozer's to stop."""
    if notice.step is None:
        return False
    escalates = notice.kind is Kind.OVERDUE and notice.audience in ESCALATED_TO
    return not escalates and today < snoozed.get(notice.step, today)
