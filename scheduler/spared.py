"""Who is told in the group what would be told in private as well, where each copy costs something.

That is whoever was seen in the group, and is told in private on such a channel, too. Everybody else
gets a copy: who came by an invitation, and who reads where it costs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import product

from bot.domain.economy import told_once
from bot.domain.notices import Notice
from bot.domain.people import Chat, Team
from bot.domain.plan import Plan
from bot.ports import UnitOfWork

Pairs = frozenset[tuple[Notice, int]]
"""Notices, each with a chat to which it is not sent."""


def spared(
    work: UnitOfWork,
    plan: Plan,
    team: Team,
    found: Sequence[Notice],
    counted: Collection[str],
    now: datetime,
) -> Pairs:
    """Of everything that was found. Nothing, if the group is not on a `counted` channel or takes no
    message.
    """
    group = work.chats.by_id(team.group)
    if group.channel not in counted or group.barred_since or not group.reachable:
        return frozenset()
    twice = frozenset(found).difference(told_once(found, _paused(work, plan, group, now)))
    inside = frozenset(_in(work, team, group, counted)) if twice else ()
    return frozenset(product(twice, inside))


def _paused(work: UnitOfWork, plan: Plan, group: Chat, now: datetime) -> set[int]:
    """The steps of which the group has paused the reminders."""
    today = plan.rules.local_day(now)
    return {s.step for s in work.plans.snoozes(plan.id) if s.chat == group.id and today < s.until}


def _in(work: UnitOfWork, team: Team, group: Chat, counted: Collection[str]) -> Iterator[int]:
    """Private chats, on such channels, of those who read the group."""
    for person in (m.person for m in team.members):
        chat = person.private_chat
        if chat is None or not work.chats.was_seen_in(group.id, person.id):
            continue
        if work.chats.by_id(chat).channel in counted:
            yield chat
