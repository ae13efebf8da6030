import asyncio
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import DeliveryError, FileUnread, SentInPart, Unavailable
from bot.domain.files import File
from bot.domain.message import Attachment, Message, plain
from bot.ports import Abilities, Delivery, Snooze, Store, UnitOfWork
from bot.render.text import notices
from handlers.core import plan_sleep
from scheduler.making import Workshop
from scheduler.outbox import LEASE, Courier
from scheduler.pace import Limit, Limits, Pace
from scheduler.planning_gate import Gate
from scheduler.tools import Tools
from scheduler.transactions import transact
from scheduler.worker import exhaust
from tests.fakes.channel import DOWN
from tests.scheduler.office import CHAIR, GROUP, MEMBER, SECRETARY, Office, local, spelled
from tests.scheduler.test_handed import answered

OVERDUE_7 = "2026-10-27 08:30"


def workshop(office: Office) -> Workshop:
    return Workshop(office.tools, office.files)


def too_many(seconds: float) -> DeliveryError:
    return DeliveryError("too many requests", retry_after=seconds)


def snoozed(snooze: Snooze, work: UnitOfWork) -> None:
    work.plans.snooze(snooze)


async def before_overdue_7(office: Office) -> None:
    for moment in ("2026-10-21 08:30", "2026-10-23 08:30"):
        await office.at(moment)


async def test_a_notice_that_waited_for_its_chats_turn_is_judged_anew(office: Office) -> None:
    """It was read as it was claimed, with others."""
    monotonic = 0.0

    async def closes_meanwhile(seconds: float) -> None:
        nonlocal monotonic
        monotonic += seconds
        office.closes(1)

    one = Limit(1, 5)
    pace = Pace({"fake": Limits(Limit(9, 1), one, one)}, closes_meanwhile, lambda: monotonic)
    courier = Courier(office.tools, pace, Gate(), office.dispatch.gone, workshop(office), spelled)
    await office.at("2026-10-19 12:00")
    office.clock.set(local("2026-10-20 08:30"))
    office.post("an answer")
    while await office.engine._planning.step():
        pass
    await exhaust(courier)  # the answer, and the member's notice
    assert office.channel.texts()[-2:] == ["an answer", "due responsible"]
    assert monotonic > 0


async def test_of_notices_read_together_nothing_is_kept_once_they_are_sent(office: Office) -> None:
    courier = office.engine._courier
    await office.at("2026-10-19 12:00")
    office.clock.set(local("2026-10-20 08:30"))
    while await office.engine._planning.step():
        pass
    courier.look()
    rows = await courier.claim(9)
    assert {*courier._read_ahead} == {row.id for row in rows}
    assert len(rows) == 2
    await asyncio.gather(*map(courier.work, rows))
    assert not courier._read_ahead


async def test_of_a_message_that_broke_off_only_the_rest_is_sent(office: Office) -> None:
    office.channel.fails(SentInPart(("1", "2"), Message(plain("the rest"))), too_many(30))
    office.post("all of it", thread="7")
    assert await office.run() == []
    office.clock.advance(seconds=30)
    assert await office.run() == [f"{GROUP}: the rest"]
    assert [one.thread for one in office.channel.sent] == ["7"]


async def test_429_waits_as_long_as_it_says(office: Office) -> None:
    office.channel.fails(too_many(30), at=GROUP)
    office.post("hello")
    assert await office.run() == []
    office.clock.advance(seconds=29)
    assert await office.run() == []
    office.clock.advance(seconds=1)
    assert await office.run() == [f"{GROUP}: hello"]


async def test_429_in_one_chat_holds_back_no_other(office: Office) -> None:
    office.channel.fails(too_many(30), at=GROUP)
    office.post("to the group")
    office.post("to the member", to=MEMBER)
    assert await office.run() == [f"{MEMBER}: to the member"]


