"""What is kept about one person, and its erasure."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import BindParameter, Connection, bindparam, func, select

from bot.domain.events import FileKept
from bot.domain.files import FileState
from bot.domain.people import ChatKind
from bot.domain.personal_data import Kept, Share
from bot.store import erasure
from bot.store.codec import TAGS
from bot.store.read_cache import Cache
from bot.store.tables import absence, account, chat, chat_person, event, file, plan
from bot.store.types import verbatim

_WHO: BindParameter[int] = bindparam("who")
_ACCOUNTS = (
    select(account.c.channel, account.c.account)
    .where(account.c.person == _WHO)
    .order_by(account.c.channel, account.c.account)
)
_GROUPS = (
    select(chat.c.title)
    .join(chat_person, chat_person.c.chat == chat.c.id)
    .where(chat_person.c.person == _WHO, chat.c.kind == verbatim(ChatKind.GROUP))
    .order_by(chat.c.id)
)
_ENTRIES = (
    select(plan.c.team, func.count())
    .join(event, event.c.plan == plan.c.id)
    .where(event.c.by == _WHO, event.c.kind != TAGS[FileKept])
    .group_by(plan.c.team)
)
HELD = (FileState.KEPT, FileState.REMOVED, FileState.DELETED, FileState.GONE)
_FILES = (
    select(plan.c.team, func.count())
    .join(file, file.c.plan == plan.c.id)
    .where(file.c.sent_by == _WHO, file.c.state.in_(HELD))
    .group_by(plan.c.team)
)
_ABSENCES = (
    select(absence.c.reason)
    .where(absence.c.person == _WHO)
    .order_by(absence.c.plan, absence.c.step)
)


class SqlPrivacy:
    def __init__(self, connection: Connection, cache: Cache) -> None:
        self._connection = connection
        self._cache = cache

    def kept(self, person: int) -> Kept:
        who = {"who": person}
        return Kept(
            tuple((row.channel, row.account) for row in self._connection.execute(_ACCOUNTS, who)),
            tuple(self._connection.scalars(_GROUPS, who)),
            self._shares(person),
            tuple(self._connection.scalars(_ABSENCES, who)),
        )

    def hold(self, person: int) -> None:
        erasure.hold(self._connection, person)
        self._cache.forget()

    def erase(self, person: int, role: str, now: datetime) -> None:
        erasure.forget(self._connection, person, role, now)

    def _shares(self, person: int) -> tuple[Share, ...]:
        counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        for place, counted in enumerate((_ENTRIES, _FILES)):
            for team, count in self._connection.execute(counted, {"who": person}):
                counts[team][place] = count
        return tuple(Share(team, *found) for team, found in sorted(counts.items()))
