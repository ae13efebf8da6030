"""The operator's list of the only groups to serve, applied to what the database holds.

It says addresses; a group that became a supergroup is on it by its former one, too.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    case,
    delete,
    exists,
    select,
    update,
)

from bot.domain.calendar import ONE_DAY
from bot.domain.message import Message
from bot.domain.plan import PlanStatus
from bot.ports import EVIDENCE_LACKS, KEEPING, YEAR_OVER
from bot.store.codec import decode
from bot.store.queue_tables import DROPPED, KEPT_BACK, WAITING, delivery, delivery_notice, notice
from bot.store.tables import GROUP, chat, membership, plan, team
from bot.store.trouble import GARBAGE
from bot.store.types import verbatim

NOT_SERVED = "not served"
"""Why a delivery was dropped."""

_GROUPS = (
    select(chat.c.id, chat.c.address, chat.c.former, chat.c.served, team.c.id.label("team"))
    .select_from(chat.outerjoin(team, team.c.group_chat == chat.c.id))
    .where(chat.c.kind == verbatim(GROUP))
    .order_by(chat.c.id)
)
_UNSERVED, _SERVED = _GROUPS.where(~chat.c.served), _GROUPS.where(chat.c.served)
_SERVE = update(chat).where(chat.c.id == bindparam("group")).values(served=bindparam("is_served"))
_OF_TEAM = select(plan.c.id).where(plan.c.team == bindparam("of_team"))
_RESUME = (
    update(plan)
    .where(
        plan.c.team == bindparam("of_team"),
        plan.c.status.in_((PlanStatus.ACTIVE, PlanStatus.ENDED)),
    )
    .values(wake_at=plan.c.planned_until)
)

_WAITS = delivery.c.state.in_((WAITING, KEPT_BACK))
_DROP = (
    update(delivery)
    .where(_WAITS)
    .values(
        state=DROPPED,
        why=NOT_SERVED,
        message=None,
        lease_until=None,
        finished_at=bindparam("now"),
    )
)
_DROP_ONE = _DROP.where(delivery.c.id == bindparam("one"))
_TO_GROUP = delivery.c.chat == bindparam("group")
_DROP_SAID = _DROP.where(_TO_GROUP, delivery.c.message.is_not(None))
_HANGING = delivery_notice.c.delivery == delivery.c.id
_DROP_EMPTY = _DROP.where(delivery.c.message.is_(None), ~exists().where(_HANGING))
_SAID_TO_MEMBERS = (
    select(delivery.c.id, delivery.c.message, delivery.c.key, delivery.c.due_at)
    .join(chat, chat.c.id == delivery.c.chat)
    .join(membership, membership.c.person == chat.c.person)
    .where(_WAITS, delivery.c.message.is_not(None), membership.c.team == bindparam("of_team"))
)
_UNSENT = (
    select(notice.c.id, notice.c.plan, notice.c.at)
    .join(delivery_notice, delivery_notice.c.notice == notice.c.id)
    .join(delivery, delivery.c.id == delivery_notice.c.delivery)
    .where(_WAITS, notice.c.plan.in_(_OF_TEAM))
    .distinct()
)
# Also from what was merged into what waits; what was sent, or given up, stays known.
_UNHANG = delete(delivery_notice).where(
    delivery_notice.c.notice == bindparam("unsent"),
    delivery_notice.c.delivery.in_(
        select(delivery.c.id).where(delivery.c.state.in_((WAITING, KEPT_BACK, DROPPED)))
    ),
)
_UNPLAN = delete(notice).where(
    notice.c.id == bindparam("unsent"),
    ~exists().where(delivery_notice.c.notice == notice.c.id),
)
_AT = bindparam("at", type_=plan.c.planned_until.type)
_STAND_BACK = (
    update(plan)
    .where(plan.c.id == bindparam("of_plan"))
    .values(planned_until=case((plan.c.planned_until < _AT, plan.c.planned_until), else_=_AT))
)


def is_on(allowed: frozenset[str], *addresses: str) -> bool:
    """`allowed` empty: every group is."""
    return not allowed or not allowed.isdisjoint(addresses)


def is_served(of_plan: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the group of the team of this plan is."""
    return exists().where(
        plan.c.id == of_plan,
        team.c.id == plan.c.team,
        chat.c.id == team.c.group_chat,
        chat.c.served,
    )


def moved(connection: Connection, allowed: frozenset[str], group: int) -> None:
    """A group with a new address, by which it may be listed; it keeps what the former one gave."""
    found = connection.execute(_GROUPS.where(chat.c.id == group)).one_or_none()
    if found is not None and _is_listed(allowed, found):
        _serve(connection, found)


def apply(connection: Connection, allowed: frozenset[str], now: datetime) -> None:
    """A plan served again resumes where it stood; one that is not rests when its time comes.

    What waits in the outbox for a team that is served no longer is withdrawn. Without a list the
    groups that are served already, which may be very many, are not read.
    """
    for group in connection.execute(_UNSERVED).all():
        if _is_listed(allowed, group):
            _serve(connection, group)
    for group in connection.execute(_SERVED).all() if allowed else ():
        if not _is_listed(allowed, group):
            connection.execute(_SERVE, {"group": group.id, "is_served": False})
            if group.team is not None:
                _withdraw(connection, group.id, group.team, now)


def left_out(connection: Connection, allowed: frozenset[str]) -> int:
    """How many teams this list would leave out."""
    groups = connection.execute(_GROUPS.where(team.c.id.is_not(None)))
    return sum(not _is_listed(allowed, group) for group in groups)


def _is_listed(allowed: frozenset[str], group: Any) -> bool:
    return is_on(allowed, group.address, group.former)


def _serve(connection: Connection, group: Any) -> None:
    connection.execute(_SERVE, {"group": group.id, "is_served": True})
    if group.team is not None:
        connection.execute(_RESUME, {"of_team": group.team})


def _withdraw(connection: Connection, group: int, team: int, now: datetime) -> None:
    """Answers and announcements are gone; notices, and what the calendar asks, are as if they had
    not been planned yet.
    """
    connection.execute(_DROP_SAID, {"group": group, "now": now})
    plans = set(connection.scalars(_OF_TEAM, {"of_team": team}))
    for said in connection.execute(_SAID_TO_MEMBERS, {"of_team": team}).all():
        if not _is_of_others(said.message, plans):
            connection.execute(_DROP_ONE, {"one": said.id, "now": now})
            _ask_again(connection, said.key, said.due_at)
    for unsent, of_plan, at in connection.execute(_UNSENT, {"of_team": team}).all():
        connection.execute(_UNHANG, {"unsent": unsent})
        connection.execute(_UNPLAN, {"unsent": unsent})
        connection.execute(_STAND_BACK, {"of_plan": of_plan, "at": at})
    connection.execute(_DROP_EMPTY, {"now": now})


def _ask_again(connection: Connection, key: str, asked_at: datetime) -> None:
    """The month is planned again, if the calendar asked: what was said in it is known."""
    if key.startswith((EVIDENCE_LACKS, YEAR_OVER, KEEPING)):
        month = asked_at.replace(day=1, hour=0, minute=0) - ONE_DAY  # in any zone
        connection.execute(_STAND_BACK, {"of_plan": int(key.split(":")[1]), "at": month})


def _is_of_others(message: Any, plans: set[int]) -> bool:
    """Whether a message surely tells of other teams' plans; who is in two may have to ask again."""
    try:
        about = decode(Message, message).about
    except GARBAGE:
        return False
    return bool(about) and plans.isdisjoint(one.plan for one in about)
