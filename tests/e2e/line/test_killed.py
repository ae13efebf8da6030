"""The program on LINE, killed while it sends and started again: no push lost, none doubled."""

from __future__ import annotations

import contextlib
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.clock import SettableClock
from tests.e2e.line.committee import Committee
from tests.e2e.line.process import LineProcess
from tests.e2e.line.year import Read, read_by
from tests.e2e.program import local
from tests.peers.line import FakeLine, Group, Message, Person

LEASES_END = timedelta(minutes=5)
"""What a killed process held is free again after this."""
SLOTS = ("2026-10-02 08:30", "2026-10-05 08:30", "2026-10-09 08:30", "2026-10-12 08:30")
"""Step 1 is due, then overdue; of each the group or the responsible hear."""


@pytest.fixture
def process(line: FakeLine, clock: SettableClock, tmp_path: Path) -> Iterator[LineProcess]:
    made = LineProcess(line, clock, tmp_path)
    made.at(clock.now())
    made.start()
    yield made
    if made.is_running:
        made.kill()


@pytest.mark.long
@pytest.mark.timeout(120)
def test_kills_lose_no_push_and_double_none(
    process: LineProcess, line: FakeLine, committee: Committee
) -> None:
    _set_up(line, committee)
    chance = random.Random(2570)
    for slot in SLOTS:
        at = local(slot)
        process.at(at)
        _wait_for_calls(line, chance.randrange(4))
        process.kill()
        process.start()
        process.at(at + LEASES_END)
        _wait_for_answers(line, committee)
    told = read_by(committee)
    assert _times(told, "2026-10-02", committee.group.chat.name, "ครบกำหนดวันนี้") == 1
    assert _times(told, "2026-10-05", committee.group.chat.name, "เกินกำหนด") == 1
    assert _times(told, "2026-10-09", committee.member.user.name, "เกินกำหนด") == 1
    assert [one for one, times in told.items() if times > 1 and "กำหนด" in one[2]] == []
    assert "Traceback" not in process.log


def _set_up(line: FakeLine, c: Committee) -> None:
    """As `Committee.sets_up`, with a program that runs by itself."""
    for person in c.people:
        person.befriend()
    c.group.adds_bot()
    c.secretary.says("จัดทำแผน 1/10/2569", c.group)
    line.wait_for(lambda: any(b.label == "ยืนยัน" for b in line.buttons(c.group)), within=30)
    c.secretary.presses("ยืนยัน", c.group)
    line.wait_for(lambda: any("คณะดำเนินงาน (" in b.label for b in line.buttons(c.group)))
    c.member.presses(next(b for b in line.buttons(c.group) if "คณะดำเนินงาน (" in b.label))
    _wait_for_answers(line, c)


def _wait_for_calls(line: FakeLine, number: int) -> None:
    """Until the program has spoken to LINE so often again, or has nothing more to say."""
    before = len(line.calls)
    with contextlib.suppress(AssertionError):
        line.wait_for(lambda: len(line.calls) >= before + number, within=0.5)


def _wait_for_answers(line: FakeLine, c: Committee) -> None:
    """A question in each chat: it is answered once all that waited there before is said."""
    for person in c.people:
        _is_answered(line, person, person.says("คู่มือ"))
    _is_answered(line, c.group, c.member.says("คู่มือ", c.group))


def _is_answered(line: FakeLine, chat: Group | Person, question: Message) -> None:
    def answer() -> bool:
        said = (m for m in line.messages(chat) if m.sender is line.bot)
        return any(int(m.id) > int(question.id) and _tells_of_sop(m) for m in said)

    line.wait_for(answer, within=30)


def _tells_of_sop(message: Message) -> bool:
    """Or that whoever asks is in no committee."""
    words = " ".join(message.words)
    return "คู่มือ" in words or "ยังไม่ได้อยู่ใน" in words


def _times(told: Counter[Read], day: str, chat: str, words: str) -> int:
    """How often that was said there on that day."""
    on = date.fromisoformat(day)
    return sum(
        n for (who, at, said), n in told.items() if (who, at) == (chat, on) and words in said
    )
