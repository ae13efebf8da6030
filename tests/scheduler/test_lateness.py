"""What is late goes out once, merged, in office hours: whatever made it late."""

from datetime import date, timedelta

import pytest

from bot.channels.telegram import api
from bot.domain.events import AssignmentDone, Matter, Outcome
from bot.domain.rules import Rules
from bot.render.text import notices
from scheduler import outbox, pace
from scheduler.tools import AGAIN
from scheduler.transactions import transact
from tests.fakes.channel import BLOCKED, DOWN
from tests.scheduler.office import CHAIR, GROUP, MEMBER, SECRETARY, Office, local

FRIDAY = "2026-10-23 08:30"
TO_BOTH = [f"{SECRETARY}: late: overdue3 secretary", f"{MEMBER}: late: overdue3 responsible"]


async def down_all_friday(office: Office) -> None:
    """The platform fails from the slot until the night."""
    await office.at("2026-10-21 08:30")
    office.clock.set(local(FRIDAY))
    while office.clock.now() < local("2026-10-24 00:30"):
        office.channel.fails(*[DOWN] * 4)
        await office.run()
        office.clock.advance(minutes=30)
    office.channel.recovers()


async def test_what_could_not_be_sent_on_friday_wakes_nobody_at_night(office: Office) -> None:
    await down_all_friday(office)
    assert office.channel.texts(MEMBER) == ["overdue1 responsible"]
    assert await office.at("2026-10-24 01:10") == []
    assert await office.at("2026-10-25 12:00") == []
    assert await office.at("2026-10-26 08:30") == TO_BOTH


async def test_meanwhile_answers_are_sent_also_at_night(office: Office) -> None:
    await down_all_friday(office)
    office.post("an answer", to=MEMBER)
    assert await office.at("2026-10-24 01:10") == [f"{MEMBER}: an answer"]


async def test_what_was_left_planned_waits_for_a_working_day(office: Office) -> None:
    await office.at("2026-10-21 08:30")
    office.channel.fails(*[DOWN] * 2)
    await office.at(FRIDAY)
    office.day_off(date(2026, 10, 26), recheck="2026-10-26 00:00")
    assert await office.at("2026-10-26 09:00") == []
    assert await office.at("2026-10-27 07:00") == []
    said = await office.at("2026-10-27 08:30")
    assert [s for s in said if s.startswith(MEMBER)] == [f"{MEMBER}: overdue7 responsible"]


async def test_what_was_put_off_and_closed_meanwhile_is_not_told(office: Office) -> None:
    await down_all_friday(office)
    await office.at("2026-10-24 01:10")
    office.closes(1)
    said = await office.at("2026-10-26 08:30")
    assert not [s for s in said if "overdue" in s]


async def test_who_has_carried_out_ones_own_meanwhile_is_not_told_that_it_is_due(
    office: Office,
) -> None:
    for number, owner in enumerate((CHAIR, MEMBER), start=1):
        office.happens(assigned(office, number, owner))
    office.channel.fails(*[DOWN] * 4)
    await office.at("2026-10-21 08:30")
    office.happens(AssignmentDone(at=office.clock.now(), step=1, outcome=1))
    said = await office.at("2026-10-21 09:00")
    assert [s for s in said if "assignment" in s] == [
        f"{MEMBER}: overdue1 responsible, assignment owner"
    ]


def assigned(office: Office, number: int, owner: str) -> Outcome:
    """Due on that Wednesday."""
    return Outcome(
        at=office.clock.now(),
        step=1,
        outcome=number,
        kind=Matter.ASSIGNED,
        text="งาน",
        owner=office.people[owner].id,
        due=date(2026, 10, 21),
    )


async def test_a_backlog_and_what_has_become_late_beside_it_are_one_message(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    office = Office(tmp_path_factory.mktemp("backlog"), Rules())
    await office.at("2026-10-20 08:30")
    assert await office.at("2026-10-23 20:00") == []
    said = await office.at("2026-10-26 10:45")
    assert [s for s in said if s.startswith(GROUP)] == [
        f"{GROUP}: late: overdue1 group, weekly group"
    ]


async def test_so_it_is_with_what_a_killed_process_was_sending(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    office = Office(tmp_path_factory.mktemp("killed"), Rules())
    await office.at("2026-10-20 08:30")
    await office.at("2026-10-23 20:00")
    slot = local("2026-10-26 08:30")
    while transact(office.store, lambda work: work.outbox.claim(slot, slot + outbox.LEASE)):
        pass
    said = await office.at("2026-10-26 10:45")
    assert len([s for s in said if s.startswith(GROUP)]) == 1


async def test_a_letter_to_be_forwarded_stands_alone_behind_the_request(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    office = Office(tmp_path_factory.mktemp("forward"), render=notices.messages)
    chat = office.people[CHAIR].private_chat
    assert chat is not None
    transact(office.store, lambda work: work.chats.set_reachable(chat, False))
    await office.at("2026-10-27 08:30")
    request, letter = (o.message for o in office.channel.sent if o.address == SECRETARY)
    assert request.text.plain.endswith("โปรดนำเรียนข้อความถัดไปต่อประธาน")
    assert "เรียน ประธาน" not in request.text.plain
    assert letter.text.plain.startswith("เรื่อง ขั้นตอนที่ 1 เกินกำหนด\nเรียน ประธาน")
    assert letter.text.plain.endswith("ในนามฝ่ายเลขานุการ")
    assert request.buttons
    assert not letter.buttons


async def test_so_does_the_letter_that_a_chair_who_just_blocked_us_misses(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    office = Office(tmp_path_factory.mktemp("blocked"), render=notices.messages)
    office.channel.fails(BLOCKED, at=CHAIR)
    await office.at("2026-10-27 08:30")
    *_, request, letter = office.channel.texts(SECRETARY)
    assert request.endswith("โปรดนำเรียนข้อความถัดไปต่อประธาน")
    assert letter.startswith("เรื่อง ขั้นตอนที่ 1 เกินกำหนด\nเรียน ประธาน")


async def test_a_letter_that_fails_does_not_repeat_the_message_before_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    office = Office(tmp_path_factory.mktemp("once"), render=notices.messages)
    chat = office.people[CHAIR].private_chat
    assert chat is not None
    transact(office.store, lambda work: work.chats.set_reachable(chat, False))
    office.channel.fails_after(1, DOWN, at=SECRETARY)
    await office.at("2026-10-27 08:30")
    assert len(office.channel.texts(SECRETARY)) == 1
    office.clock.advance(seconds=5)
    await office.run()
    assert len(office.channel.texts(SECRETARY)) == 2


def test_a_lease_outlasts_what_is_done_under_it() -> None:
    one_call = api.CONNECT_SECONDS + api.UPLOAD_SECONDS + api.ANSWER_SECONDS + api.POOL_SECONDS
    assert one_call < outbox.SEND_TIMEOUT
    waits = 2 * pace.PATIENCE + outbox.SEND_TIMEOUT + sum(AGAIN)
    assert timedelta(seconds=waits) < outbox.LEASE
