"""One person on LINE and on Telegram, and one program that serves both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.clock import SettableClock
from tests.e2e.committee import offering
from tests.e2e.line.committee import Committee
from tests.e2e.line.program import Program, texts
from tests.e2e.line.test_both import program, settle
from tests.peers.line import FakeLine
from tests.peers.line import Person as LinePerson
from tests.peers.telegram import FakeTelegram, Person

__all__ = ("program",)


@pytest.fixture
def line(clock: SettableClock) -> Iterator[FakeLine]:
    """On which the other platform is named, as nowhere else."""
    with FakeLine(clock.now) as running:
        yield running


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
    await settle(program, telegram)
    closing = offering(himself.private, "ยืนยันปิดขั้นตอน")
    assert closing is not None
    himself.presses(closing, "ยืนยันปิดขั้นตอน")
    await settle(program, telegram)
    assert "ปิดขั้นตอนที่ 1 เรียบร้อยแล้ว" in texts(await program.hears(committee.group))


async def test_who_reads_on_telegram_hears_how_a_chat_on_line_is_opened_again(
    program: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    await committee.sets_up(program)
    herself = telegram.person("Pimjai", "T.")
    await _link(program, committee, telegram, herself, committee.secretary)
    committee.secretary.says("เชื่อมบัญชี")
    await program.settle()
    committee.secretary.presses("แจ้งเตือนทาง Telegram")
    await settle(program, telegram)
    committee.chair.block()
    await settle(program, telegram)
    told = herself.private.messages_from_bot()[-1].text
    assert "เพิ่มบัญชีของระบบเป็นเพื่อน หรือเลิกบล็อกบัญชีของระบบ" in told
    assert "Start" not in told


async def _link(
    program: Program,
    committee: Committee,
    telegram: FakeTelegram,
    himself: Person,
    who: LinePerson | None = None,
) -> None:
    """`who`: on LINE; else the member."""
    who = who or committee.member
    who.says("เชื่อมบัญชี")
    (code,) = await program.hears(who)
    himself.starts()
    await settle(program, telegram)
    himself.says(himself.private, next(w for w in code.words if w.startswith("เชื่อมบัญชี ")))
    await settle(program, telegram)
    asked = offering(himself.private, "เป็นบัญชีของฉัน")
    assert asked is not None
    himself.presses(asked, "เป็นบัญชีของฉัน")
    await settle(program, telegram)
    who.presses("ใช่ เชื่อมบัญชี")
    await settle(program, telegram)
    said = texts(await program.hears(who))
    assert "บัญชีของท่านใน LINE และ Telegram เป็นสมาชิกคนเดียวกัน" in said
