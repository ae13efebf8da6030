"""Some kills while a slot of notices is sent; `make torture` does hundreds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stores import database_setting
from tests.torture.run import run

KILLS, SEED = 20, 2570
COMMITTEES = 167
"""Each with three messages on the first Monday: to its group, its chair, and who is responsible."""
KILLS_ON_LINE, COMMITTEES_ON_LINE = 12, 40


@pytest.mark.long
@pytest.mark.timeout(240)
def test_twenty_kills_lose_nothing_and_double_no_more_than_was_in_the_air(tmp_path: Path) -> None:
    url = database_setting(tmp_path / "data")
    verdict = run(tmp_path, KILLS, SEED, committees=COMMITTEES, database_url=url)
    assert verdict.is_clean, f"\n{verdict}"


@pytest.mark.long
@pytest.mark.timeout(240)
def test_on_line_they_double_answers_at_most_and_never_a_push(tmp_path: Path) -> None:
    url = database_setting(tmp_path / "data")
    verdict = run(
        tmp_path,
        KILLS_ON_LINE,
        SEED,
        committees=COMMITTEES_ON_LINE,
        database_url=url,
        channel="line",
    )
    assert verdict.is_clean, f"\n{verdict}"
