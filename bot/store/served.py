"""The operator's list of the only groups to serve, applied to what the database holds.

It says addresses; a group that became a supergroup is on it by its former one, too.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, update

from bot.domain.people import ChatKind
from bot.domain.plan import PlanStatus
from bot.store.tables import chat, plan, team

_GROUPS = (
    select(chat.c.id, chat.c.address, chat.c.former, chat.c.served, team.c.id.label("team"))
    .select_from(chat.outerjoin(team, team.c.group_chat == chat.c.id))
    .where(chat.c.kind == ChatKind.GROUP)
    .order_by(chat.c.id)
)
_SERVE = update(chat).where(chat.c.id == bindparam("group")).values(served=bindparam("is_served"))
_RESUME = (
    update(plan)
    .where(
        plan.c.team == bindparam("of_team"),
        plan.c.status.in_((PlanStatus.ACTIVE, PlanStatus.ENDED)),
    )
    .values(wake_at=plan.c.planned_until)
)


def is_on(allowed: frozenset[str], *addresses: str) -> bool:
    """`allowed` empty: every group is."""
    return not allowed or not allowed.isdisjoint(addresses)


def apply(connection: Connection, allowed: frozenset[str]) -> None:
    """A plan served again resumes where it stood; one that is not rests when its time comes."""
    for group in connection.execute(_GROUPS).all():
        told = is_on(allowed, group.address, group.former)
        if told == group.served:
            continue
        connection.execute(_SERVE, {"group": group.id, "is_served": told})
        if group.team is not None and told:
            connection.execute(_RESUME, {"of_team": group.team})
