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
from tests.peers.telegram import Person as TelegramPerson
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
    await _settle(program, telegram)
    form = offering(other.group, "ยืนยัน")
    assert form is not None
    other.secretary.presses(form, "ยืนยัน")
    await _settle(program, telegram)
    await committee.sets_up(program)
    await program.at("2026-10-02 08:30")
    assert "ครบกำหนดวันนี้" in texts(await program.hears(committee.group))
    assert "ครบกำหนดวันนี้" in other.group.messages_from_bot()[-1].text


async def test_who_is_on_both_is_one_member_and_told_once_where_he_chose(
    program: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    await committee.sets_up(program)
    member, himself = committee.member, telegram.person("Wichai", "T.")
    await _link(program, committee, telegram, himself)
    told = himself.private.messages_from_bot()

    await program.at("2026-10-09 08:30")
    assert "เกินกำหนด" in texts(await program.hears(member))
    assert himself.private.messages_from_bot() == told

    member.says("เชื่อมบัญชี")
    await program.settle()
    member.presses("แจ้งเตือนทาง Telegram")
    await program.hears(member)
    await program.at("2026-10-16 08:30")
    await telegram.eventually(lambda: len(himself.private.messages_from_bot()) > len(told))
    assert "เกินกำหนด" in himself.private.messages_from_bot()[-1].text
    assert await program.hears(member) == []

    himself.says(himself.private, "เสร็จ 1")
    await _settle(program, telegram)
    closing = offering(himself.private, "ยืนยันปิดขั้นตอน")
    assert closing is not None
    himself.presses(closing, "ยืนยันปิดขั้นตอน")
    await _settle(program, telegram)
    assert "ปิดขั้นตอนที่ 1 เรียบร้อยแล้ว" in texts(await program.hears(committee.group))


async def _link(
    program: Program, committee: Committee, telegram: FakeTelegram, himself: TelegramPerson
) -> None:
    committee.member.says("เชื่อมบัญชี")
    (code,) = await program.hears(committee.member)
    himself.starts()
    await _settle(program, telegram)
    himself.says(himself.private, next(w for w in code.words if w.startswith("เชื่อมบัญชี ")))
    await _settle(program, telegram)
    asked = offering(himself.private, "เป็นบัญชีของฉัน")
    assert asked is not None
    himself.presses(asked, "เป็นบัญชีของฉัน")
    await _settle(program, telegram)
    committee.member.presses("ใช่ เชื่อมบัญชี")
    await _settle(program, telegram)
    assert "ท่านเป็นสมาชิกคนเดียวกันใน LINE และ Telegram" in texts(await program.hears(committee.member))


async def _settle(program: Program, telegram: FakeTelegram) -> None:
    updates = telegram.world.updates
    await telegram.eventually(lambda: not updates.pending(program.clock.now()))
    await program.settle()
