"""Telegram itself is in trouble, or what stands between: nothing is lost, doubled or given up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx
import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.channels.telegram import backoff, inbound
from tests.e2e.committee import Committee
from tests.e2e.program import Program, local, texts
from tests.peers.telegram import FakeTelegram, Message
from tests.peers.telegram.world import Call

DUE = "2026-10-02"
"""Step 1 ends on this day: at 08.30 the group and its responsible are told."""
LATE = "แจ้งย้อนหลัง (ระบบขัดข้อง)"


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Polls wait in real time for their next try."""
    monkeypatch.setattr(backoff, "FIRST", 0.01)
    monkeypatch.setattr(inbound, "CONFLICT_SECONDS", 0.05)


async def live(program: Program, since: str, until: str, step: timedelta) -> None:
    """Everything that is due, moment by moment; nobody says anything meanwhile."""
    now, end = local(since), local(until)
    while now <= end:
        program.clock.set(now)
        await program.app.engine.drain()
        now += step


def due_notices(messages: list[Message]) -> list[Message]:
    return [m for m in messages if "ครบกำหนดวันนี้ (2 ตุลาคม 2569)" in m.text]


@pytest.mark.parametrize(("up_at", "is_late"), [("08:59", False), ("09:35", True)])
async def test_down_across_the_slot_the_notices_come_once_it_is_back(
    running: Program, committee: Committee, telegram: FakeTelegram, up_at: str, is_late: bool
) -> None:
    telegram.faults.down()
    await live(running, f"{DUE} 08:10", f"{DUE} {up_at}", timedelta(minutes=5))
    assert texts(committee.group.messages_from_bot()).count("ครบกำหนดวันนี้") == 0
    telegram.faults.up()
    await live(running, f"{DUE} {up_at}", f"{DUE} 12:00", timedelta(minutes=5))
    for chat in (committee.group, committee.member):
        [said] = due_notices(await running.hears(chat))
        assert (said.at - local(f"{DUE} {up_at}")) <= timedelta(minutes=15)
        assert said.text.startswith(LATE) == is_late


