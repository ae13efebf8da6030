"""The tables of every released program become those of this one, with all rows or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.store.migrate import MigrationFailed, is_current, upgrade
from tests.store.migrating import contents, differences, migrations

DROPPED = {"room_post", "room_update"}
"""By 0005: what stood in the rooms of the sample committee, which is played anew."""


def test_old_tables_become_those_of_this_program(old: Engine) -> None:
    before = contents(old)
    assert not is_current(old)
    assert all(before.values()), "something in every table"
    upgrade(old)
    assert differences(old) == []
    after = contents(old)
    assert {name: len(held) for name, held in before.items() if name not in DROPPED} == {
        name: len(after[name]) for name in before if name not in DROPPED
    }


def test_one_failed_migration_undoes_all_of_them(old: Engine, tmp_path: Path) -> None:
    before, columns = contents(old), told(old)
    with pytest.raises(MigrationFailed, match="nonsense"):
        upgrade(old, migrations(tmp_path, "op.execute('SELECT nonsense')"))
    assert contents(old) == before
    assert told(old) == columns


def told(engine: Engine) -> str:
    """How its tables differ from ours, whatever was made anew to say so."""
    return re.sub("0x[0-9a-f]+", "", repr(differences(engine)))
