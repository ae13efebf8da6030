"""What is told at a slot is written before it, and sent only if it still holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.domain.message import Message
from bot.domain.queues import Snooze
from bot.domain.rules import Audience, Kind, Rules
from bot.ports import UnitOfWork
from bot.render.language import speaker
from bot.render.text import notices
from bot.render.text.notices import Item
from scheduler import foreseen
from scheduler.foreseen import LASTS, Foreseen
from scheduler.foresight import AHEAD
from scheduler.transactions import transact
from tests.render.slots import CHAIR, REPORT_OVERDUE, Slot, closed_until, plan_of
from tests.scheduler.office import GROUP, MEMBER, Office, local, two_steps

SLOT = local("2026-10-20 08:30")
"""The day on which the first step is due: told to the group, and to the member in private."""


class Writer:
    """Writes the real texts; `at` has the moment of each, as it was told."""

    def __init__(self) -> None:
        self.at: list[datetime] = []

    def __call__(self, say: Any, items: Sequence[Item], **how: Any) -> list[Message]:
        self.at.append(how["now"])
        return notices.messages(say, items, **how)


@pytest.fixture
def writer() -> Writer:
    return Writer()


async def before(folder: Path, writer: Writer) -> Office:
    """A while before the slot."""
    rules = Rules(off=frozenset({Kind.WEEKLY, Kind.CHECK_IN}))
    office = Office(folder, rules, render=writer)
    await office.at("2026-10-19 09:00")
    office.clock.set(SLOT - AHEAD)
    writer.at.clear()
    return office


@pytest.fixture
async def office(tmp_path: Path, writer: Writer) -> Office:
    """Everything is written."""
    office = await before(tmp_path, writer)
    await office.foresees()
    assert writer.at == [SLOT, SLOT]
    writer.at.clear()
    return office


async def told(office: Office, at: datetime = SLOT) -> dict[str, str]:
    """Addresses, and what was sent there."""
    office.clock.set(at)
    await office.run()
    return {o.address: o.message.text.plain for o in office.channel.sent[-2:]}


async def test_what_was_written_is_sent(office: Office, writer: Writer) -> None:
    found = await told(office)
    assert sorted(found) == [GROUP, MEMBER]
    assert all("ครบกำหนดวันนี้" in text for text in found.values())
    assert writer.at == []


async def test_it_is_what_would_be_written_then(
    office: Office, writer: Writer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    written = await told(office)
    blind = await before(tmp_path_factory.mktemp("blind"), writer)
    assert await told(blind) == written
    assert writer.at == [SLOT, SLOT]


async def test_a_minute_later_it_reads_the_same(office: Office, writer: Writer) -> None:
    await told(office, SLOT + timedelta(minutes=1))
    assert writer.at == []


async def test_what_is_late_says_so(office: Office, writer: Writer) -> None:
    late = SLOT + timedelta(hours=2)
    found = await told(office, late)
    assert all(text.startswith("แจ้งย้อนหลัง") for text in found.values())
    assert writer.at == [late, late]


def items_of(slot: Slot, audience: Audience) -> list[Item]:
    return [
        Item(n, slot.plan, slot.team, slot.calendar) for n in slot.notices if n.audience is audience
    ]


AHEAD_ITEMS = items_of(Slot("2027-02-05", plan_of(*closed_until(4))), Audience.GROUP)
MOMENT = AHEAD_ITEMS[0].notice.at
TO_GROUP: dict[str, Any] = {"to_group": True, "reader": None, "late": False}


def test_on_another_day_it_is_written_anew(writer: Writer) -> None:
    letters, next_day = Foreseen(writer), MOMENT + timedelta(days=1)
    letters.write(speaker("th"), AHEAD_ITEMS, now=MOMENT, **TO_GROUP)
    assert letters(speaker("th"), AHEAD_ITEMS, now=next_day, **TO_GROUP)
    assert writer.at == [MOMENT, next_day]


def test_it_is_given_out_once(writer: Writer) -> None:
    letters = Foreseen(writer)
    letters.write(speaker("th"), AHEAD_ITEMS, now=MOMENT, **TO_GROUP)
    for _ in range(2):
        assert letters(speaker("th"), AHEAD_ITEMS, now=MOMENT, **TO_GROUP)
    assert writer.at == [MOMENT, MOMENT]


def test_in_another_language_it_is_written_anew(writer: Writer) -> None:
    letters = Foreseen(writer)
    letters.write(speaker("th"), AHEAD_ITEMS, now=MOMENT, **TO_GROUP)
    [message] = letters(speaker("en"), AHEAD_ITEMS, now=MOMENT, **TO_GROUP)
    assert "Reminder: 7 days left" in message.text.plain


@pytest.mark.parametrize(("seconds", "is_kept"), [(0, True), (1, False)])
def test_what_should_have_been_sent_long_ago_is_forgotten(
    writer: Writer, seconds: int, is_kept: bool
) -> None:
    letters = Foreseen(writer)
    letters.write(speaker("th"), AHEAD_ITEMS, now=MOMENT, **TO_GROUP)
    letters.forget(MOMENT + LASTS + timedelta(seconds=seconds))
    letters(speaker("th"), AHEAD_ITEMS, now=MOMENT, **TO_GROUP)
    assert len(writer.at) == (1 if is_kept else 2)


def test_of_a_letter_that_tells_the_hour_nothing_is_written(writer: Writer) -> None:
    letters, items = Foreseen(writer), items_of(REPORT_OVERDUE, Audience.CHAIR)
    how: Any = {"to_group": False, "reader": CHAIR, "late": False}
    assert letters.write(speaker("th"), items, now=items[0].notice.at, **how) == ()
    assert writer.at == []


async def test_what_happened_in_between_is_told(office: Office, writer: Writer) -> None:
    office.keeps("proof")
    await told(office)
    assert writer.at == [SLOT, SLOT]


async def test_another_name_is_told(office: Office, writer: Writer) -> None:
    def rename(work: UnitOfWork) -> None:
        work.people.set_official(office.people[MEMBER].id, "นางสาวมาลี ใจดี", "นักวิชาการ")

    transact(office.store, rename)
    await told(office)
    assert writer.at == [SLOT, SLOT]


async def test_closed_in_between_nothing_is_said(office: Office) -> None:
    office.closes(1)
    office.clock.set(SLOT)
    assert await office.run() == []


async def test_a_day_off_in_between_counts(office: Office) -> None:
    office.day_off(SLOT.date(), recheck="2026-10-19 12:00")
    office.clock.set(SLOT)
    assert await office.run() == []


async def test_paused_in_between_its_chat_is_told_nothing(office: Office) -> None:
    tomorrow = SLOT.date() + timedelta(days=1)
    pause = Snooze(office.plan.id, step=1, chat=office.group.id, until=tomorrow)
    transact(office.store, lambda work: work.plans.snooze(pause))
    office.clock.set(SLOT)
    [to_member] = await office.run()
    assert to_member.startswith(MEMBER)


@pytest.mark.parametrize("closes", [False, True])
async def test_of_two_plans_it_tells_what_would_be_written_then(
    closes: bool, writer: Writer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In one message, whatever was written of each before."""
    written = []
    for is_blind in (False, True):
        office = await before(tmp_path_factory.mktemp("two"), writer)
        transact(office.store, partial(second_plan, office))
        assert await office.run() == []
        if not is_blind:
            await office.foresees()
            assert len(writer.at) == 4
        if closes:
            office.closes(1)
        office.clock.set(SLOT)
        written.append(sorted(await office.run()))
    assert written[0] == written[1]
    assert len(written[0]) == 2


def second_plan(office: Office, work: UnitOfWork) -> None:
    """Of the same team and days, with another name."""
    sop = replace(two_steps(), id="second", title="ตัวชี้วัดที่ 2")
    team = office.plan.team
    work.teams.join_party(team, office.people[MEMBER].id, sop.id, "academics")
    work.plans.create(team, sop, date(2026, 10, 1), (), {}, office.clock.now())


async def test_no_more_is_written_than_is_kept(
    tmp_path: Path, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreseen, "MOST", 1)
    office = await before(tmp_path, writer)
    await office.foresees()
    assert writer.at == [SLOT]
    assert len(await told(office)) == 2
