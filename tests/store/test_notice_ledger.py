from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from bot.domain.plan import Plan
from bot.domain.rules import Audience
from bot.ports import UnitOfWork
from bot.store.prepared import OFTEN
from tests.store import rows
from tests.store.rows import DUE, LATER, MINUTE, NOW
from tests.stores import fresh_store

TOMORROW = NOW + 24 * 60 * MINUTE


def test_a_notice_is_planned_once(work: UnitOfWork) -> None:
    plan, chat = rows.plan(work), rows.group(work)
    for slot, new in ((NOW, 1), (NOW, 0), (LATER, 0)):
        assert work.outbox.plan([(rows.notice(plan), chat.id)], slot, late=False) == new
    assert rows.claim(work).notices == (rows.notice(plan),)
    assert rows.texts(work, LATER - MINUTE / 2) == []


def test_a_notice_without_step_and_day_is_planned_once_too(work: UnitOfWork) -> None:
    plan, chat = rows.plan(work), rows.group(work)
    for new in (1, 0):
        assert work.outbox.plan([(rows.weekly(plan), chat.id)], NOW, late=False) == new
    assert rows.claim(work).notices == (rows.weekly(plan),)


def test_what_makes_two_notices_different(work: UnitOfWork) -> None:
    plan, other, chat = rows.plan(work), rows.plan(work, "-2"), rows.group(work)
    different = [
        rows.notice(plan),
        rows.notice(plan, k=3),
        rows.notice(plan, due=DUE.replace(day=21)),
        rows.notice(plan, audience=Audience.CHAIR),
        rows.notice(other),
        rows.weekly(plan),
    ]
    assert work.outbox.plan([(n, chat.id) for n in different], NOW, late=False) == len(different)
    assert set(rows.claim(work).notices) == set(different)


def test_a_single_notice_goes_prepared(tmp_path: Path) -> None:
    heard: list[str] = []

    def hear(*executed: Any) -> None:
        heard.append(executed[2])

    with fresh_store(tmp_path, database="sqlite").work() as work:
        plan, chat = rows.plan(work), rows.group(work)
        for k in range(OFTEN):
            _plan(work, plan, chat.id, k)
        event.listen(Engine, "before_cursor_execute", hear)
        try:
            _plan(work, plan, chat.id, OFTEN)
        finally:
            event.remove(Engine, "before_cursor_execute", hear)
        assert heard == []
        assert rows.claim(work, NOW).notices == (rows.notice(plan, k=0),)


def _plan(work: UnitOfWork, plan: Plan, chat: int, k: int) -> None:
    work.outbox.plan([(rows.notice(plan, k=k), chat)], NOW + k * MINUTE, late=False)


def test_everything_for_one_chat_in_one_slot_is_one_delivery(work: UnitOfWork) -> None:
    plan, other = rows.plan(work), rows.plan(work, "-2")
    chat, private = rows.group(work), rows.private_chat(work)
    first, second = rows.notice(plan), rows.notice(other)
    work.outbox.plan([(first, chat.id), (first, private.id)], NOW, late=False)
    work.outbox.plan([(second, private.id)], NOW, late=False)
    deliveries = [rows.claim(work), rows.claim(work)]
    assert [(d.chat, d.notices, d.slot) for d in deliveries] == [
        (chat, (first,), NOW),
        (private, (first, second), NOW),
    ]
    assert rows.texts(work) == []


def test_a_new_notice_goes_to_all_its_chats_and_a_known_one_to_none(work: UnitOfWork) -> None:
    plan, chats = rows.plan(work), [rows.group(work), rows.private_chat(work)]
    known, new = rows.notice(plan, k=7), rows.notice(plan, k=3)
    work.outbox.plan([(known, chats[0].id)], NOW, late=False)
    rows.deliver(work)
    pairs = [(n, chat.id) for n in (known, new) for chat in chats]
    assert work.outbox.plan([*pairs, *pairs], LATER, late=False) == 1
    assert [rows.claim(work, LATER).notices for _ in chats] == [(new,), (new,)]


def test_a_notice_for_nobody_is_not_planned(work: UnitOfWork) -> None:
    assert work.outbox.plan([], NOW, late=False) == 0


def test_what_comes_after_the_slots_delivery_is_out_makes_another(work: UnitOfWork) -> None:
    plan, chat = rows.plan(work), rows.group(work)
    for k in (7, 3):
        work.outbox.plan([(rows.notice(plan, k=k), chat.id)], NOW, late=False)
        assert rows.deliver(work, str(k)).notices == (rows.notice(plan, k=k),)


def test_what_comes_while_the_slots_delivery_is_being_sent_waits_behind_it(
    work: UnitOfWork,
) -> None:
    plan, chat = rows.plan(work), rows.group(work)
    work.outbox.plan([(rows.notice(plan, k=7), chat.id)], NOW, late=False)
    being_sent = rows.claim(work)
    for k in (3, 1):
        work.outbox.plan([(rows.notice(plan, k=k), chat.id)], NOW, late=False)
    assert rows.texts(work) == []
    work.outbox.sent(being_sent, ["1"], rows.message(), NOW)
    assert [n.k for n in rows.claim(work).notices] == [3, 1]


