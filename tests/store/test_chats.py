from __future__ import annotations

import pytest

from bot.domain.errors import Missing
from bot.domain.message import About
from bot.domain.people import ChatKind
from bot.ports import UnitOfWork
from tests.store import rows
from tests.store.rows import LATER, NOW

ABOUT = About(1, 3)


def test_a_chat_is_made_when_first_met_and_known_afterwards(work: UnitOfWork) -> None:
    met = work.chats.at("telegram", "-1", ChatKind.GROUP, "กลุ่ม")
    assert work.chats.at("telegram", "-1", ChatKind.GROUP) == met
    assert work.chats.by_id(met.id) == met
    assert work.chats.at("line", "-1", ChatKind.GROUP).id != met.id


def test_a_chats_title_is_brought_up_to_date(work: UnitOfWork) -> None:
    met = work.chats.at("telegram", "-1", ChatKind.GROUP, "เก่า")
    assert work.chats.at("telegram", "-1", ChatKind.GROUP, "ใหม่").title == "ใหม่"
    assert work.chats.by_id(met.id).title == "ใหม่"


def test_a_chat_nobody_knows_is_missing(work: UnitOfWork) -> None:
    with pytest.raises(Missing):
        work.chats.by_id(99)


def test_a_committees_group_says_which_team_it_is(work: UnitOfWork) -> None:
    team = rows.team(work)
    assert rows.group(work).team == team.id


def test_an_opened_private_chat_can_be_written_to(work: UnitOfWork) -> None:
    chat = rows.private_chat(work)
    work.chats.set_reachable(chat.id, False)
    assert rows.person(work).private_chat is None
    assert rows.private_chat(work).reachable
    assert rows.person(work).private_chat == chat.id


def test_the_groups_of_a_person_are_those_where_the_bot_still_is(work: UnitOfWork) -> None:
    who = rows.person(work)
    here, gone, left = (rows.group(work, a) for a in ("-1", "-2", "-3"))
    for chat in (here, gone, left, here):
        work.chats.seen_in(chat.id, who.id)
    work.chats.set_reachable(gone.id, False)
    work.chats.left(left.id, who.id)
    assert work.chats.groups_of("telegram", who.id) == [here]
    assert work.chats.groups_of("line", who.id) == []


def test_the_committees_of_an_account_are_those_in_whose_group_a_member_was_seen(
    work: UnitOfWork,
) -> None:
    who = rows.person(work, "7")
    seen, invited, no_member, gone = (rows.team(work, a) for a in ("-1", "-2", "-3", "-4"))
    for team in (seen, invited, gone):
        work.teams.add_member(team.id, who.id, NOW)
    for team in (seen, no_member, gone):
        work.chats.seen_in(team.group, who.id)
    work.chats.set_reachable(gone.group, False)
    assert [c.address for c in work.chats.committees_of("telegram", "7")] == ["-1"]
    assert work.chats.committees_of("line", "7") == []


def test_notices_appear_in_the_topic_that_was_set(work: UnitOfWork) -> None:
    chat = rows.group(work)
    work.chats.set_thread(chat.id, "12")
    work.outbox.post(chat.id, rows.message(), NOW)
    assert rows.claim(work).thread == "12"


def test_a_moved_chat_keeps_its_id_and_its_team(work: UnitOfWork) -> None:
    old = rows.plan(work)
    chat = rows.group(work)
    work.chats.move("telegram", "-100", "-100200")
    assert rows.group(work, "-100200").id == chat.id
    assert rows.group(work, "-100200").team == old.team
    assert rows.group(work, "-100").id != chat.id


def test_a_chat_met_at_its_new_address_before_the_move_goes_into_the_old_row(
    work: UnitOfWork,
) -> None:
    rows.plan(work)
    old, new, who = rows.group(work), rows.group(work, "-200"), rows.person(work)
    for chat in (old, new):
        work.chats.seen_in(chat.id, who.id)
        work.drafts.put("ask:reason", chat.id, who.id, {}, LATER)
    work.outbox.post(new.id, rows.message("คำตอบ"), NOW)
    work.chats.move("telegram", "-100", "-200")
    assert rows.group(work, "-200").id == old.id
    (claimed,) = work.outbox.claim(NOW, LATER)
    assert (claimed.chat.id, claimed.chat.address) == (old.id, "-200")


