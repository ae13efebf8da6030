from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backup import offices
from tests.backup.offices import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """On SQLite, with something in every table."""
    made = offices.filled(tmp_path / "office")
    yield made
    made.store.close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the backup shall be; nothing else is in its folder."""
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "office.zip"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Office]:
    """On SQLite, with nothing at all."""
    made = offices.bare(tmp_path / "elsewhere")
    yield made
    made.store.close()