async def test_429_in_two_chats_holds_the_whole_channel(office: Office) -> None:
    office.channel.fails(too_many(30), too_many(30))
    for chat in (GROUP, MEMBER, CHAIR):
        office.post("hello", to=chat)
    assert await office.run() == []
    assert len(office.channel.tried) == 2
    office.clock.advance(seconds=30)
    assert len(await office.run()) == 3


async def test_an_outage_is_waited_out_in_growing_steps(office: Office) -> None:
    office.channel.fails(*[DOWN] * 4)
    office.post("hello")
    tried = []
    for _ in range(120):
        before = len(office.channel.tried)
        await office.run()
        tried += [office.clock.now()] * (len(office.channel.tried) - before)
        office.clock.advance(seconds=1)
    pauses = [(b - a).total_seconds() for a, b in pairwise(tried)]
    assert pauses == [5, 10, 20, 40]
    assert office.channel.texts() == ["hello"]


async def test_order_within_a_chat_is_kept(office: Office) -> None:
    office.channel.fails(DOWN, at=GROUP)
    office.post("first")
    office.post("second")
    assert await office.run() == []
    office.clock.advance(seconds=5)
    assert await office.run() == [f"{GROUP}: first", f"{GROUP}: second"]


async def test_where_nothing_can_be_edited_a_new_text_is_a_new_message(office: Office) -> None:
    office.channel.can = Abilities(edits=False)
    office.post("page 2", edits="5")
    office.post("", edits="5")
    assert await office.run() == [f"{GROUP}: page 2"]
    assert [o.edits for o in office.channel.sent] == [""]
    assert office.undelivered() == []


async def test_a_message_that_cannot_be_edited_any_more_is_sent_anew(office: Office) -> None:
    office.channel.fails(DeliveryError("message to edit not found", permanent=True), at=GROUP)
    office.post("page 2", edits="5")
    await office.run()
    assert [o.edits for o in office.channel.sent] == [""]


async def test_buttons_that_cannot_be_taken_away_stay_without_a_word(office: Office) -> None:
    office.channel.fails(DeliveryError("message to edit not found", permanent=True), at=GROUP)
    office.post("", edits="5")
    assert await office.run() == []
    assert office.undelivered() == []


async def test_what_the_platform_refuses_for_good_is_kept_to_be_seen(office: Office) -> None:
    office.channel.fails(DeliveryError("bad request", permanent=True), at=GROUP)
    office.post("hello")
    office.post("next")
    assert f"{GROUP}: next" in await office.run()
    assert office.undelivered() == [f"{GROUP}: bad request"]


async def test_a_step_closed_meanwhile_is_not_reminded_of(office: Office) -> None:
    office.channel.fails(DOWN, at=GROUP)
    await office.at("2026-10-13 08:30")
    office.closes(1)
    office.clock.advance(seconds=5)
    assert await office.run() == []
    assert office.undelivered() == []


async def test_what_could_not_be_sent_for_an_hour_says_so(office: Office) -> None:
    office.channel.fails(DOWN, at=GROUP)
    await office.at("2026-10-13 08:30")
    assert await office.at("2026-10-13 10:00") == [f"{GROUP}: late: ahead7 group"]


async def test_a_snooze_spares_this_chat_but_not_the_escalation(office: Office) -> None:
    await before_overdue_7(office)
    snoozes = []
    for who in (MEMBER, SECRETARY, CHAIR):
        chat = office.people[who].private_chat
        assert chat is not None
        snoozes.append(Snooze(office.plan.id, 1, chat, date(2026, 10, 28)))
    for snooze in snoozes:
        transact(office.store, partial(snoozed, snooze))
    said = await office.at(OVERDUE_7)
    assert said == [f"{CHAIR}: overdue7 chair", f"{SECRETARY}: overdue7 secretary"]


async def test_who_is_responsible_and_secretary_is_told_once(office: Office) -> None:
    def join(work: UnitOfWork) -> None:
        work.teams.join_party(office.plan.team, office.people[SECRETARY].id, "test", "academics")

    transact(office.store, join)
    said = await office.at("2026-10-21 08:30")
    assert [s for s in said if s.startswith(SECRETARY)] == [f"{SECRETARY}: overdue1 secretary"]


