"""Several plans in a group, several groups, one person in several teams: nothing mixes."""

from __future__ import annotations

import pytest

from tests.e2e.committee import Committee, offering
from tests.e2e.program import Program, texts
from tests.peers.telegram import Chat, FakeTelegram, Person


async def _another_plan(program: Program, secretary: Person, group: Chat, start: str) -> None:
    secretary.says(group, f"/setup {start}")
    await program.settle()
    form = offering(group, "ยืนยัน")
    assert form is not None
    secretary.presses(form, "ยืนยัน")
    await program.hears(group)


async def test_two_groups_have_two_plans_and_hear_only_of_their_own(
    running: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    other = telegram.group("คณะอื่น", committee.academic, [committee.member], bot="member")
    await _another_plan(running, committee.academic, other, "1/11/2569")
    await running.hears(committee.group)
    committee.member.says(committee.group, "/done 1 !")
    assert "ปิดขั้นตอนที่ 1" in texts(await running.hears(committee.group))
    assert await running.hears(other) == []


@pytest.mark.databases
async def test_a_person_in_two_teams_is_asked_which_plan_is_meant(
    running: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    other = telegram.group("คณะอื่น", committee.academic, [committee.member], bot="member")
    await _another_plan(running, committee.academic, other, "1/11/2569")
    committee.member.says(other, "/status@sop_test_bot")
    await running.hears(other)
    committee.member.says(committee.member.private, "/done 1")
    asked = (await running.hears(committee.member))[-1]
    assert "โปรดเลือกแผน" in asked.text
    assert len(asked.buttons) == 2


async def test_a_button_of_one_teams_message_cannot_be_used_for_another(
    running: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    stranger = telegram.person("คนนอก")
    other = telegram.group("คณะอื่น", stranger, bot="member")
    await _another_plan(running, stranger, other, "1/10/2569")
    mine = other.messages_from_bot()[-1]
    press = stranger.presses_data(mine, "done p1 1 !")
    await running.settle()
    assert "แผนนี้ไม่ได้อยู่ในแชตนี้" in press.answer
    assert await running.hears(committee.group) == []


async def test_two_plans_in_one_group_are_told_apart(
    running: Program, committee: Committee
) -> None:
    await _another_plan(running, committee.secretary, committee.group, "1/10/2570")
    committee.member.says(committee.group, "/done 1")
    asked = (await running.hears(committee.group))[-1]
    assert "ปีงบประมาณ พ.ศ. 2570" in asked.buttons[0].text + asked.buttons[1].text
    assert "ปีงบประมาณ พ.ศ. 2571" in asked.buttons[0].text + asked.buttons[1].text
