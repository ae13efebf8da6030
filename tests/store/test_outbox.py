from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.message import About, Attachment, Button, Message, Run, Style, Text
from bot.domain.people import ChatKind
from bot.ports import UnitOfWork
from bot.store.unit import SqlStore
from tests.store import rows
from tests.store.rows import LATER, MINUTE, NOW
from tests.stores import fresh_store


def test_a_message_is_claimed_as_it_was_posted(work: UnitOfWork) -> None:
    chat = rows.group(work)
    message = Message(
        Text((Run("นาง"), Run("มาลี", Style.MENTION, person=4))),
        buttons=((Button("ปิด", "/done 3"), Button("เปิด", invite="abc")),),
        attachments=(Attachment(5, "คำสั่ง.pdf"),),
        about=(About(1, 3), About(2)),
        quiet=True,
        asks=True,
    )
    work.outbox.post(chat.id, message, NOW, replies_to="11", thread="12", edits="13")
    claimed = rows.claim(work)
    assert (claimed.chat, claimed.message, claimed.notices) == (chat, message, ())
    assert (claimed.replies_to, claimed.thread, claimed.edits) == ("11", "12", "13")
    assert (claimed.slot, claimed.late, claimed.attempts, claimed.created_at) == (
        None,
        False,
        1,
        NOW,
    )


def test_without_a_thread_a_message_goes_to_the_groups_own_as_it_is_at_sending(
    work: UnitOfWork,
) -> None:
    chat = rows.group(work)
    work.outbox.post(chat.id, rows.message(), NOW)
    work.chats.set_thread(chat.id, "12")
    assert rows.claim(work).thread == "12"


def test_an_empty_thread_is_no_thread(work: UnitOfWork) -> None:
    chat = rows.group(work)
    work.chats.set_thread(chat.id, "12")
    work.outbox.post(chat.id, rows.message(), NOW, thread="")
    assert rows.claim(work).thread == ""


def test_to_channels_that_are_left_out_nothing_is_claimed(work: UnitOfWork) -> None:
    other = work.chats.at("line", "C1", ChatKind.GROUP)
    for chat in (rows.group(work), other):
        work.outbox.post(chat.id, rows.message(), NOW)
    [claimed] = work.outbox.claim(NOW, LATER, 9, but=["telegram"])
    assert claimed.chat == other
    assert not work.outbox.claim(NOW, LATER, 9, but=["telegram", "line"])


def test_what_is_claimed_is_claimed_once(work: UnitOfWork) -> None:
    work.outbox.post(rows.group(work).id, rows.message(), NOW)
    assert rows.texts(work) == ["สวัสดี"]
    assert rows.texts(work) == []


def test_a_chat_gets_its_messages_one_after_another(work: UnitOfWork) -> None:
    chat = rows.group(work)
    for text in "12":
        work.outbox.post(chat.id, rows.message(text), NOW)
    assert rows.texts(work) == ["1"]
    first = rows.claim(work, LATER)
    assert first.attempts == 2
    work.outbox.sent(first, ["9"], rows.message(), LATER)
    assert rows.texts(work, LATER) == ["2"]


def test_chats_do_not_wait_for_each_other(work: UnitOfWork) -> None:
    for address, text in (("-1", "1"), ("-1", "2"), ("-2", "3")):
        work.outbox.post(rows.group(work, address).id, rows.message(text), NOW)
    assert rows.texts(work) == ["1", "3"]


def test_the_first_of_every_chat_goes_before_the_second_of_any(work: UnitOfWork) -> None:
    for address, text in (("-1", "a1"), ("-1", "a2"), ("-1", "a3"), ("-2", "b1"), ("-2", "b2")):
        work.outbox.post(rows.group(work, address).id, rows.message(text), NOW)
    assert rows.deliveries(work) == ["a1", "b1", "a2", "b2", "a3"]


