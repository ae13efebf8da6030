"""Databases to measure with: committees that talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.compose.parts import official_days
from bot.domain.incoming import Place
from bot.domain.people import ChatKind
from bot.ports import Store, UnitOfWork
from bot.store.engine import engine_for
from bot.store.migrate import upgrade
from bot.store.unit import SqlStore
from tests.cast import FIRST_FOUR, at_eight, found_team, make_plan
from tests.people import MEMBERS, ZONE, Somebody

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
"""A Monday after the slot: nothing is due for as long as anything is measured."""
SLOT = datetime(2027, 2, 5, 8, 30, tzinfo=ZONE)
"""Seven days before step 8 is due: each plan has one notice then, for its group alone."""
EVE = SLOT - timedelta(hours=12)
"""Nothing is due for many hours."""
NEVER = datetime(2027, 9, 1, 8, 30, tzinfo=ZONE)
START = date(2026, 10, 1)
GROUPS = 50
FIRST_GROUP = -1_002_000_000_000
ASKING = MEMBERS[:3]
"""Secretary, chair and a responsible member: each may do what is asked here."""


def address(group: int) -> int:
    """Of a group by its number, from 0."""
    return FIRST_GROUP - group


def account(group: int, who: Somebody) -> int:
    """Everybody is in one group."""
    return 1_000_000 + group * 100 + int(who.account) % 100


def sqlite(folder: Path) -> str:
    """The URL of the database of this data folder."""
    return f"sqlite:///{folder / 'sopbot.db'}"


def opened(url: str) -> SqlStore:
    """Brought up to date; to be closed."""
    engine = engine_for(url)
    upgrade(engine)
    return SqlStore(engine, official_days(START))


def found(store: Store, groups: int = GROUPS) -> None:
    """Each with its members and the built-in SOP's plan, four steps of it closed."""
    with store.work() as work:
        for group in range(groups):
            _found(work, group)
        work.commit()


def _found(work: UnitOfWork, group: int) -> None:
    place = Place(str(address(group)), ChatKind.GROUP, f"คณะดำเนินงาน {group + 1}")
    people = [replace(who, account=str(account(group, who)), username="") for who in MEMBERS]
    team = found_team(work, place, people, (), at_eight(START))
    plan = make_plan(work, team, START, FIRST_FOUR)
    work.plans.planned(plan, NOW, None)
