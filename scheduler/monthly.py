"""What the calendar asks about a plan, at the slot of the first working day of a month: once, in
private, by the outbox.

No notices: nothing falls due by it, and no team switches it off. Moments are aware UTC.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import takewhile

from bot.domain.calendar import ONE_DAY, Calendar, fiscal_year_end
from bot.domain.message import Message
from bot.domain.notices import late_delivery_time
from bot.domain.people import Member, Team, on_duty
from bot.domain.plan import Plan
from bot.domain.relevance import LATE_AFTER
from bot.domain.standing import Lacking, Standing, closed_with_evidence, closed_without
from bot.ports import EVIDENCE_KEY, EVIDENCE_LACKS, YEAR_OVER, UnitOfWork
from bot.render.language import Say, speaker
from bot.render.text import monthly as texts


def due(
    work: UnitOfWork, plan: Plan, calendar: Calendar, since: datetime, until: datetime
) -> datetime | None:
    """The last moment with `since` <= moment < `until`, if anything is to be asked at it: what was
    missed is not made up for beside it, but for the end of the year. None before the confirmation
    of set-up.
    """
    slots = plan.month_slots(calendar, max(since, plan.confirmed_at))
    moment = max(takewhile(lambda slot: slot < until, slots), default=None)
    if moment is None or _year_ends(plan, calendar, since, moment):
        return moment
    return moment if _lacking(work, plan.as_of(moment)) else None


def waits_until(calendar: Calendar, plan: Plan, moment: datetime, now: datetime) -> datetime:
    """As a notice that is late waits for office hours; `now` if it need not."""
    return now if now - moment <= LATE_AFTER else late_delivery_time(now, calendar, plan.rules)


def ask(
    work: UnitOfWork,
    plan: Plan,
    calendar: Calendar,
    since: datetime,
    moment: datetime,
    now: datetime,
) -> None:
    """Once for each moment, chat and question: what was sent is known by its key."""
    team = on_duty(work.teams.by_id(plan.team), now)
    key = EVIDENCE_KEY.format(plan=plan.id, day=plan.rules.local_day(moment))
    lacking = _lacking(work, plan.as_of(moment))
    for member, own in _shares(plan, team, lacking):
        write = partial(texts.evidence, plan=plan, lacking=own, follows=member.acts_as_secretary)
        _tell(work, member, key, write, now)
    if _year_ends(plan, calendar, since, moment):
        _ask_to_close(work, Standing(plan, calendar, plan.rules.local_day(now), team), now)


def is_asked_anew(work: UnitOfWork, key: str, now: datetime) -> bool:
    """Whether it asks for evidence, and is of a former month: at the first slot of each what is
    missing then is asked for.
    """
    if not key.startswith(EVIDENCE_LACKS):
        return False
    plan = work.plans.by_id(int(key.removeprefix(EVIDENCE_LACKS).partition(":")[0]))
    day = plan.rules.local_day(now)
    return not key.startswith(EVIDENCE_KEY.format(plan=plan.id, day=day))


def wake(work: UnitOfWork, plan: Plan, calendar: Calendar, after: datetime) -> datetime | None:
    """When something is to be asked, if nothing more happens."""
    if _lacking(work, plan):
        return next(plan.month_slots(calendar, after))
    end = plan.once(_year_end, calendar)
    return end if end >= after and not plan.sop.case else None


def _lacking(work: UnitOfWork, plan: Plan) -> Lacking:
    """Of a case it is told when a step is closed: one message a month for each is too much."""
    needed = closed_with_evidence(plan) if not plan.sop.case else ()
    return closed_without(plan, work.files.of_plan(plan.id)) if needed else ()


def _shares(plan: Plan, team: Team, lacking: Lacking) -> Iterator[tuple[Member, Lacking]]:
    """To the secretary the whole, to a member of a step's parties what is missing of that."""
    for member in (m for m in team.members if not m.away):
        own = [
            (step, documents)
            for step, documents in lacking
            if member.acts_as_secretary or member.in_party(plan.sop.id, step.parties)
        ]
        if own:
            yield member, own


def _ask_to_close(work: UnitOfWork, s: Standing, now: datetime) -> None:
    if s.open_steps and _runs_past_year(s.plan):
        return
    followed = s.plan.is_followed(work.plans.of_team(s.team.id))
    for member in s.team.secretaries:
        key = f"{YEAR_OVER}{s.plan.id}"
        _tell(work, member, key, partial(texts.year_over, s=s, followed=followed), now)


def _year_end(plan: Plan, calendar: Calendar) -> datetime:
    """The first moment after the plan's fiscal year (1 October to 30 September)."""
    day = calendar.on_or_after(fiscal_year_end(plan.fiscal_year) + ONE_DAY)
    return plan.rules.slot_on(day).astimezone(UTC)


def _year_ends(plan: Plan, calendar: Calendar, since: datetime, moment: datetime) -> bool:
    """Whether that is from `since` until `moment`, after set-up: it comes only once. A case ends
    with its last step, whatever the year.
    """
    if plan.sop.case:
        return False
    return max(since, plan.confirmed_at) <= plan.once(_year_end, calendar) <= moment


def _runs_past_year(plan: Plan) -> bool:
    """Whether it was meant, at set-up, to go on after its fiscal year."""
    end = fiscal_year_end(plan.fiscal_year)
    return any(span.has_due and span.due > end for span in plan.baseline.values())


def _tell(
    work: UnitOfWork, member: Member, key: str, write: Callable[[Say], Message], now: datetime
) -> None:
    chat = member.person.private_chat
    if chat is not None and work.sent.named(chat, key) is None:
        work.outbox.post(chat, write(speaker(member.person.language)), now, key=key)
