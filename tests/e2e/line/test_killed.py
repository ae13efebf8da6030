"""A year on LINE with the program killed and started again: no push lost, none doubled."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.clock import SettableClock
from tests.e2e.line.committee import Committee
from tests.e2e.line.process import LineProcess
from tests.e2e.line.year import expected, moments, pushed_twice, read_by, told
from tests.peers.line import FakeLine, Message

KILLS = 8
"""Enough to be killed between slots and at closings; tests/torture kills far more often."""
LEASES_END = timedelta(minutes=6)
"""What a killed process held is free again after this; it is well within a slot's hour."""


@pytest.fixture
def line(clock: SettableClock) -> Iterator[FakeLine]:
    with FakeLine(clock.now, month_limit=None) as running:
        yield running


@pytest.fixture
def process(line: FakeLine, clock: SettableClock, tmp_path: Path) -> Iterator[LineProcess]:
    made = LineProcess(line, clock, tmp_path)
    made.at(clock.now())
    made.start()
    yield made
    if made.is_running:
        made.kill()


@pytest.mark.long
@pytest.mark.timeout(150)
def test_a_year_with_eight_kills_loses_no_push_and_doubles_none(
    process: LineProcess, line: FakeLine, committee: Committee
) -> None:
    committee.sets_up_by_hand()
    _wait_for_answers(line, committee)
    chance, of_year = random.Random(2570), moments()
    killed = set(chance.sample(range(len(of_year)), KILLS))
    for number, (at, close) in enumerate(of_year):
        process.at(at)
        if close:
            committee.secretary.says(f"/done {close} !", committee.group)
        if number in killed:
            _wait_for_calls(line, chance.randrange(4))
            process.kill()
            process.start()
            process.at(at + LEASES_END)
            _wait_for_answers(line, committee)
        _wait_for_all_until(line, committee, at, close)
    assert told(committee) == expected(None)
    assert pushed_twice(line) == []
    assert sum(times - 1 for times in read_by(committee).values()) <= KILLS, "answers"
    assert "Traceback" not in process.log


def _wait_for_calls(line: FakeLine, number: int) -> None:
    """Until the program has spoken to LINE so often again, or has nothing more to say."""
    before = len(line.calls)
    with contextlib.suppress(AssertionError):
        line.wait_for(lambda: len(line.calls) >= before + number, within=0.5)


def _wait_for_answers(line: FakeLine, c: Committee) -> None:
    """A question in each chat: it is answered once all that waited there before is said."""
    asked = [person.says("คู่มือ") for person in c.people] + [c.member.says("คู่มือ", c.group)]
    line.wait_for(lambda: all(_is_answered(line, one) for one in asked), within=30)


def _is_answered(line: FakeLine, question: Message) -> bool:
    said = [m for m in question.chat.standing if m.sender is line.bot]
    return any(int(m.id) > int(question.id) and "คู่มือ" in " ".join(m.words) for m in said)


def _wait_for_all_until(line: FakeLine, c: Committee, at: datetime, close: int | None) -> None:
    wanted = expected(at)
    line.wait_for(lambda: wanted <= told(c), within=30)
    if close:
        c.wait_for_words(f"ปิดขั้นตอนที่ {close} เรียบร้อยแล้ว")
