"""The running program: ticks, nudges, start and stop. Everything else is tested by `drain`."""

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.domain.people import ChatKind
from bot.ports import Accept, Delivery, Platform, Taken, UnitOfWork
from scheduler import jobs, planner
from scheduler.engine import FORGET_AFTER, Engine
from scheduler.transactions import transact
from tests.fakes.handlers import Handled, expect
from tests.scheduler.office import CHAIR, GROUP, MEMBER, Office, local, spelled


async def until_sent(office: Office, count: int) -> None:
    async with asyncio.timeout(5):
        while len(office.channel.sent) < count:
            office.channel.arrived.clear()
            await office.channel.arrived.wait()


def without_ticks(office: Office, planned: Callable[[], None] | None = None) -> Engine:
    """None comes within minutes."""
    return Engine(
        office.tools,
        office.files,
        office.dispatch,
        office.attach,
        office.attach,
        render=spelled,
        hurry=0.001,
        planned=planned,
    )


async def test_what_comes_in_is_answered_without_waiting_for_a_tick(office: Office) -> None:
    engine = without_ticks(office)
    await engine.start()
    await engine.accept([office.channel.update(office.says(text)) for text in ("one", "two")])
    await engine.accept([office.channel.update(office.says("three"), lane="2")])
    await until_sent(office, 3)
    await engine.stop()
    assert sorted(office.channel.texts()) == ["echo one", "echo three", "echo two"]