async def test_who_left_the_team_gets_nothing_of_it_any_more(office: Office) -> None:
    office.channel.fails(DOWN, at=MEMBER)
    await office.at("2026-10-20 08:30")
    person = office.people[MEMBER].id
    transact(office.store, lambda work: work.teams.remove_member(office.plan.team, person))
    office.clock.advance(seconds=5)
    assert await office.run() == []


def broken_to_groups(*args: object, to_group: bool, **more: object) -> object:
    if to_group:
        raise ZeroDivisionError
    return spelled(*args, to_group=to_group, **more)  # type: ignore[arg-type]


@pytest.fixture
def broken(tmp_path: Path) -> Office:
    return Office(tmp_path, render=broken_to_groups)  # type: ignore[arg-type]


async def test_one_that_cannot_be_rendered_stops_none_of_the_others(broken: Office) -> None:
    assert await broken.at("2026-10-20 08:30") == [f"{MEMBER}: due responsible"]
    for _ in range(3):
        broken.post("an answer")
        broken.clock.advance(minutes=5)
        await broken.run()
    assert broken.channel.texts(GROUP) == ["an answer"] * 3
    assert [u.split(": ")[1].split()[0] for u in broken.undelivered()] == ["incident"]


async def claims_what_is_due(office: Office) -> tuple[Courier, Sequence[Delivery]]:
    """To the group and to the member."""
    office.clock.set(local("2026-10-20 08:30"))
    await office.engine._planning.exhaust()
    courier = office.engine._courier
    claimed = await courier.claim(2)
    assert len(claimed) == 2
    return courier, claimed


async def test_nor_those_that_are_read_together_with_it(broken: Office) -> None:
    courier, claimed = await claims_what_is_due(broken)
    for one in claimed:
        await courier.work(one)
    assert broken.channel.texts() == ["due responsible"]
    broken.clock.advance(minutes=1)
    await broken.run()
    assert broken.channel.texts() == ["due responsible"]


