from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ports import Abilities
from tests.scheduler.months import USED_UP
from tests.scheduler.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.tools.desk.close()
    made.store.close()


@pytest.fixture
def used_up(office: Office) -> Office:
    """Nothing goes unasked in October but what is overdue."""
    office.channel.can = Abilities(replies=True, counted=True, at_once=5)
    office.channel.left = USED_UP
    return office


@pytest.fixture
def quiet(used_up: Office) -> Office:
    """Nor is anything due any more."""
    for step in (1, 2):
        used_up.closes(step)
    return used_up
