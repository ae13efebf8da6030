"""The same year with the program killed and started again: nothing lost, next to nothing twice."""

from __future__ import annotations

import contextlib
import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from bot.compose.parts import built_in_sops, official_days
from bot.domain.calendar import calendar_of
from bot.domain.simulate import closings, simulate
from scheduler.in_flight import AT_ONCE
from tests.clock import SettableClock
from tests.e2e import notices
from tests.e2e.committee import Committee, set_up_by_hand
from tests.e2e.process import Process
from tests.peers.telegram import FakeTelegram, Message

START = date(2026, 10, 1)
SOP = built_in_sops()["lo-2.4"].for_fiscal_year(2027)
CALENDAR = calendar_of(official_days(START))
SLIPS = {2: 3, 6: 8}
KILLS = 4
"""Enough to be killed between slots and at closings; tests/torture kills far more often."""
WITHIN_THE_HOUR = {f"08:{minute}" for minute in range(30, 60)} | {f"09:{m:02}" for m in range(30)}
LEASES_END = timedelta(minutes=6)
"""What a killed process held is free again after this; it is well within a slot's hour."""


@pytest.fixture
def process(telegram: FakeTelegram, clock: SettableClock, tmp_path: Path) -> Iterator[Process]:
    made = Process(telegram, clock, tmp_path)
    made.at(clock.now())
    made.start()
    yield made
    if made.is_running:
        made.kill()


@pytest.mark.long
@pytest.mark.timeout(150)
def test_a_year_with_four_kills_brings_the_same_notices(
    process: Process, telegram: FakeTelegram, committee: Committee
) -> None:
    set_up_by_hand(telegram, committee)
    chance = random.Random(2570)
    moments = _moments()
    killed = set(chance.sample(range(len(moments)), KILLS))
    for number, (at, close) in enumerate(moments):
        if number in killed:  # or what is not yet written down as sent is doubled days later
            _wait_for_every_queue(telegram, committee)
        process.at(at)
        if close:
            committee.secretary.says(committee.group, f"/done {close} !")
        if number in killed:
            _wait_for_calls(telegram, chance.randrange(4))
            process.kill()
            process.start()
            process.at(at + LEASES_END)
            _wait_for_every_queue(telegram, committee)
        _wait_for_all_until(telegram, committee, at, close)
    assert set(notices.by_day(notices.told(committee))) == _expected(None)
    assert _doubled(committee) <= KILLS * AT_ONCE  # Telegram's yes was cut off by the kill
    assert notices.times(notices.told(committee)) <= WITHIN_THE_HOUR
    assert "Traceback" not in process.log


def _moments() -> list[tuple[datetime, int | None]]:
    """Every slot with notices, and every closing."""
    slots = {(row.at.astimezone(UTC), None) for row in simulate(SOP, START, CALENDAR, SLIPS)}
    closed = {(c.at, c.step) for c in closings(SOP, START, CALENDAR, SLIPS)}
    return sorted(slots | closed, key=lambda m: (m[0], m[1] or 0))


def _wait_for_calls(telegram: FakeTelegram, number: int) -> None:
    """Until the program has spoken to Telegram so often again, or has nothing more to say."""
    before = len(telegram.calls)
    with contextlib.suppress(TimeoutError, AssertionError):
        telegram.wait_for(lambda: len(telegram.calls) >= before + number, within=0.5)


def _wait_for_every_queue(telegram: FakeTelegram, committee: Committee) -> None:
    """A question in each chat: it is answered once all that was to be said there before is said,
    and written down as sent.
    """
    c = committee
    people = (c.secretary, c.chair, c.member, c.academic)
    asked = [p.says(p.private, "/sop") for p in people] + [c.member.says(c.group, "/sop")]
    telegram.wait_for(lambda: all(map(_is_answered, asked)), within=30)


def _is_answered(question: Message) -> bool:
    said = question.chat.messages_from_bot()
    return any(m.id > question.id and "คู่มือ" in m.text for m in said)


def _wait_for_all_until(
    telegram: FakeTelegram, committee: Committee, at: datetime, close: int | None
) -> None:
    wanted = _expected(at)
    telegram.wait_for(lambda: wanted <= set(notices.by_day(notices.told(committee))), within=30)
    if close:
        telegram.wait_for(lambda: _has_closed(committee, close), within=30)


def _doubled(c: Committee) -> int:
    """How many messages with notices were said again, word for word."""
    chats = (c.group, *(p.private for p in (c.secretary, c.chair, c.member, c.academic)))
    said = [m for chat in chats for m in chat.messages_from_bot() if any(notices.read(m.text))]
    same = Counter((m.chat, m.at.date(), m.text) for m in said)
    return sum(number - 1 for number in same.values())


@cache
def _expected(until: datetime | None) -> set[notices.Told]:
    rows = simulate(SOP, START, CALENDAR, SLIPS)
    return set(notices.by_day(notices.expected(r for r in rows if until is None or r.at <= until)))


def _has_closed(committee: Committee, step: int) -> bool:
    said = f"ปิดขั้นตอนที่ {step} เรียบร้อยแล้ว"
    return any(said in m.text for m in committee.group.messages_from_bot())
