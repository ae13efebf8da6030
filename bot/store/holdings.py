"""How many bytes of files the teams hold. The same bytes lie under one hash, and count once."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select

from bot.domain.files import FileState
from bot.domain.room import Held, Holding
from bot.store.tables import EXPECTED, chat, file, plan, team, template
from bot.store.types import verbatim

_LIES = (file.c.sha256 != "") & file.c.state.not_in(
    [verbatim(FileState.DELETED), verbatim(FileState.GONE)]
)
# Every version, what was removed and what another plan took along: none of it goes by itself.
_LYING = (
    select(plan.c.team, func.max(file.c.size).label("size"))
    .join(plan, file.c.plan == plan.c.id)
    .where(_LIES)
    .group_by(plan.c.team, file.c.sha256)
)
_of = plan.alias("of")
_lying = _LYING.subquery()
_of_team = _LYING.where(plan.c.team == bindparam("team")).subquery()
_USED = select(func.coalesce(func.sum(_of_team.c.size), 0))
_templates = (
    select(func.max(template.c.size).label("size"))
    .where(template.c.team == bindparam("team"))
    .group_by(template.c.sha256)
    .subquery()
)
_TEMPLATES = select(func.coalesce(func.sum(_templates.c.size), 0))
_PROMISED = (
    select(func.coalesce(func.sum(file.c.size), 0))
    .join(plan, file.c.plan == plan.c.id)
    .where(
        plan.c.team == bindparam("team"),
        file.c.state == verbatim(EXPECTED),
        file.c.id < bindparam("file"),
    )
)
_TEAM_OF = select(team.c.id, team.c.created_at).join(plan).where(plan.c.id == bindparam("of_plan"))
_OF_SIZE = (
    select(file.c.sha256)
    .join(plan, file.c.plan == plan.c.id)
    .where(
        plan.c.team == select(_of.c.team).where(_of.c.id == bindparam("of_plan")).scalar_subquery(),
        _LIES,
        file.c.size == bindparam("size"),
    )
)
_ALL = (
    select(team.c.id, chat.c.address, func.sum(_lying.c.size))
    .select_from(_lying)
    .join(team, team.c.id == _lying.c.team)
    .join(chat, chat.c.id == team.c.group_chat)
    .group_by(team.c.id, chat.c.address)
    .order_by(func.sum(_lying.c.size).desc(), team.c.id)
)


class SqlHoldings:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def seen_from(self, file: int, plan: int) -> Holding:
        team, since = self._connection.execute(_TEAM_OF, {"of_plan": plan}).one()
        asked = {"team": team, "file": file}
        counted = (self._connection.scalar(one, asked) for one in (_USED, _TEMPLATES, _PROMISED))
        used, templates, promised = (int(one or 0) for one in counted)
        return Holding(team, since, used + templates, promised)

    def of_size(self, plan: int, size: int) -> frozenset[str]:
        asked = {"of_plan": plan, "size": size}
        return frozenset(self._connection.scalars(_OF_SIZE, asked))

    def all(self) -> list[Held]:
        rows = self._connection.execute(_ALL)
        return [Held(team, group, int(used)) for team, group, used in rows]
