"""Whether planned notices still say something true when they are about to be sent. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from bot.domain.calendar import Calendar
from bot.domain.events import (
    Closed,
    Dated,
    Extended,
    Reopened,
    Reported,
    Returned,
    Skipped,
)
from bot.domain.notices import Notice, notices, notices_and_wake, what_still_matters
from bot.domain.people import Team
from bot.domain.plan import Plan
from bot.domain.queues import Snooze
from bot.domain.recipients import recipients
from bot.domain.rules import Audience, Kind

LATE_AFTER = timedelta(minutes=60)
"""A notice this long after its slot is late: it goes out merged, under a heading that says so."""
JUST_AFTER = timedelta(microseconds=1)
"""The least step of our instants: makes a half-open interval contain its last moment."""
ESCALATED_TO = (Audience.SECRETARY, Audience.CHAIR)
TOLD_OF_A_PAUSE = (Kind.DUE, Kind.OVERDUE)
"""Whoever pauses a step must know that these do not come."""
ENDS_A_PAUSE = (Closed, Skipped, Reopened, Extended, Dated, Reported, Returned)
"""Events after which a step is another than the one whose reminders were paused."""


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
    found, _ = notices_and_wake(plan, calendar, since, now + JUST_AFTER)
    all_since = {n.key: n for n in (*found, *planned)}
    return what_still_matters(all_since.values(), plan, calendar, now)


def kept_back(
    plan: Plan, team: Team, calendar: Calendar, snooze: Snooze, now: datetime
) -> list[Notice]:
    """What a pause keeps back of notices that the step is due or overdue, if nothing happens."""
    until = plan.rules.slot_on(snooze.until).astimezone(UTC)
    of_step = [n for n in notices(plan, calendar, now, until) if n.step == snooze.step]
    here = [n for n in of_step if snooze.chat in recipients(n, plan, team).chats]
    comes = {(n.kind, n.k, n.due) for n in here if _escalates(n)}
    told = [n for n in here if n.kind in TOLD_OF_A_PAUSE]
    return [n for n in told if (n.kind, n.k, n.due) not in comes]


def _is_snoozed(notice: Notice, snoozed: Mapping[int, date], today: date) -> bool:
    """An escalation is not the snoozer's to stop, nor what a meeting assigned."""
    if notice.step is None or notice.kind is Kind.ASSIGNMENT:
        return False
    return not _escalates(notice) and today < snoozed.get(notice.step, today)


def _escalates(notice: Notice) -> bool:
    return notice.kind is Kind.REVIEW or (
        notice.kind is Kind.OVERDUE and notice.audience in ESCALATED_TO
    )
