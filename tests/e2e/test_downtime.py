"""The program did not run: for an hour, a week, two months. What still matters is said once."""

from __future__ import annotations

import pytest

from tests.e2e import notices
from tests.e2e.committee import Committee
from tests.e2e.notices import Told
from tests.e2e.program import Program, local, texts

LATE = "แจ้งย้อนหลัง (ระบบขัดข้อง)"
OVERDUE_ONCE_EACH = {("overdue", 1, to) for to in ("responsible", "secretary", "chair")} | {
    ("weekly", None, to) for to in ("group", "chair")
}
"""Step 1 was due on 2 October; nobody has closed it since."""


async def down(program: Program, since: str, until: str) -> None:
    """Stopped at one moment and started at another; what is due then is done."""
    await program.at(since)
    await program.stop()
    program.clock.set(local(until))
    await program.start()
    await program.settle()


def since(committee: Committee, moment: str) -> list[Told]:
    """Every notice that came from this moment on, by local time."""
    told = notices.told(committee)
    return [notice for notice in told.elements() if notice.at >= moment.replace(" ", "T")]


def heads(committee: Committee, moment: str) -> list[str]:
    """The first line of all that the bot has said anywhere from then on."""
    c = committee
    chats = [c.group, *(person.private for person in (c.secretary, c.chair, c.member, c.academic))]
    said = [m for chat in chats for m in chat.messages_from_bot() if m.at >= local(moment)]
    return [m.text.splitlines()[0] for m in said]


@pytest.mark.parametrize(
    ("until", "is_late"), [("2026-10-02 09:15", False), ("2026-10-02 09:45", True)]
)
async def test_after_an_hour_it_comes_at_once_and_says_so_if_it_is_that_late(
    running: Program, committee: Committee, until: str, is_late: bool
) -> None:
    await down(running, "2026-10-02 08:00", until)
    await running.at("2026-10-02 16:00")
    told = since(committee, "2026-10-02 08:00")
    assert {notice.at for notice in told} == {until.replace(" ", "T")}
    assert sorted((n.kind, n.to) for n in told) == [("due", "group"), ("due", "responsible")]
    assert [head == LATE for head in heads(committee, until)] == [is_late] * 2


async def test_after_an_hour_in_the_evening_it_waits_for_the_morning(
    running: Program, committee: Committee
) -> None:
    await down(running, "2026-10-02 08:00", "2026-10-02 17:00")
    for moment in ("2026-10-02 23:00", "2026-10-03 08:30", "2026-10-04 12:00"):
        await running.at(moment)
    assert heads(committee, "2026-10-02 08:00") == []
    await running.at("2026-10-05 08:30")
    assert {n.at for n in since(committee, "2026-10-02 08:00")} == {"2026-10-05T08:30"}


@pytest.mark.databases
async def test_after_a_week_each_chat_gets_one_message_with_the_newest_of_each(
    running: Program, committee: Committee
) -> None:
    for slot in ("2026-10-02 08:30", "2026-10-05 08:30"):
        await running.at(slot)
    await down(running, "2026-10-05 09:00", "2026-10-12 10:00")
    told = since(committee, "2026-10-12 10:00")
    assert len(told) == len(OVERDUE_ONCE_EACH)
    assert {(n.kind, n.step, n.to) for n in told} == OVERDUE_ONCE_EACH
    assert heads(committee, "2026-10-12 10:00") == [LATE] * 4


async def test_after_two_months_that_end_on_a_day_off_it_comes_on_the_next_working_day(
    running: Program, committee: Committee
) -> None:
    """Saturday the 5th of December is a holiday, and Monday the 7th is off in its stead."""
    for slot in ("2026-10-02 08:30", "2026-10-05 08:30"):
        await running.at(slot)
    await down(running, "2026-10-05 09:00", "2026-12-05 10:00")
    for moment in ("2026-12-06 02:00", "2026-12-07 08:30", "2026-12-07 16:00", "2026-12-08 08:00"):
        await running.at(moment)
    assert heads(committee, "2026-10-05 09:00") == []
    await running.at("2026-12-08 08:30")
    told = since(committee, "2026-12-08 08:30")
    assert sorted((n.kind, n.step or 0, n.to) for n in told) == sorted(
        (kind, step or 0, to) for kind, step, to in OVERDUE_ONCE_EACH
    )
    assert heads(committee, "2026-12-08 08:30").count(LATE) == 3  # that week's summary is on time


async def test_what_was_closed_before_the_downtime_is_not_told_after_it(
    running: Program, committee: Committee
) -> None:
    committee.secretary.says(committee.group, "/done 1 !")
    await running.settle()
    await down(running, "2026-10-01 12:00", "2026-10-06 10:00")
    told = since(committee, "2026-10-01 12:00")
    assert {n.step for n in told if n.kind == "overdue"} == {2}
    assert len(told) == len(set(told))


async def test_after_it_the_plan_goes_on_as_if_nothing_had_been(
    running: Program, committee: Committee
) -> None:
    await down(running, "2026-10-02 08:00", "2026-10-12 10:00")
    said = len(heads(committee, "2026-10-02 08:00"))
    await running.at("2026-10-12 16:00")
    assert len(heads(committee, "2026-10-02 08:00")) == said
    await running.at("2026-10-16 08:30")
    assert {(n.kind, n.to) for n in since(committee, "2026-10-16 08:30")} == {
        ("overdue", "responsible"),
        ("overdue", "secretary"),
    }
    assert LATE not in heads(committee, "2026-10-16 08:30")


async def test_a_step_that_was_closed_meanwhile_is_closed_on_the_day_on_which_it_was_said(
    running: Program, committee: Committee
) -> None:
    await running.at("2026-10-02 14:00")
    await running.stop()
    running.clock.set(local("2026-10-02 15:00"))
    committee.secretary.says(committee.group, "/done 1 !")
    running.clock.set(local("2026-10-03 10:00"))
    await running.start()
    await running.settle()
    said = texts(await running.hears(committee.group))
    assert "แล้วเสร็จ 2 ต.ค. 69 (ตามกำหนด)" in said
