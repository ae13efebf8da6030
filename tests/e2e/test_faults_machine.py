"""The database goes away under the running program, and comes back: it goes on by itself.

What was acknowledged is not lost, and nothing is acknowledged that was not written down.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.channels.telegram import backoff
from bot.domain.errors import Unavailable
from scheduler import tools
from tests.e2e import outages
from tests.e2e.committee import Committee, set_up
from tests.e2e.outages import Outage
from tests.e2e.program import Program, local
from tests.peers.telegram import FakeTelegram
from tests.postgres import server

LONG = "/help " + "ก" * 2000
"""What finds no room in the pages that there are."""
EVERY_OUTAGE = [
    *(pytest.param(outage, id=outage.__name__) for outage in outages.SQLITE),
    pytest.param(outages.stopped, id="stopped", marks=pytest.mark.needs("postgresql")),
]


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Polls, and what must be written down, wait in real time for their next try."""
    monkeypatch.setattr(backoff, "FIRST", 0.01)
    monkeypatch.setattr(tools, "AGAIN", (0.01,))


@pytest.fixture(params=EVERY_OUTAGE)
def outage(request: pytest.FixtureRequest) -> Outage:
    found: Outage = request.param
    return found


@pytest.fixture
def settings(outage: Outage) -> dict[str, Any]:
    url = server().new_database() if outage is outages.stopped else None
    return {"database_url": SecretStr(url) if url else None}


def told_of(logs: list[EventDict]) -> list[EventDict]:
    return [entry for entry in list(logs) if entry["event"] == "store.unavailable"]


async def until(happens: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not happens():  # noqa: ASYNC110 - the log rings no bell
            await asyncio.sleep(0.01)


async def try_in_vain(program: Program) -> None:
    with suppress(Unavailable):
        await program.app.engine.drain()


async def test_what_comes_in_meanwhile_is_not_acknowledged_and_answered_afterwards(
    program: Program, committee: Committee, telegram: FakeTelegram, outage: Outage
) -> None:
    member = committee.member
    member.starts()
    await program.hears(member)
    with outage(program), capture_logs() as logs:
        member.says(member.private, LONG)
        polls = len(telegram.calls_of("getUpdates"))
        await telegram.eventually(lambda: len(telegram.calls_of("getUpdates")) > polls + 2)
        await try_in_vain(program)
        assert telegram.world.updates.pending(program.clock.now()) != []
    assert "telegram.not_accepted" in [entry["event"] for entry in logs]
    assert len(told_of(logs)) == 1
    assert len(await program.hears(member)) == 1


async def test_what_was_acknowledged_before_is_answered_once(
    program: Program, committee: Committee, telegram: FakeTelegram, outage: Outage
) -> None:
    member = committee.member
    member.says(member.private, LONG)
    updates = telegram.world.updates
    await telegram.eventually(lambda: not updates.pending(program.clock.now()))
    with outage(program), capture_logs() as logs:
        for _ in range(5):
            await try_in_vain(program)
            program.clock.advance(seconds=90)
    assert told_of(logs)
    program.clock.advance(minutes=1)
    assert len(await program.hears(member)) == 1
    with program.app.store.reading() as work:
        assert work.agenda.aside() == []


async def test_what_was_just_sent_when_it_went_away_is_not_sent_again(
    program: Program, committee: Committee, telegram: FakeTelegram, outage: Outage
) -> None:
    member = committee.member
    fault = telegram.faults.slow(method="sendMessage", chat=member.id)
    member.says(member.private, "/help")
    working = asyncio.create_task(program.settle())
    await telegram.eventually(member.private.messages_from_bot)
    with outage(program), capture_logs() as logs:
        fault.lift()
        # The last free bytes of a full disk may do for the record.
        await until(lambda: told_of(logs) or working.done())
    await working
    program.clock.advance(minutes=20)
    assert len(await program.hears(member)) == 1


@pytest.mark.parametrize("outage", [EVERY_OUTAGE[1], EVERY_OUTAGE[-1]], indirect=True)
async def test_a_slot_that_passes_meanwhile_is_told_once_it_is_back(
    program: Program, committee: Committee, outage: Outage
) -> None:
    await set_up(program, committee)
    program.clock.set(local("2026-10-02 08:29"))
    with outage(program), capture_logs() as logs:
        program.clock.advance(minutes=5)
        await try_in_vain(program)
    assert told_of(logs)
    for moment in ("2026-10-02 08:36", "2026-10-02 08:50"):
        await program.at(moment)
    said = [m for m in await program.hears(committee.member) if "ครบกำหนดวันนี้" in m.text]
    assert len(said) == 1
