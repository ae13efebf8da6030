"""People, and the accounts by which channels know them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    case,
    delete,
    exists,
    func,
    literal_column,
    select,
    update,
)

from bot.domain.errors import Missing
from bot.domain.people import ChatKind, Person
from bot.store.read_cache import Cache
from bot.store.tables import account, chat, membership, person
from bot.store.types import insert, verbatim

DEFAULT_LANGUAGE = "th"

_REACHABLE = (
    select(func.min(chat.c.id))
    .where(
        chat.c.person == person.c.id, chat.c.kind == verbatim(ChatKind.PRIVATE), chat.c.reachable
    )
    .correlate(person)
)
_ANY_CHAT = _REACHABLE.scalar_subquery()
_CHOSEN_CHAT = _REACHABLE.where(chat.c.channel == person.c.channel).scalar_subquery()
_PRIVATE_CHAT = case(
    (person.c.channel == literal_column("''"), _ANY_CHAT),
    else_=func.coalesce(_CHOSEN_CHAT, _ANY_CHAT),
)
"""On the channel that the person chose; one who cannot be reached there, on another."""
COLUMNS = (
    person.c.id,
    person.c.name,
    person.c.official_name,
    person.c.position,
    person.c.username,
    person.c.language,
    _PRIVATE_CHAT.label("private_chat"),
    person.c.erased_as,
    person.c.channel,
)
_linked = person.alias()
_WHO = func.coalesce(
    select(_linked.c.became).where(_linked.c.id == bindparam("person")).scalar_subquery(),
    bindparam("person"),
)
_BY_ID = select(*COLUMNS).where(person.c.id == _WHO)
_OF_ACCOUNTS = select(*COLUMNS).join(account, account.c.person == person.c.id)
_BY_ACCOUNT = _OF_ACCOUNTS.where(
    account.c.channel == bindparam("channel"), account.c.account == bindparam("account")
)
_SPEAKING = _BY_ACCOUNT.with_for_update(read=True, key_share=True, of=account)
"""On PostgreSQL nobody who speaks is erased meanwhile, to come back by what is still written."""
_BY_USERNAME = (
    _OF_ACCOUNTS.where(
        account.c.channel == bindparam("channel"), account.c.username == bindparam("username")
    )
    .order_by(person.c.id.desc())
    .limit(1)
)
_USERNAME = select(account.c.username).where(
    account.c.channel == bindparam("channel"), account.c.account == bindparam("account")
)
_ACCOUNT_OF = (
    select(account.c.account)
    .where(account.c.channel == bindparam("channel"), account.c.person == bindparam("person"))
    .order_by(account.c.account)
    .limit(1)
)
_MEET = insert(person).returning(person.c.id)
_LINK = insert(account).on_conflict_do_nothing()
_FORGET = delete(person).where(person.c.id == bindparam("person"))
_CHANGE = update(person).where(person.c.id == bindparam("person"))
_RENAME = update(account).where(
    account.c.channel == bindparam("on_channel"), account.c.account == bindparam("of_account")
)
_GAVE_UP = update(account).where(
    account.c.channel == bindparam("on_channel"),
    account.c.username == bindparam("of_username"),
    account.c.account != bindparam("of_account"),
)


_CHAIRS = exists().where(membership.c.person == bindparam("person"), membership.c.chair)
_SECRETARIES = exists().where(membership.c.person == bindparam("person"), membership.c.secretary)
_ROLE = select(_CHAIRS.label("chair"), _SECRETARIES.label("secretary"))


def person_of(row: Any) -> Person:
    """A person from COLUMNS."""
    return Person(*row)


def called_by_role(who: Person, *, chair: bool, secretary: bool) -> Person:
    """Who shows no name, by the role held; anybody else as he or she is."""
    role = "chair" if chair else "secretary" if secretary else ""
    return replace(who, role=role) if role and _is_nameless(who) else who


def _is_nameless(who: Person) -> bool:
    return not (who.name or who.official_name or who.username or who.erased_as)


class SqlPeople:
    def __init__(self, connection: Connection, cache: Cache) -> None:
        self._connection = connection
        self._cache = cache

    def seen(self, channel: str, account: str, name: str, username: str, language: str) -> Person:
        known = self._cache.get(
            "speaker",
            (channel, account),
            lambda: self._one(_SPEAKING, channel=channel, account=account),
        )
        if known is None:
            known = self._meet(channel, account, name, username, language)
            self._take_username(channel, account, username)
        if known.channel:
            return self._seen_linked(known, channel, account, username)
        if (name or known.name, username) == (known.name, known.username):
            return known
        if username != known.username:
            self._take_username(channel, account, username)
        return self._change(known.id, name=name or known.name, username=username)

    def _seen_linked(self, known: Person, channel: str, account: str, username: str) -> Person:
        """A person with several accounts goes by one name, wherever he or she speaks."""
        asked = {"channel": channel, "account": account}
        if self._connection.scalars(_USERNAME, asked).one() != username.lower():
            self._take_username(channel, account, username)
        return known

    def by_id(self, person: int) -> Person:
        found = self._cache.get("person by id", person, lambda: self._one(_BY_ID, person=person))
        if found is None:
            raise Missing(f"person {person}")
        return found

    def by_account(self, channel: str, account: str) -> Person | None:
        return self._cache.get(
            "person",
            (channel, account),
            lambda: self._one(_BY_ACCOUNT, channel=channel, account=account),
        )

    def by_username(self, channel: str, username: str) -> Person | None:
        key = username.removeprefix("@").lower()
        return self._one(_BY_USERNAME, channel=channel, username=key) if key else None

    def account_of(self, channel: str, person: int) -> str | None:
        found = self._connection.scalars(_ACCOUNT_OF, {"channel": channel, "person": person})
        return found.one_or_none()

    def set_official(self, person: int, official_name: str, position: str) -> None:
        self._change(person, official_name=official_name, position=position)

    def set_language(self, person: int, language: str) -> None:
        self._change(person, language=language)

    def _one(self, statement: Any, **parameters: object) -> Person | None:
        row = self._connection.execute(statement, parameters).one_or_none()
        return self._called(person_of(row)) if row is not None else None

    def _called(self, who: Person) -> Person:
        """Nobody but who shows no name is asked for the role."""
        if not _is_nameless(who):
            return who
        held = self._connection.execute(_ROLE, {"person": who.id}).one()
        return called_by_role(who, chair=held.chair, secretary=held.secretary)

    def _change(self, person: int, **values: object) -> Person:
        self._connection.execute(_CHANGE.values(**values), {"person": person})
        return self.by_id(person)

    def _meet(self, channel: str, account: str, name: str, username: str, language: str) -> Person:
        values = {"name": name, "username": username, "language": language or DEFAULT_LANGUAGE}
        person = self._connection.scalars(_MEET, values).one()
        self._connection.execute(_LINK, {"channel": channel, "account": account, "person": person})
        met = self._one(_BY_ACCOUNT, channel=channel, account=account)
        assert met is not None, "just written"
        if met.id != person:  # another unit met the same account first
            self._connection.execute(_FORGET, {"person": person})
        return met

    def _take_username(self, channel: str, account: str, username: str) -> None:
        """A username is one account's at a time; whoever had it before gave it up."""
        key = username.lower()
        if key:
            self._connection.execute(
                _GAVE_UP.values(username=""),
                {"on_channel": channel, "of_username": key, "of_account": account},
            )
        self._connection.execute(
            _RENAME.values(username=key), {"on_channel": channel, "of_account": account}
        )
