"""A team whose group the operator took from the list: nothing runs by itself for it."""

from __future__ import annotations

from datetime import date

from bot.domain.message import About, Message, plain
from bot.domain.people import ChatKind
from bot.domain.rules import Rules
from bot.ports import UnitOfWork
from scheduler.transactions import transact
from tests.fakes.channel import DOWN
from tests.scheduler.office import CHAIR, GROUP, MEMBER, QUIET, SECRETARY, Office, local, two_steps

OTHER = "-200"


def bar(office: Office) -> None:
    office.store.serve_only(frozenset({OTHER}), office.clock.now())


def serve(office: Office) -> None:
    office.store.serve_only(frozenset({OTHER, GROUP}), office.clock.now())


def tell(office: Office, who: str, text: str, *about: About) -> None:
    def post(work: UnitOfWork) -> None:
        chat = work.chats.at("fake", who, ChatKind.PRIVATE)
        work.outbox.post(chat.id, Message(plain(text), about=about), office.clock.now())

    transact(office.store, post)


def other_plan(office: Office, *members: str) -> int:
    """Of a committee that stays on the list."""

    def found(work: UnitOfWork) -> int:
        now, group = office.clock.now(), work.chats.at("fake", OTHER, ChatKind.GROUP)
        team = work.teams.create("อีกคณะหนึ่ง", group.id, "th", now)
        work.teams.set_rules(team.id, QUIET)
        secretary = work.people.seen("fake", "20", "ไม่มีแชตส่วนตัว", "", "th")
        work.teams.set_role(team.id, secretary.id, "secretary", True)
        for who in members:
            work.teams.join_party(team.id, office.people[who].id, "test", "academics")
        return work.plans.create(team.id, two_steps(), date(2026, 10, 1), (), {}, now).id

    return transact(office.store, found)


def due(office: Office) -> list[int]:
    with office.store.reading() as work:
        return work.plans.due(local("2027-12-31 08:30"))


async def test_it_gets_no_notice_and_costs_nothing_at_the_next_tick(office: Office) -> None:
    bar(office)
    assert await office.at("2026-10-13 08:30") == []
    assert due(office) == []
    assert await office.at("2026-11-10 08:30") == []


async def test_it_gets_no_weekly_letter(office: Office) -> None:
    transact(office.store, lambda work: work.teams.set_rules(office.plan.team, Rules()))
    bar(office)
    assert await office.at("2026-10-26 08:30") == []


async def test_served_again_it_resumes_by_the_rule_of_lateness(office: Office) -> None:
    bar(office)
    await office.at("2026-10-13 08:30")
    await office.at("2026-12-01 07:00")
    serve(office)
    said = await office.at("2026-12-01 10:00")
    assert sorted(said) == [
        f"{GROUP}: late: overdue1 group",
        f"{CHAIR}: late: overdue21 chair",
        f"{SECRETARY}: late: overdue21 secretary",
        f"{MEMBER}: late: overdue21 responsible",
    ]
    assert await office.run() == []


async def test_what_wakes_its_plan_is_quieted_again(office: Office) -> None:
    """As that the bot is added to its group once more."""
    bar(office)
    await office.at("2026-10-13 08:30")
    transact(office.store, lambda work: work.plans.sleep(office.plan.team))
    transact(office.store, lambda work: work.plans.wake(office.plan.team))
    assert await office.at("2026-10-20 08:30") == []
    assert due(office) == []


async def test_notices_that_wait_are_told_late_when_it_is_served_again(office: Office) -> None:
    office.channel.fails(*[DOWN] * 20)
    await office.at("2026-10-20 08:30")
    await office.at("2026-10-21 08:30")
    office.channel.recovers()
    bar(office)
    assert await office.at("2026-10-22 09:00") == []
    serve(office)
    assert sorted(await office.at("2026-10-22 10:00")) == [
        f"{GROUP}: late: overdue1 group",
        f"{SECRETARY}: late: overdue1 secretary",
        f"{MEMBER}: late: overdue1 responsible",
    ]


async def test_what_was_told_already_is_not_told_again(office: Office) -> None:
    await office.at("2026-10-21 08:30")
    bar(office)
    await office.run()
    serve(office)
    assert await office.at("2026-10-21 09:00") == []


async def test_answers_and_announcements_that_wait_are_dropped(office: Office) -> None:
    office.post("announced")
    tell(office, SECRETARY, "answered")
    bar(office)
    assert await office.run() == []
    serve(office)
    assert await office.run() == []
    assert office.undelivered() == []


async def test_what_the_calendar_asks_and_still_waits_is_asked_when_it_is_served_again(
    office: Office,
) -> None:
    office.closes(1)
    office.closes(2)
    office.channel.fails(*[DOWN] * 20)
    await office.at("2027-10-01 08:31")
    office.channel.recovers()
    bar(office)
    assert await office.at("2027-10-01 09:00") == []
    serve(office)
    (asked,) = await office.at("2027-10-04 10:00")
    assert asked.startswith(f"{SECRETARY}: สิ้นปีงบประมาณ พ.ศ. 2570 แล้ว")
    bar(office)
    serve(office)
    assert await office.run() == []


async def test_who_is_in_a_team_that_is_served_hears_of_that_one(office: Office) -> None:
    other = other_plan(office, MEMBER)
    tell(office, MEMBER, "of the other", About(other, 1))
    tell(office, MEMBER, "of this one", About(office.plan.id, 1))
    bar(office)
    assert await office.run() == [f"{MEMBER}: of the other"]
    said = await office.at("2026-10-13 08:30")
    assert said == [f"{OTHER}: ahead7 group"]


async def test_notices_of_both_that_wait_in_one_message_are_told_apart(office: Office) -> None:
    other_plan(office, MEMBER)
    office.channel.fails(*[DOWN] * 20)
    await office.at("2026-10-20 08:30")
    office.channel.recovers()
    bar(office)
    said = await office.at("2026-10-20 09:00")
    assert sorted(said) == [f"{OTHER}: due group", f"{MEMBER}: due responsible"]


async def test_its_files_are_fetched_only_when_it_is_served_again(office: Office) -> None:
    office.channel.files["a"] = b"bytes"
    office.expects("a")
    bar(office)
    assert await office.at("2026-10-01 10:00") == []
    assert office.channel.fetched == []
    with office.store.reading() as work:
        assert work.agenda.depths(office.clock.now())["files"].count == 0
    serve(office)
    assert await office.run() == [f"{GROUP}: received 1-01v1"]


async def test_nobody_is_told_of_trouble_with_it(office: Office) -> None:
    office.expects("a")
    bar(office)
    office.post("the one sentence")
    office.channel.fails(*[DOWN] * 500)
    for _ in range(60):
        office.clock.advance(hours=1)
        await office.run()
    office.channel.recovers()
    assert await office.run() == []
    assert office.channel.texts(SECRETARY) == []
