"""A group that takes no message, though the bot is in it: nothing of it is lost in silence.

Notices wait for the next slot, where they are tried again with what came since; other messages are
given up. The secretary hears why and what to do, then in one line a day what else did not arrive;
the chair hears of it when it lasts. The first message that goes through ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

import structlog

from bot.domain.calendar import ONE_DAY, Calendar, days
from bot.domain.errors import Barred, DeliveryError
from bot.domain.message import Text
from bot.domain.notices import Notice, next_slot
from bot.domain.people import Member, Team, on_duty
from bot.ports import Delivery, UnitOfWork
from bot.render.language import Say
from bot.render.text import barred as texts
from scheduler import news
from scheduler.rendering import still_to_tell

log = structlog.get_logger(__name__)

TELL_CHAIR_AFTER = 3
"""Working days: a group is put right by a phone call to whoever administers it; what lasts longer
is the chair's to know."""
REMIND_EVERY = 5
"""Working days without anything new to tell."""


def refused(work: UnitOfWork, delivery: Delivery, now: datetime, error: DeliveryError) -> None:
    """Of a delivery to a group."""
    log.warning("barred", delivery=delivery.id, chat=delivery.chat.id, why=error.barred)
    team = work.teams.of_group(delivery.chat.id)
    told = still_to_tell(work, delivery, now) if delivery.notices else []
    if team is None or not told:
        work.outbox.failed(delivery, error.reason, now)
    else:
        calendar = work.teams.calendar(team.id)
        work.outbox.postpone(delivery, next_slot(now, calendar, team.rules), now)
    if team is not None and error.barred is not None:
        _tell(work, team, delivery, told, now, error.barred)


def is_over(work: UnitOfWork, delivery: Delivery, since: datetime, now: datetime) -> None:
    """Something went through: what waits goes now, by the rule of lateness."""
    chat = delivery.chat.id
    work.outbox.hasten(chat, now)
    if delivery.message is not None and delivery.thread:
        return  # an answer in a topic of its own; where notices go may be shut still
    work.chats.set_barred(chat, None)
    team = work.teams.of_group(chat)
    if team is None:
        return
    team = on_duty(team, now)
    lost = len(_lost_messages(work, team, since))
    news.tell(work, team.leaders(), _key(team), partial(texts.over, team=team, lost=lost), now)
    for chair in _others(team):
        private = chair.person.private_chat
        if private is not None and work.sent.named(private, _chair_key(team), since):
            news.tell(work, [chair], _chair_key(team), partial(texts.over_to_chair, team=team), now)


def _tell(
    work: UnitOfWork,
    team: Team,
    delivery: Delivery,
    told: Sequence[Notice],
    now: datetime,
    why: Barred,
) -> None:
    since, team = delivery.chat.barred_since, on_duty(team, now)
    if since is None:
        work.chats.set_barred(delivery.chat.id, now)
        steps = news.steps_of(delivery)
        write = partial(texts.barred, team=team, why=why, waiting=told, steps=steps)
        news.tell(work, team.leaders(), _key(team), write, now)
        return
    first = team.rules.local_day(since)
    passed = _working_days(work.teams.calendar(team.id), first, now, team)
    line = _line(work, team, delivery, told, now, since, passed)
    if line is not None:
        news.tell(work, team.leaders(), f"{_key(team)}:{delivery.id}", line, now)
    if passed >= TELL_CHAIR_AFTER:
        _tell_chair(work, team, since, partial(texts.letter, team=team, why=why, since=first), now)


def _line(
    work: UnitOfWork,
    team: Team,
    delivery: Delivery,
    told: Sequence[Notice],
    now: datetime,
    since: datetime,
    passed: int,
) -> Callable[[Say], Text] | None:
    """None: nothing that was not told already."""
    lost, today = _lost_messages(work, team, since), team.rules.local_day(now)
    write = partial(texts.still, team=team, since=team.rules.local_day(since), lost=len(lost))
    if not delivery.notices:
        of_today = [at for at in lost if team.rules.local_day(at) == today]
        return partial(write, waiting=[]) if len(of_today) == 1 else None
    if delivery.slot is None or delivery.slot > now:  # tried before its slot: all of it is known
        return None
    new = [n for n in told if delivery.attempts == 1 or team.rules.local_day(n.at) == today]
    calendar = work.teams.calendar(team.id)
    before = team.rules.slot_on(calendar.on_or_before(today - ONE_DAY))
    is_due = passed > 0 and passed % REMIND_EVERY == 0
    return partial(write, waiting=new) if new or is_due or any(a > before for a in lost) else None


def _tell_chair(
    work: UnitOfWork, team: Team, since: datetime, write: Callable[[Say], Text], now: datetime
) -> None:
    """Once, of those who are not told as the secretary is."""
    key = _chair_key(team)
    chats = ((chair, chair.person.private_chat) for chair in _others(team))
    unaware = [c for c, chat in chats if chat and work.sent.named(chat, key, since) is None]
    news.tell(work, unaware, key, write, now)


def _others(team: Team) -> list[Member]:
    leaders = {m.person.id for m in team.leaders()}
    return [m for m in team.chairs if m.person.id not in leaders]


def _lost_messages(work: UnitOfWork, team: Team, since: datetime) -> list[datetime]:
    """When those to the group were given up that were no notices."""
    given_up = work.outbox.undelivered(team.id)
    return [u.at for u in given_up if u.chat.id == team.group and u.at >= since and not u.notices]


def _working_days(calendar: Calendar, first: date, now: datetime, team: Team) -> int:
    """Passed since the first day, today included."""
    today = team.rules.local_day(now)
    return sum(calendar.is_working(day) for day in days(first + ONE_DAY, today))


def _key(team: Team) -> str:
    return f"{news.ABOUT}barred:{team.id}"


def _chair_key(team: Team) -> str:
    return f"{news.ABOUT}barred-for-long:{team.id}"
