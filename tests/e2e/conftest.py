"""The committee of the built-in SOP on a fake Telegram, with the real program."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.clock import SettableClock
from tests.e2e.program import Program, local
from tests.peers.telegram import Chat, FakeTelegram, Message, Person


@dataclass
class Committee:
    """Who is in the group; none has opened a private chat yet."""

    telegram: FakeTelegram
    group: Chat
    secretary: Person
    chair: Person
    member: Person
    academic: Person


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(local("2026-10-01 08:00"))


@pytest.fixture
def telegram(clock: SettableClock) -> Iterator[FakeTelegram]:
    with FakeTelegram(clock.now) as running:
        yield running
        assert running.violations == []


@pytest.fixture
def committee(telegram: FakeTelegram) -> Committee:
    secretary = telegram.person("พิมพ์ใจ", "ตัวอย่าง", username="pimjai")
    chair = telegram.person("สมคิด", "ตัวอย่าง", username="somkid")
    member = telegram.person("วิชัย", "ตัวอย่าง")
    academic = telegram.person("อารีย์", "ตัวอย่าง")
    group = telegram.group("คณะดำเนินงาน 2.4", secretary, [chair, member, academic], supergroup=True)
    return Committee(telegram, group, secretary, chair, member, academic)


@pytest.fixture
async def program(
    telegram: FakeTelegram, clock: SettableClock, tmp_path: Path
) -> AsyncIterator[Program]:
    running = await Program(telegram, clock, tmp_path / "data").start()
    yield running
    await running.stop()


def button(messages: list[Message], label: str) -> Message:
    """The newest message with such a button."""
    return next(m for m in reversed(messages) if any(label in b.text for b in m.buttons))


async def set_up(program: Program, committee: Committee) -> None:
    """From adding the bot to a plan in which everybody has a part."""
    c = committee
    for person in (c.secretary, c.chair, c.member, c.academic):
        person.starts()
    c.secretary.adds_bot(c.group)
    c.secretary.promotes_bot(c.group)
    await program.settle()
    c.secretary.says(c.group, "/setup 1/10/2569")
    form = button(await program.hears(c.group), "ยืนยัน")
    c.secretary.presses(form, "ยืนยัน")
    signup = button(await program.hears(c.group), "นักวิชาการ")
    c.member.presses(signup, next(b.data or "" for b in signup.buttons if "คณะดำเนินงาน" in b.text))
    c.academic.presses(signup, next(b.data or "" for b in signup.buttons if "นักวิชาการ" in b.text))
    said = c.chair.says(c.group, "สวัสดีทุกท่าน")
    c.secretary.says(c.group, "/chair", reply_to=said)
    await program.settle()
