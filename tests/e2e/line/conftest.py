"""The committee of the built-in SOP on a fake LINE, with the real program behind its webhook."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.clock import SettableClock
from tests.e2e.line.committee import Committee, in_group
from tests.e2e.line.program import Program
from tests.foreign import FOREIGN
from tests.peers.line import FakeLine
from tests.stores import fresh_store


@pytest.fixture
def line(clock: SettableClock) -> Iterator[FakeLine]:
    """Whatever happens, nobody on it reads of another platform."""
    with FakeLine(clock.now) as running:
        yield running
        assert foreign_in(running) == []


def foreign_in(line: FakeLine) -> list[str]:
    """What the bot said with words of another platform, for the eye and for the lock screen."""
    said = (m for c in line.world.chats.values() for m in c.messages if m.sender is line.bot)
    texts = ("\n".join([*m.words, m.text, *(b.label for b in m.buttons)]) for m in said)
    return [text for text in texts if FOREIGN.search(text)]


@pytest.fixture
def committee(line: FakeLine) -> Committee:
    return in_group(line)


@pytest.fixture
async def program(line: FakeLine, clock: SettableClock, tmp_path: Path) -> AsyncIterator[Program]:
    """With nothing in its tables."""
    folder = tmp_path / "data"
    folder.mkdir()
    fresh_store(folder).close()
    program = await Program(line, clock, folder).start()
    yield program
    await program.stop()


@pytest.fixture
async def running(program: Program, committee: Committee) -> Program:
    """A plan from 1 October 2026, everybody signed up; what was said so far is heard."""
    await committee.sets_up(program)
    return program
