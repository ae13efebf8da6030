"""Templates of the teams: which is in use. What was in use before may be so again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from bot.domain.files import Template
from bot.store.tables import template
from bot.store.types import insert

_COLUMNS = (
    template.c.id,
    template.c.name,
    template.c.sha256,
    template.c.size,
    template.c.sent_at,
)
_OF_TEAM = template.c.team == bindparam("of_team")
_IN_USE = select(*_COLUMNS).where(_OF_TEAM, template.c.used).order_by(template.c.id.desc()).limit(1)
_PUT_AWAY = update(template).where(_OF_TEAM, template.c.used).values(used=False)
_USE = (
    update(template)
    .where(_OF_TEAM, template.c.id == bindparam("id_of"))
    .values(used=True)
    .returning(*_COLUMNS)
)
_ADD = insert(template).returning(*_COLUMNS)


class SqlTemplates:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_team(self, team: int) -> Template | None:
        row = self._connection.execute(_IN_USE, {"of_team": team}).one_or_none()
        return Template(*row) if row is not None else None

    def add(self, team: int, name: str, sha256: str, size: int, now: datetime) -> Template:
        self.put_away(team)
        told = {"team": team, "name": name, "sha256": sha256, "size": size, "sent_at": now}
        return Template(*self._connection.execute(_ADD, {**told, "used": True}).one())

    def use(self, team: int, template: int) -> Template | None:
        self.put_away(team)
        told = {"of_team": team, "id_of": template}
        row = self._connection.execute(_USE, told).one_or_none()
        return Template(*row) if row is not None else None

    def put_away(self, team: int) -> None:
        self._connection.execute(_PUT_AWAY, {"of_team": team})