def test_what_was_sent_before_and_after_a_move_is_not_mixed_up(work: UnitOfWork) -> None:
    rows.plan(work)
    old, new = rows.group(work), rows.group(work, "-200")
    for chat in (old, new):
        work.outbox.post(chat.id, rows.message("", ABOUT), NOW)
        (claimed,) = work.outbox.claim(NOW, LATER)
        work.outbox.sent(claimed, ["5" if chat == new else "77"], rows.message("", ABOUT), NOW)
    work.chats.move("telegram", "-100", "-200")
    assert work.sent.about(old.id, "5") == (ABOUT,)
    assert work.sent.about(old.id, "77") == ()


def test_what_is_being_sent_while_two_rows_become_one_is_recorded_with_the_one(
    work: UnitOfWork,
) -> None:
    rows.plan(work)
    old, new = rows.group(work), rows.group(work, "-200")
    work.outbox.post(new.id, rows.message("", ABOUT), NOW)
    (claimed,) = work.outbox.claim(NOW, LATER)
    work.chats.move("telegram", "-100", "-200")
    work.outbox.sent(claimed, ["6"], rows.message("", ABOUT), NOW)
    assert work.sent.about(old.id, "6") == (ABOUT,)


def test_two_committees_stay_two_whatever_the_platform_says(work: UnitOfWork) -> None:
    first, second = rows.team(work, "-100"), rows.team(work, "-200")
    work.chats.move("telegram", "-100", "-200")
    assert rows.group(work, "-200").team == second.id
    assert rows.group(work, "-100").team == first.id
    assert not rows.group(work, "-100").reachable


def test_the_move_of_a_chat_nobody_knows_changes_nothing(work: UnitOfWork) -> None:
    there = rows.group(work, "-200")
    work.chats.move("telegram", "-100", "-200")
    assert rows.group(work, "-200") == there


def test_who_was_seen_in_a_chat_is_known_until_he_leaves(work: UnitOfWork) -> None:
    chat, who = rows.group(work), rows.person(work)
    assert not work.chats.was_seen_in(chat.id, who.id)
    work.chats.seen_in(chat.id, who.id)
    assert work.chats.was_seen_in(chat.id, who.id)
    work.chats.left(chat.id, who.id)
    assert not work.chats.was_seen_in(chat.id, who.id)


def test_at_work_is_the_bot_in_groups_with_a_running_plan_that_are_not_lost(
    work: UnitOfWork,
) -> None:
    here, lost, asleep = (rows.plan(work, address) for address in ("-1", "-2", "-3"))
    rows.team(work, "-4")
    work.chats.set_reachable(work.teams.by_id(lost.team).group, False)
    work.teams.add_member(here.team, rows.person(work).id, NOW)
    work.plans.sleep(asleep.team)
    assert work.chats.at_work(0, 10) == [rows.group(work, "-1")]


def test_groups_at_work_come_in_pages(work: UnitOfWork) -> None:
    one, two, three = (rows.plan(work, address).team for address in ("-3", "-1", "-2"))
    assert [group.team for group in work.chats.at_work(0, 2)] == [one, two]
    assert [group.team for group in work.chats.at_work(two, 2)] == [three]
    assert work.chats.at_work(three, 2) == []


def test_the_roll_of_a_group_names_the_members_who_were_seen_in_it(work: UnitOfWork) -> None:
    team, other = rows.team(work, "-1"), rows.group(work, "-2")
    seen, invited, guest = (rows.person(work, account) for account in ("7", "8", "9"))
    for member in (seen, invited):
        work.teams.add_member(team.id, member.id, NOW)
    for somebody in (seen, guest):
        work.chats.seen_in(team.group, somebody.id)
    work.chats.seen_in(other.id, invited.id)
    assert work.chats.roll(team.group) == ["7"]
    work.chats.set_reachable(team.group, False)
    assert work.chats.roll(team.group) == []
