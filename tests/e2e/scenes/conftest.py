"""One committee on each platform, before it has a plan and after."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.clock import SettableClock
from tests.e2e.line.program import Program as LineProgram
from tests.e2e.program import Program as TelegramProgram
from tests.e2e.scenes.on_line import OnLine
from tests.e2e.scenes.on_telegram import OnTelegram
from tests.e2e.scenes.on_web import OnWeb, WebProgram
from tests.e2e.scenes.stage import ACADEMIC, CHAIR, GROUP, MEMBER, SECRETARY, Stage, Who
from tests.peers.line import FakeLine
from tests.peers.telegram import FakeTelegram
from tests.stores import fresh_store

Build = Callable[[SettableClock, Path, ExitStack], Stage]


def on_telegram(clock: SettableClock, folder: Path, held: ExitStack) -> Stage:
    telegram = held.enter_context(FakeTelegram(clock.now))
    return OnTelegram(TelegramProgram(telegram, clock, folder), telegram)


def on_line(clock: SettableClock, folder: Path, held: ExitStack) -> Stage:
    line = held.enter_context(FakeLine(clock.now))
    return OnLine(LineProgram(line, clock, folder), line)


def on_web(clock: SettableClock, folder: Path, held: ExitStack) -> Stage:
    return OnWeb(WebProgram(clock, folder))


BUILT: Mapping[str, Build] = {"telegram": on_telegram, "line": on_line, "web": on_web}


@pytest.fixture(params=BUILT)
async def stage(
    request: pytest.FixtureRequest, clock: SettableClock, tmp_path: Path
) -> AsyncIterator[Stage]:
    """Nobody has spoken to the program yet."""
    folder = tmp_path / "data"
    folder.mkdir()
    fresh_store(folder).close()
    with ExitStack() as held:
        made = BUILT[request.param](clock, folder, held)
        await made.program.start()
        yield made
        await made.program.stop()


@pytest.fixture
async def office(stage: Stage) -> Stage:
    """A plan from 1 October 2026, everybody signed up; what was said so far is heard."""
    for who in Who:
        await stage.opens_chat(who)
    await stage.adds_bot()
    await stage.says(SECRETARY, "จัดทำแผน 1/10/2569")
    await stage.presses(SECRETARY, "ยืนยัน")
    await stage.presses(MEMBER, "คณะดำเนินงาน")
    await stage.presses(ACADEMIC, "นักวิชาการ")
    await stage.says(CHAIR, "สถานะ")  # whom it never heard of it does not know by a mention
    await stage.says(SECRETARY, f"กำหนดประธาน @{CHAIR}")
    for place in (GROUP, *Who):
        await stage.reads(place)
    return stage
