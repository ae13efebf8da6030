"""Asks what the calendar asks (`bot.domain.monthly`): once a month, in private, by the outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from bot.domain import evidence, monthly
from bot.domain.calendar import Calendar
from bot.domain.evidence import Lacking
from bot.domain.message import Message
from bot.domain.notices import late_delivery_time
from bot.domain.people import Member, Team
from bot.domain.plan import Plan
from bot.domain.relevance import LATE_AFTER
from bot.domain.standing import Standing
from bot.ports import UnitOfWork
from bot.render.language import Say, speaker
from bot.render.text import monthly as texts


def waits_until(calendar: Calendar, plan: Plan, moment: datetime, now: datetime) -> datetime:
    """As a notice that is late waits for office hours; `now` if it need not."""
    return now if now - moment <= LATE_AFTER else late_delivery_time(now, calendar, plan.rules)


def ask(work: UnitOfWork, plan: Plan, calendar: Calendar, moment: datetime, now: datetime) -> None:
    """Once for each moment, chat and question: what was sent is known by its key."""
    team = work.teams.by_id(plan.team)
    month = plan.rules.local_day(moment).strftime("%Y%m")
    lacking = evidence.of_closed_steps(plan, work.files.of_plan(plan.id))
    for member, own in _shares(plan, team, lacking):
        key = f"evidence:{plan.id}:{month}"
        write = partial(texts.evidence, plan=plan, lacking=own, follows=member.secretary)
        _tell(work, member, key, write, now)
    if monthly.ends_year(plan, moment):
        _ask_to_close(work, Standing(team, plan, calendar, plan.rules.local_day(now)), now)


def _shares(plan: Plan, team: Team, lacking: Lacking) -> Iterator[tuple[Member, Lacking]]:
    """To the secretary the whole, to a member of a step's parties what is missing of that."""
    for member in team.members:
        own = [
            (step, documents)
            for step, documents in lacking
            if member.secretary or member.in_party(plan.sop.id, step.parties)
        ]
        if own:
            yield member, own


def _ask_to_close(work: UnitOfWork, s: Standing, now: datetime) -> None:
    if s.open_steps and monthly.runs_past_year(s.plan):
        return
    followed = s.plan.is_followed(work.plans.of_team(s.team.id))
    for member in s.team.secretaries:
        key = f"year-end:{s.plan.id}"
        _tell(work, member, key, partial(texts.year_over, s=s, followed=followed), now)


def _tell(
    work: UnitOfWork, member: Member, key: str, write: Callable[[Say], Message], now: datetime
) -> None:
    chat = member.person.private_chat
    if chat is not None and work.sent.named(chat, key) is None:
        work.outbox.post(chat, write(speaker(member.person.language)), now, key=key)
