"""SOPs of groups kept in memory, as the store keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from bot.domain.errors import Conflict, Missing
from bot.domain.incoming import IncomingFile
from bot.domain.sop import Sop
from bot.domain.sop_import import Imported, Remark, SopFile, SopVersion, Stage
from bot.sops.loader import kept


class FakeSops:
    def __init__(self) -> None:
        self.kept: dict[int, SopVersion] = {}
        self._ids = count(1)

    def offered(self, group: int) -> Mapping[str, Sop]:
        return {v.sop: kept(v.source) for v in self.used(group)}

    def used(self, group: int) -> list[SopVersion]:
        found = (v for v in self.kept.values() if v.group == group and v.stage is Stage.USED)
        return sorted(found, key=lambda v: -v.id)

    def versions(self, group: int, sop: str) -> list[SopVersion]:
        found = (v for v in self.kept.values() if (v.group, v.sop) == (group, sop) and v.number)
        return sorted(found, key=lambda v: -v.number)

    def version(self, id: int) -> SopVersion | None:
        return self.kept.get(id)

    def review(self, group: int, read: Imported, name: str, by: int, now: datetime) -> SopVersion:
        for one in [*self.kept.values()]:
            if (one.group, one.by, one.stage) == (group, by, Stage.REVIEWED):
                del self.kept[one.id]
        return self._add(group, read.source, read.remarks, 0, Stage.REVIEWED, by, now, name)

    def rewrite(self, id: int, source: str, remarks: Sequence[Remark]) -> SopVersion:
        found = self.kept.get(id)
        if found is None or found.stage is not Stage.REVIEWED:
            raise Missing
        self.kept[id] = replace(found, source=source, remarks=tuple(remarks), sop=kept(source).id)
        return self.kept[id]

    def use(self, id: int, now: datetime) -> SopVersion:
        found = self.kept.get(id)
        if found is None:
            raise Missing
        number = found.number or self._next(found.group, found.sop)
        self._put_down(found.group, found.sop)
        self.kept[id] = replace(found, number=number, stage=Stage.USED)
        return self.kept[id]

    def begin(self, group: int, source: str, by: int, now: datetime) -> SopVersion:
        sop = kept(source).id
        number = self._next(group, sop)
        self._put_down(group, sop)
        return self._add(group, source, (), number, Stage.USED, by, now)

    def correct(
        self, former: SopVersion, source: str, remarks: Sequence[Remark], by: int, now: datetime
    ) -> SopVersion:
        if self.kept[former.id].stage is not Stage.USED:
            raise Conflict
        number = self._next(former.group, former.sop)
        self._put_down(former.group, former.sop)
        return self._add(former.group, source, remarks, number, Stage.USED, by, now)

    def drop(self, id: int) -> None:
        del self.kept[id]

    def put_away(self, group: int, sop: str) -> None:
        self._put_down(group, sop)

    def forget(self, before: datetime) -> None:
        raise NotImplementedError

    def _next(self, group: int, sop: str) -> int:
        return max((v.number for v in self.versions(group, sop)), default=0) + 1

    def _put_down(self, group: int, sop: str) -> None:
        for one in self.used(group):
            if one.sop == sop:
                self.kept[one.id] = replace(one, stage=Stage.FORMER)

    def _add(
        self,
        group: int,
        source: str,
        remarks: Sequence[Remark],
        number: int,
        stage: Stage,
        by: int,
        now: datetime,
        name: str = "",
    ) -> SopVersion:
        id, sop = next(self._ids), kept(source).id
        made = SopVersion(id, group, sop, number, stage, source, tuple(remarks), by, now, name)
        self.kept[id] = made
        return made


class FakeSopFiles:
    def __init__(self) -> None:
        self.expected: list[SopFile] = []

    def expect(
        self,
        group: int,
        file: IncomingFile,
        *,
        channel: str,
        chat: int,
        message: str,
        thread: str,
        by: int,
        now: datetime,
    ) -> SopFile:
        found = SopFile(
            len(self.expected) + 1,
            group,
            file.name,
            file.size or 0,
            file.source,
            channel,
            chat,
            message,
            thread,
            by,
            now,
        )
        self.expected.append(found)
        return found
