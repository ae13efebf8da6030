"""Files that members attached: expected, then kept under a number of their step."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, func, literal, not_, select, update

from bot.domain.errors import Missing
from bot.domain.files import Bytes, File, FileState
from bot.domain.incoming import IncomingFile
from bot.domain.links import is_untitled
from bot.domain.plan import PlanStatus
from bot.store import claims, downloads, served
from bot.store.read_cache import Cache
from bot.store.tables import EXPECTED, file, file_number, plan, template
from bot.store.trouble import reading
from bot.store.types import insert, verbatim

LARGEST_SIZE = 2**31 - 1
"""As PostgreSQL's integers go; Telegram announces up to 4 GB, of which nothing is fetched."""
COLUMNS = (
    file.c.id,
    file.c.plan,
    file.c.step,
    file.c.name,
    file.c.state,
    file.c.sent_by,
    file.c.sent_at,
    file.c.number,
    file.c.version,
    file.c.document,
    file.c.size,
    file.c.mime,
    file.c.sha256,
    file.c.source,
    file.c.channel,
    file.c.album,
    file.c.chat,
    file.c.message,
    file.c.thread,
    file.c.attempts,
    file.c.cause,
    file.c.description,
    file.c.reason,
    file.c.dated,
    file.c.letter,
    file.c.link,
)
_FILES = select(*COLUMNS)
_KEPT = _FILES.where(file.c.state == verbatim(FileState.KEPT))
_IN_STEP = (file.c.plan == bindparam("of_plan")) & (file.c.step == bindparam("of_step"))
_BY_ID = _FILES.where(file.c.id == bindparam("file"))
_OF_PLAN = _FILES.where(
    file.c.plan == bindparam("of_plan"),
    file.c.state.in_([verbatim(FileState.KEPT), verbatim(FileState.DELETED)]),
)
_BYTES = (
    select(file.c.sha256, file.c.size, file.c.id, file.c.plan)
    .where(file.c.state.in_([FileState.KEPT, FileState.REMOVED]), file.c.sha256 != verbatim(""))
    .order_by(file.c.id.desc())
)
_TEMPLATES = select(
    template.c.sha256,
    template.c.size,
    select(func.coalesce(func.max(plan.c.id), 0))
    .where(plan.c.team == template.c.team)
    .scalar_subquery(),
).order_by(template.c.id.desc())
_OF_ALBUM = _FILES.where(
    file.c.chat == bindparam("chat"),
    file.c.album == bindparam("album"),
    file.c.album != verbatim(""),
    file.c.state != FileState.REMOVED,
).order_by(file.c.id)
_OF_MESSAGE = _FILES.where(
    file.c.chat == bindparam("chat"),
    file.c.message == bindparam("of_message"),
    file.c.message != verbatim(""),
).order_by(file.c.id)
_EXPECT = insert(file).returning(*COLUMNS)
_GIVEN = (
    *("plan", "step", "name", "sent_by", "sent_at", "document", "size", "mime", "sha256"),
    *("channel", "album", "chat", "message", "thread", "description", "link", "dated", "letter"),
)

_NEXT = (
    select(file.c.id)
    .where(
        file.c.state == verbatim(EXPECTED),
        served.is_served(file.c.plan),
        claims.may_go(file),
    )
    .order_by(file.c.id)
    .limit(1)
    .with_for_update(of=file, skip_locked=True)
)
_NEXT_BUT = _NEXT.where(file.c.channel.not_in(bindparam("but", expanding=True)))
_CLAIMED = (
    update(file)
    .values(lease_until=bindparam("leased_until"), attempts=file.c.attempts + 1)
    .returning(file.c.id)
)
_CLAIM = _CLAIMED.where(file.c.id == _NEXT.scalar_subquery())
_CLAIM_BUT = _CLAIMED.where(file.c.id == _NEXT_BUT.scalar_subquery())

