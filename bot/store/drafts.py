"""What was half said, and invitations."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from bot.ports import ASKS, INVITE_LASTS, OFFERS, Draft, Invite
from bot.store.queue_tables import draft, invite
from bot.store.read_cache import Cache
from bot.store.types import UtcDateTime, insert, upsert

CODE_BYTES = 12
"""16 characters: nobody guesses one within its fourteen days."""

_COLUMNS = (
    draft.c.id,
    draft.c.kind,
    draft.c.chat,
    draft.c.person,
    draft.c.data,
    draft.c.expires_at,
)
_DRAFTS = select(*_COLUMNS).where(draft.c.expires_at > bindparam("now"))
_GET = _DRAFTS.where(draft.c.id == bindparam("draft"))
_OF = _DRAFTS.where(
    draft.c.kind == bindparam("kind"),
    draft.c.chat == bindparam("chat"),
    draft.c.person == bindparam("person"),
)
_OF_KIND = _DRAFTS.where(draft.c.kind == bindparam("kind")).order_by(draft.c.id)
_OF_KINDS = _DRAFTS.where(
    draft.c.kind.in_(bindparam("kinds", expanding=True)), draft.c.chat == bindparam("chat")
).order_by(draft.c.id)
_ASKED = (
    select(*_COLUMNS)
    .where(
        draft.c.chat == bindparam("chat"),
        draft.c.person == bindparam("person"),
        draft.c.kind.startswith(ASKS, autoescape=True),
    )
    .order_by(draft.c.id.desc())
)
_OFFERED = (
    _DRAFTS.where(
        draft.c.chat == bindparam("chat"),
        draft.c.person == bindparam("person"),
        draft.c.kind.startswith(OFFERS, autoescape=True),
    )
    .order_by(draft.c.id.desc())
    .limit(1)
)
_OLD = delete(draft).where(
    draft.c.kind == bindparam("kind"),
    draft.c.chat == bindparam("chat"),
    draft.c.person == bindparam("person"),
)
_PUT = upsert(draft, ["chat", "person", "kind"], "data", "expires_at").returning(draft.c.id)
_REPLACE = insert(draft).prefix_with("OR REPLACE").returning(draft.c.id)
"""Both in one, where SQLite executes it."""
_CHANGE = (
    update(draft)
    .where(draft.c.id == bindparam("draft"))
    .values(
        data=bindparam("new_data"),
        expires_at=func.coalesce(bindparam("until", type_=UtcDateTime), draft.c.expires_at),
    )
)
_DROP = delete(draft).where(draft.c.id == bindparam("draft"))
_DROP_ALL = delete(draft).where(
    draft.c.kind.startswith(bindparam("begins")),
    draft.c.chat == bindparam("of_chat"),
    draft.c.person == bindparam("of_person"),
)
_INVITE = insert(invite)
_RESERVE = (
    update(invite)
    .where(invite.c.code == bindparam("of_code"), invite.c.role == bindparam("before"))
    .values(role=bindparam("after"))
    .returning(invite.c.code)
)
_WITHDRAW = delete(invite).where(invite.c.code == bindparam("of_code"))
_INVITATIONS = select(
    invite.c.code, invite.c.team, invite.c.role, invite.c.by, invite.c.expires_at
).where(invite.c.expires_at > bindparam("now"))
_INVITATION = _INVITATIONS.where(invite.c.code == bindparam("code"))
_OF_TEAM = _INVITATIONS.where(invite.c.team == bindparam("team")).order_by(
    invite.c.expires_at.desc(), invite.c.role, invite.c.code
)
_EXPIRED = tuple(
    delete(table).where(table.c.expires_at <= bindparam("before")) for table in (draft, invite)
)


class SqlDrafts:
    def __init__(self, connection: Connection, cache: Cache) -> None:
        self._connection = connection
        self._cache = cache
        self._is_sqlite = connection.dialect.name == "sqlite"

    def put(
        self, kind: str, chat: int, person: int, data: Mapping[str, Any], expires_at: datetime
    ) -> int:
        place = {"kind": kind, "chat": chat, "person": person}
        values = {**place, "data": dict(data), "expires_at": expires_at}
        # A new id: a button of the old one is stale.
        if not self._is_sqlite:
            self._connection.execute(_OLD, place)
        asked = (("questions", (chat, person)),) if kind.startswith(ASKS) else ()
        with self._cache.only(*asked):
            put = _REPLACE if self._is_sqlite else _PUT
            made: int = self._connection.scalars(put, values).one()
        return made

    def get(self, draft: int, now: datetime) -> Draft | None:
        return self._one(_GET, draft=draft, now=now)

    def of(self, kind: str, chat: int, person: int, now: datetime) -> Draft | None:
        if kind.startswith(ASKS):
            return next((q for q in self._open(chat, person, now) if q.kind == kind), None)
        return self._one(_OF, kind=kind, chat=chat, person=person, now=now)

    def of_kind(self, kind: str, now: datetime) -> list[Draft]:
        rows = self._connection.execute(_OF_KIND, {"kind": kind, "now": now})
        return [Draft(*row) for row in rows]

    def of_kinds(self, kinds: Collection[str], chat: int, now: datetime) -> list[Draft]:
        asked = {"kinds": [*kinds], "chat": chat, "now": now}
        return [Draft(*row) for row in self._connection.execute(_OF_KINDS, asked)]

    def change(
        self, draft: int, data: Mapping[str, Any], expires_at: datetime | None = None
    ) -> None:
        asked = {"draft": draft, "new_data": dict(data), "until": expires_at}
        self._connection.execute(_CHANGE, asked)

    def waiting(self, chat: int, person: int, now: datetime) -> Draft | None:
        return next(self._open(chat, person, now), None)

    def offered(self, chat: int, person: int, now: datetime) -> Draft | None:
        return self._one(_OFFERED, chat=chat, person=person, now=now)

    def drop(self, draft: int) -> None:
        self._connection.execute(_DROP, {"draft": draft})

    def drop_all(self, begins: str, chat: int, person: int) -> None:
        asked = {"begins": begins, "of_chat": chat, "of_person": person}
        self._connection.execute(_DROP_ALL, asked)

    def invite(self, team: int, role: str, by: int, now: datetime) -> Invite:
        made = Invite(secrets.token_urlsafe(CODE_BYTES), team, role, by, now + INVITE_LASTS)
        values = {"code": made.code, "team": team, "role": role, "by": by}
        self._connection.execute(_INVITE, {**values, "expires_at": made.expires_at})
        return made

    def invitation(self, code: str, now: datetime) -> Invite | None:
        row = self._connection.execute(_INVITATION, {"code": code, "now": now}).one_or_none()
        return Invite(*row) if row is not None else None

    def invitations(self, team: int, now: datetime) -> list[Invite]:
        return [Invite(*r) for r in self._connection.execute(_OF_TEAM, {"team": team, "now": now})]

    def withdraw(self, code: str) -> None:
        self._connection.execute(_WITHDRAW, {"of_code": code})

    def reserve(self, invite: Invite, role: str) -> bool:
        asked = {"of_code": invite.code, "before": invite.role, "after": role}
        return self._connection.execute(_RESERVE, asked).one_or_none() is not None

    def forget(self, before: datetime) -> None:
        """Delete the drafts and invitations that expired by then."""
        for statement in _EXPIRED:
            self._connection.execute(statement, {"before": before})

    def _open(self, chat: int, person: int, now: datetime) -> Iterator[Draft]:
        """The questions that wait for an answer, the newest first."""
        asked = self._cache.get("questions", (chat, person), lambda: self._asked(chat, person))
        return (question for question in asked if question.expires_at > now)

    def _asked(self, chat: int, person: int) -> list[Draft]:
        asked = self._connection.execute(_ASKED, {"chat": chat, "person": person})
        return [Draft(*row) for row in asked]

    def _one(self, statement: Any, **parameters: object) -> Draft | None:
        row = self._connection.execute(statement, parameters).one_or_none()
        return Draft(*row) if row is not None else None
