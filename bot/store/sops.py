"""The SOPs of groups' own, version by version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection, bindparam, delete, func, select, update

from bot.domain.errors import BadFile, Conflict, Missing
from bot.domain.sop import Sop
from bot.domain.sop_import import Imported, Remark, SopVersion, Stage
from bot.sops.loader import kept
from bot.store import sop_remarks
from bot.store.read_cache import Cache
from bot.store.tables import chat, sop_version
from bot.store.types import insert, verbatim

log = structlog.get_logger(__name__)

_COLUMNS = (
    sop_version.c.id,
    sop_version.c.group_chat,
    sop_version.c.sop,
    sop_version.c.number,
    sop_version.c.stage,
    sop_version.c.source,
    sop_version.c.remarks,
    sop_version.c.by,
    sop_version.c.at,
    sop_version.c.name,
)
_OF_GROUP = sop_version.c.group_chat == bindparam("of_group")
_OF_SOP = _OF_GROUP & (sop_version.c.sop == bindparam("of_sop"))
_ONE = sop_version.c.id == bindparam("id_of")
_IS_REVIEWED = sop_version.c.stage == verbatim(Stage.REVIEWED)
_IS_USED = sop_version.c.stage == verbatim(Stage.USED)
_USED = select(*_COLUMNS).where(_OF_GROUP, _IS_USED).order_by(sop_version.c.id.desc())
_ALL_USED = select(*_COLUMNS).where(_IS_USED).order_by(sop_version.c.id)
_VERSIONS = select(*_COLUMNS).where(_OF_SOP, ~_IS_REVIEWED).order_by(sop_version.c.number.desc())
_KNOWN = select(*_COLUMNS).where(_OF_GROUP, ~_IS_REVIEWED).order_by(sop_version.c.id)
_VERSION = select(*_COLUMNS).where(_ONE)
_LAST = select(func.max(sop_version.c.number)).where(_OF_SOP)
_HOLD = select(chat.c.id).where(chat.c.id == bindparam("group")).with_for_update()
_ADD = insert(sop_version).returning(*_COLUMNS)
_CHANGE = update(sop_version).where(_ONE).returning(*_COLUMNS)
_REWRITE = _CHANGE.where(_IS_REVIEWED)
_PUT_AWAY = update(sop_version).where(_OF_SOP, _IS_USED).values(stage=Stage.FORMER)
_DROP = delete(sop_version).where(_ONE, _IS_REVIEWED)
_DROP_OTHERS = delete(sop_version).where(
    _OF_GROUP, sop_version.c.by == bindparam("of_person"), _IS_REVIEWED
)
_FORGET = delete(sop_version).where(sop_version.c.at < bindparam("before"), _IS_REVIEWED)


class SqlSops:
    def __init__(self, connection: Connection, cache: Cache) -> None:
        self._connection = connection
        self._cache = cache

    def offered(self, group: int) -> Mapping[str, Sop]:
        """One that this program cannot read (any more) is left out, and the log says so."""
        found = ((v.sop, _readable(v)) for v in self.used(group))
        return {id: sop for id, sop in found if sop is not None}

    def used(self, group: int) -> list[SopVersion]:
        def read() -> list[SopVersion]:
            return self._all(_USED, of_group=group)

        return list(self._cache.get("sops of group", group, read))

    def known(self, group: int) -> list[SopVersion]:
        newest = {v.sop: v for v in self._all(_KNOWN, of_group=group)}
        return list(newest.values())

    def unreadable(self) -> list[SopVersion]:
        return [v for v in self._all(_ALL_USED) if _readable(v) is None]

    def versions(self, group: int, sop: str) -> list[SopVersion]:
        return self._all(_VERSIONS, of_group=group, of_sop=sop)

    def version(self, id: int) -> SopVersion | None:
        return next(iter(self._all(_VERSION, id_of=id)), None)

    def review(self, group: int, read: Imported, name: str, by: int, now: datetime) -> SopVersion:
        self._connection.execute(_DROP_OTHERS, {"of_group": group, "of_person": by})
        row = _row(group, read.source, read.remarks, by, now)
        return self._one(_ADD, **row, number=0, stage=Stage.REVIEWED, name=name)

    def rewrite(self, id: int, source: str, remarks: Sequence[Remark]) -> SopVersion:
        written = {"sop": _id_in(source), "source": source, "remarks": sop_remarks.told(remarks)}
        return self._one(_REWRITE.values(**written), id_of=id)

    def use(self, id: int, now: datetime) -> SopVersion:
        version = self.version(id)
        if version is None:
            raise Missing(f"version {id} of an SOP")
        number = version.number or self._next(version.group, version.sop)
        self.put_away(version.group, version.sop)
        at = version.at if version.number else now
        return self._one(_CHANGE.values(stage=Stage.USED, number=number, at=at), id_of=id)

    def begin(self, group: int, source: str, by: int, now: datetime) -> SopVersion:
        return self._add(group, source, (), by, now)

    def correct(
        self, former: SopVersion, source: str, remarks: Sequence[Remark], by: int, now: datetime
    ) -> SopVersion:
        self._hold(former.group)
        known = self.version(former.id)
        if known is None or known.stage is not Stage.USED:
            raise Conflict(f"version {former.id} of an SOP is used no more")
        return self._add(former.group, source, remarks, by, now)

    def drop(self, id: int) -> None:
        self._connection.execute(_DROP, {"id_of": id})

    def put_away(self, group: int, sop: str) -> None:
        self._connection.execute(_PUT_AWAY, {"of_group": group, "of_sop": sop})

    def forget(self, before: datetime) -> None:
        self._connection.execute(_FORGET, {"before": before})

    def _add(
        self, group: int, source: str, remarks: Sequence[Remark], by: int, now: datetime
    ) -> SopVersion:
        row = _row(group, source, remarks, by, now)
        number = self._next(group, row["sop"])
        self.put_away(group, row["sop"])
        return self._one(_ADD, **row, number=number, stage=Stage.USED, name="")

    def _next(self, group: int, sop: str) -> int:
        """Of those who add a version at once the second waits, and reads the first one's number."""
        self._hold(group)
        asked = {"of_group": group, "of_sop": sop}
        return (self._connection.scalar(_LAST, asked) or 0) + 1

    def _hold(self, group: int) -> None:
        self._connection.execute(_HOLD, {"group": group})

    def _one(self, statement: Any, **values: object) -> SopVersion:
        row = self._connection.execute(statement, values).one_or_none()
        if row is None:
            raise Missing("that version of an SOP")
        return _version(row)

    def _all(self, statement: Any, **values: object) -> list[SopVersion]:
        return [_version(row) for row in self._connection.execute(statement, values)]


def _row(
    group: int, source: str, remarks: Sequence[Remark], by: int, now: datetime
) -> dict[str, Any]:
    return {
        "group_chat": group,
        "sop": _id_in(source),
        "source": source,
        "remarks": sop_remarks.told(remarks),
        "by": by,
        "at": now,
    }


def _version(row: Any) -> SopVersion:
    id, group, sop, number, stage, source, remarks, by, at, name = row
    read = sop_remarks.read(remarks)
    return SopVersion(id, group, sop, number, Stage(stage), source, read, by, at, name)


def _id_in(source: str) -> str:
    """Nothing is kept that is no SOP: raises BadFile."""
    return kept(source).id


def _readable(version: SopVersion) -> Sop | None:
    try:
        return kept(version.source)
    except BadFile as error:
        log.warning("sop.unreadable", version=version.id, why=error.lines()[:1])
        return None