def test_what_waits_for_a_later_slot_holds_no_answer_back(work: UnitOfWork) -> None:
    plan, chat = rows.plan(work), rows.group(work)
    work.outbox.plan([(rows.notice(plan), chat.id)], LATER, late=False)
    rows.team(work, "-2")
    for address, text in (("-2", "b1"), ("-2", "b2"), ("-100", "a1")):
        work.outbox.post(rows.group(work, address).id, rows.message(text), NOW)
    assert rows.deliveries(work) == ["b1", "a1", "b2"]


def test_an_answer_goes_before_the_notices_of_other_chats(work: UnitOfWork) -> None:
    """Behind its own chat's it stays, which then goes before the others, too."""
    teams = [rows.team(work, address) for address in ("-1", "-2", "-3", "-4")]
    for team in teams[:3]:
        plan = rows.plan(work, f"plan of {team.group}")
        work.outbox.plan([(rows.notice(plan), team.group)], NOW, late=False)
    for team in reversed(teams[2:]):
        work.outbox.post(team.group, rows.message(f"answer in {team.group}"), NOW)
    found = [rows.deliver(work, str(n)) for n in range(5)]
    assert [(one.chat.id, one.message is None) for one in found] == [
        (teams[2].group, True),
        (teams[3].group, False),
        (teams[2].group, False),
        (teams[0].group, True),
        (teams[1].group, True),
    ]


def test_the_notices_of_a_chat_come_in_turn_like_everything_else(work: UnitOfWork) -> None:
    plan, chat, other = rows.plan(work), rows.group(work), rows.team(work, "-2")
    for address, text in (("-100", "a1"), ("-100", "a2")):
        work.outbox.post(rows.group(work, address).id, rows.message(text), NOW)
    work.outbox.plan([(rows.notice(plan), chat.id)], NOW, late=False)
    for text in ("b1", "b2", "b3"):
        work.outbox.post(other.group, rows.message(text), NOW)
    found = [rows.deliver(work, str(n)) for n in range(6)]
    told = [one.message.text.plain if one.message else "notice" for one in found]
    assert told == ["a1", "b1", "a2", "b2", "b3", "notice"]


def test_committees_go_before_who_is_in_no_team(work: UnitOfWork) -> None:
    team, member = rows.team(work), rows.private_chat(work)
    stranger, founding = rows.private_chat(work, "8"), rows.group(work, "-2")
    work.teams.add_member(team.id, rows.person(work).id, NOW)
    for chat in (stranger, founding, member, member, rows.group(work)):
        work.outbox.post(chat.id, rows.message(chat.address), NOW)
    assert rows.deliveries(work) == ["7", "-100", "7", "8", "-2"]


def test_what_is_put_off_keeps_its_place(work: UnitOfWork) -> None:
    chat = rows.group(work)
    for text in "12":
        work.outbox.post(chat.id, rows.message(text), NOW)
    work.outbox.try_again(rows.claim(work), LATER, "502")
    assert rows.texts(work) == []
    assert rows.texts(work, LATER) == ["1"]


def test_what_failed_or_was_dropped_lets_the_next_one_pass(work: UnitOfWork) -> None:
    chat = rows.group(work)
    for text in "123":
        work.outbox.post(chat.id, rows.message(text), NOW)
    work.outbox.failed(rows.claim(work), "400", NOW)
    work.outbox.dropped(rows.claim(work), "overtaken", NOW)
    assert rows.texts(work) == ["3"]


def test_what_was_sent_is_not_sent_again_by_a_worker_that_overslept(work: UnitOfWork) -> None:
    work.outbox.post(rows.group(work).id, rows.message(), NOW)
    overslept = rows.claim(work)
    rows.deliver(work, now=LATER)
    work.outbox.try_again(overslept, LATER, "timed out")
    work.outbox.failed(overslept, "timed out", LATER)
    assert rows.texts(work, LATER) == []


def test_a_held_chat_gets_nothing_before_its_time(work: UnitOfWork) -> None:
    held, other = rows.group(work, "-1"), rows.group(work, "-2")
    for chat in (held, other):
        work.outbox.post(chat.id, rows.message(chat.address), NOW)
    work.outbox.hold_chat(held.id, LATER)
    assert rows.texts(work) == ["-2"]
    assert rows.texts(work, LATER - MINUTE / 2) == []
    assert rows.texts(work, LATER) == ["-1", "-2"]


