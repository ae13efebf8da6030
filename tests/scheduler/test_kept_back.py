"""What a month's quota kept back goes by itself when another month has begun: once, and merged."""

from __future__ import annotations

import pytest

from bot.domain.message import About, Message, apart, plain
from bot.domain.plan import PlanStatus
from bot.ports import EVIDENCE_KEY, SAMPLE, Abilities, Allowance, UnitOfWork
from scheduler.transactions import transact
from tests.fakes.channel import DOWN
from tests.scheduler.months import FIRST_WORKING_DAY, NEW, OVER, USED_UP, asks, looks_back
from tests.scheduler.office import GROUP, MEMBER, SECRETARY, Office, on_line

pytestmark = pytest.mark.usefixtures("used_up")
HEAD = "เรื่องค้างแจ้งจากเดือนก่อน เนื่องจากข้อความของเดือนนั้นเหลือน้อยหรือใช้ครบจำนวน"
SUNDAY, MONDAY = "2026-11-01 10:00", FIRST_WORKING_DAY


async def looks(office: Office, moment: str, left: Allowance = NEW) -> list[str]:
    """What is sent then, beside what falls due and what that takes along."""
    office.channel.left = left
    await office.at(moment)
    before = len(office.channel.sent)
    await looks_back(office)
    return said(office, before)


def said(office: Office, since: int = 0) -> list[str]:
    """Each message with what went along, but for so many that were sent before."""
    return [
        f"{one.address}: {' | '.join(each.text.plain for each in apart(one.message))}"
        for one in office.channel.sent[since:]
    ]


def kept_back(office: Office) -> list[int]:
    with office.store.reading() as work:
        return work.outbox.kept_back_on(office.channel.name)


def _chat(work: UnitOfWork, office: Office) -> int:
    chat = work.people.by_id(office.people[MEMBER].id).private_chat
    assert chat is not None
    return chat


def _told(work: UnitOfWork, office: Office) -> None:
    work.outbox.post(_chat(work, office), Message(plain("news")), office.clock.now())


def _closes(work: UnitOfWork, office: Office) -> None:
    work.chats.set_reachable(_chat(work, office), False)


def _leaves(work: UnitOfWork, office: Office) -> None:
    work.teams.remove_member(office.plan.team, office.people[MEMBER].id)


async def test_on_the_first_working_day_all_goes_in_one_message_that_says_so(
    quiet: Office,
) -> None:
    for text in ("one", "two"):
        quiet.post(text)
        await quiet.run()
    assert await looks(quiet, SUNDAY) == []
    assert await looks(quiet, MONDAY) == [f"{GROUP}: {HEAD}\n\none | two"]


async def test_it_goes_once(quiet: Office) -> None:
    quiet.post("news")
    await quiet.run()
    await looks(quiet, MONDAY)
    assert await looks(quiet, "2026-11-02 11:00") == []
    assert await looks(quiet, "2026-12-01 10:00") == []


@pytest.mark.parametrize("moment", ["2026-11-02 08:00", "2026-11-02 17:00", SUNDAY])
async def test_it_rests_as_notices_do(quiet: Office, moment: str) -> None:
    quiet.post("news")
    await quiet.run()
    assert await looks(quiet, moment) == []


async def test_of_notices_what_still_matters_is_told_as_it_is_then(office: Office) -> None:
    for moment in ("2026-10-13 08:30", "2026-10-19 08:30", "2026-10-20 08:30"):
        await office.at(moment)
    office.closes(1)
    await looks(office, MONDAY)
    assert f"{MEMBER}: late: overdue3 responsible" in said(office)
    assert [one for one in said(office) if HEAD in one] == []


async def test_of_many_mornings_the_newest_that_still_matters_is_told(office: Office) -> None:
    await office.at("2026-10-20 08:30")
    for moment in ("2026-10-21 08:30", "2026-10-23 08:30", "2026-10-27 08:30"):
        office.channel.fails(OVER, at=MEMBER)
        await office.at(moment)
    told = f"{MEMBER}: {HEAD}\n\noverdue7 responsible"
    assert told in await looks(office, MONDAY)


async def test_with_the_first_moment_of_a_month_another_begins(quiet: Office) -> None:
    await quiet.at("2026-11-01 00:00")
    quiet.post("news")
    await quiet.run()
    assert await looks(quiet, MONDAY) == []
    assert await looks(quiet, "2026-12-01 10:00") == [f"{GROUP}: {HEAD}\n\nnews"]


async def test_of_a_committee_whose_plan_has_ended_it_goes(office: Office) -> None:
    office.post("news")
    await office.run()
    office.status(PlanStatus.ENDED)
    assert await looks(office, MONDAY) == [f"{GROUP}: {HEAD}\n\nnews"]


