from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.line.channel import LineChannel
from tests.cast import Office, office_with_plan
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """With a plan."""
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


@pytest.fixture
def on_line(office: Office) -> None:
    """It cannot what Telegram can."""
    office.channel.can = LineChannel.can