_LOCK_PLAN_OF = (
    select(plan.c.id)
    .join(file, file.c.plan == plan.c.id)
    .where(file.c.id == bindparam("file"))
    .with_for_update(of=plan, key_share=True)
)
_LOCK_PLAN = (
    select(plan.c.id)
    .where(plan.c.id == bindparam("of_plan"))
    .with_for_update(of=plan, key_share=True)
)
_newer = file.alias("newer")
_IS_REPLACED = exists().where(
    _newer.c.plan == file.c.plan,
    _newer.c.step == file.c.step,
    _newer.c.number == file.c.number,
    _newer.c.version > file.c.version,
    _newer.c.state == verbatim(FileState.KEPT),
)
_SAME_BYTES = _KEPT.where(_IN_STEP, file.c.sha256 == bindparam("sha256"), not_(_IS_REPLACED)).limit(
    1
)
_its = plan.alias("its")
_ALIKE = (
    _KEPT.join(plan, plan.c.id == file.c.plan)
    .join(_its, _its.c.team == plan.c.team)
    .where(
        _its.c.id == bindparam("of_plan"),
        plan.c.status != PlanStatus.CANCELLED,
        (file.c.plan != bindparam("of_plan")) | (file.c.step != bindparam("of_step")),
        ((file.c.sha256 == bindparam("sha256")) & (file.c.sha256 != verbatim("")))
        | ((file.c.link == bindparam("link")) & (file.c.link != verbatim("")))
        | (file.c.name_key == bindparam("name_key")),
        not_(_IS_REPLACED),
    )
    .order_by(file.c.id.desc())
)
_SAME_NAME = select(func.max(file.c.number)).where(
    _IN_STEP, file.c.state == verbatim(FileState.KEPT), file.c.name_key == bindparam("name_key")
)
_LAST_VERSION = select(func.max(file.c.version)).where(
    _IN_STEP, file.c.number == bindparam("of_number")
)
_NEW_NUMBER = (
    insert(file_number)
    .values(last=1)
    .on_conflict_do_update(index_elements=["plan", "step"], set_={"last": file_number.c.last + 1})
    .returning(file_number.c.last)
)
_CHANGE = update(file).where(file.c.id == bindparam("file")).returning(*COLUMNS)
# Not in its album any more, or the answer to all the others would trip over it.
_SET_ASIDE = (
    update(file)
    .where(file.c.id == bindparam("file"), file.c.state == verbatim(EXPECTED))
    .values(state=FileState.FAILED, album="", reason=bindparam("why"), lease_until=None)
    .returning(file.c.plan)
)
_NOT_TAKEN = {"id", "plan", "album"}
"""No album: it is answered where it was sent."""
_TAKEN = [c for c in file.c if c.name not in _NOT_TAKEN]
_TO_PLAN = bindparam("to_plan", type_=file.c.plan.type)
_IN_STEPS: Any = bindparam("steps", expanding=True)
_TAKE_FILES = insert(file).from_select(
    ["plan", "album", *(c.name for c in _TAKEN)],
    select(_TO_PLAN, literal(""), *_TAKEN)
    .where(
        file.c.plan == bindparam("of_plan"),
        file.c.state == verbatim(FileState.KEPT),
        file.c.step.in_(_IN_STEPS),
    )
    .order_by(file.c.id),
)
_TAKE_NUMBERS = insert(file_number).from_select(
    ["plan", "step", "last"],
    select(_TO_PLAN, file_number.c.step, file_number.c.last).where(
        file_number.c.plan == bindparam("of_plan"), file_number.c.step.in_(_IN_STEPS)
    ),
)
_DROP = delete(file).where(file.c.id == bindparam("file"))