async def test_ticks_go_by_the_clock_of_the_program(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[datetime] = []

    def ticking(_: jobs.Nudges, now: datetime, __: float) -> None:
        asked.append(now)

    monkeypatch.setattr(jobs, "ticking", ticking)
    without_ticks(office)
    assert asked == [office.clock.now()]


async def test_a_program_that_runs_follows_a_clock_that_is_set_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed = asyncio.Event()
    monkeypatch.setattr(jobs, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(jobs, "catch_up", lambda *_: followed.set())
    engine = without_ticks(office)
    await engine.start()
    await asyncio.wait_for(followed.wait(), 5)
    await engine.stop()


async def test_who_watches_what_is_planned_waits_for_no_tick_after_a_command(
    office: Office,
) -> None:
    planned = asyncio.Event()
    engine = without_ticks(office, planned.set)
    await engine.start()
    planned.clear()
    await office.tools.write(lambda work: work.plans.recheck(office.plan.team, office.clock.now()))
    await engine.accept([office.channel.update(office.says("/settings"))])
    await asyncio.wait_for(planned.wait(), 5)
    await engine.stop()


async def test_a_file_that_comes_is_fetched_without_waiting_for_a_tick(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def brings_a_file(_: object, work: UnitOfWork, now: datetime, __: object) -> Handled:
        expect(work, "a", now, plan=office.plan.id, chat=office.group.id, by=1)
        return Handled()

    office.channel.files["a"] = b"bytes"
    monkeypatch.setattr(office.dispatch, "handle", brings_a_file)
    engine = without_ticks(office)
    await engine.start()
    await engine.accept([office.channel.update(office.says("a file"))])
    await until_sent(office, 1)
    await engine.stop()
    assert office.channel.texts() == ["received 1-01v1"]


async def test_at_start_what_was_left_undone_is_taken_up(office: Office) -> None:
    office.clock.set(local("2026-10-13 08:30"))
    await office.receives(office.says("/status"))
    await office.engine.start()
    await until_sent(office, 2)
    await office.engine.stop()
    assert sorted(office.channel.texts(GROUP)) == ["ahead7 group", "echo /status"]


async def test_at_start_people_are_heard_while_what_came_due_is_planned(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def step(*_: object) -> bool:
        await asyncio.sleep(0)
        return not office.dispatch.handled

    monkeypatch.setattr(planner.Planning, "step", step)
    await office.receives(office.says("/status"))
    async with asyncio.timeout(5):
        await office.engine.start()
        await until_sent(office, 1)
    await office.engine.stop()


async def test_at_start_nothing_is_sent_before_what_came_due_is_planned(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = list[int]()

    async def step(*_: object) -> bool:
        await asyncio.sleep(0)
        sent.append(len(office.channel.sent))
        return len(sent) < 20

    monkeypatch.setattr(planner.Planning, "step", step)
    office.post("one")
    await office.engine.start()
    await until_sent(office, 1)
    await office.engine.stop()
    assert sent[:20] == [0] * 20


async def test_a_channel_that_fails_to_listen_listens_again(office: Office) -> None:
    heard = asyncio.Event()

    async def listen(accept: Accept) -> None:
        if not office.slept:
            raise OSError("the line is dead")
        await accept([office.channel.update(office.says("/status"))])
        heard.set()
        await asyncio.Event().wait()

    vars(office.channel)["listen"] = listen
    await office.engine.start()
    await asyncio.wait_for(heard.wait(), 5)
    await until_sent(office, 1)
    await office.engine.stop()


async def test_keys_of_updates_are_forgotten_when_none_can_come_again(office: Office) -> None:
    update = office.channel.update(office.says("/status"))
    await office.engine.accept([update])
    await office.run()
    office.clock.advance(seconds=(FORGET_AFTER + timedelta(seconds=1)).total_seconds())
    await office.engine.tidy()
    await office.engine.accept([update])
    await office.run()
    assert office.dispatch.handled == ["/status", "/status"]


async def test_questions_that_nobody_answered_are_forgotten(office: Office) -> None:
    now = office.clock.now()

    def ask(work: UnitOfWork) -> int:
        chat = work.chats.at("fake", GROUP, ChatKind.GROUP).id
        person = work.people.seen("fake", MEMBER, "x", "", "th").id
        return work.drafts.put("ask:remove", chat, person, {}, now + timedelta(hours=1))

    draft = transact(office.store, ask)
    office.clock.advance(minutes=61)
    await office.engine.tidy()
    with office.store.reading() as work:
        assert work.drafts.get(draft, now) is None


async def test_links_that_have_expired_are_forgotten(office: Office) -> None:
    file, now = office.keeps("order"), office.clock.now()
    transact(office.store, lambda work: work.downloads.lend(file.id, file.sent_by, now))
    office.clock.advance(minutes=61)
    await office.engine.tidy()
    with office.store.engine.connect() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM download").scalar_one()
    assert left == 0


async def test_what_is_claimed_as_the_program_ends_is_still_sent(office: Office) -> None:
    """Else it would wait for its lease where another process may hold it."""
    claimed, end = asyncio.Event(), asyncio.Event()
    courier = office.engine._courier
    claim = courier.claim

    async def slow(most: int) -> Sequence[Delivery]:
        found = await claim(most)
        if found:
            claimed.set()
            await end.wait()
        return found

    vars(courier)["claim"] = slow
    office.post("hello")
    await office.engine.start()
    await asyncio.wait_for(claimed.wait(), 5)
    stopping = asyncio.create_task(office.engine.stop())
    await asyncio.sleep(0)
    end.set()
    await stopping
    assert office.channel.texts() == ["hello"]


async def test_of_a_roll_call_the_end_waits_for_one_question_only(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answer, about = asyncio.Event(), asyncio.Event(), list[str]()

    async def slow(_: str, account: str) -> bool:
        about.append(account)
        asked.set()
        return await answer.wait()

    def meet(work: UnitOfWork) -> None:
        for person in office.people.values():
            work.chats.seen_in(office.group.id, person.id)

    transact(office.store, meet)
    monkeypatch.setattr(office.channel, "is_member", slow)
    await office.engine.start()
    office.engine._roll.nudge()
    await asyncio.wait_for(asked.wait(), 5)
    stopping = asyncio.create_task(office.engine.stop())
    await asyncio.sleep(0)
    answer.set()
    await stopping
    assert about == [CHAIR]


async def test_what_a_tick_is_planning_as_the_program_ends_is_planned_and_no_error_is_logged(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    planning, end = threading.Event(), threading.Event()
    plan_notices = planner.plan_notices

    def slow(
        work: UnitOfWork, taken: Taken, now: datetime, channels: Mapping[str, Platform]
    ) -> None:
        planning.set()
        end.wait(5)
        plan_notices(work, taken, now, channels)

    engine = Engine(
        office.tools,
        office.files,
        office.dispatch,
        office.attach,
        office.attach,
        render=spelled,
        hurry=1000,
    )
    await engine.start()
    monkeypatch.setattr(planner, "plan_notices", slow)
    with capture_logs() as logs, caplog.at_level(logging.ERROR):
        office.clock.set(local("2026-10-13 08:30"))
        assert await asyncio.to_thread(planning.wait, 5)
        stopping = asyncio.create_task(engine.stop())
        await asyncio.sleep(0.05)
        assert not stopping.done()
        end.set()
        await stopping
    assert [entry for entry in logs if entry["log_level"] == "error"] == []
    assert [record.getMessage() for record in caplog.records] == []
    with office.store.reading() as work:
        assert len(list(work.outbox.known(office.plan.id))) == 1
