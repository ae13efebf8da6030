"""What people's commands and a slot cost the database: held here, or it is lost bit by bit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from bot.domain.incoming import Happened, Incoming, Place
from bot.domain.people import ChatKind
from bot.sops.loader import load
from handlers.dispatch import Dispatcher
from scheduler import group_commit
from scheduler.engine import Engine
from scheduler.tools import Tools
from scheduler.worker import Worker
from tests.cast import (
    CHANNEL,
    MEMBERS,
    SECRETARY,
    SOP,
    Somebody,
    local,
    office_with_plan,
)
from tests.clock import SettableClock
from tests.executed import hearing
from tests.fakes.blobs import FakeFiles
from tests.fakes.channel import FakeChannel
from tests.fakes.handlers import FakeAttach
from tests.stores import fresh_store

NOW = local("2026-11-23 09:00").astimezone(UTC)
EVE, SLOT = local("2027-02-04 10:00"), local("2027-02-05 08:30")
"""A slot for one notice, to the group."""


@dataclass
class Counted:
    statements: list[str] = field(default_factory=list)
    transactions: int = 0

    def note(self, _: Any, statement: str, __: Any) -> None:
        if statement.startswith("BEGIN"):
            self.transactions += 1
        elif not statement.startswith("PRAGMA"):
            self.statements.append(statement)


@contextmanager
def counting() -> Iterator[Counted]:
    counted = Counted()
    with hearing(counted.note):
        yield counted


class Patient:
    """The thread of the store, which begins once all that can ask at a time have asked."""

    def __init__(self, thread: Executor) -> None:
        self._thread = thread

    def submit(self, do: Callable[[], None]) -> None:
        try:
            asyncio.get_running_loop().call_soon(self._thread.submit, do)
        except RuntimeError:  # by the thread itself
            self._thread.submit(do)


class Running:
    """Workers of the real program on one committee, whose members talk in their private chats."""

    def __init__(self, folder: Path) -> None:
        self.channel = FakeChannel(CHANNEL)
        store = fresh_store(folder, database="sqlite")
        office_with_plan(store)
        self.clock = SettableClock(NOW)
        self.tools = Tools(store, {CHANNEL: self.channel}, self.clock)
        dispatcher = Dispatcher({SOP: load(SOP)}, {CHANNEL: self.channel})
        self.engine = Engine(self.tools, FakeFiles(), dispatcher, FakeAttach(), FakeAttach())

    async def hears(self, text: str, *who: Somebody) -> list[str]:
        """Said by each, all at once; the answers, when they are written down as sent."""
        before = len(self.channel.sent)
        said = [self.channel.update(_says(one, text), one.account) for one in who]
        await self.engine.accept(said)
        while await self._work(self.engine._reception) or await self._work(self.engine._courier):
            pass
        return [o.message.text.plain for o in self.channel.sent[before:]]

    async def _work(self, worker: Worker[Any]) -> bool:
        """What it finds, all at once."""
        rows = await worker.claim(len(MEMBERS))
        await asyncio.gather(*map(worker.work, rows))
        return bool(rows)


def _says(who: Somebody, text: str) -> Incoming:
    place = Place(who.account, ChatKind.PRIVATE, who.name)
    return Incoming(CHANNEL, text, place, Happened.SAID, who.sender, text, message="7")


@pytest.fixture(autouse=True)
def in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, all that waits goes together."""
    monkeypatch.setattr(group_commit, "LONGEST", 60)


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    made = Running(tmp_path)
    group = made.tools.desk._group
    assert group is not None
    monkeypatch.setattr(group, "_thread", Patient(group._thread))
    yield made
    made.tools.desk.close()


async def test_five_who_ask_at_once_share_their_transactions(running: Running) -> None:
    """One to take them in, to claim, to answer and to write down; the others look for more."""
    await running.hears("/status", *MEMBERS)
    with counting() as counted:
        answers = await running.hears("/status", *MEMBERS)
    assert len(answers) == len(MEMBERS)
    assert counted.transactions <= 6
    assert len(counted.statements) <= 5.5 * len(MEMBERS)


async def test_who_asks_alone_waits_for_two_transactions(running: Running) -> None:
    """To be taken in, and to be answered; in the third it is written down that the answer is sent,
    and nothing is looked for.
    """
    for _ in range(2):
        await running.hears("/status", SECRETARY)
    with counting() as counted:
        assert await running.hears("/status", SECRETARY)
    assert counted.transactions == 3


async def test_a_step_is_closed_with_few_statements(running: Running) -> None:
    """With what is told to others besides."""
    await running.hears("/status", *MEMBERS)
    with counting() as counted:
        answers = await running.hears("/done 5 !", SECRETARY)
    assert any("ปิดขั้นตอนที่ 5" in answer for answer in answers)
    assert counted.transactions <= 5
    assert len(counted.statements) <= 23


async def test_progress_is_written_down_with_few_statements(running: Running) -> None:
    """Nothing is read of the plan, nor of what the person was asked."""
    for percent in (20, 30):
        await running.hears(f"/progress 5 {percent}", SECRETARY)
    with counting() as counted:
        answers = await running.hears("/progress 5 40 ร่างแล้ว", SECRETARY)
    assert "40" in answers[0]
    assert len(counted.statements) <= 14


async def test_a_plan_that_was_read_before_is_planned_with_few_statements(
    running: Running,
) -> None:
    """It is taken, with what is known of it; its files; a notice, its delivery, and how far."""
    running.clock.set(EVE)
    await running.engine.drain()
    running.clock.set(SLOT)
    with counting() as counted:
        assert await running.engine._planning.step()
    of_notices = [s for s in counted.statements if " INTO notice " in s]
    assert len(of_notices) == 1
    assert len(counted.statements) <= 7