def test_a_held_channel_gets_nothing_before_its_time(work: UnitOfWork) -> None:
    chat = rows.group(work)
    work.outbox.post(chat.id, rows.message(), NOW)
    work.outbox.hold_channel("line", LATER)
    for until in (LATER + MINUTE, LATER):
        work.outbox.hold_channel("telegram", until)
    assert rows.texts(work) == []
    assert rows.texts(work, LATER) == ["สวัสดี"]


def test_an_unsent_message_with_a_key_is_replaced(work: UnitOfWork) -> None:
    chat, other = rows.group(work), rows.group(work, "-2")
    ids = [work.outbox.post(chat.id, rows.message(t), NOW, key="sign-up") for t in "12"]
    work.outbox.post(chat.id, rows.message("another"), NOW, key="settings")
    work.outbox.post(other.id, rows.message("3"), NOW, key="sign-up")
    assert ids[0] == ids[1]
    assert rows.deliver(work).message == rows.message("2")
    assert rows.texts(work) == ["3", "another"]


def test_a_message_with_a_key_that_is_being_sent_is_not_replaced(work: UnitOfWork) -> None:
    chat = rows.group(work)
    first = work.outbox.post(chat.id, rows.message("1"), NOW, key="sign-up")
    rows.claim(work)
    second = work.outbox.post(chat.id, rows.message("2"), NOW, key="sign-up", edits="9")
    third = work.outbox.post(chat.id, rows.message("3"), NOW, key="sign-up", edits="9")
    assert first != second == third


def test_messages_without_a_key_stay_as_many_as_they_are(work: UnitOfWork) -> None:
    chat = rows.group(work)
    assert len({work.outbox.post(chat.id, rows.message(), NOW) for _ in range(2)}) == 2


def test_the_team_sees_what_did_not_reach_its_group_and_its_members(work: UnitOfWork) -> None:
    team = rows.team(work)
    private, stranger = rows.private_chat(work), rows.private_chat(work, "8")
    work.teams.add_member(team.id, rows.person(work).id, NOW)
    for chat in (rows.group(work), private, stranger):
        work.outbox.post(chat.id, rows.message(), NOW)
        work.outbox.failed(rows.claim(work), f"no {chat.address}", NOW)
    found = work.outbox.undelivered(team.id)
    assert [(u.chat.address, u.reason, u.at) for u in found] == [
        ("7", "no 7", NOW),
        ("-100", "no -100", NOW),
    ]


def test_what_did_not_reach_who_is_in_no_team_alarms_nobody(work: UnitOfWork) -> None:
    for chat in (rows.private_chat(work, "8"), rows.group(work, "-2")):
        work.outbox.post(chat.id, rows.message(), NOW)
        work.outbox.failed(rows.claim(work), "blocked", NOW)
    assert work.outbox.undelivered() == []
    assert work.agenda.depths(NOW)["undelivered"].count == 0
    rows.team(work, "-2")
    assert [u.chat.address for u in work.outbox.undelivered()] == ["-2"]
    assert work.agenda.depths(NOW)["undelivered"].count == 1


def test_what_somebody_has_sent_waits_no_more(work: UnitOfWork) -> None:
    work.outbox.post(rows.group(work).id, rows.message(), NOW)
    first = rows.claim(work)
    assert work.outbox.is_waiting(first)
    again = rows.claim(work, LATER)
    assert work.outbox.is_waiting(first)
    work.outbox.sent(again, ["1"], rows.message(), LATER)
    assert not work.outbox.is_waiting(first)


def answers(work: UnitOfWork, *chats: int, **how: Any) -> list[str]:
    """What of one message to each was claimed as it was posted."""
    claimed = work.outbox.claim_posted(LATER).claimed
    for n, chat in enumerate(chats):
        work.outbox.post(chat, rows.message(str(n)), NOW, **{"thread": "", **how})
    return [one.message.text.plain for one in claimed if one.message]


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[UnitOfWork]:
    """On SQLite, which one process has for itself; with a committee."""
    with fresh_store(tmp_path, database="sqlite").work() as work:
        rows.team(work)
        yield work


