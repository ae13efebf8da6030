"""Attached files: their bytes, and what is known of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol

from bot.domain.files import Bytes, Deletable, Download, File, Template
from bot.domain.incoming import IncomingFile
from bot.domain.message import ToMake
from bot.domain.queues import Handout
from bot.domain.room import Held, Holding


class FileStore(Protocol):
    """Bytes by their SHA-256. `keep` returns only when they are on disk (fsync) or in the bucket.

    `keep` and `open` raise SopbotError, in the operator's words, while the store cannot be used;
    NoRoom when it is full. Of chunks that raise before their end `keep` leaves nothing.
    """

    async def keep(self, chunks: AsyncIterator[bytes], limit: int) -> tuple[str, int]:
        """(SHA-256 in hex, size in bytes); raises TooLarge past `limit`."""

    def open(self, sha256: str) -> AbstractContextManager[Any]:
        """These bytes, compared with their hash before any of them is given out.

        Raises Missing (AllMissing: all of them are) or Damaged. Slow: not for the event loop.
        """

    def held(self) -> Iterator[tuple[str, int]]:
        """(SHA-256, size in bytes) of all that is there, unread; not what cannot be looked at,
        of which `open` says why."""

    async def delete(self, sha256: str) -> bool:
        """Whether nothing of it is there any more; not while it was kept, perhaps once more, within
        the last hour: whoever brought it may be about to say so.
        """

    def spare(self) -> int | None:
        """Bytes that can be kept before it is full; None: it does not know. Looks at the disk."""


class Files(Protocol):
    @property
    def expects_any(self) -> bool:
        """Whether this unit of work has begun to expect a file."""

    def expect(
        self,
        plan: int,
        step: int,
        file: IncomingFile,
        *,
        channel: str,
        chat: int,
        message: str,
        thread: str,
        by: int,
        document: str,
        now: datetime,
    ) -> File: ...
    def add(self, file: File) -> File:
        """Keep at once, under a number of its step, what has no bytes to come: a link, or bytes
        that are kept already. Its `id`, `state`, `number`, `version` and `cause` are given here.
        """

    def by_id(self, file: int) -> File | None: ...
    def of_plan(self, plan: int) -> list[File]:
        """Kept files by step and number; every version. Once they were deleted what is known of
        them still comes from here, as their `state` tells.
        """

    def alike(self, file: File) -> list[File]:
        """Kept files of the team at another step, or in another plan that was not cancelled, with
        the same bytes, link or name; the newest versions, the newest first.
        """

    def stored(self) -> list[Bytes]:
        """Of all that is kept, and of what was removed and may come back; the newest first."""

    def of_album(self, chat: int, album: str) -> list[File]: ...
    def of_message(self, chat: int, message: str) -> list[File]:
        """What it brought, whatever became of it."""

    def claim(
        self, now: datetime, lease_until: datetime, *, but: Collection[str] = ()
    ) -> File | None:
        """The next expected file whose turn has come, of no channel in `but`.

        Raises Unreadable, and leases nothing; `set_aside` gets it out of the way.
        """

    def release(self) -> None:
        """What was being fetched is free: whoever did is no more."""

    def set_aside(self, file: int, why: str) -> int | None:
        """One that will not come, whatever stands in its row; the plan that it was for."""

    def settle(self, file: int) -> File | None:
        """The file as it is; until this unit ends nobody else settles one of its plan."""

    def kept(self, file: File, sha256: str, size: int) -> File:
        """Give it number and version; the bytes of a newest version again: the one already there.

        What came again in an album stays known as failed, with its bytes.
        """

    def try_again(self, file: int, not_before: datetime) -> None: ...
    def failed(self, file: int, why: str = "") -> None:
        """It will not come. `why`: its `reason`."""

    def drop(self, file: int) -> None:
        """It was to be no file of a step, and is not expected any more: nothing of it stays."""

    def set_document(self, file: int, document: str) -> None: ...
    def set_letter(self, file: int, letter: str, dated: date | None) -> None:
        """Number and date that the document itself bears."""

    def take_along(self, plan: int, to: int, steps: Collection[int]) -> int:
        """Another plan gets the kept files of these steps too, under their numbers; how many, not
        counting versions. The bytes are shared.
        """

    def move(self, file: int, step: int) -> File:
        """To another step of the same plan, under a number of that step."""

    def remove(self, file: int, by: int, reason: str, now: datetime) -> None:
        """Links that lead to it lead nowhere from now on, also if it is restored."""

    def restore(self, file: int) -> File:
        """A removed file is kept again, under its number and version."""


class Templates(Protocol):
    """The offices' own forms for reports; their bytes are in the `FileStore`."""

    def of_team(self, team: int) -> Template | None:
        """The one in use."""

    def add(self, team: int, name: str, sha256: str, size: int, now: datetime) -> Template:
        """It is in use, in place of the one before."""

    def use(self, team: int, template: int) -> Template | None:
        """One that was in use before is so again; None: it is not of this team, and none is."""

    def put_away(self, team: int) -> None:
        """None is in use any more."""