class SqlFiles:
    def __init__(
        self, connection: Connection, cache: Cache, cause: Callable[[], str] = str
    ) -> None:
        """`cause`: of what is expected now."""
        self._connection = connection
        self._cache = cache
        self._cause = cause
        self.expects_any = False

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
    ) -> File:
        row = {
            "plan": plan,
            "step": step,
            "name": file.name,
            "name_key": name_key(file.name),
            "state": FileState.EXPECTED,
            "sent_by": by,
            "sent_at": now,
            "document": document,
            "size": min(file.size or 0, LARGEST_SIZE),
            "mime": file.mime,
            "source": file.source,
            "channel": channel,
            "album": file.album,
            "chat": chat,
            "message": message,
            "cause": self._cause(),
            "thread": thread,
            "description": file.caption,
        }
        self.expects_any = True
        return _file(self._connection.execute(_EXPECT, row).one())

    def add(self, file: File) -> File:
        self._connection.execute(_LOCK_PLAN, {"of_plan": file.plan})
        told = {name: getattr(file, name) for name in _GIVEN}
        kept = {"state": FileState.KEPT, "name_key": _key(file), "cause": self._cause()}
        row = told | kept | self._place(file, file.step)
        return _file(self._connection.execute(_EXPECT, row).one())

    def by_id(self, file: int) -> File | None:
        return self._one(_BY_ID, {"file": file})

    def settle(self, file: int) -> File | None:
        self._connection.execute(_LOCK_PLAN_OF, {"file": file})
        return self.by_id(file)

    def of_plan(self, plan: int) -> list[File]:
        return list(self._cache.get("files of plan", plan, lambda: self._read_of_plan(plan)))

    def _read_of_plan(self, plan: int) -> list[File]:
        found = (_file(row) for row in self._connection.execute(_OF_PLAN, {"of_plan": plan}))
        return sorted(found, key=attrgetter("step", "number", "version"))

    def alike(self, file: File) -> list[File]:
        asked = {"of_plan": file.plan, "of_step": file.step, "sha256": file.sha256}
        content = {"link": file.link, "name_key": _key(file)}
        rows = self._connection.execute(_ALIKE, asked | content)
        return [_file(row) for row in rows]

    def stored(self) -> list[Bytes]:
        found: dict[str, Bytes] = {}
        for row in self._connection.execute(_BYTES):
            found.setdefault(row.sha256, Bytes(*row))
        for sha256, size, newest in self._connection.execute(_TEMPLATES):
            found.setdefault(sha256, Bytes(sha256, size, 0, newest))
        return list(found.values())

    def of_album(self, chat: int, album: str) -> list[File]:
        rows = self._connection.execute(_OF_ALBUM, {"chat": chat, "album": album})
        return [_file(row) for row in rows]

    def of_message(self, chat: int, message: str) -> list[File]:
        rows = self._connection.execute(_OF_MESSAGE, {"chat": chat, "of_message": message})
        return [_file(row) for row in rows]

    def claim(
        self, now: datetime, lease_until: datetime, *, but: Collection[str] = ()
    ) -> File | None:
        moments = claims.moments(self._connection, now, lease_until)
        claim, channels = (_CLAIM_BUT, {"but": [*but]}) if but else (_CLAIM, {})
        claimed = self._connection.scalars(claim, moments | channels).one_or_none()
        if claimed is None:
            return None
        with reading("file", claimed):
            return self.by_id(claimed)

    def release(self) -> None:
        claims.release(self._connection, file, EXPECTED)

    def set_aside(self, file: int, why: str) -> int | None:
        return self._connection.scalars(_SET_ASIDE, {"file": file, "why": why}).one_or_none()

    def kept(self, file: File, sha256: str, size: int) -> File:
        now = self._locked(file.id)  # a person may have moved or removed it meanwhile
        if now.state in (FileState.KEPT, FileState.REMOVED):
            return now
        there = self._same_bytes(now.plan, now.step, sha256)
        if there is not None:
            self._repeated(now, sha256, size)
            return there
        kept = {"state": FileState.KEPT, "sha256": sha256, "size": size, "lease_until": None}
        return self._change(now.id, **self._place(now, now.step), **kept)

    def try_again(self, file: int, not_before: datetime) -> None:
        self._change(file, not_before=not_before, lease_until=None)

    def failed(self, file: int, why: str = "") -> None:
        self._change(file, state=FileState.FAILED, reason=why, lease_until=None)

    def drop(self, file: int) -> None:
        self._connection.execute(_DROP, {"file": file})

    def set_document(self, file: int, document: str) -> None:
        self._change(file, document=document)

    def set_letter(self, file: int, letter: str, dated: date | None) -> None:
        self._change(file, letter=letter, dated=dated)

    def take_along(self, plan: int, to: int, steps: Collection[int]) -> int:
        taken = {"of_plan": plan, "to_plan": to, "steps": list(steps)}
        for statement in (_TAKE_FILES, _TAKE_NUMBERS):
            self._connection.execute(statement, taken)
        return len({(f.step, f.number) for f in self.of_plan(to)})

    def move(self, file: int, step: int) -> File:
        moving = self._locked(file)
        if moving.step == step:
            return moving
        if moving.state is not FileState.KEPT:
            return self._change(file, step=step, document="")
        there = self._same_bytes(moving.plan, step, moving.sha256) if moving.sha256 else None
        if there is not None:
            self._change(file, state=FileState.REMOVED)
            return there
        return self._change(file, step=step, document="", **self._place(moving, step))

    def remove(self, file: int, by: int, reason: str, now: datetime) -> None:
        removed = {"removed_by": by, "removed_at": now, "reason": reason}
        self._change(file, state=FileState.REMOVED, **removed)
        downloads.withdraw(self._connection, file)

    def restore(self, file: int) -> File:
        removal = {"removed_by": None, "removed_at": None, "reason": ""}
        return self._change(file, state=FileState.KEPT, **removal)

    def _repeated(self, file: File, sha256: str, size: int) -> None:
        """Of an album it stays known, by its bytes, to be named when the whole is answered."""
        if not file.album:
            self._connection.execute(_DROP, {"file": file.id})
            return
        told = {"sha256": sha256, "size": size, "lease_until": None}
        self._change(file.id, state=FileState.FAILED, **told)

    def _locked(self, file: int) -> File:
        """The file as it is now, with its plan locked: numbers are given one by one."""
        self._connection.execute(_LOCK_PLAN_OF, {"file": file})
        found = self._one(_BY_ID, {"file": file})
        if found is None:
            raise Missing(f"file {file}")
        return found

    def _same_bytes(self, plan: int, step: int, sha256: str) -> File | None:
        return self._one(_SAME_BYTES, {"of_plan": plan, "of_step": step, "sha256": sha256})

    def _place(self, file: File, step: int) -> dict[str, int]:
        """The number and version a file gets in a step."""
        key = {"of_plan": file.plan, "of_step": step}
        number = self._connection.scalar(_SAME_NAME, {**key, "name_key": _key(file)})
        if number is None:
            values = {"plan": file.plan, "step": step}
            return {"number": self._connection.scalars(_NEW_NUMBER, values).one(), "version": 1}
        last = self._connection.scalar(_LAST_VERSION, {**key, "of_number": number})
        return {"number": number, "version": last + 1}

    def _one(self, statement: Any, parameters: Mapping[str, object]) -> File | None:
        row = self._connection.execute(statement, parameters).one_or_none()
        return _file(row) if row is not None else None

    def _change(self, file: int, **values: object) -> File:
        changed = self._one(_CHANGE.values(**values), {"file": file})
        if changed is None:
            raise Missing(f"file {file}")
        return changed


def name_key(name: str) -> str:
    """Names that a person takes for the same have the same key."""
    return unicodedata.normalize("NFC", name).casefold()


def _key(file: File) -> str:
    """A link that was given no title is the same as another if it leads to the same page."""
    untitled = file.link and is_untitled(file.name, file.link)
    return file.link if untitled else name_key(file.name)


def _file(row: Any) -> File:
    id, plan, step, name, state, *rest = row
    return File(id, plan, step, name, FileState(state), *rest)
