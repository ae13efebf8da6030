from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from bot.domain.events import Progressed
from tests.benchmarks import kept, offices
from tests.benchmarks.asked import STEP, Asked, People, progress


@pytest.fixture
def asked() -> list[Asked]:
    return People(2).ask(progress, 4)


@pytest.fixture
def url(tmp_path: Path, asked: list[Asked]) -> str:
    """Where all that was reported is written down."""
    url = offices.sqlite(tmp_path)
    store = offices.opened(url)
    offices.found(store, 2)
    with store.work() as work:
        plans = [work.plans.by_id(plan) for plan in (1, 2)]
        for number, one in enumerate(asked):
            note = one.text.split()[-1]
            told = Progressed(at=offices.NOW.astimezone(UTC), by=1, step=STEP, percent=9, note=note)
            plans[number % 2] = work.plans.append(plans[number % 2], told)
        work.commit()
    store.close()
    return url


def test_what_is_written_in_its_order_is_kept(url: str, asked: list[Asked]) -> None:
    assert list(kept.unwritten(url, asked)) == []


def test_a_report_that_is_missing_is_found(url: str, asked: list[Asked]) -> None:
    more = asked[0]._replace(text="/progress 5 50 lost")
    assert list(kept.unwritten(url, [*asked, more])) == [f"{more.chat}: 3 reports, 2 written"]


def test_reports_in_another_order_are_found(url: str, asked: list[Asked]) -> None:
    assert len(list(kept.unwritten(url, asked[::-1]))) == 2


def test_messages_that_are_not_known_to_be_sent_are_found(url: str) -> None:
    assert "0 of 1 messages stand in the database as sent" in kept.faults(url, 1)