def test_late_notices_wait_for_their_slot_and_hold_back_no_answer(work: UnitOfWork) -> None:
    plan, chat = rows.plan(work), rows.group(work)
    work.outbox.plan([(rows.notice(plan), chat.id)], TOMORROW, late=True)
    assert rows.texts(work) == []
    work.outbox.post(chat.id, rows.message("คำตอบ"), NOW)
    rows.deliver(work)
    assert rows.texts(work, LATER) == []
    claimed = rows.claim(work, TOMORROW)
    assert (claimed.late, claimed.slot, claimed.created_at) == (True, TOMORROW, TOMORROW)


def test_a_delivery_with_one_late_notice_is_late(work: UnitOfWork) -> None:
    plan, chat = rows.plan(work), rows.group(work)
    for k, late in ((7, False), (3, True), (1, False)):
        work.outbox.plan([(rows.notice(plan, k=k), chat.id)], NOW, late=late)
    assert rows.claim(work).late


def test_the_ledger_tells_what_was_ever_planned(work: UnitOfWork) -> None:
    plan, other, chat = rows.plan(work), rows.plan(work, "-2"), rows.group(work)
    for notice in (rows.notice(plan), rows.weekly(plan), rows.notice(other)):
        work.outbox.plan([(notice, chat.id)], NOW, late=False)
    rows.deliver(work)
    assert work.outbox.known(plan.id) == {
        (1, "ahead", 7, DUE, "group"),
        (None, "weekly", 0, None, "chair"),
    }


def test_a_team_sees_of_an_undelivered_message_only_its_own_notices(work: UnitOfWork) -> None:
    plan, other, chat = rows.plan(work), rows.plan(work, "-2"), rows.private_chat(work)
    third = rows.plan(work, "-3")
    for team in (plan.team, third.team):
        work.teams.add_member(team, rows.person(work).id, NOW)
    pairs = [(rows.notice(plan), chat.id), (rows.notice(other), chat.id)]
    work.outbox.plan(pairs, NOW, late=False)
    work.outbox.failed(rows.claim(work), "blocked", NOW)
    assert [u.notices for u in work.outbox.undelivered(plan.team)] == [(rows.notice(plan),)]
    assert [u.notices for u in work.outbox.undelivered(other.team)] == [(rows.notice(other),)]
    assert work.outbox.undelivered(third.team) == []


def test_what_is_put_off_waits_with_the_next_slots_and_holds_back_no_answer(
    work: UnitOfWork,
) -> None:
    plan, chat = rows.plan(work), rows.group(work)
    late, next_one = rows.notice(plan, k=7), rows.notice(plan, k=3)
    work.outbox.plan([(late, chat.id)], NOW, late=False)
    work.outbox.postpone(rows.claim(work), TOMORROW, LATER)
    work.outbox.plan([(next_one, chat.id)], TOMORROW, late=False)
    work.outbox.post(chat.id, rows.message("คำตอบ"), LATER)
    assert rows.deliver(work, now=LATER).message == rows.message("คำตอบ")
    assert rows.texts(work, LATER) == []
    claimed = rows.claim(work, TOMORROW)
    assert (claimed.notices, claimed.late, claimed.slot) == ((late, next_one), True, TOMORROW)
    assert claimed.attempts == 2
    assert rows.texts(work, TOMORROW) == []


def test_what_another_worker_has_sent_is_not_put_off(work: UnitOfWork) -> None:
    plan, chat = rows.plan(work), rows.group(work)
    work.outbox.plan([(rows.notice(plan), chat.id)], NOW, late=False)
    overslept = rows.claim(work)
    rows.deliver(work, now=LATER)
    work.outbox.postpone(overslept, TOMORROW, LATER)
    assert rows.texts(work, TOMORROW) == []


def test_late_notices_take_in_what_of_notices_still_waits_in_the_chat(work: UnitOfWork) -> None:
    plan, chat, other = rows.plan(work), rows.group(work), rows.private_chat(work)
    work.teams.add_member(plan.team, rows.person(work).id, NOW)
    first, second = rows.notice(plan, k=7), rows.notice(plan, k=3)
    work.outbox.plan([(first, chat.id), (first, other.id)], NOW, late=False)
    work.outbox.post(chat.id, rows.message("คำตอบ"), NOW)
    work.outbox.plan([(second, chat.id)], LATER, late=True, merge=True)
    found = [rows.deliver(work, str(n), now=LATER) for n in range(3)]
    assert [(d.chat.id, d.notices) for d in found] == [
        (chat.id, ()),
        (chat.id, (first, second)),
        (other.id, (first,)),
    ]


def test_but_not_what_is_being_sent(work: UnitOfWork) -> None:
    plan, chat = rows.plan(work), rows.group(work)
    first, second = rows.notice(plan, k=7), rows.notice(plan, k=3)
    work.outbox.plan([(first, chat.id)], NOW, late=False)
    being_sent = rows.claim(work)
    work.outbox.plan([(second, chat.id)], NOW + MINUTE / 2, late=True, merge=True)
    work.outbox.sent(being_sent, ["1"], rows.message(), LATER)
    assert rows.claim(work, LATER).notices == (second,)
