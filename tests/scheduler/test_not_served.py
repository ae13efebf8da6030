"""A team whose group the operator took from the list: nothing runs by itself for it."""

from __future__ import annotations

from bot.domain.rules import Rules
from scheduler.executor import transact
from tests.scheduler.office import CHAIR, GROUP, MEMBER, SECRETARY, Office, local

OTHER = "-200"


def bar(office: Office) -> None:
    office.store.serve_only(frozenset({OTHER}), office.clock.now())


def serve(office: Office) -> None:
    office.store.serve_only(frozenset({OTHER, GROUP}), office.clock.now())


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


async def test_what_was_told_already_is_not_told_again(office: Office) -> None:
    await office.at("2026-10-21 08:30")
    bar(office)
    await office.run()
    serve(office)
    assert await office.at("2026-10-21 09:00") == []