async def test_to_who_reads_elsewhere_than_the_group_it_goes(quiet: Office) -> None:
    line = on_line(quiet, MEMBER, reads="line")
    line.can, line.left = quiet.channel.can, USED_UP
    quiet.channel.can = Abilities()
    transact(quiet.store, lambda work: _told(work, quiet))
    await quiet.run()
    line.left = NEW
    await looks(quiet, MONDAY)
    assert f"{HEAD}\n\nnews" in line.texts()


async def test_of_a_team_that_was_left_nothing_is_told_nor_stays(office: Office) -> None:
    about = (About(office.plan.id),)
    office.send(Message(plain("theirs"), about=about), MEMBER)
    await office.run()
    transact(office.store, lambda work: _leaves(work, office))
    assert await looks(office, MONDAY) == []
    assert kept_back(office) == []


async def test_who_is_in_no_team_is_told_in_the_usual_hours(office: Office) -> None:
    office.post("removed from the team", MEMBER)
    await office.run()
    transact(office.store, lambda work: _leaves(work, office))
    assert await looks(office, SUNDAY) == []
    assert await looks(office, MONDAY) == [f"{MEMBER}: {HEAD}\n\nremoved from the team"]


async def test_where_nobody_reads_it_any_more_it_does_not_stay(office: Office) -> None:
    office.post("news", MEMBER)
    await office.run()
    transact(office.store, lambda work: _closes(work, office))
    assert not [one for one in await looks(office, MONDAY) if "news" in one]
    assert kept_back(office) == []


async def test_within_the_same_month_it_waits_for_an_answer(quiet: Office) -> None:
    quiet.post("news")
    await quiet.run()
    assert await looks(quiet, "2026-10-30 10:00") == []
    await asks(quiet)
    assert "news" in [each.text.plain for each in apart(quiet.channel.sent[-1].message)]


async def test_while_only_the_reserve_is_left_nothing_goes(quiet: Office) -> None:
    quiet.post("news")
    await quiet.run()
    assert await looks(quiet, MONDAY, Allowance(300, 240)) == []
    assert await looks(quiet, "2026-11-03 10:00") == [f"{GROUP}: {HEAD}\n\nnews"]


async def test_that_few_messages_are_left_is_no_news_of_another_month(office: Office) -> None:
    office.channel.fails(OVER, at=SECRETARY)
    office.post("news")
    await office.run()
    await looks(office, MONDAY)
    told = "\n".join(said(office))
    assert f"{HEAD}\n\nnews" in told
    assert "LINE" not in told


async def test_a_sample_is_not_kept_for_later(office: Office) -> None:
    office.post("sample", key=SAMPLE)
    await office.run()
    assert office.channel.sent == []
    assert await looks(office, MONDAY) == []


async def pushed_at(office: Office, moment: str, left: Allowance = NEW) -> list[str]:
    """What is sent at that moment, each message with what goes along."""
    office.channel.left, before = left, len(office.channel.sent)
    await office.at(moment)
    return said(office, before)


async def test_it_goes_with_what_is_pushed_that_morning_anyway(office: Office) -> None:
    office.post("news", MEMBER)
    await office.run()
    told = await pushed_at(office, "2026-11-03 08:30")
    assert f"{MEMBER}: overdue14 responsible | {HEAD}\n\nnews" in told
    assert await looks(office, "2026-11-03 10:00") == []


async def test_what_is_overdue_takes_it_along_while_the_month_lasts(office: Office) -> None:
    office.post("news", MEMBER)
    await office.run()
    told = await pushed_at(office, "2026-10-21 08:30", Allowance(300, 250))
    assert f"{MEMBER}: overdue1 responsible | news" in told


async def test_it_is_not_lost_with_what_was_pushed_before_and_is_only_tried_again(
    office: Office,
) -> None:
    office.post("news", MEMBER)
    await office.run()
    office.channel.fails(DOWN, at=MEMBER)
    await pushed_at(office, "2026-11-03 08:30")
    assert f"{MEMBER}: overdue14 responsible" in await pushed_at(office, "2026-11-03 08:40")
    assert f"{MEMBER}: {HEAD}\n\nnews" in await looks(office, "2026-11-03 10:00")


async def test_at_its_slot_it_waits_for_what_is_sent_then(quiet: Office) -> None:
    quiet.post("news")
    await quiet.run()
    assert await looks(quiet, "2026-11-02 08:30") == []
    assert await looks(quiet, "2026-11-02 08:45") == [f"{GROUP}: {HEAD}\n\nnews"]


@pytest.mark.parametrize("step", ["", ":1"])
async def test_evidence_that_every_month_asks_for_is_not_asked_for_twice(
    office: Office, step: str
) -> None:
    key = EVIDENCE_KEY.format(plan=office.plan.id, day=office.clock.now()) + step
    office.post("evidence", MEMBER, key=key)
    await office.run()
    assert said(office, 1) == []  # the first one tells the secretary that nothing is left
    await looks(office, MONDAY)
    assert [one for one in said(office) if "evidence" in one] == []
