"""Plans: the SOP as it was at set-up, its start, and what happened since."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Text,
    Update,
    bindparam,
    case,
    delete,
    select,
    type_coerce,
    update,
)

from bot.domain.errors import Conflict, Missing, Unreadable
from bot.domain.events import Event
from bot.domain.notices import SETTLES_NO_NOTICE
from bot.domain.numbers import by_plain_number
from bot.domain.plan import Plan, PlanStatus, Span
from bot.domain.relevance import LATE_AFTER
from bot.domain.rules import Rules
from bot.domain.sop import Sop
from bot.domain.standing import OVER
from bot.ports import Snooze, Taken
from bot.store import absences
from bot.store.codec import TAGS, decode, decode_event, encode, encode_event
from bot.store.known_plans import Known
from bot.store.read_cache import Cache
from bot.store.tables import event, plan, snooze, team
from bot.store.trouble import reading
from bot.store.types import insert, upsert, verbatim

LIVE = (PlanStatus.ACTIVE, PlanStatus.ASLEEP)
EVERY = tuple(PlanStatus)
BASELINE: Any = Mapping[int, Span]

_RULES = type_coerce(team.c.rules, Text).label("rules")
_PLANS = select(plan.c.id, plan.c.version, plan.c.status, _RULES).join(
    team, team.c.id == plan.c.team
)
"""Rows as `_Row`; the rest is read of the plans that are not known."""
_REST = select(
    plan.c.id,
    plan.c.team,
    plan.c.sop,
    plan.c.start,
    plan.c.confirmed_at,
    plan.c.baseline,
    plan.c.status,
    plan.c.version,
).where(plan.c.id == bindparam("plan"))
_BY_ID = _PLANS.where(plan.c.id == bindparam("plan"))
_OF_TEAM = _PLANS.where(plan.c.team == bindparam("team")).order_by(plan.c.id.desc())
_TEAM_OF = select(plan.c.team).where(plan.c.id == bindparam("plan"))
_ALL = select(plan.c.id).order_by(plan.c.id)
_LIVE = select(plan.c.id).where(plan.c.status.in_(LIVE)).order_by(plan.c.id)
_EVENTS = (
    select(event.c.kind, event.c.data, event.c.id, event.c.at, event.c.by, event.c.step)
    .where(event.c.plan == bindparam("plan"))
    .order_by(event.c.id)
)
_CREATE = insert(plan).returning(plan.c.id)
_WRITE = insert(event).returning(event.c.id)
_AS_READ = update(plan).where(
    plan.c.id == bindparam("plan"), plan.c.version == bindparam("read_version")
)
_NOTED = _AS_READ.values(version=bindparam("raised"))
_HAPPENED = _NOTED.values(wake_at=bindparam("woken_at"))
_PLANNED = _AS_READ.values(
    planned_until=bindparam("until"), wake_at=bindparam("woken_at"), recheck_from=None
)
_WHERE_IT_STOPPED = plan.c.planned_until
_RUNNING = plan.c.status == PlanStatus.ACTIVE
_HAS_NOTICES = plan.c.status.in_([verbatim(s) for s in (PlanStatus.ACTIVE, PlanStatus.ENDED)])
_SINCE = bindparam("since", type_=plan.c.wake_at.type)


def _not_after(column: Any) -> Any:
    return case((column < _SINCE, column), else_=_SINCE)


_RECHECK = (
    update(plan)
    .where(plan.c.team == bindparam("of_team"), _RUNNING)
    .values(
        recheck_from=_not_after(plan.c.recheck_from),
        wake_at=_not_after(plan.c.wake_at),
        version=plan.c.version + 1,
    )
)
_DUE = (
    select(plan.c.id)
    .where(plan.c.wake_at <= bindparam("now"), _HAS_NOTICES)
    .order_by(plan.c.wake_at, plan.c.id)
    .limit(bindparam("up_to"))
)
_COMING = (
    select(plan.c.id)
    .where(plan.c.wake_at > bindparam("now"), plan.c.wake_at <= bindparam("horizon"), _HAS_NOTICES)
    .order_by(plan.c.wake_at, plan.c.id)
    .limit(bindparam("up_to"))
)
_REWIND = (
    update(plan)
    .where(plan.c.planned_until > bindparam("beyond"), _RUNNING)
    .values(wake_at=bindparam("now"))
)
_TAKE = (
    _PLANS.add_columns(plan.c.planned_until, plan.c.recheck_from)
    .where(plan.c.id == bindparam("plan"), plan.c.wake_at <= bindparam("now"), _HAS_NOTICES)
    .with_for_update(of=plan, skip_locked=True, key_share=True)
)
_PLANNED_UNTIL = select(plan.c.planned_until, plan.c.recheck_from).where(
    plan.c.id == bindparam("plan")
)
_SNOOZE = upsert(snooze, ["plan", "step", "chat"], "until")
_UNSNOOZE = delete(snooze).where(
    snooze.c.plan == bindparam("of_plan"),
    snooze.c.step == bindparam("of_step"),
    snooze.c.chat == bindparam("there"),
)
_SNOOZES = select(snooze.c.plan, snooze.c.step, snooze.c.chat, snooze.c.until).where(
    snooze.c.plan == bindparam("plan")
)


class _Row(NamedTuple):
    """By which a plan that is known is recognized."""

    id: int
    version: int
    status: str
    rules: str


class SqlPlans:
    def __init__(self, connection: Connection, known: Known, cache: Cache) -> None:
        self._connection = connection
        self._known = known
        self._cache = cache

    def create(
        self,
        team: int,
        sop: Sop,
        start: date,
        events: Sequence[Event],
        baseline: Mapping[int, Span],
        now: datetime,
    ) -> Plan:
        row = {
            "team": team,
            "sop": json.dumps(encode(Sop, sop), ensure_ascii=False),
            "start": start,
            "confirmed_at": now,
            "baseline": encode(BASELINE, by_plain_number(baseline)),
            "status": PlanStatus.ACTIVE,
            "version": 1,
            "wake_at": now,
            "planned_until": now,
        }
        made = self._connection.scalars(_CREATE, row).one()
        self._write(made, events)
        return self.by_id(made)

    def by_id(self, plan: int) -> Plan:
        with reading("plan", plan):
            row = self._cache.get("plan", plan, lambda: self._row(plan))
            if row is not None:
                return self._whole(row)
        raise Missing(f"plan {plan}")

    def team_of(self, plan: int) -> int | None:
        return self._connection.scalars(_TEAM_OF, {"plan": plan}).one_or_none()

    def ids(self) -> list[int]:
        return [*self._connection.scalars(_ALL)]

    def unreadable(self) -> list[int]:
        return [plan for plan in self._connection.scalars(_LIVE) if not self._is_readable(plan)]

    def _is_readable(self, plan: int) -> bool:
        """As it is written now, whatever is known of it."""
        try:
            with reading("plan", plan):
                row = self._connection.execute(_BY_ID, {"plan": plan}).one()
                self._read(row.id, _rules(row.rules))
        except Unreadable:
            return False
        return True

    def of_team(self, team: int) -> list[Plan]:
        return self._having(team, EVERY)

    def live(self, team: int) -> list[Plan]:
        return self._having(team, LIVE)

    def running(self, team: int) -> list[Plan]:
        return self._having(team, (PlanStatus.ACTIVE,))

    def _having(self, team: int, statuses: Collection[str]) -> list[Plan]:
        with reading("plans of team", team):
            rows = self._cache.get("plans of team", team, lambda: self._rows(team))
            return [self._whole(row) for row in rows if row.status in statuses]

    def _row(self, plan: int) -> _Row | None:
        row = self._connection.execute(_BY_ID, {"plan": plan}).one_or_none()
        return None if row is None else _Row(*row)

    def _rows(self, team: int) -> Sequence[_Row]:
        return [_Row(*row) for row in self._connection.execute(_OF_TEAM, {"team": team})]

    def append(self, plan: Plan, *events: Event) -> Plan:
        if not events:
            return plan
        with self._cache.only():
            self._raise(plan, [e for e in events if not isinstance(e, SETTLES_NO_NOTICE)])
        written = tuple(self._write(plan.id, events))
        raised = replace(plan, version=plan.version + 1, events=plan.events + written)
        self._renew(raised)
        self._known.put(raised)
        return raised

    def _raise(self, plan: Plan, unsettling: Sequence[Event]) -> None:
        raised = plan.version + 1
        if unsettling:
            wake_at = max(e.at for e in unsettling) if plan.has_notices else None
            self._guarded(_HAPPENED, plan, raised=raised, woken_at=wake_at)
        else:
            self._guarded(_NOTED, plan, raised=raised)

    def _renew(self, plan: Plan) -> None:
        """What was read of it is true of the version that was just written, but for its number."""

        def raised(row: _Row) -> _Row:
            return row._replace(version=plan.version) if row.id == plan.id else row

        self._cache.renew("plan", plan.id, raised)
        self._cache.renew("plans of team", plan.team, lambda rows: [raised(row) for row in rows])

    def set_status(self, plan: Plan, status: PlanStatus) -> Plan:
        changed = replace(plan, status=status)
        wake_at = _WHERE_IT_STOPPED if changed.has_notices else None
        raised = plan.version + 1
        becomes = _AS_READ.values(status=status, wake_at=wake_at, version=raised)
        with self._cache.only(("plan", plan.id), ("plans of team", plan.team)):
            self._guarded(becomes, plan)
        if status in OVER:
            absences.erase_of_plan(self._connection, plan.id)
        return replace(changed, version=raised)

    def sleep(self, team: int) -> list[Plan]:
        return [self.set_status(plan, PlanStatus.ASLEEP) for plan in self.running(team)]

    def wake(self, team: int) -> list[Plan]:
        asleep = [p for p in self.live(team) if p.status is PlanStatus.ASLEEP]
        return [self.set_status(plan, PlanStatus.ACTIVE) for plan in asleep]

    def recheck(self, team: int, since: datetime) -> None:
        self._connection.execute(_RECHECK, {"of_team": team, "since": since})

    def due(self, now: datetime, limit: int = 100) -> list[int]:
        return list(self._connection.scalars(_DUE, {"now": now, "up_to": limit}))

    def coming(self, now: datetime, until: datetime, limit: int) -> list[int]:
        asked = {"now": now, "horizon": until, "up_to": limit}
        return list(self._connection.scalars(_COMING, asked))

    def take(self, plan: int, now: datetime) -> Taken | None:
        row = self._connection.execute(_TAKE, {"plan": plan, "now": now}).one_or_none()
        if row is None:
            return None
        with reading("plan", plan):
            return Taken(self._whole(_Row(*row[:4])), row.planned_until, row.recheck_from)

    def rewind(self, now: datetime) -> int:
        return self._connection.execute(_REWIND, {"now": now, "beyond": now + LATE_AFTER}).rowcount

    def planned_until(self, plan: int) -> tuple[datetime, datetime | None]:
        row = self._connection.execute(_PLANNED_UNTIL, {"plan": plan}).one_or_none()
        if row is None:
            raise Missing(f"plan {plan}")
        return row.planned_until, row.recheck_from

    def planned(self, plan: Plan, until: datetime, wake_at: datetime | None) -> None:
        with self._cache.only():  # nothing of it is kept
            self._guarded(_PLANNED, plan, until=until, woken_at=wake_at)

    def snooze(self, snooze: Snooze) -> None:
        values = {"plan": snooze.plan, "step": snooze.step, "chat": snooze.chat}
        with self._cache.only(("snoozes", snooze.plan)):
            self._connection.execute(_SNOOZE, {**values, "until": snooze.until})

    def unsnooze(self, plan: int, step: int, chat: int | None = None) -> None:
        found = (s for s in self.snoozes(plan) if s.step == step and chat in (None, s.chat))
        for one in found:  # of most steps there is none
            values = {"of_plan": plan, "of_step": step, "there": one.chat}
            with self._cache.only(("snoozes", plan)):
                self._connection.execute(_UNSNOOZE, values)

    def snoozes(self, plan: int) -> list[Snooze]:
        return list(self._cache.get("snoozes", plan, lambda: self._snoozes(plan)))

    def _snoozes(self, plan: int) -> list[Snooze]:
        return [Snooze(*row) for row in self._connection.execute(_SNOOZES, {"plan": plan})]

    def _guarded(self, statement: Update, plan: Plan, **values: object) -> None:
        """Write only if nobody wrote since `plan` was read."""
        key = {"plan": plan.id, "read_version": plan.version}
        if self._connection.execute(statement, {**key, **values}).rowcount == 0:
            raise Conflict(f"plan {plan.id} is no longer at version {plan.version}")

    def _write(self, plan: int, events: Sequence[Event]) -> list[Event]:
        return [self._write_one(plan, e) for e in events]

    def _write_one(self, plan: int, happened: Event) -> Event:
        row = {
            "plan": plan,
            "at": happened.at,
            "by": happened.by,
            "kind": TAGS[type(happened)],
            "step": getattr(happened, "step", None),
            "data": encode_event(happened),
        }
        return replace(happened, id=self._connection.scalars(_WRITE, row).one())

    def _whole(self, row: _Row) -> Plan:
        """Of a version that is known, only the team's rules may be others: they are compared."""
        known = self._known.get(row.id, row.version)
        rules = _rules(row.rules)
        if known is not None and (known.rules is rules or known.rules == rules):
            return known
        plan = self._read(row.id, rules) if known is None else replace(known, rules=rules)
        self._known.put(plan)
        return plan

    def _read(self, plan: int, rules: Rules) -> Plan:
        row = self._connection.execute(_REST, {"plan": plan}).one()
        events = self._connection.execute(_EVENTS, {"plan": plan})
        return Plan(
            row.id,
            row.team,
            _sop(row.sop),
            row.start,
            row.confirmed_at,
            tuple(
                decode_event(tag, data, id=event, at=at, by=by, step=step)
                for tag, data, event, at, by, step in events
            ),
            decode(BASELINE, row.baseline),
            rules,
            PlanStatus(row.status),
            row.version,
        )


@lru_cache(maxsize=256)
def _rules(text: str) -> Rules:
    """Most teams have the same."""
    return decode(Rules, json.loads(text))


@lru_cache(maxsize=64)
def _sop(text: str) -> Sop:
    """Every plan reads its SOP at every command; it never changes after set-up."""
    return decode(Sop, json.loads(text))
