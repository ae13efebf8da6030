"""One program on LINE and on Telegram: each committee is served where it talks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.clock import SettableClock
from tests.e2e.committee import in_group as in_telegram_group
from tests.e2e.committee import offering
from tests.e2e.line.committee import Committee
from tests.e2e.line.program import Program, texts
from tests.peers.line import FakeLine
from tests.peers.telegram import FakeTelegram
from tests.stores import fresh_store


@pytest.fixture
async def program(
    line: FakeLine, telegram: FakeTelegram, clock: SettableClock, tmp_path: Path
) -> AsyncIterator[Program]:
    folder = tmp_path / "data"
    folder.mkdir()
    fresh_store(folder).close()
    both = {"telegram_token": SecretStr(telegram.token), "telegram_api_url": telegram.url}
    program = await Program(line, clock, folder, **both).start()
    await telegram.eventually(lambda: telegram.world.webhook.url)
    yield program
    await program.stop()


async def test_each_committee_is_reminded_where_it_talks(
    program: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    other = in_telegram_group(telegram)
    other.secretary.starts()
    other.secretary.adds_bot(other.group)
    other.secretary.says(other.group, "/setup 1/10/2569")
    await settle(program, telegram)
    form = offering(other.group, "ยืนยัน")
    assert form is not None
    other.secretary.presses(form, "ยืนยัน")
    await settle(program, telegram)
    await committee.sets_up(program)
    await program.at("2026-10-02 08:30")
    assert "ครบกำหนดวันนี้" in texts(await program.hears(committee.group))
    assert "ครบกำหนดวันนี้" in other.group.messages_from_bot()[-1].text


async def settle(program: Program, telegram: FakeTelegram) -> None:
    updates = telegram.world.updates
    await telegram.eventually(lambda: not updates.pending(program.clock.now()))
    await program.settle()
