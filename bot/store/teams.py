"""Teams: members, roles, parties, and the days off a team edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, select, update

from bot.domain.calendar import Calendar, calendar_of
from bot.domain.errors import Conflict, Missing
from bot.domain.people import Deputy, Member, Person, Team
from bot.domain.plan import PlanStatus
from bot.domain.rules import Rules
from bot.store import deputies, people
from bot.store.codec import decode, encode
from bot.store.read_cache import Cache
from bot.store.tables import chat, day_off, membership, party_member, person, plan, team
from bot.store.types import insert, upsert

ROLES = ("chair", "secretary")

_TEAM = select(
    team.c.id, team.c.name, team.c.group_chat, team.c.rules, team.c.language, chat.c.served
).join(chat, chat.c.id == team.c.group_chat)
_BY_ID = _TEAM.where(team.c.id == bindparam("team"))
_HOLD = select(team.c.id).where(team.c.id == bindparam("team")).with_for_update()
_OF_GROUP = (
    select(team.c.id)
    .join(chat, chat.c.id == team.c.group_chat)
    .where(team.c.group_chat == bindparam("chat"), chat.c.served)
)
_OF_PERSON = (
    select(membership.c.team)
    .where(membership.c.person == bindparam("person"))
    .order_by(membership.c.team)
)
_AT_WORK = (
    select(team.c.id)
    .join(chat, chat.c.id == team.c.group_chat)
    .where(
        chat.c.channel == bindparam("channel"),
        chat.c.served,
        exists().where(plan.c.team == team.c.id, plan.c.status == PlanStatus.ACTIVE),
    )
    .order_by(team.c.id)
)
_reads = chat.alias("reads")
_TOLD_ON = (
    select(team.c.id)
    .join(chat, chat.c.id == team.c.group_chat)
    .where(
        chat.c.served,
        exists().where(plan.c.team == team.c.id, plan.c.status == PlanStatus.ACTIVE),
        exists().where(
            membership.c.team == team.c.id,
            _reads.c.person == membership.c.person,
            _reads.c.reachable,
            _reads.c.channel == bindparam("channel"),
        ),
    )
    .order_by(team.c.id)
)
_MEMBERS = (
    select(*people.COLUMNS, membership.c.chair, membership.c.secretary, membership.c.joined_at)
    .join(person, person.c.id == membership.c.person)
    .where(membership.c.team == bindparam("team"))
    .order_by(person.c.id)
)
_PARTIES = select(party_member.c.person, party_member.c.sop, party_member.c.party).where(
    party_member.c.team == bindparam("team")
)
_CREATE = insert(team).on_conflict_do_nothing(index_elements=["group_chat"]).returning(team.c.id)
_CHANGE = update(team).where(team.c.id == bindparam("of_team"))
_ADD_MEMBER = insert(membership).on_conflict_do_nothing()
_MEMBERSHIP = (membership.c.team == bindparam("of_team")) & (
    membership.c.person == bindparam("of_person")
)
_JOINED = update(membership).where(_MEMBERSHIP, membership.c.joined_at.is_(None))
_GIVE_ROLE = update(membership).where(_MEMBERSHIP)
_REMOVE_MEMBER = delete(membership).where(_MEMBERSHIP)
_JOIN = insert(party_member).on_conflict_do_nothing()
_LEAVE = delete(party_member).where(
    party_member.c.team == bindparam("team"),
    party_member.c.person == bindparam("person"),
    party_member.c.sop == bindparam("sop"),
    party_member.c.party == bindparam("party"),
)
_EDITS = select(day_off.c.day, day_off.c.name, day_off.c.off).where(
    day_off.c.team == bindparam("team")
)
_EDIT_DAY = upsert(day_off, ["team", "day"], "name", "off")


class SqlTeams:
    def __init__(self, connection: Connection, days_off: Mapping[date, str], cache: Cache) -> None:
        self._connection = connection
        self._official = days_off
        self._cache = cache

    def by_id(self, team: int) -> Team:
        return self._cache.get("team", team, lambda: self._read(team))

    def hold(self, team: int) -> Team:
        self._connection.execute(_HOLD, {"team": team})
        self._cache.forget()
        return self.by_id(team)

    def of_group(self, chat: int) -> Team | None:
        team = self._cache.get("team of group", chat, lambda: self._id_of_group(chat))
        return self.by_id(team) if team is not None else None

    def of_person(self, person: int, *, unserved: bool = False) -> list[Team]:
        found = self._cache.get("teams of person", person, lambda: self._ids_of_person(person))
        teams = [self.by_id(team) for team in found]
        return [team for team in teams if team.served or unserved]

    def at_work(self, channel: str) -> list[Team]:
        found = self._connection.scalars(_AT_WORK, {"channel": channel}).all()
        return [self.by_id(one) for one in found]

    def with_readers_on(self, channel: str) -> list[Team]:
        found = self._connection.scalars(_TOLD_ON, {"channel": channel}).all()
        return [self.by_id(one) for one in found]

    def create(self, name: str, group: int, language: str, now: datetime) -> Team:
        values = {"name": name, "group_chat": group, "language": language, "created_at": now}
        made = self._connection.scalars(_CREATE, {**values, "rules": encode(Rules, Rules())})
        team = made.one_or_none()
        if team is None:
            raise Conflict(f"chat {group} has a team already")
        return self.by_id(team)

    def rename(self, team: int, name: str) -> None:
        self._change(team, name=name)

    def set_rules(self, team: int, rules: Rules) -> None:
        self._change(team, rules=encode(Rules, rules))

    def set_language(self, team: int, language: str) -> None:
        self._change(team, language=language)

    def add_member(self, team: int, person: int, now: datetime) -> None:
        self._ensure_member(team, person)
        self._connection.execute(_JOINED.values(joined_at=now), _key(team, person))

    def remove_member(self, team: int, person: int) -> None:
        self._connection.execute(_REMOVE_MEMBER, _key(team, person))

    def set_role(self, team: int, person: int, role: str, holds: bool) -> None:
        if role not in ROLES:
            raise ValueError(f"no such role: {role}")
        if holds:
            self._ensure_member(team, person)
        self._connection.execute(_GIVE_ROLE.values({role: holds}), _key(team, person))

    def join_party(self, team: int, person: int, sop: str, party: str) -> None:
        self._ensure_member(team, person)
        values = {"team": team, "person": person, "sop": sop, "party": party}
        self._connection.execute(_JOIN, values)

    def leave_party(self, team: int, person: int, sop: str, party: str) -> None:
        values = {"team": team, "person": person, "sop": sop, "party": party}
        self._connection.execute(_LEAVE, values)

    def give_deputy(self, team: int, given: Deputy, by: int, now: datetime) -> int:
        return deputies.give(self._connection, team, given, by, now)

    def deputy(self, team: int, id: int) -> Deputy | None:
        return deputies.one(self._connection, team, id)

    def end_deputy(self, id: int, now: datetime | None) -> None:
        self._connection.execute(deputies.END, {"of_deputy": id, "at": now})

    def days_off(self, team: int) -> Mapping[date, str]:
        return self._cache.get("days off", team, lambda: self._read_days_off(team))

    def calendar(self, team: int) -> Calendar:
        return self._cache.get("calendar", team, lambda: calendar_of(self.days_off(team)))

    def _read_days_off(self, team: int) -> Mapping[date, str]:
        days = dict(self._official)
        for day, name, off in self._connection.execute(_EDITS, {"team": team}):
            if off:
                days[day] = name
            else:
                days.pop(day, None)
        return MappingProxyType(dict(sorted(days.items())))

    def add_day_off(self, team: int, day: date, name: str) -> None:
        self._edit_day(team, day, name, off=True)

    def remove_day_off(self, team: int, day: date) -> None:
        self._edit_day(team, day, "", off=False)

    def _read(self, team: int) -> Team:
        row = self._connection.execute(_BY_ID, {"team": team}).one_or_none()
        if row is None:
            raise Missing(f"team {team}")
        return self._whole(*row)

    def _id_of_group(self, chat: int) -> int | None:
        return self._connection.scalars(_OF_GROUP, {"chat": chat}).one_or_none()

    def _ids_of_person(self, person: int) -> Sequence[int]:
        return self._connection.scalars(_OF_PERSON, {"person": person}).all()

    def _whole(
        self, id: int, name: str, group: int, rules: object, language: str, served: bool
    ) -> Team:
        parties = defaultdict(set)
        for who, sop, party in self._connection.execute(_PARTIES, {"team": id}):
            parties[who].add((sop, party))
        rows = self._connection.execute(_MEMBERS, {"team": id})
        members = tuple(
            Member(_shown(who, chairs, keeps), id, frozenset(parties[who[0]]), chairs, keeps, at)
            for *who, chairs, keeps, at in rows
        )
        acting = tuple(
            Deputy(*row) for row in self._connection.execute(deputies.OF_TEAM, {"team": id})
        )
        return Team(id, name, group, decode(Rules, rules), language, members, served, acting)

    def _ensure_member(self, team: int, person: int) -> None:
        values = {"team": team, "person": person, "chair": False, "secretary": False}
        self._connection.execute(_ADD_MEMBER, values)

    def _change(self, team: int, **values: object) -> None:
        self._connection.execute(_CHANGE.values(**values), {"of_team": team})

    def _edit_day(self, team: int, day: date, name: str, *, off: bool) -> None:
        self._connection.execute(_EDIT_DAY, {"team": team, "day": day, "name": name, "off": off})


def _shown(row: list[Any], chair: bool, secretary: bool) -> Person:
    return people.called_by_role(people.person_of(row), chair=chair, secretary=secretary)


def _key(team: int, person: int) -> dict[str, int]:
    return {"of_team": team, "of_person": person}
