"""Groups as Telegram has them: upgraded, left, with topics, with nameless administrators."""

from __future__ import annotations

import pytest

from tests.clock import SettableClock
from tests.e2e.committee import Committee, offering
from tests.e2e.program import Program, texts
from tests.peers.telegram import FakeTelegram


@pytest.fixture
def basic(telegram: FakeTelegram) -> Committee:
    """The committee in a basic group, which Telegram may upgrade."""
    people = [telegram.person(n) for n in ("พิมพ์ใจ", "สมคิด", "วิชัย", "อารีย์")]
    group = telegram.group("คณะดำเนินงาน", people[0], people[1:])
    return Committee(telegram, group, *people)


async def test_an_upgraded_group_goes_on_under_its_new_id(
    program: Program, basic: Committee
) -> None:
    await _simple_plan(program, basic)
    new = basic.secretary.upgrades(basic.group)
    await program.at("2026-10-02 08:30")
    assert "ครบกำหนดวันนี้" in texts(await program.hears(new))


async def test_an_upgrade_unheard_of_is_learned_from_the_refusal(
    program: Program, basic: Committee, telegram: FakeTelegram
) -> None:
    await _simple_plan(program, basic)
    new = basic.secretary.upgrades(basic.group)
    telegram.world.updates.drop()
    await program.at("2026-10-02 08:30")
    assert "ครบกำหนดวันนี้" in texts(await program.hears(new))


async def test_removed_from_the_group_the_plan_sleeps_and_secretary_and_chair_know(
    running: Program, committee: Committee
) -> None:
    committee.secretary.removes_bot(committee.group)
    await running.settle()
    assert "กลุ่ม" in texts(await running.hears(committee.secretary))
    assert "กลุ่ม" in texts(await running.hears(committee.chair))
    await running.at("2026-10-05 08:30")
    assert await running.hears(committee.chair) == []


async def test_added_again_the_plan_goes_on(running: Program, committee: Committee) -> None:
    committee.secretary.removes_bot(committee.group)
    await running.settle()
    committee.secretary.adds_bot(committee.group)
    await running.settle()
    await running.hears(committee.group)
    await running.at("2026-10-02 08:30")
    assert "ครบกำหนดวันนี้" in texts(await running.hears(committee.group))


async def test_a_group_that_lets_it_say_nothing_is_told_and_caught_up(
    running: Program, committee: Committee
) -> None:
    committee.secretary.demotes_bot(committee.group)
    await running.hears(committee.group)
    committee.secretary.restricts_bot(committee.group)
    await running.at("2026-10-02 08:30")
    told = texts(await running.hears(committee.secretary))
    assert "กลุ่มไม่อนุญาตให้ระบบส่งข้อความ" in told
    assert "• ขั้นตอนที่ 1 ครบกำหนด" in told
    assert await running.hears(committee.group) == []
    committee.secretary.frees_bot(committee.group)
    await running.settle()
    assert "ครบกำหนดวันนี้" in texts(await running.hears(committee.group))
    assert "ได้แล้ว" in texts(await running.hears(committee.secretary))


async def test_in_a_topic_the_answer_stays_in_the_topic(
    program: Program, telegram: FakeTelegram, clock: SettableClock
) -> None:
    secretary = telegram.person("พิมพ์ใจ")
    forum = telegram.group("สำนักงาน", secretary, bot="administrator", forum=True)
    topic = secretary.opens_topic(forum, "ตัวชี้วัด 2.4")
    secretary.says(forum, "/setup 1/10/2569", thread=topic)
    await program.settle()
    form = offering(forum, "ยืนยัน")
    assert form is not None
    secretary.presses(form, "ยืนยัน")
    await program.at("2026-10-02 08:30")
    said = await program.hears(forum)
    assert said
    assert all(m.topic == topic for m in said)


async def test_a_nameless_administrator_is_asked_to_show_himself(
    running: Program, committee: Committee
) -> None:
    committee.secretary.says(committee.group, "/done 1 !", anonymous=True)
    assert "แบบไม่ระบุตัวตน" in texts(await running.hears(committee.group))


async def test_who_is_no_administrator_cannot_set_up(
    program: Program, committee: Committee
) -> None:
    committee.secretary.adds_bot(committee.group)
    await program.hears(committee.group)
    committee.member.says(committee.group, "/setup 1/10/2569")
    assert "ผู้ดูแลกลุ่ม" in texts(await program.hears(committee.group))


async def _simple_plan(program: Program, basic: Committee) -> None:
    basic.secretary.adds_bot(basic.group)
    basic.secretary.says(basic.group, "/setup 1/10/2569")
    await program.settle()
    form = offering(basic.group, "ยืนยัน")
    assert form is not None
    basic.secretary.presses(form, "ยืนยัน")
    await program.hears(basic.group)


async def test_who_comments_without_being_in_the_group_is_no_member(
    running: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    committee.group.anybody_may_write, stranger = True, telegram.person("คนนอก")
    stranger.says(committee.group, "/status@sop_test_bot")
    assert "ผู้ที่อยู่ในกลุ่มเท่านั้น" in texts(await running.hears(committee.group))
    stranger.starts()
    stranger.says(stranger.private, "/status")
    assert "ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด" in texts(await running.hears(stranger))


async def test_who_was_removed_while_the_bot_was_away_has_no_more_access(
    running: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    await running.stop()
    committee.secretary.removes(committee.member, committee.group)
    telegram.world.updates.drop()  # it was away for longer than Telegram keeps them
    await running.start()
    committee.member.says(committee.member.private, "/files")
    assert "ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด" in texts((await running.hears(committee.member))[-1:])
    assert "ไม่ได้อยู่ในกลุ่ม" in texts(await running.hears(committee.secretary))


async def test_of_a_member_telegram_is_asked_once_a_day(
    running: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    await running.at("2026-10-05 10:00")
    before = len(telegram.calls_of("getChatMember"))
    for _ in range(3):
        committee.member.says(committee.group, "/my")
        committee.member.says(committee.member.private, "/my")
        await running.settle()
    assert len(telegram.calls_of("getChatMember")) == before + 1
