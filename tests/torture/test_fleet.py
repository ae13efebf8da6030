"""Several processes on one database; `make torture PROCESSES=3` does it with 2,000 committees."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import postgres
from tests.stores import DATABASE
from tests.torture.run import run

KILLS, SEED = 8, 2570
COMMITTEES, RESTING = 60, 60


@pytest.mark.long
@pytest.mark.databases
@pytest.mark.timeout(240)
@pytest.mark.skipif(DATABASE != "postgresql", reason="runs with DATABASE=postgresql")
def test_three_processes_behind_a_balancer_do_the_work_of_one(tmp_path: Path) -> None:
    verdict = run(
        tmp_path,
        KILLS,
        SEED,
        committees=COMMITTEES,
        resting=RESTING,
        processes=3,
        database_url=postgres.server().new_database(),
    )
    assert verdict.is_clean, f"\n{verdict}"
