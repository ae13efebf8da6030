"""The committee of the built-in SOP on a fake Telegram, with the real program."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.render.pictures.png import png
from tests.clock import SettableClock
from tests.e2e.committee import Committee, in_group
from tests.e2e.founding import Founded
from tests.e2e.program import Program, local
from tests.peers.telegram import FakeTelegram
from tests.stores import fresh_store

DAY_ONE = "2026-10-01 08:00"


@pytest.fixture(scope="session", autouse=True)
def menu_drawn_once() -> Iterator[None]:
    """A tenth of a second at each start of a program on LINE."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.channels.line.menu.png", cache(png))
        yield


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(local(DAY_ONE))


@pytest.fixture
def telegram(clock: SettableClock) -> Iterator[FakeTelegram]:
    with FakeTelegram(clock.now) as running:
        yield running
        assert running.violations == []


@pytest.fixture
def committee(telegram: FakeTelegram) -> Committee:
    return in_group(telegram)


@pytest.fixture
def settings() -> dict[str, Any]:
    """Of the program, besides where its data and Telegram are."""
    return {}


@pytest.fixture
async def program(
    telegram: FakeTelegram, clock: SettableClock, tmp_path: Path, settings: dict[str, Any]
) -> AsyncIterator[Program]:
    """With nothing in its tables."""
    folder = tmp_path / "data"
    folder.mkdir()
    fresh_store(folder).close()
    program = await Program(telegram, clock, folder, **settings).start()
    yield program
    await program.stop()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    return founded_once(tmp_path_factory.getbasetemp() / "founded")


@cache
def founded_once(folder: Path) -> Founded:
    """Also for the tests of other folders, which take these fixtures as their own."""
    clock = SettableClock(local(DAY_ONE))
    with FakeTelegram(clock.now) as telegram:
        return asyncio.run(Founded.by(in_group(telegram), clock, folder))


@pytest.fixture
async def running(
    founded: Founded, committee: Committee, clock: SettableClock, tmp_path: Path,
    settings: dict[str, Any],
) -> AsyncIterator[Program]:  # fmt: skip
    """A plan from 1 October 2026, everybody signed up; what was said so far is heard."""
    folder = tmp_path / "data"
    found = founded.again(committee, folder)
    program = await Program(committee.telegram, clock, folder, **settings, **found).start()
    await program.hears(committee.group)
    for person in committee.people:
        await program.hears(person)
    yield program
    await program.stop()
