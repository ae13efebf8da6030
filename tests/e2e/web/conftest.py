"""A browser for all tests, the sample played once, and for each test a program and a visitor."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

import pytest
import pytest_asyncio
from filelock import FileLock
from playwright.async_api import Browser, async_playwright, expect

from tests.e2e.web.places import DESK, PATIENCE, Place, Places
from tests.e2e.web.trial import Trial
from tests.e2e.web.visitor import Visitor

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    # The process that shows a page is kept for the next: to start one takes longer than the page.
    "--renderer-process-limit=1",
    "--disable-site-isolation-trials",
    "--disable-features=IsolateOrigins,site-per-process,SpareRendererForSitePerProcess",
)


class Visit(Protocol):
    async def __call__(self, trial: Trial, place: Place = ...) -> Visitor: ...


expect.set_options(timeout=PATIENCE)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    found = next(filter(None, map(shutil.which, NAMES)))
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=found, args=QUIETLY)
        yield running
        await running.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def places(browser: Browser) -> AsyncIterator[Places]:
    known = Places(browser)
    yield known
    await known.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def played(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of a trial whose sample has been played: once, for all workers."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "played"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            folder.mkdir()
            trial = await Trial(folder).start()
            await trial.stop()
    return folder


@pytest_asyncio.fixture(loop_scope="session")
async def trial(played: Path, tmp_path: Path) -> AsyncIterator[Trial]:
    running = await Trial(shutil.copytree(played, tmp_path / "data")).start()
    yield running
    await running.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def visit(places: Places) -> AsyncIterator[Visit]:
    """Opens the page of a trial somewhere; in the end nobody may have a complaint."""
    visitors: list[Visitor] = []

    async def visiting(trial: Trial, place: Place = DESK) -> Visitor:
        visitors.append(Visitor(await places.enter(place)))
        await visitors[-1].comes_to(trial.address)
        return visitors[-1]

    yield visiting
    for visitor in visitors:
        await places.leave(visitor.page)
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(visit: Visit, trial: Trial) -> Visitor:
    return await visit(trial)
