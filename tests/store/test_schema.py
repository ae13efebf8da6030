"""A database has the tables that the migrations make, and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import snapshot
from bot.store.migrate import upgrade
from bot.store.schema import ForeignSchema, require_ours
from tests.store.released.load import load

REVISIONS = ["0001", "0002", "0003", "0004", "0005"]
RELEASED = REVISIONS[:4]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """With the tables of the newest revision."""
    made = tmp_path / "made.db"
    with snapshot.sqlite_file(made) as engine:
        upgrade(engine)
    return made


def write(file: Path, statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(statements)


def redefine(name: str, old: str, new: str) -> str:
    """Its definition, whatever stands in it."""
    return (
        "PRAGMA writable_schema=ON; UPDATE sqlite_master"  # noqa: S608 - names of our own tests
        f" SET sql = replace(sql, '{old}', '{new}') WHERE name = '{name}'"
    )


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_the_migrations_make_is_ours(tmp_path: Path, revision: str) -> None:
    with snapshot.sqlite_file(tmp_path / "made.db") as engine:
        upgrade(engine, to=revision)
    require_ours(tmp_path / "made.db", revision)


@pytest.mark.parametrize("revision", RELEASED)
def test_what_was_released_is_ours_also_once_it_is_brought_up_to_date(
    tmp_path: Path, revision: str
) -> None:
    with snapshot.sqlite_file(tmp_path / "old.db") as engine:
        load(revision, engine)
    require_ours(tmp_path / "old.db", revision)
    with snapshot.sqlite_file(tmp_path / "old.db") as engine:
        upgrade(engine)
    require_ours(tmp_path / "old.db", REVISIONS[-1])


def test_another_revision_is_not(file: Path) -> None:
    with pytest.raises(ForeignSchema, match="table 'process'"):
        require_ours(file, "0003")


def test_what_analyze_leaves_behind_does_no_harm(file: Path) -> None:
    write(file, "INSERT INTO person (name) VALUES ('สมชาย'); ANALYZE")
    require_ours(file, "0005")


def test_nothing_is_left_beside_it(file: Path) -> None:
    require_ours(file, "0005")
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        ("CREATE TABLE other (x INTEGER)", "table 'other'"),
        ("CREATE VIRTUAL TABLE other USING fts5 (x)", "table 'other"),
        ("DROP TABLE snooze; CREATE VIRTUAL TABLE snooze USING fts5 (x)", "table 'snooze"),
        ("CREATE VIEW other AS SELECT 1", "view 'other'"),
        ("DROP TABLE inbox; CREATE VIEW inbox AS SELECT 1", "view 'inbox'"),
        ("CREATE TRIGGER other AFTER INSERT ON plan BEGIN DELETE FROM plan; END", "trigger"),
        ("CREATE INDEX other ON plan (team)", "index 'other'"),
        ("DROP INDEX ix_plan_team", "index 'ix_plan_team'"),
        ("DROP INDEX ix_plan_team; CREATE INDEX ix_plan_team ON event (plan)", "ix_plan_team"),
        ("DROP INDEX ix_plan_team; CREATE INDEX ix_plan_team ON plan (start)", "ix_plan_team"),
        ("DROP INDEX ix_plan_team; CREATE INDEX ix_plan_team ON plan (abs(team))", "ix_plan_"),
        ("DROP INDEX ix_plan_team; CREATE UNIQUE INDEX ix_plan_team ON plan (team)", "'plan'"),
        ("ALTER TABLE plan ADD COLUMN other INTEGER", "table 'plan'"),
        ("ALTER TABLE plan ADD COLUMN other", "table 'plan'"),
        ("ALTER TABLE plan ADD COLUMN other INT AS (1) VIRTUAL", "table 'plan'"),
        ("ALTER TABLE plan DROP COLUMN version", "table 'plan'"),
        (redefine("plan", "sop TEXT NOT NULL", "sop TEXT"), "table 'plan'"),
        (redefine("plan", "sop TEXT NOT NULL", "sop NOT NULL"), "table 'plan'"),
        (redefine("plan", "sop TEXT NOT NULL", "sop TEXT NOT NULL DEFAULT 1"), "table 'plan'"),
        (redefine("plan", "sop TEXT", "sop TEXT CHECK (0)"), "table 'plan'"),
        (redefine("plan", "sop TEXT", "sop TEXT COLLATE NOCASE"), "table 'plan'"),
        (redefine("plan", "REFERENCES team", "REFERENCES person"), "table 'plan'"),
        (redefine("event", "AUTOINCREMENT", ""), "table 'event'"),
    ],
)
def test_what_a_migration_did_not_make_is_refused(file: Path, statements: str, told: str) -> None:
    write(file, statements)
    with pytest.raises(ForeignSchema, match=told):
        require_ours(file, "0005")
