"""Chats, and who was seen in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, exists, select, update

from bot.domain.errors import Missing
from bot.domain.people import Chat, ChatKind
from bot.domain.plan import PlanStatus
from bot.store import served
from bot.store.queue_tables import WAITING, delivery, draft, sent_message
from bot.store.read_cache import Cache
from bot.store.tables import (
    account,
    chat,
    chat_person,
    file,
    membership,
    plan,
    snooze,
    sop_file,
    sop_version,
    team,
)
from bot.store.types import insert, verbatim

COLUMNS = (
    chat.c.id,
    chat.c.channel,
    chat.c.address,
    chat.c.kind,
    chat.c.title,
    team.c.id.label("team"),
    chat.c.person,
    chat.c.reachable,
    chat.c.barred_since,
    chat.c.served,
)
WITH_TEAM = chat.outerjoin(team, team.c.group_chat == chat.c.id)

_CHATS = select(*COLUMNS).select_from(WITH_TEAM)
_BY_ID = _CHATS.where(chat.c.id == bindparam("chat"))
_AT = _CHATS.where(chat.c.channel == bindparam("channel"), chat.c.address == bindparam("address"))
_GROUPS_OF = (
    select(*COLUMNS)
    .select_from(WITH_TEAM.join(chat_person, chat_person.c.chat == chat.c.id))
    .where(
        chat_person.c.person == bindparam("person"),
        chat.c.kind == verbatim(ChatKind.GROUP),
        chat.c.reachable,
    )
    .order_by(chat.c.id)
)
_COMMITTEES_OF = (
    select(*COLUMNS)
    .select_from(account)
    .join(membership, membership.c.person == account.c.person)
    .join(team, team.c.id == membership.c.team)
    .join(chat, chat.c.id == team.c.group_chat)
    .join(
        chat_person,
        (chat_person.c.chat == chat.c.id) & (chat_person.c.person == account.c.person),
    )
    .where(
        account.c.channel == bindparam("channel"),
        account.c.account == bindparam("account"),
        chat.c.reachable,
    )
    .order_by(chat.c.id)
)
_AT_WORK = (
    select(*COLUMNS)
    .select_from(team.join(chat, chat.c.id == team.c.group_chat))
    .where(
        team.c.id > bindparam("after"),
        chat.c.reachable,
        chat.c.served,
        # Of the plan, too: PostgreSQL would read its index from the beginning at every page.
        exists().where(
            plan.c.team == team.c.id,
            plan.c.team > bindparam("after"),
            plan.c.status == PlanStatus.ACTIVE,
        ),
    )
    .order_by(team.c.id)
    .limit(bindparam("most"))
)
_ROLL = (
    select(account.c.account, account.c.channel, chat.c.channel.label("there"))
    .select_from(chat)
    .join(team, team.c.group_chat == chat.c.id)
    .join(membership, membership.c.team == team.c.id)
    .join(
        chat_person,
        (chat_person.c.chat == chat.c.id) & (chat_person.c.person == membership.c.person),
    )
    .join(account, account.c.person == membership.c.person)
    .where(chat.c.id == bindparam("chat"), chat.c.reachable, chat.c.served)
    .order_by(account.c.account)
)
_MEET = insert(chat).on_conflict_do_nothing(index_elements=["channel", "address"])
_SEEN = insert(chat_person).on_conflict_do_nothing()
_WAS_SEEN = select(chat_person.c.person).where(
    chat_person.c.chat == bindparam("chat"), chat_person.c.person == bindparam("person")
)
_CHANGE = update(chat).where(chat.c.id == bindparam("chat"))
_REFERENCES: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (chat_person, ("person",)),
    (snooze, ("plan", "step")),
    (draft, ("person", "kind")),
    (sent_message, ("external",)),
    (file, ()),
    (sop_file, ()),
)
"""The tables that name a chat, and what must stay unique in each within a chat."""


def chat_of(row: Any) -> Chat:
    """A chat from a row that begins with COLUMNS."""
    id, channel, address, kind, *more = row[: len(COLUMNS)]
    return Chat(id, channel, address, ChatKind(kind), *more)


class SqlChats:
    def __init__(self, connection: Connection, allowed: frozenset[str], cache: Cache) -> None:
        """`allowed`: addresses of the only groups served; empty: all."""
        self._connection = connection
        self._allowed = allowed
        self._cache = cache

    def at(self, channel: str, address: str, kind: ChatKind, title: str = "") -> Chat:
        known = self.known_at(channel, address) or self._meet(channel, address, kind, title)
        if title and title != known.title:
            self._connection.execute(_CHANGE.values(title=title), {"chat": known.id})
            return self.by_id(known.id)
        return known

    def by_id(self, chat: int) -> Chat:
        found = self._cache.get("chat by id", chat, lambda: self._one(_BY_ID, chat=chat))
        if found is None:
            raise Missing(f"chat {chat}")
        return found

    def known_at(self, channel: str, address: str) -> Chat | None:
        return self._cache.get(
            "chat",
            (channel, address),
            lambda: self._one(_AT, channel=channel, address=address),
        )

    def groups_of(self, channel: str, person: int) -> list[Chat]:
        found = map(chat_of, self._connection.execute(_GROUPS_OF, {"person": person}))
        return [one for one in found if one.channel == channel and one.served]  # as below

    def committees_of(self, channel: str, account: str) -> list[Chat]:
        return self._cache.get(
            "committees", (channel, account), lambda: self._read_committees(channel, account)
        )

    def _read_committees(self, channel: str, account: str) -> list[Chat]:
        rows = self._connection.execute(_COMMITTEES_OF, {"channel": channel, "account": account})
        found = map(chat_of, rows)
        return [one for one in found if one.channel == channel]  # few: no index is to begin here

    def at_work(self, after: int, most: int) -> list[Chat]:
        rows = self._connection.execute(_AT_WORK, {"after": after, "most": most})
        return [chat_of(row) for row in rows]

    def roll(self, chat: int) -> list[str]:
        rows = self._connection.execute(_ROLL, {"chat": chat})
        return [row.account for row in rows if row.channel == row.there]  # as above

    def seen_in(self, chat: int, person: int) -> None:
        self._connection.execute(_SEEN, {"chat": chat, "person": person})

    def was_seen_in(self, chat: int, person: int) -> bool:
        found = self._connection.execute(_WAS_SEEN, {"chat": chat, "person": person})
        return found.first() is not None

    def opened_by(self, chat: int, person: int) -> None:
        known = self.by_id(chat)
        if (known.person, known.reachable) != (person, True):
            self._change(chat, person=person, reachable=True)

    def left(self, chat: int, person: int) -> None:
        gone = delete(chat_person).where(chat_person.c.chat == chat, chat_person.c.person == person)
        self._connection.execute(gone)

    def move(self, channel: str, old: str, new: str) -> None:
        """The new address may have been met already: then all of it goes to the old row."""
        moving, there = self.known_at(channel, old), self.known_at(channel, new)
        if moving is None:
            return
        if there is not None and moving.team and there.team:
            return self.set_reachable(moving.id, False)  # two committees stay two
        _forget_messages(self._connection, moving.id)
        if there is not None:
            _merge(self._connection, there.id, moving.id)
        self._change(moving.id, address=new, former=old)
        served.moved(self._connection, self._allowed, moving.id)

    def set_reachable(self, chat: int, reachable: bool) -> None:
        self._change(chat, reachable=reachable)

    def set_barred(self, chat: int, since: datetime | None) -> None:
        self._change(chat, barred_since=since)

    def set_thread(self, chat: int, thread: str) -> None:
        self._change(chat, thread=thread)

    def _one(self, statement: Any, **parameters: object) -> Chat | None:
        row = self._connection.execute(statement, parameters).one_or_none()
        return chat_of(row) if row is not None else None

    def _meet(self, channel: str, address: str, kind: ChatKind, title: str) -> Chat:
        self._connection.execute(
            _MEET,
            {
                "channel": channel,
                "address": address,
                "kind": kind,
                "title": title,
                "reachable": True,
                "served": kind is not ChatKind.GROUP or served.is_on(self._allowed, address),
            },
        )
        met = self.known_at(channel, address)
        assert met is not None, "just written"
        return met

    def _change(self, chat: int, **values: object) -> None:
        self._connection.execute(_CHANGE.values(**values), {"chat": chat})


def _forget_messages(connection: Connection, moving: int) -> None:
    """Ids of messages are the old address's; the new one counts anew and would repeat them."""
    connection.execute(delete(sent_message).where(sent_message.c.chat == moving))
    unsent = update(delivery).where(
        delivery.c.chat == moving, delivery.c.state == verbatim(WAITING)
    )
    connection.execute(unsent.values(replies_to="", edits=""))
    connection.execute(update(file).where(file.c.chat == moving).values(message=""))


def _merge(connection: Connection, gone: int, kept: int) -> None:
    """Everything of the chat `gone` becomes the chat `kept`'s."""
    for table, unique in _REFERENCES:
        _drop_doubles(connection, table, unique, gone, kept)
        connection.execute(update(table).where(table.c.chat == gone).values(chat=kept))
    # What the chat met by its new address has in the outbox are answers; they stand at no slot. If
    # a notice is among them, it is due at once (`delivery_turns.is_due`) and put off if it is late.
    unsent = update(delivery).where(delivery.c.chat == gone)
    connection.execute(unsent.values(chat=kept, slot=None))
    for owner in (team, sop_version, sop_file):
        connection.execute(update(owner).where(owner.c.group_chat == gone).values(group_chat=kept))
    connection.execute(delete(chat).where(chat.c.id == gone))


def _drop_doubles(
    connection: Connection, table: Table, unique: tuple[str, ...], gone: int, kept: int
) -> None:
    if not unique:
        return
    other = table.alias()
    same = [table.c[name] == other.c[name] for name in unique]
    double = exists().where(other.c.chat == kept, *same)
    connection.execute(delete(table).where(table.c.chat == gone, double))