async def test_down_until_the_evening_it_waits_for_the_next_working_day(
    running: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    telegram.faults.down()
    await live(running, f"{DUE} 08:10", f"{DUE} 18:00", timedelta(minutes=30))
    telegram.faults.up()
    await live(running, f"{DUE} 18:00", "2026-10-05 08:00", timedelta(hours=1))
    assert await running.hears(committee.member) == []
    await running.at("2026-10-05 08:30")
    [said] = await running.hears(committee.member)
    assert "เกินกำหนด 3 วัน" in said.text
    assert "ครบกำหนดวันนี้" not in said.text


async def test_an_answer_slower_than_any_lease_doubles_nothing(
    running: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    fault = telegram.faults.slow(method="sendMessage", chat=committee.group.id)
    running.clock.set(local(f"{DUE} 08:30"))
    sending = asyncio.create_task(running.app.engine.drain())
    await telegram.eventually(lambda: due_notices(committee.group.messages_from_bot()))
    await live(running, f"{DUE} 08:35", f"{DUE} 10:00", timedelta(minutes=5))
    fault.lift()
    await sending
    await running.at(f"{DUE} 11:00")
    assert len(due_notices(await running.hears(committee.group))) == 1
    assert len(due_notices(await running.hears(committee.member))) == 1


@pytest.mark.databases
@pytest.mark.parametrize("drops", [1, 3])
async def test_a_connection_dropped_after_the_deed_doubles_once_a_drop(
    running: Program, committee: Committee, telegram: FakeTelegram, drops: int
) -> None:
    fault = telegram.faults.cut_after_acting(
        method="sendMessage", chat=committee.group.id, times=drops
    )
    await live(running, f"{DUE} 08:30", f"{DUE} 09:00", timedelta(seconds=30))
    assert fault.hits == drops
    assert 1 <= len(due_notices(await running.hears(committee.group))) <= 1 + drops
    assert len(due_notices(await running.hears(committee.member))) == 1


async def test_an_edit_whose_answer_is_lost_is_made_once_more_and_doubles_nothing(
    running: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    member = committee.member
    member.says(member.private, "/sop")
    [contents] = await running.hears(member)
    fault = telegram.faults.cut_after_acting(method="editMessageText", times=2)
    member.presses(contents, "วัตถุประสงค์")
    for _ in range(3):
        await running.settle()
        running.clock.advance(seconds=30)
    assert fault.hits == 2
    assert await running.hears(member) == []
    assert contents.text.startswith("วัตถุประสงค์")


def called_while_held(telegram: FakeTelegram, chat: int) -> list[Call]:
    """What was asked there although a 429 had said how long it wants to be left alone."""
    calls = [c for c in telegram.calls if str(c.params.get("chat_id")) == str(chat)]
    held = [
        (c.at, c.at + timedelta(seconds=c.response["parameters"]["retry_after"]))
        for c in calls
        if c.status == 429
    ]
    assert held, "no 429 came"
    return [c for c in calls if any(since < c.at < until for since, until in held)]


async def test_in_a_storm_of_429_a_chat_is_left_alone_until_each_of_them_ends(
    running: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    for seconds in (7, 30, 3, 41):
        telegram.faults.rate_limit(seconds, chat=committee.group.id, times=1)
    running.clock.set(local(f"{DUE} 08:29:50"))
    for second in range(150):
        if second % 20 == 0:
            committee.member.says(committee.group, "/status")
            await running.settle()
        await running.app.engine.drain()
        running.clock.advance(seconds=1)
    assert called_while_held(telegram, committee.group.id) == []
    said = await running.hears(committee.group)
    assert len(due_notices(said)) == 1
    assert len(said) == 1 + 8
    assert [m.at for m in due_notices(await running.hears(committee.member))] == [
        local(f"{DUE} 08:30")
    ]


async def test_nor_is_a_right_asked_for_again_before_a_429_ends(
    running: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    before = len(telegram.calls_of("getChatAdministrators"))
    telegram.faults.rate_limit(20, method="getChatAdministrators", times=1)
    committee.secretary.says(committee.group, "/setup")
    await running.settle()
    asked = telegram.calls_of("getChatAdministrators")[before:]
    assert [c.status for c in asked] == [429]


async def test_500s_at_polls_and_at_messages_only_delay(
    program: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    member = committee.member
    polls = telegram.faults.fail(500, method="getUpdates", times=3)
    sends = telegram.faults.fail(503, "Service Unavailable", method="sendMessage", times=3)
    member.says(member.private, "/help")
    for _ in range(4):
        await program.settle()
        program.clock.advance(minutes=1)
    assert (polls.hits, sends.hits) == (3, 3)
    assert len(await program.hears(member)) == 1


@asynccontextmanager
async def another_poller(telegram: FakeTelegram) -> AsyncIterator[None]:
    """A second program with the same token, which takes the polls away from ours."""

    async def poll() -> None:
        async with httpx.AsyncClient(timeout=30) as client:
            while True:
                await client.get(f"{telegram.base_url}{telegram.token}/getUpdates?timeout=20")

    other = asyncio.create_task(poll())
    yield
    other.cancel()
    await asyncio.gather(other, return_exceptions=True)


async def test_a_second_poller_is_told_of_clearly_and_waited_out(
    program: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    member = committee.member
    with capture_logs() as logs:
        async with another_poller(telegram):
            await telegram.eventually(lambda: len(conflicts(logs)) >= 3)
    assert "another program uses this token" in conflicts(logs)[0]["hint"]
    member.says(member.private, "/help")
    assert len(await program.hears(member)) == 1


def conflicts(logs: list[EventDict]) -> list[EventDict]:
    return [entry for entry in list(logs) if entry["event"] == "telegram.conflict"]


GARBAGE = (
    "<html><h1>502 Bad Gateway</h1></html>",
    "",
    "[1, 2",
    "null",
    '{"ok": true}',
    '{"ok": true, "result": {}}',
    '{"ok": true, "result": [1, null, "x"]}',
    '{"ok": true, "result": [{"message": {"text": "/help"}}]}',
)


async def test_whatever_answers_a_poll_the_next_one_is_made(
    program: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    member = committee.member
    faults = [telegram.faults.words(body, method="getUpdates") for body in GARBAGE]
    member.says(member.private, "/help")  # taken by the poll that is under way
    await telegram.eventually(lambda: all(fault.hits for fault in faults))
    member.says(member.private, "/help")
    assert len(await program.hears(member)) == 2