class Downloads(Protocol):
    """Links by which people get kept files on a platform that sends none."""

    def lend(self, file: int, person: int, now: datetime) -> str:
        """The token of a link, for `DOWNLOAD_LASTS`; the store itself does not know it."""

    def lent(self, token: str, now: datetime) -> Download | None:
        """None: expired or withdrawn, the file removed, its person not in the plan's team (any
        more) or that not served; or there never was such a token.
        """

    def forget(self, before: datetime) -> None:
        """Delete what expired by then."""


class Handouts(Protocol):
    """Links by which people get what is made for them, on a platform that sends no files."""

    def lend(self, wanted: ToMake, person: int, now: datetime) -> str:
        """The token of a link, for `DOWNLOAD_LASTS`; the store itself does not know it."""

    def lent(self, token: str, now: datetime) -> Handout | None:
        """None: expired, its person not in the plan's team (any more) or that not served; or there
        never was such a token.
        """

    def forget(self, before: datetime) -> None:
        """Delete what expired by then."""


class Pictures(Protocol):
    """Pictures that were made, for a platform that fetches what it shows."""

    def show(self, plan: int, png: bytes, now: datetime) -> str:
        """The token of an address, for `PICTURE_LASTS`; of the same picture always the same. Of a
        plan the newest hundred stand, the one shown among them.
        """

    def shown(self, token: str, now: datetime) -> bytes | None:
        """None: expired, its team is not served (any more), or there never was such a token."""

    def forget(self, before: datetime) -> None:
        """Delete what expired by then."""


class Deletions(Protocol):
    """The files of a plan that is over, deleted on purpose: what is known of them stays."""

    def of_plan(self, plan: int) -> Deletable: ...
    def delete(self, plan: int, bytes_go_at: datetime) -> None:
        """They can be had no more; their bytes go from that moment on."""

    def take_back(self, plan: int, now: datetime) -> bool:
        """Whether it could be: the moment had not come."""

    def due(self, now: datetime, limit: int) -> Sequence[str]:
        """The SHA-256 of bytes that may go now: none are of a file that is kept, or was removed and
        may come back, in whichever plan of whichever team.
        """

    def done(self, sha256: str) -> None:
        """These bytes have gone."""

    def put_off(self, sha256: str, until: datetime) -> None:
        """They could not go."""


class Holdings(Protocol):
    """How many bytes of files the teams hold."""

    def seen_from(self, file: int, plan: int) -> Holding:
        """That of the plan's team."""

    def of_size(self, plan: int, size: int) -> frozenset[str]:
        """The SHA-256 of all that counts for the plan's team and is of so many bytes."""

    def all(self) -> list[Held]:
        """Of the teams that hold any, the largest first."""
