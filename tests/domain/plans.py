"""Short ways to say what happened to a plan, for tests of the rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.events import Closed, Event
from bot.domain.notices import Notice, notices
from bot.domain.plan import Plan
from bot.domain.rules import Kind, Rules
from bot.domain.sop import Sop
from tests.domain.sops import NO_DAYS_OFF

BANGKOK = ZoneInfo("Asia/Bangkok")
LATER = datetime(2029, 1, 1, tzinfo=UTC)


def day(text: str) -> date:
    return date.fromisoformat(text)


def local(text: str) -> datetime:
    """An instant given in office time: "2026-10-01" (midnight) or "2026-10-01 16:30"."""
    written = text.split()
    clock = time.fromisoformat(written[1]) if len(written) > 1 else time()
    return datetime.combine(day(written[0]), clock, BANGKOK).astimezone(UTC)


def closed(step: int, on: str, at: str = "16:30", id: int = 0) -> Closed:
    return Closed(id=id, at=local(f"{on} {at}"), step=step, on=day(on))


def plan_of(
    sop: Sop,
    *events: Event,
    start: str = "2026-10-01",
    confirmed: str | None = None,
    rules: Rules | None = None,
) -> Plan:
    """A plan set up at midnight of its start, unless said otherwise."""
    confirmed_at = local(confirmed or start)
    return Plan(1, 1, sop, day(start), confirmed_at, events=events, rules=rules or Rules())


def told(
    plan: Plan,
    *kinds: Kind,
    calendar: Calendar = NO_DAYS_OFF,
    step: int | None = None,
    until: str | None = None,
) -> list[str]:
    """The notices of these kinds as "2026-10-30 ahead 3 responsible", k left out where it is 0."""
    end = local(until) if until else LATER
    found = notices(plan, calendar, plan.confirmed_at, end)
    return [_line(n) for n in found if n.kind in kinds and step in (None, n.step)]


def _line(notice: Notice) -> str:
    when = notice.at.astimezone(BANGKOK).date()
    k = "" if notice.k == 0 or notice.kind is Kind.CHECK_IN else f" {notice.k}"
    return f"{when} {notice.kind}{k} {notice.audience}"