async def test_notices_that_are_claimed_together_are_read_together(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    courier, claimed = await claims_what_is_due(office)
    monkeypatch.setattr(Tools, "read", None)
    for one in claimed:
        await courier.work(one)
    assert office.channel.texts() == ["due group", "due responsible"]


async def test_what_was_claimed_a_while_ago_is_read_once_more(office: Office) -> None:
    courier, claimed = await claims_what_is_due(office)
    office.closes(1)
    office.clock.advance(seconds=11)
    for one in claimed:
        await courier.work(one)
    assert office.channel.texts() == []


async def test_what_waits_for_the_next_slot_holds_back_no_answer(office: Office) -> None:
    await office.at("2026-10-13 20:00")
    office.post("an answer")
    assert await office.run() == [f"{GROUP}: an answer"]


async def test_a_slow_delivery_does_not_hold_up_other_chats(office: Office) -> None:
    courier = office.engine._courier
    office.post("to the group")
    office.post("to the member", to=MEMBER)
    slow, other = await courier.claim(2)
    await asyncio.gather(courier.work(other), courier.work(slow))
    assert office.channel.texts() == ["to the member", "to the group"]


async def test_an_answer_is_sent_without_being_claimed_and_notices_have_their_turn(
    office: Office,
) -> None:
    courier, reception = office.engine._courier, office.engine._reception
    for chat in (GROUP, CHAIR):
        await office.receives(office.says("/status", chat), lane=chat)
    for chat in (SECRETARY, MEMBER):
        office.post("besides", chat)
    for row in await reception.claim(2):
        await reception.work(row)
    while claimed := await courier.claim():
        await courier.work(*claimed)
    in_turn = ["echo /status", "besides"] * 2
    claims_answers = office.store.writers == 1
    assert office.channel.texts() == (in_turn if claims_answers else sorted(in_turn))


async def test_answers_to_one_chat_go_one_after_another(office: Office) -> None:
    courier = office.engine._courier
    await answered(office, "/1", "/2", "/3")
    await answered(office, "/4", chat=CHAIR)
    first, other = await courier.claim(9)
    assert [d.chat.address for d in (first, other)] == [GROUP, CHAIR]
    assert not await courier.claim(9)
    await courier.work(first)
    assert await office.run() == [f"{GROUP}: echo /2", f"{GROUP}: echo /3"]


async def test_what_comes_to_wait_behind_an_answer_is_claimed_when_that_is_out(
    office: Office,
) -> None:
    courier = office.engine._courier
    assert not await courier.claim()
    await answered(office, "/1")
    office.post("besides", key="to be replaced")
    [answer] = await courier.claim()
    await courier.work(answer)
    [behind] = await courier.claim()
    await courier.work(behind)
    assert office.channel.texts() == ["echo /1", "besides"]


async def test_behind_one_that_is_tried_again_the_others_wait(office: Office) -> None:
    office.channel.fails(DOWN, at=GROUP)
    await answered(office, "/1", "/2", "/3")
    assert await office.run() == []
    assert len(office.channel.tried) == 1
    office.clock.advance(seconds=5)
    assert await office.run() == [f"{GROUP}: echo /{n}" for n in (1, 2, 3)]


async def test_behind_one_that_is_refused_for_good_the_others_go_on(office: Office) -> None:
    office.channel.fails(DeliveryError("bad request", permanent=True), at=GROUP)
    await answered(office, "/1", "/2", "/3")
    _, *others = await office.run()  # the secretary is told
    assert others == [f"{GROUP}: echo /2", f"{GROUP}: echo /3"]


async def test_more_answers_than_are_kept_at_hand_come_all_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.handed.MOST", 2)
    await answered(office, *[f"/{n}" for n in range(6)])
    assert await office.run() == [f"{GROUP}: echo /{n}" for n in range(6)]


async def test_what_waited_long_behind_others_is_looked_for_before_it_is_sent(
    office: Office,
) -> None:
    await answered(office, "/1", "/2")
    [first] = await office.engine._courier.claim()
    await office.engine._courier.work(first)
    transact(
        office.store,
        lambda work: work.outbox.dropped(replace(first, id=first.id + 1), "", office.clock.now()),
    )
    office.clock.advance(seconds=11)
    assert await office.run() == []


async def test_a_delivery_that_outlasts_its_lease_is_not_sent_twice(office: Office) -> None:
    courier = office.engine._courier
    office.post("hello")
    (slow,) = await courier.claim()
    office.clock.advance(seconds=LEASE.total_seconds())
    assert not await courier.claim()
    await courier.work(slow)
    office.clock.advance(seconds=LEASE.total_seconds())
    assert await office.run() == []
    assert office.channel.texts() == ["hello"]


async def test_the_real_texts_can_be_delivered(tmp_path_factory: pytest.TempPathFactory) -> None:
    office = Office(tmp_path_factory.mktemp("real"), render=notices.messages)
    [said] = await office.at("2026-10-13 08:30")
    assert "เหลือ 7 วัน" in said


async def test_an_edit_that_keeps_failing_gives_way_to_what_stands_behind_it(
    office: Office,
) -> None:
    office.channel.fails(*[DeliveryError("try later")] * 3, at=GROUP)
    office.post("page 2", edits="5")
    office.post("hello")
    said: list[str] = []
    for _ in range(4):
        said += await office.run()
        office.clock.advance(minutes=1)
    assert [s for s in said if s.startswith(GROUP)] == [f"{GROUP}: hello"]


class FailingStore:
    """The office's own, which fails as often as it is told."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.failures = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def work(self) -> AbstractContextManager[UnitOfWork]:
        if self.failures:
            self.failures -= 1
            raise Unavailable("the database failed: disk I/O error")
        return self._store.work()


async def test_a_database_that_fails_after_the_sending_does_not_double_the_message(
    office: Office,
) -> None:
    store = FailingStore(office.store)
    courier = Courier(
        replace(office.tools, store=store),
        *(Pace({}), Gate(), plan_sleep.gone, workshop(office), spelled),
    )
    office.post("hello")
    (delivery,) = await courier.claim()
    store.failures = 3
    await courier.work(delivery)
    office.clock.advance(minutes=10)
    assert await office.run() == []
    assert office.channel.texts() == ["hello"]
    assert office.slept == [0.5, 1.5, 5.0]


async def test_what_was_sent_as_it_was_claimed_anew_is_not_sent_again(office: Office) -> None:
    courier, other = (
        office.engine._courier,
        Courier(office.tools, Pace({}), Gate(), plan_sleep.gone, workshop(office), spelled),
    )
    office.post("hello")
    (slow,) = await courier.claim()
    office.clock.advance(seconds=LEASE.total_seconds())
    (again,) = await other.claim()
    await other.work(again)
    await courier.work(slow)
    assert office.channel.texts() == ["hello"]


def asks_for_file(office: Office, file: File, to: str = GROUP, times: int = 1) -> None:
    attached = (Attachment(file.id, file.name),)
    for _ in range(times):
        office.send(Message(plain("here it is"), attachments=attached), to)


async def test_a_file_that_is_lost_is_answered_each_time_told_once_and_holds_up_nobody(
    office: Office,
) -> None:
    file = office.keeps("order")
    office.channel.fails(*[FileUnread(file.id, "not there", lost=True)] * 2, at=GROUP)
    asks_for_file(office, file, times=2)
    office.post("behind it")
    said = await office.run()
    here = (
        f"{GROUP}: ไม่สามารถส่งไฟล์ “1-01 order.pdf” ได้ เนื่องจากไฟล์ที่ระบบเก็บไว้ชำรุดหรือสูญหาย\n"
        "ระบบแจ้งเลขานุการแล้ว หากท่านมีไฟล์นี้ โปรดส่งใหม่อีกครั้ง"
    )
    assert [one for one in said if one.startswith(GROUP)] == [f"{GROUP}: behind it", here, here]
    assert office.channel.texts(SECRETARY) == [
        "ไฟล์ “1-01 order.pdf” ที่ระบบเก็บไว้ชำรุดหรือสูญหาย\n"
        "ไฟล์นี้อยู่ในแผนของ คณะดำเนินงาน\n"
        "โปรดแจ้งผู้ส่งให้ส่งไฟล์เดิมอีกครั้ง หรือแจ้งผู้ดูแลระบบของหน่วยงานให้กู้คืนจากข้อมูลสำรอง "
        f"(ไฟล์หมายเลข {file.id})"
    ]
    assert office.undelivered() == []


async def test_the_secretary_who_asks_for_a_lost_file_reads_at_once_what_to_do(
    office: Office,
) -> None:
    file = office.keeps("order")
    office.channel.fails(FileUnread(file.id, "not there", lost=True), at=SECRETARY)
    asks_for_file(office, file, SECRETARY)
    [said] = await office.run()
    assert said.startswith(f"{SECRETARY}: ไฟล์ “1-01 order.pdf” ที่ระบบเก็บไว้ชำรุดหรือสูญหาย")


async def test_while_the_files_are_away_whoever_asks_is_told_to_come_back(office: Office) -> None:
    file = office.keeps("order")
    office.channel.fails(FileUnread(file.id, "503", lost=False), at=GROUP)
    asks_for_file(office, file)
    assert await office.run() == [
        f"{GROUP}: ขณะนี้ไม่สามารถส่งไฟล์ “1-01 order.pdf” ได้ เนื่องจากระบบจัดเก็บไฟล์ขัดข้องชั่วคราว\n"
        "โปรดขอไฟล์อีกครั้งในภายหลัง หากยังไม่ได้ โปรดแจ้งเลขานุการ"
    ]
    asks_for_file(office, file)
    assert await office.run() == [f"{GROUP}: here it is"]