def test_what_is_posted_may_be_claimed_at_once_and_is_then_nobody_elses(alone: UnitOfWork) -> None:
    assert answers(alone, rows.group(alone).id) == ["0"]
    assert rows.texts(alone) == []
    assert rows.texts(alone, LATER) == ["0"]


def test_so_claimed_it_is_the_delivery_that_anybody_would_claim(alone: UnitOfWork) -> None:
    posted = alone.outbox.claim_posted(LATER).claimed
    alone.caused_by("telegram.7")
    how = {"thread": "7", "replies_to": "5", "edits": "6"}
    alone.outbox.post(rows.group(alone).id, rows.message("ก"), NOW, **how)
    alone.outbox.release()
    assert [replace(rows.claim(alone), attempts=1, leased_until=LATER)] == posted


def test_what_comes_behind_it_is_too_until_one_is_put_off(alone: UnitOfWork) -> None:
    group = rows.group(alone).id
    claimed = alone.outbox.claim_posted(LATER).claimed
    assert answers(alone, group, group) == ["0", "1"]
    alone.outbox.try_again(claimed[0], NOW + MINUTE, "502")
    alone.outbox.leave_behind(claimed[0])
    assert answers(alone, group) == ["0", "1"], "nothing more: it would overtake"
    assert rows.texts(alone) == []
    rows.deliver(alone, now=NOW + MINUTE)
    assert rows.claim(alone, NOW + MINUTE).attempts == 1


def test_who_sends_the_last_that_is_claimed_hears_of_what_is_not(alone: UnitOfWork) -> None:
    group = rows.group(alone).id
    claimed = alone.outbox.claim_posted(LATER).claimed
    assert answers(alone, group, group) == ["0", "1"]
    alone.outbox.post(group, rows.message("sign-up"), NOW, key="sign-up")
    first, second = claimed
    sent = [alone.outbox.sent(one, [], rows.message(), NOW) for one in (first, second)]
    assert sent == [(False, second.id), (True, None)]


def test_behind_what_is_not_claimed_nothing_is(alone: UnitOfWork) -> None:
    group = rows.group(alone).id
    alone.outbox.post(group, rows.message("before"), NOW)
    assert answers(alone, group) == []
    assert rows.texts(alone) == ["before"]


def test_strangers_have_to_wait_for_their_turn(alone: UnitOfWork) -> None:
    assert answers(alone, rows.private_chat(alone, "8").id) == []


def test_nor_is_what_may_be_replaced_or_goes_where_the_chat_decides(alone: UnitOfWork) -> None:
    group, other = rows.group(alone).id, rows.private_chat(alone).id
    alone.teams.add_member(1, rows.person(alone).id, NOW)
    assert answers(alone, group, key="sign-up") == []
    assert answers(alone, other, thread=None) == []


def test_nor_what_is_for_a_chat_that_takes_none_now(alone: UnitOfWork) -> None:
    group = rows.group(alone).id
    assert answers(alone, group) == ["0"]
    alone.outbox.hold_chat(group, LATER)
    assert answers(alone, group) == ["0"], "nothing more"


def test_nor_what_is_for_a_platform_that_takes_none_now(alone: UnitOfWork) -> None:
    group = rows.group(alone).id
    assert answers(alone, group) == ["0"]
    alone.outbox.hold_channel("telegram", LATER)
    assert answers(alone, group) == ["0"], "nothing more"


def test_nor_what_a_stranger_is_answered(alone: UnitOfWork) -> None:
    assert answers(alone, rows.private_chat(alone, "99").id) == []


def test_nor_anything_where_other_processes_post(store: SqlStore) -> None:
    with store.work() as work:
        rows.team(work)
        found = answers(work, rows.group(work).id)
    assert found == (["0"] if store.writers == 1 else [])
