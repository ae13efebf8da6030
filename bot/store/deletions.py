"""Files of a plan that are deleted: their rows stay, and bytes that nothing else is of go.

Until its bytes have gone a deleted row says in `not_before` from when they may.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, func, select, update

from bot.domain.files import Deletable, FileState
from bot.store.tables import file, template
from bot.store.types import verbatim

BECOMES: Mapping[FileState, FileState] = {
    FileState.KEPT: FileState.DELETED,
    FileState.REMOVED: FileState.GONE,
}
_HAVE_BYTES = file.c.sha256 != verbatim("")
_OF_PLAN = file.c.plan == bindparam("of_plan")
_other = file.alias("other")
_STANDS = _other.c.state.in_([verbatim(state) for state in BECOMES])
_IN_ANOTHER = exists().where(
    _other.c.sha256 == file.c.sha256, _other.c.plan != bindparam("of_plan"), _STANDS
)
_BYTES = (
    select(file.c.sha256, func.count(), func.max(file.c.size), _IN_ANOTHER)
    .where(_OF_PLAN, _HAVE_BYTES, file.c.state.in_([verbatim(state) for state in BECOMES]))
    .group_by(file.c.sha256)
)
_TURN = {
    was: update(file)
    .where(_OF_PLAN, _HAVE_BYTES, file.c.state == verbatim(was))
    .values(state=bindparam("becomes"), not_before=bindparam("bytes_go_at"))
    for was in (*BECOMES, *BECOMES.values())
}
_WAITS = (
    file.c.state.in_([verbatim(state) for state in BECOMES.values()])
) & file.c.not_before.is_not(None)
_IS_TEMPLATE = exists().where(template.c.sha256 == file.c.sha256)
_IS_USED = exists().where(_other.c.sha256 == file.c.sha256, _STANDS) | _IS_TEMPLATE
_SPARE = (
    update(file)
    .where(_WAITS, file.c.not_before <= bindparam("now"), _IS_USED)
    .values(not_before=None)
)
_DUE = (
    select(file.c.sha256)
    .where(_WAITS, file.c.not_before <= bindparam("now"))
    .distinct()
    .order_by(file.c.sha256)
    .limit(bindparam("up_to"))
)
_GONE = update(file).where(_WAITS, file.c.sha256 == bindparam("of")).values(not_before=None)
_PUT_OFF = (
    update(file)
    .where(_WAITS, file.c.sha256 == bindparam("of"))
    .values(not_before=bindparam("again_at"))
)
_BYTES_WAIT = select(func.count()).where(_OF_PLAN, _WAITS, file.c.not_before > bindparam("now"))


class SqlDeletions:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_plan(self, plan: int) -> Deletable:
        rows = self._connection.execute(_BYTES, {"of_plan": plan}).all()
        return Deletable(
            sum(count for _, count, _, _ in rows),
            sum(size for _, _, size, elsewhere in rows if not elsewhere),
            sum(count for _, count, _, elsewhere in rows if elsewhere),
        )

    def delete(self, plan: int, bytes_go_at: datetime) -> None:
        for was, becomes in BECOMES.items():
            self._turn(plan, was, becomes, bytes_go_at)

    def take_back(self, plan: int, now: datetime) -> bool:
        asked = {"of_plan": plan, "now": now}
        if not self._connection.scalar(_BYTES_WAIT, asked):
            return False
        for becomes, was in BECOMES.items():
            self._turn(plan, was, becomes, None)
        return True

    def due(self, now: datetime, limit: int) -> Sequence[str]:
        self._connection.execute(_SPARE, {"now": now})
        return list(self._connection.scalars(_DUE, {"now": now, "up_to": limit}))

    def done(self, sha256: str) -> None:
        self._connection.execute(_GONE, {"of": sha256})

    def put_off(self, sha256: str, until: datetime) -> None:
        self._connection.execute(_PUT_OFF, {"of": sha256, "again_at": until})

    def _turn(
        self, plan: int, was: FileState, becomes: FileState, bytes_go_at: datetime | None
    ) -> None:
        told = {"of_plan": plan, "becomes": becomes, "bytes_go_at": bytes_go_at}
        self._connection.execute(_TURN[was], told)
