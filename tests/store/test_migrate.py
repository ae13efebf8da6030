from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from bot.store import queue_tables, tables
from bot.store.engine import engine_for
from bot.store.migrate import MIGRATIONS, MigrationFailed, is_current, revisions, upgrade
from bot.store.unit import SqlStore
from tests.postgres import server
from tests.store import rows
from tests.store.migrating import contents, differences, migrations
from tests.store.rows import NOW
from tests.stores import fresh_store

on_postgresql = pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))


@pytest.fixture(params=["sqlite", on_postgresql])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Of an empty database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'a b%.db'}"
    else:
        url = server().new_database()
    engine = engine_for(url)
    yield engine
    engine.dispose()


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """A migrated database with something in every corner."""
    upgrade(engine)
    with SqlStore(engine).work() as work:
        plan, chat = rows.plan(work), rows.private_chat(work)
        work.teams.join_party(plan.team, rows.person(work).id, "test", "academics")
        work.outbox.plan([(rows.notice(plan), chat.id)], NOW, late=False)
        rows.keep(work, plan)
        work.commit()
    return engine


def test_the_migrated_tables_are_those_of_the_program(engine: Engine) -> None:
    assert queue_tables.inbox.metadata is tables.metadata
    upgrade(engine)
    assert differences(engine) == []


def test_a_migration_is_called_by_its_revision_and_follows_the_one_before() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS)).walk_revisions("base", "heads")
    assert [one.revision for one in scripts] == revisions()[::-1]


def test_what_is_current_is_opened_without_alembic(tmp_path: Path) -> None:
    fresh_store(tmp_path, database="sqlite").close()
    current = f"""
import sys
from bot.store.engine import engine_for
from bot.store.migrate import upgrade
upgrade(engine_for("sqlite:///{tmp_path}/sopbot.db"))
sys.exit("alembic" in sys.modules)
"""
    subprocess.run([sys.executable, "-c", current], check=True, timeout=60)


def test_upgrading_what_is_current_changes_nothing(filled: Engine) -> None:
    before = contents(filled)
    assert is_current(filled)
    upgrade(filled)
    assert contents(filled) == before


def test_a_database_of_a_newer_program_is_refused(filled: Engine, tmp_path: Path) -> None:
    upgrade(filled, migrations(tmp_path, "op.add_column('chat', sa.Column('new', sa.String))"))
    with pytest.raises(MigrationFailed, match=r"9999.*newer"):
        upgrade(filled)


REBUILT = """
for name in ("chat", "membership", "person", "plan", "delivery"):
    with op.batch_alter_table(name) as table:
        table.add_column(sa.Column("new", sa.String))
        table.alter_column("new", server_default="x")
"""


def test_rebuilding_a_table_keeps_what_refers_to_it(filled: Engine, tmp_path: Path) -> None:
    before = contents(filled)
    upgrade(filled, migrations(tmp_path, REBUILT))
    after = contents(filled)
    assert list(map(len, after.values())) == list(map(len, before.values()))
    assert after["party_member"] == before["party_member"] != []
    with SqlStore(filled).work() as work:
        assert rows.claim(work).notices


DAMAGE = """
with op.batch_alter_table("chat") as table:
    table.drop_column("title")
op.execute("UPDATE person SET name = ''")
"""


@pytest.mark.parametrize(
    "breaks",
    [
        "op.execute('SELECT nonsense')",
        "raise RuntimeError('a bug')",
        "op.create_table('snooze', sa.Column('id', sa.Integer))",
    ],
)
def test_a_failed_migration_leaves_everything_as_it_was(
    filled: Engine, tmp_path: Path, breaks: str
) -> None:
    before = contents(filled)
    broken = migrations(tmp_path, DAMAGE + breaks)
    with pytest.raises((MigrationFailed, RuntimeError)):
        upgrade(filled, broken)
    assert contents(filled) == before
    assert not list(tmp_path.glob("*.before-upgrade"))
    upgrade(filled)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_copy_left_by_a_killed_upgrade_goes_at_the_next_start(
    filled: Engine, tmp_path: Path
) -> None:
    left = Path(f"{filled.url.database}.before-upgrade")
    left.write_bytes(b"what stood in the database before")
    upgrade(filled)
    assert not left.exists()


COMMITS = """
op.get_bind().connection.driver_connection.execute("COMMIT")
raise RuntimeError("a bug")
"""


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_even_what_a_failed_migration_committed_is_put_back(filled: Engine, tmp_path: Path) -> None:
    before = contents(filled)
    with pytest.raises(RuntimeError):
        upgrade(filled, migrations(tmp_path, DAMAGE + COMMITS))
    assert contents(filled) == before


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_rows_that_refer_to_nothing_fail_the_migration(filled: Engine, tmp_path: Path) -> None:
    before = contents(filled)
    with pytest.raises(MigrationFailed, match="refer to nothing"):
        upgrade(filled, migrations(tmp_path, "op.execute('DELETE FROM chat')"))
    assert contents(filled) == before
    with filled.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_processes_that_start_together_migrate_once(engine: Engine) -> None:
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: upgrade(engine), range(3)))
    assert is_current(engine)


def having(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_tables_of_another_program_are_left_alone(engine: Engine) -> None:
    having(engine, "CREATE TABLE loan (id int)")
    for tried in (is_current, upgrade):
        with pytest.raises(MigrationFailed, match=r"has tables \(loan\) but not sopbot's mark"):
            tried(engine)
    assert inspect(engine).get_table_names() == ["loan"]


@pytest.mark.parametrize("engine", [on_postgresql], indirect=True)
def test_tables_of_an_extension_are_nobody_elses(engine: Engine) -> None:
    having(engine, "CREATE TABLE layer (id int)", "ALTER EXTENSION plpgsql ADD TABLE layer")
    upgrade(engine)
    assert is_current(engine)


@pytest.mark.parametrize("engine", [on_postgresql], indirect=True)
def test_tables_in_a_schema_that_is_not_ours_are_in_nobodys_way(engine: Engine) -> None:
    having(engine, "CREATE SCHEMA other", "CREATE TABLE other.loan (id int)")
    upgrade(engine)
    assert is_current(engine)


@pytest.mark.parametrize("engine", [on_postgresql], indirect=True)
def test_who_may_make_no_tables_may_use_those_that_are_there(filled: Engine) -> None:
    url = filled.url.render_as_string(hide_password=False).replace("+psycopg", "")
    guest = engine_for(server().as_guest(url, "ALL ON ALL TABLES IN SCHEMA public"))
    upgrade(guest)
    assert is_current(guest)
    guest.dispose()
