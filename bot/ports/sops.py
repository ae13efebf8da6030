"""The SOPs that the offices brought themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.incoming import IncomingFile
from bot.domain.sop import Sop
from bot.domain.sop_import import Imported, Remark, SopFile, SopVersion


class Sops(Protocol):
    """Versions of SOPs, by the chat of the group whose own they are. Nothing is ever rewritten but
    what is still looked through."""

    def offered(self, group: int) -> Mapping[str, Sop]:
        """By their ids, the newest first: of each the version in use, as a plan is made of it."""

    def used(self, group: int) -> list[SopVersion]:
        """The same, as they are written."""

    def known(self, group: int) -> list[SopVersion]:
        """Of each SOP of the group's the newest version, whether one is in use or none is."""

    def unreadable(self) -> list[SopVersion]:
        """Of all groups the versions in use that this program cannot read (any more)."""

    def versions(self, group: int, sop: str) -> list[SopVersion]:
        """Used and former ones; the newest first."""

    def version(self, id: int) -> SopVersion | None: ...
    def review(self, group: int, read: Imported, name: str, by: int, now: datetime) -> SopVersion:
        """It is looked through; in place of what this person looked through for it before."""

    def rewrite(self, id: int, source: str, remarks: Sequence[Remark]) -> SopVersion:
        """Of one that is still looked through. Raises Missing if it is no more."""

    def use(self, id: int, now: datetime) -> SopVersion:
        """One that was looked through gets the next number; a former one is used again under its
        own. Raises Missing."""

    def begin(self, group: int, source: str, by: int, now: datetime) -> SopVersion:
        """What came with the system, as the group's own next version, at once in use."""

    def correct(
        self, former: SopVersion, source: str, remarks: Sequence[Remark], by: int, now: datetime
    ) -> SopVersion:
        """The next version, at once in use. Raises Conflict if `former` is used no more."""

    def drop(self, id: int) -> None:
        """One that is still looked through."""

    def put_away(self, group: int, sop: str) -> None:
        """No version of it is offered any more; all are kept as former ones."""

    def forget(self, before: datetime) -> None:
        """Drop what was looked through last before then."""


class SopFiles(Protocol):
    """A queue, as `Files` is."""

    @property
    def expects_any(self) -> bool:
        """Whether this unit of work has begun to expect one."""

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
    ) -> SopFile: ...
    def claim(
        self, now: datetime, lease_until: datetime, but: Collection[str] = ()
    ) -> SopFile | None:
        """`but`: files of these channels are left."""

    def try_again(self, file: int, at: datetime) -> None: ...
    def settle(self, file: int) -> SopFile | None:
        """It is read, or refused, and is no more; None: it was settled before."""

    def release(self) -> None:
        """Nobody works on any."""
