"""Two people turn out to be one: everything of the second becomes the first's; and parting again.

Who is gone stays as a row that says whom it became: buttons that were sent before still name it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Integer,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.domain.events import ActingGiven, LeadNamed, Outcome, RoleGiven, WorkNamed
from bot.domain.people import ChatKind
from bot.ports import LEFT_TEAM
from bot.store import carrying, erasure
from bot.store.codec import TAGS
from bot.store.queue_tables import draft, invite
from bot.store.read_cache import Cache
from bot.store.tables import (
    absence,
    account,
    chat,
    chat_person,
    deputy,
    download,
    event,
    file,
    handout,
    membership,
    party_member,
    person,
    plan,
    sop_file,
    sop_version,
    subscription,
)
from bot.store.types import insert, verbatim

OWNED: tuple[tuple[Column[Any], tuple[str, ...]], ...] = (
    (account.c.person, ()),
    (chat.c.person, ()),
    (chat_person.c.person, ("chat",)),
    (party_member.c.person, ("team", "sop", "party")),
    (deputy.c.person, ()),
    (deputy.c.deputy, ()),
    (deputy.c.by, ()),
    (event.c.by, ()),
    (file.c.sent_by, ()),
    (file.c.removed_by, ()),
    (download.c.person, ()),
    (handout.c.person, ()),
    (absence.c.person, ("plan", "step")),
    (subscription.c.person, ("team",)),
    (sop_version.c.by, ()),
    (sop_file.c.sent_by, ()),
    (draft.c.person, ("chat", "kind")),
    (invite.c.by, ()),
)
"""Where a person is named, but for memberships, and what must stay unique there of each."""

_WHO: BindParameter[int] = bindparam("who")
_CHANNEL: BindParameter[str] = bindparam("on_channel")

_CHANNELS = (
    select(account.c.channel)
    .where(account.c.person == _WHO)
    .group_by(account.c.channel)
    .order_by(account.c.channel)
)
_PRIVATE_CHATS = (
    select(chat.c.id, chat.c.channel, chat.c.reachable)
    .where(chat.c.person == _WHO, chat.c.kind == verbatim(ChatKind.PRIVATE))
    .order_by(chat.c.id)
)
_this = chat.alias("this")
_ELSEWHERE = (
    select(chat.c.id)
    .join(_this, _this.c.person == chat.c.person)
    .join(person, person.c.id == chat.c.person)
    .where(
        _this.c.id == bindparam("but"),
        chat.c.id != bindparam("but"),
        chat.c.kind == verbatim(ChatKind.PRIVATE),
        chat.c.reachable,
    )
    .order_by(case((chat.c.channel == person.c.channel, 0), else_=1), chat.c.id)
    .limit(1)
)
_MEMBERSHIPS = select(
    membership.c.team, membership.c.chair, membership.c.secretary, membership.c.joined_at
).where(membership.c.person == _WHO)
_enters = insert(membership)
_ENTERS = _enters.on_conflict_do_update(
    index_elements=["team", "person"],
    set_={
        "chair": or_(membership.c.chair, _enters.excluded.chair),
        "secretary": or_(membership.c.secretary, _enters.excluded.secretary),
        "joined_at": func.coalesce(membership.c.joined_at, _enters.excluded.joined_at),
    },
)
_LEAVES = delete(membership).where(membership.c.person == _WHO)
_PLANS = select(event.c.plan).where(event.c.by == _WHO).distinct()
_NAMED_IN = {
    TAGS[RoleGiven]: ("person",),
    TAGS[ActingGiven]: ("person", "deputy"),
    TAGS[LeadNamed]: ("person",),
    TAGS[WorkNamed]: ("owner",),
    TAGS[Outcome]: ("owner",),
}
"""Events that name a person in their data, and where."""
_NAMING = select(event.c.id, event.c.plan, event.c.kind, event.c.data).where(
    event.c.kind.in_([verbatim(kind) for kind in _NAMED_IN])
)
_ROLE = update(event).where(event.c.id == bindparam("of_event"))
_RAISED = (
    update(plan)
    .where(plan.c.id.in_(bindparam("plans", expanding=True)))
    .values(version=plan.c.version + 1)
)
_BECAME = (
    update(person)
    .where(or_(person.c.id == bindparam("gone"), person.c.became == bindparam("gone")))
    .values(
        name="",
        official_name="",
        position="",
        username="",
        channel="",
        became=bindparam("kept"),
    )
)
_CALLED = select(
    person.c.name,
    person.c.username,
    person.c.official_name,
    person.c.position,
    person.c.language,
).where(person.c.id == _WHO)
_CHANGE = update(person).where(person.c.id == _WHO)
_NEW = insert(person).returning(person.c.id)

_THERE = select(chat.c.id).where(chat.c.channel == _CHANNEL)
_copied = (draft.c.kind, draft.c.chat, bindparam("new", type_=Integer), draft.c.data)
_REMEMBERED = insert(draft).from_select(
    ["kind", "chat", "person", "data", "expires_at"],
    select(*_copied, draft.c.expires_at).where(draft.c.person == _WHO, draft.c.kind == LEFT_TEAM),
)
"""From which teams the person went: old invitations bring neither account back."""
_PARTED = (
    _REMEMBERED,
    delete(draft).where(draft.c.person == _WHO, draft.c.chat.in_(_THERE)),
    update(account)
    .where(account.c.person == _WHO, account.c.channel == _CHANNEL)
    .values(person=bindparam("new")),
    update(chat)
    .where(chat.c.person == _WHO, chat.c.channel == _CHANNEL)
    .values(person=bindparam("new")),
    update(chat_person)
    .where(chat_person.c.person == _WHO, chat_person.c.chat.in_(_THERE))
    .values(person=bindparam("new")),
)


class SqlLinking:
    def __init__(self, connection: Connection, cache: Cache) -> None:
        self._connection = connection
        self._cache = cache

    def channels(self, person: int) -> list[str]:
        return list(self._connection.scalars(_CHANNELS, {"who": person}))

    def hold(self, *people: int) -> None:
        for one in sorted(people):
            erasure.hold(self._connection, one)
        self._cache.forget()

    def link(self, kept: int, gone: int, channel: str) -> None:
        self.hold(kept, gone)
        carrying.tell_once(self._connection, self._chats(kept), self._chats(gone))
        self._take_names(kept, gone)
        self._take_roles(kept, gone)
        self._enter_teams(kept, gone)
        for column, unique in OWNED:
            _move(self._connection, column, unique, gone, kept)
        self._connection.execute(_LEAVES, {"who": gone})
        self._connection.execute(_BECAME, {"gone": gone, "kept": kept})
        self.choose(kept, channel)

    def choose(self, person: int, channel: str) -> None:
        self._connection.execute(_CHANGE.values(channel=channel), {"who": person})
        self._carry(person, away_from=[c for c in self.channels(person) if c != channel])

    def away(self, chat: int) -> list[int]:
        other = self._connection.scalars(_ELSEWHERE, {"but": chat}).one_or_none()
        return [] if other is None else carrying.away(self._connection, chat, other)

    def part(self, person: int, channel: str) -> int:
        self.hold(person)
        self._carry(person, away_from=[channel])
        language = self._connection.execute(_CALLED, {"who": person}).one().language
        new: int = self._connection.scalars(_NEW, {"language": language}).one()
        for parted in _PARTED:
            self._connection.execute(parted, {"who": person, "on_channel": channel, "new": new})
        left = self.channels(person)
        chosen = left[0] if len(left) > 1 else ""
        self._connection.execute(_CHANGE.values(channel=chosen), {"who": person})
        return new

    def _chats(self, person: int) -> list[int]:
        return [one.id for one in self._connection.execute(_PRIVATE_CHATS, {"who": person})]

    def _carry(self, person: int, away_from: Sequence[str]) -> None:
        """To a chat that can be reached; if there is none, it waits where it is."""
        chats = self._connection.execute(_PRIVATE_CHATS, {"who": person}).all()
        others = [one.id for one in chats if one.channel in away_from]
        chosen = [one.id for one in chats if one.reachable and one.channel not in away_from]
        if chosen:
            carrying.carry(self._connection, others, chosen[0])

    def _take_names(self, kept: int, gone: int) -> None:
        """Of who has told no official name; the one shown, of who is not known to any team yet."""
        own, other = (self._connection.execute(_CALLED, {"who": w}).one() for w in (kept, gone))
        taken = {}
        if other.official_name and not own.official_name:
            taken = {"official_name": other.official_name, "position": other.position}
        if self._is_member(gone) and not self._is_member(kept):
            taken |= {"name": other.name, "username": other.username}
        if taken:
            self._connection.execute(_CHANGE.values(**taken), {"who": kept})

    def _is_member(self, person: int) -> bool:
        return self._connection.execute(_MEMBERSHIPS, {"who": person}).first() is not None

    def _take_roles(self, kept: int, gone: int) -> None:
        """And work, of all plans: who has left may be named, too. They are known by version."""
        changed = set(self._connection.scalars(_PLANS, {"who": gone}))
        for given in self._connection.execute(_NAMING).all():
            named = [name for name in _NAMED_IN[given.kind] if given.data.get(name) == gone]
            if named:
                data = {**given.data, **dict.fromkeys(named, kept)}
                self._connection.execute(_ROLE.values(data=data), {"of_event": given.id})
                changed.add(given.plan)
        self._connection.execute(_RAISED, {"plans": sorted(changed)})

    def _enter_teams(self, kept: int, gone: int) -> None:
        for held in self._connection.execute(_MEMBERSHIPS, {"who": gone}).all():
            enters = dict(zip(("team", "chair", "secretary", "joined_at"), held, strict=True))
            self._connection.execute(_ENTERS, {**enters, "person": kept})


def _move(
    connection: Connection, column: Column[Any], unique: tuple[str, ...], gone: int, kept: int
) -> None:
    table = column.table
    if unique:
        other = table.alias()
        same = [table.c[name] == other.c[name] for name in unique]
        double = exists().where(other.c[column.name] == kept, *same)
        connection.execute(delete(table).where(column == gone, double))
    connection.execute(update(table).where(column == gone).values({column.name: kept}))
