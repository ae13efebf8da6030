"""What was read of chats, people and teams is read again once anybody has written of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from bot.domain.people import ChatKind
from bot.domain.plan import PlanStatus
from bot.domain.rules import Rules
from bot.ports import Snooze, UnitOfWork
from bot.store import prepared, read_cache
from bot.store.prepared import OFTEN
from bot.store.read_cache import ReadCache
from bot.store.unit import SqlStore
from tests.domain import sops
from tests.executed import hearing
from tests.store import rows
from tests.store.rows import DUE, LATER, NOW
from tests.stores import fresh_store

GROUP, OTHER = "-100", "-200"


ON_SQLITE = [
    pytest.param(("sqlite", 1), id="prepared"),
    pytest.param(("sqlite", OFTEN), id="not yet prepared"),
]
ON_POSTGRESQL = pytest.param(
    ("postgresql", OFTEN), id="shared", marks=pytest.mark.needs("postgresql")
)


@pytest.fixture(params=ON_SQLITE)
def store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> SqlStore:
    """Only SQLite can tell whether somebody has written; who runs long has most statements prepared
    when it does.
    """
    database, often = request.param
    monkeypatch.setattr(prepared, "OFTEN", often)
    store = fresh_store(tmp_path, database=database)
    with store.work() as work:
        team = work.teams.by_id(rows.plan(work).team)
        for account in "78":
            rows.private_chat(work, account)
            work.teams.add_member(team.id, rows.person(work, account).id, NOW)
        ask(work, "ask:name", account="8")
        work.plans.snooze(Snooze(1, 2, rows.group(work).id, DUE))
        work.commit()
    return store


def ask(work: UnitOfWork, kind: str, account: str = "7") -> None:
    chat, who = rows.group(work).id, rows.person(work, account).id
    work.drafts.put(kind, chat, who, {"n": 1}, LATER)


@pytest.fixture
def selects() -> Iterator[list[str]]:
    """What was asked of the database."""
    asked: list[str] = []

    def note(_: Any, statement: str, __: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    with hearing(note):
        yield asked


def seen(work: UnitOfWork) -> tuple[object, ...]:
    """Of everything that is kept, as a fresh store would read it."""
    chat = work.chats.known_at("telegram", OTHER) or work.chats.known_at("telegram", GROUP)
    assert chat is not None
    team = work.teams.of_group(chat.id)
    persons = [work.people.by_account("telegram", account) for account in "789"]
    return (
        chat,
        work.chats.by_id(chat.id),
        work.chats.known_at("telegram", "7"),
        team,
        [work.teams.by_id(team.id), work.teams.days_off(team.id), work.teams.calendar(team.id)]
        if team
        else [],
        persons,
        [(work.people.by_id(p.id), work.teams.of_person(p.id)) for p in persons if p],
        [work.plans.by_id(plan.id) for plan in work.plans.of_team(1)],
        work.plans.live(1),
        work.files.of_plan(1),
        work.plans.snoozes(1),
        [work.chats.committees_of("telegram", account) for account in "789"],
        [work.drafts.waiting(chat.id, p.id, NOW) for p in persons if p],
    )


def look(store: SqlStore) -> tuple[object, ...]:
    with store.reading() as work:
        return seen(work)


def afresh(store: SqlStore) -> tuple[object, ...]:
    """By a connection that has read nothing yet."""
    store.engine.dispose()
    return look(SqlStore(store.engine))


Change = Callable[[UnitOfWork], object]
CHANGES: dict[str, Change] = {
    "title": lambda work: work.chats.at("telegram", GROUP, ChatKind.GROUP, "ชื่อใหม่"),
    "move": lambda work: work.chats.move("telegram", GROUP, OTHER),
    "blocked": lambda work: work.chats.set_reachable(rows.private_chat(work).id, False),
    "barred": lambda work: work.chats.set_barred(rows.group(work).id, NOW),
    "left": lambda work: work.chats.left(rows.group(work).id, rows.person(work).id),
    "seen there": lambda work: work.chats.seen_in(rows.group(work).id, rows.person(work).id),
    "name": lambda work: work.people.seen("telegram", "7", "ชื่อใหม่", "", "th"),
    "username": lambda work: work.people.seen("telegram", "8", "สมชาย", "Somchai", "th"),
    "official": lambda work: work.people.set_official(rows.person(work).id, "นายสมชาย", "ครู"),
    "language": lambda work: work.people.set_language(rows.person(work).id, "en"),
    "met": lambda work: rows.private_chat(work, "9"),
    "forgotten": lambda work: work.privacy.erase(rows.person(work).id, "member", NOW),
    "member": lambda work: work.teams.add_member(1, rows.person(work, "9").id, NOW),
    "gone": lambda work: work.teams.remove_member(1, rows.person(work).id),
    "chair": lambda work: work.teams.set_role(1, rows.person(work).id, "chair", True),
    "party": lambda work: work.teams.join_party(1, rows.person(work).id, "lo", "academics"),
    "renamed": lambda work: work.teams.rename(1, "คณะใหม่"),
    "rules": lambda work: work.teams.set_rules(1, Rules(zone="UTC")),
    "team's language": lambda work: work.teams.set_language(1, "en"),
    "a file": lambda work: rows.keep(work, work.plans.by_id(1)),
    "closed": lambda work: work.plans.append(work.plans.by_id(1), rows.closed(1)),
    "asleep": lambda work: work.plans.sleep(1),
    "a plan": lambda work: work.plans.create(1, sops.chain(3), date(2026, 10, 1), (), {}, NOW),
    "rechecked": lambda work: work.plans.recheck(1, NOW),
    "snoozed": lambda work: work.plans.snooze(Snooze(1, 1, 1, DUE)),
    "unsnoozed": lambda work: work.plans.unsnooze(1, 2),
    "asked": lambda work: ask(work, "ask:reason"),
    "asked once more": lambda work: ask(work, "ask:reason", account="8"),
    "asked anew": lambda work: ask(work, "ask:name", account="8"),
    "question": lambda work: work.drafts.change(1, {"n": 2}),
    "answered": lambda work: work.drafts.drop(1),
    "too late": lambda work: work.drafts.forget(LATER),
    "day off": lambda work: work.teams.add_day_off(1, date(2026, 10, 5), "วันหยุดพิเศษ"),
}


@pytest.mark.parametrize("store", [*ON_SQLITE, ON_POSTGRESQL], indirect=True)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_written_is_seen_at_once_and_afterwards(store: SqlStore, change: Change) -> None:
    before = look(store)
    with store.work() as work:
        assert seen(work) == before
        change(work)
        within = seen(work)
        work.commit()
    assert look(store) == within
    assert afresh(store) == within


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_undone_is_as_it_was(store: SqlStore, change: Change) -> None:
    before = look(store)
    with store.work() as work:
        change(work)
        seen(work)
    assert look(store) == before
    with store.together() as group:
        with group.work() as work:
            change(work)
            seen(work)
        with group.work() as work:
            assert seen(work) == before
        group.commit()
    assert look(store) == before


@pytest.mark.parametrize("is_committed", [True, False])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_within_a_group_it_is_seen_and_afterwards_if_that_is_committed(
    store: SqlStore, change: Change, is_committed: bool
) -> None:
    before = look(store)
    with store.together() as group:
        with group.work() as work:
            change(work)
            work.commit()
        with group.work() as work:
            within = seen(work)
            assert seen(work) == within
        if is_committed:
            group.commit()
    assert look(store) == afresh(store) == (within if is_committed else before)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_another_connection_writes_is_seen(store: SqlStore, change: Change) -> None:
    look(store)
    other = SqlStore(store.engine.execution_options())
    with store.engine.connect(), other.work() as work:  # while ours is in use
        change(work)
        work.commit()
    assert look(store) == afresh(store)


def test_what_is_written_past_it_is_seen(store: SqlStore) -> None:
    look(store)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE person SET name = 'สมหญิง'")
    assert look(store) == afresh(store)


def test_of_many_values_the_last_asked_for_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_cache, "MOST", 2)
    cache, asked = ReadCache(), list[int]()

    def read(number: int) -> int:
        asked.append(number)
        return number

    for number in (1, 2, 1, 3, 1, 2):
        cache.get("chat", number, partial(read, number))
    assert asked == [1, 2, 3, 2]


def test_nothing_is_asked_twice(store: SqlStore, selects: list[str]) -> None:
    look(store)
    first = len(selects)
    look(store)
    assert len(selects) - first == 2, "but for the chat and the person that are unknown"


@pytest.mark.parametrize("store", [ON_POSTGRESQL], indirect=True)
def test_of_what_others_write_too_nothing_is_asked_twice_within_a_unit(
    store: SqlStore, selects: list[str]
) -> None:
    with store.work() as work:
        before = seen(work)
        first = len(selects)
        assert seen(work) == before
        assert len(selects) - first == 2, "but for the chat and the person that are unknown"
    look(store)
    assert len(selects) - first == 2 + first


@pytest.mark.parametrize("store", [ON_POSTGRESQL], indirect=True)
@pytest.mark.parametrize(
    "hold", [lambda work: work.teams.hold(1), lambda work: work.privacy.hold(1)]
)
def test_who_has_waited_for_a_lock_sees_what_was_written_meanwhile(
    store: SqlStore, hold: Change
) -> None:
    with store.work() as work:
        before = work.teams.by_id(1)
        with store.work() as other:
            other.teams.rename(1, "คณะใหม่")
            other.commit()
        assert work.teams.by_id(1) == before
        hold(work)
        assert work.teams.by_id(1).name == "คณะใหม่"


@pytest.mark.parametrize("store", [ON_POSTGRESQL], indirect=True)
def test_who_speaks_is_held_though_known_already(store: SqlStore) -> None:
    with store.work() as work:
        known = work.people.by_account("telegram", "7")
        assert known is not None
        work.people.seen("telegram", "7", known.name, known.username, "th")
        with pytest.raises(DBAPIError, match="lock"), store.engine.connect() as other:
            other.exec_driver_sql("SELECT 1 FROM account WHERE account = '7' FOR UPDATE NOWAIT")


def test_what_looks_for_something_to_do_and_finds_nothing_changes_nothing(
    store: SqlStore, selects: list[str]
) -> None:
    for _ in range(OFTEN + 1):
        with store.work() as work:
            assert work.files.claim(NOW, LATER) is None
            work.commit()
    look(store)
    first = len(selects)
    with store.work() as work:
        assert work.files.claim(NOW, LATER) is None
        work.commit()
    look(store)
    assert len(selects) - first == 2, "but for the chat and the person that are unknown"


def test_an_entry_is_known_of_its_plan_without_reading_it_again(
    store: SqlStore, selects: list[str]
) -> None:
    look(store)
    first = len(selects)
    with store.work() as work:
        work.plans.append(work.plans.by_id(1), rows.closed(1))
        assert work.plans.by_id(1) is work.plans.live(1)[0]
        work.commit()
    assert len(selects) == first
    assert look(store) == afresh(store)


def test_what_is_read_after_a_writing_is_undone_with_it(
    store: SqlStore, selects: list[str]
) -> None:
    """Else its version would be none of a plan that is known, which were read anew each time."""
    with store.work() as work:
        work.teams.rename(1, "คณะใหม่")  # and no row of a plan is kept
        work.commit()
    with store.together() as group:
        with group.work() as work:
            work.plans.append(work.plans.live(1)[0], rows.closed(1))
            work.plans.by_id(1)
        with group.work() as work:
            work.commit()
        group.commit()
    look(store)
    first = len(selects)
    look(store)
    assert len(selects) - first == 2, "but for the chat and the person that are unknown"


def test_of_one_plan_that_is_written_only_that_one_is_read_again(
    store: SqlStore, selects: list[str]
) -> None:
    with store.work() as work:
        other = rows.plan(work, "-300")
        work.commit()
    with store.work() as work:
        ours = work.plans.by_id(1)
        work.plans.live(other.team)
        work.plans.set_status(ours, PlanStatus.ASLEEP)
        work.plans.planned(work.plans.by_id(other.id), NOW, LATER)
        first = len(selects)
        assert work.plans.live(other.team) == [work.plans.by_id(other.id)]
        assert len(selects) == first
        assert work.plans.by_id(1).status is PlanStatus.ASLEEP
        assert len(selects) > first


def test_whom_nothing_is_asked_is_not_looked_up_for_each_thing_done(
    store: SqlStore, selects: list[str]
) -> None:
    with store.work() as work:
        chat, who = rows.group(work).id, rows.person(work).id
        assert work.drafts.waiting(chat, who, NOW) is None
        first = len(selects)
        ask(work, "takeback")
        ask(work, "ask:name", account="8")
        assert work.drafts.waiting(chat, who, NOW) is None
    assert len(selects) == first
