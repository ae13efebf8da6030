"""A link to a file works for one person and one hour, and is void as soon as it should be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.files import File
from bot.ports import DOWNLOAD_LASTS, Download, UnitOfWork
from bot.store.unit import SqlStore
from tests.dumps import dump
from tests.store import rows
from tests.store.rows import LATER, NOW

SECOND = timedelta(seconds=1)


@pytest.fixture
def file(work: UnitOfWork) -> File:
    """Of a plan in whose team the person is."""
    plan = rows.plan(work)
    work.teams.add_member(plan.team, rows.person(work).id, NOW)
    return rows.keep(work, plan)


@pytest.fixture
def token(work: UnitOfWork, file: File) -> str:
    return work.downloads.lend(file.id, rows.person(work).id, NOW)


def test_a_link_leads_to_the_file_for_an_hour(work: UnitOfWork, file: File, token: str) -> None:
    lent = Download(file.id, rows.person(work).id, NOW + DOWNLOAD_LASTS)
    assert work.downloads.lent(token, NOW + DOWNLOAD_LASTS - SECOND) == lent
    assert work.downloads.lent(token, NOW + DOWNLOAD_LASTS) is None


def test_every_link_is_another_and_too_long_to_guess(work: UnitOfWork, file: File) -> None:
    tokens = {work.downloads.lend(file.id, rows.person(work).id, NOW) for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) == 43 for token in tokens)


@pytest.mark.parametrize("guess", ["", "x", "ก", "A" * 43, "x" * 100_000, "' OR 1=1 --"])
def test_what_is_no_token_leads_nowhere(work: UnitOfWork, token: str, guess: str) -> None:
    assert work.downloads.lent(guess, NOW) is None


def test_the_store_does_not_know_the_token(store: SqlStore) -> None:
    with store.work() as work:
        plan = rows.plan(work)
        token = work.downloads.lend(rows.keep(work, plan).id, rows.person(work).id, NOW)
        work.commit()
    assert token not in dump(store.engine)


def test_of_a_removed_file_nothing_is_given(work: UnitOfWork, file: File, token: str) -> None:
    work.files.remove(file.id, file.sent_by, "ผิดไฟล์", NOW)
    assert work.downloads.lent(token, NOW) is None


def test_it_stays_so_when_the_file_is_back(work: UnitOfWork, file: File, token: str) -> None:
    work.files.remove(file.id, file.sent_by, "ผิดไฟล์", NOW)
    work.files.restore(file.id)
    assert work.downloads.lent(token, NOW) is None


def test_who_is_no_longer_in_the_team_gets_nothing(
    work: UnitOfWork, file: File, token: str
) -> None:
    plan = work.plans.by_id(file.plan)
    work.teams.remove_member(plan.team, rows.person(work).id)
    assert work.downloads.lent(token, NOW) is None


def test_another_team_is_not_the_plans(work: UnitOfWork, file: File) -> None:
    stranger, other = rows.person(work, "8"), rows.team(work, "-200")
    work.teams.add_member(other.id, stranger.id, NOW)
    token = work.downloads.lend(file.id, stranger.id, NOW)
    assert work.downloads.lent(token, NOW) is None


def test_a_team_that_is_not_served_gets_nothing(store: SqlStore) -> None:
    with store.work() as work:
        plan, who = rows.plan(work), rows.person(work).id
        work.teams.add_member(plan.team, who, NOW)
        token = work.downloads.lend(rows.keep(work, plan).id, who, NOW)
        work.commit()
    store.serve_only(frozenset({"-999"}), NOW)
    with store.reading() as work:
        assert work.downloads.lent(token, NOW) is None


def test_who_is_forgotten_leaves_no_link(store: SqlStore) -> None:
    with store.work() as work:
        plan, who = rows.plan(work), rows.person(work).id
        work.downloads.lend(rows.keep(work, plan).id, who, NOW)
        work.privacy.erase(who, "member", NOW)
        work.commit()
    assert downloads(store) == 0


def test_what_has_expired_is_deleted_and_nothing_else(store: SqlStore) -> None:
    with store.work() as work:
        file, who = rows.keep(work, rows.plan(work)).id, rows.person(work).id
        for made in (NOW, LATER):
            work.downloads.lend(file, who, made)
        work.downloads.forget(NOW + DOWNLOAD_LASTS)
        work.commit()
    assert downloads(store) == 1


def downloads(store: SqlStore) -> int:
    with store.engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM download").scalar_one())
