"""Two people that turn out to be one, and their parting."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import ForeignKey

from bot.domain.events import ActingGiven, Ground, Matter, Outcome, Progressed, RoleGiven
from bot.domain.people import Chat, ChatKind, Deputy, Person
from bot.ports import LEFT_TEAM, Delivery, Snooze, UnitOfWork
from bot.store.linking import OWNED
from bot.store.tables import membership, metadata, party_member, person, subscription
from bot.store.unit import SqlStore
from tests.store import rows
from tests.store.rows import DUE, LATER, NOW

DAY = timedelta(days=1)


def on_line(work: UnitOfWork) -> tuple[Person, Chat]:
    """Somebody on another channel, with an opened private chat."""
    who = work.people.seen("line", "U1", "Somchai", "", "th")
    chat = work.chats.at("line", "U1", ChatKind.PRIVATE)
    work.chats.opened_by(chat.id, who.id)
    return work.people.by_id(who.id), chat


def on_telegram(work: UnitOfWork) -> tuple[Person, Chat]:
    chat = rows.private_chat(work)
    return rows.person(work), chat


def test_every_column_that_names_a_person_is_thought_of() -> None:
    def names_person(key: ForeignKey) -> bool:
        return key.column is person.c.id

    named = {
        key.parent
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if names_person(key)
    }
    of_members = {party_member.c.person, subscription.c.person}
    assert named | of_members == {membership.c.person, *(c for c, _ in OWNED)}


def test_what_both_were_and_did_is_the_one_persons(work: UnitOfWork) -> None:
    kept, _ = on_telegram(work)
    gone, _ = on_line(work)
    plan = rows.plan(work)
    for who, role in ((kept, "chair"), (gone, "secretary")):
        work.teams.add_member(plan.team, who.id, NOW)
        work.teams.set_role(plan.team, who.id, role, holds=True)
        work.teams.join_party(plan.team, who.id, "test", "academics")
    work.teams.join_party(plan.team, gone.id, "test", "experts")
    taken = RoleGiven(at=NOW, by=gone.id, person=gone.id, role="secretary", ground=Ground.TAKEN)
    assigned = Outcome(
        at=NOW, step=1, outcome=1, kind=Matter.ASSIGNED, text="งาน", owner=gone.id, due=DUE
    )
    work.plans.append(plan, taken, Progressed(at=NOW, by=gone.id, step=1, percent=40), assigned)

    work.linking.link(kept.id, gone.id, "telegram")

    (member,) = work.teams.by_id(plan.team).members
    assert (member.person.id, member.chair, member.secretary) == (kept.id, True, True)
    assert member.parties == {("test", "academics"), ("test", "experts")}
    given, progressed, assigned_now = work.plans.by_id(plan.id).events
    assert isinstance(given, RoleGiven)
    assert (given.by, given.person, progressed.by) == (kept.id, kept.id, kept.id)
    assert assigned_now == replace(assigned, id=assigned_now.id, owner=kept.id)
    assert work.people.seen("line", "U1", "Somchai", "", "th").id == kept.id


def test_the_other_programs_processes_read_the_plan_anew(work: UnitOfWork) -> None:
    kept, gone = on_telegram(work)[0], on_line(work)[0]
    plan = rows.plan(work)
    before = work.plans.append(plan, Progressed(at=NOW, by=gone.id, step=1, percent=40))
    work.linking.link(kept.id, gone.id, "telegram")
    assert work.plans.by_id(plan.id).version > before.version


def test_a_button_that_names_who_is_gone_finds_who_it_became(work: UnitOfWork) -> None:
    kept, gone = on_telegram(work)[0], on_line(work)[0]
    work.linking.link(kept.id, gone.id, "telegram")
    assert work.people.by_id(gone.id) == work.people.by_id(kept.id)


def test_the_official_name_of_either_is_kept(work: UnitOfWork) -> None:
    kept, gone = on_telegram(work)[0], on_line(work)[0]
    work.people.set_official(gone.id, "นายสมชาย ตัวอย่าง", "นักวิชาการ")
    work.linking.link(kept.id, gone.id, "telegram")
    assert work.people.by_id(kept.id).official_name == "นายสมชาย ตัวอย่าง"


def test_the_person_is_told_where_he_or_she_chose_and_elsewhere_if_that_fails(
    work: UnitOfWork,
) -> None:
    kept, telegram = on_telegram(work)
    gone, line = on_line(work)
    work.linking.link(kept.id, gone.id, "line")
    assert work.people.by_id(kept.id).private_chat == line.id
    work.linking.choose(kept.id, "telegram")
    assert work.people.by_id(kept.id).private_chat == telegram.id
    work.chats.set_reachable(telegram.id, False)
    assert work.people.by_id(kept.id).private_chat == line.id


def test_a_linked_person_goes_by_one_name_wherever_he_or_she_speaks(work: UnitOfWork) -> None:
    kept, gone = on_telegram(work)[0], on_line(work)[0]
    work.linking.link(kept.id, gone.id, "line")
    assert work.people.seen("telegram", "7", "Somchai on Telegram", "somchai", "th").name == "สมชาย"
    assert work.people.seen("line", "U1", "ส.", "", "th").name == "สมชาย"
    assert work.people.by_username("telegram", "somchai") is not None


def test_the_committee_knows_a_linked_person_by_the_name_it_knew(work: UnitOfWork) -> None:
    kept, gone = on_telegram(work)[0], on_line(work)[0]
    work.teams.add_member(rows.team(work).id, gone.id, NOW)
    work.linking.link(kept.id, gone.id, "telegram")
    assert work.people.by_id(kept.id).name == "Somchai"


def planned(work: UnitOfWork, *chats: Chat) -> None:
    plan = rows.plan(work)
    work.outbox.plan([(rows.weekly(plan), chat.id) for chat in chats], NOW, late=False)


def sent(work: UnitOfWork) -> list[Delivery]:
    """All that waits, one after the other."""
    gone = []
    for delivery in rows.claim_all(work, LATER):
        work.outbox.sent(delivery, [f"{delivery.id}"], rows.message(), LATER)
        gone.append(delivery)
    return gone


def sent_to(work: UnitOfWork) -> list[int]:
    return [delivery.chat.id for delivery in rows.claim_all(work, LATER)]


def test_what_is_on_its_way_to_both_goes_once(work: UnitOfWork) -> None:
    (kept, telegram), (gone, line) = on_telegram(work), on_line(work)
    planned(work, telegram, line)
    work.linking.link(kept.id, gone.id, "telegram")
    assert sent_to(work) == [telegram.id]


def test_what_one_of_them_was_told_the_other_is_not(work: UnitOfWork) -> None:
    (kept, telegram), (gone, line) = on_telegram(work), on_line(work)
    planned(work, telegram, line)
    claimed = rows.claim(work)
    work.outbox.sent(claimed, ["1"], rows.message(), NOW)
    work.linking.link(kept.id, gone.id, "telegram")
    assert sent_to(work) == []


@pytest.mark.parametrize("kept_back", [False, True])
def test_what_waits_comes_where_the_person_wants_to_be_told(
    work: UnitOfWork, kept_back: bool
) -> None:
    (kept, telegram), (gone, line) = on_telegram(work), on_line(work)
    work.linking.link(kept.id, gone.id, "line")
    planned(work, line)
    if kept_back:
        work.outbox.keep_back(rows.claim(work), NOW)
    work.linking.choose(kept.id, "telegram")
    assert sent_to(work) == [telegram.id]


def test_what_is_being_sent_stays_where_it_is(work: UnitOfWork) -> None:
    (kept, _), (gone, line) = on_telegram(work), on_line(work)
    work.linking.link(kept.id, gone.id, "line")
    planned(work, line)
    (going,) = work.outbox.claim(NOW, LATER + DAY)
    work.linking.choose(kept.id, "telegram")
    work.outbox.try_again(going, LATER, "away")
    assert sent_to(work) == [line.id]


def test_an_answer_stays_where_was_asked(work: UnitOfWork) -> None:
    (kept, _), (gone, line) = on_telegram(work), on_line(work)
    work.linking.link(kept.id, gone.id, "line")
    work.outbox.post(line.id, rows.message(), NOW)
    work.linking.choose(kept.id, "telegram")
    assert sent_to(work) == [line.id]


def test_what_waits_in_a_chat_that_is_closed_goes_to_another_but_for_answers(
    work: UnitOfWork,
) -> None:
    (kept, telegram), (gone, line) = on_telegram(work), on_line(work)
    work.linking.link(kept.id, gone.id, "telegram")
    planned(work, telegram)
    told = work.outbox.post(telegram.id, rows.message(), NOW)
    answers = [
        work.outbox.post(telegram.id, rows.message(), NOW, **answer)
        for answer in ({"thread": ""}, {"edits": "5"})
    ]
    assert told in work.linking.away(telegram.id)
    there = {one.id: one.chat.id for one in sent(work)}
    assert {telegram.id} == {there.pop(one) for one in answers}
    assert list(there.values()) == [line.id, line.id]


def test_it_goes_where_the_person_chose_to_read(work: UnitOfWork) -> None:
    first, second = on_line(work)[0], on_telegram(work)[0]
    third = work.people.seen("web", "3", "สมชาย", "", "th")
    web = work.chats.at("web", "3", ChatKind.PRIVATE)
    work.chats.opened_by(web.id, third.id)
    work.linking.link(first.id, second.id, "line")
    work.linking.link(first.id, third.id, "web")
    telegram = work.chats.at("telegram", "7", ChatKind.PRIVATE).id
    planned(work, work.chats.by_id(telegram))
    assert len(work.linking.away(telegram)) == 1
    assert sent_to(work) == [web.id]


def test_of_who_cannot_be_reached_elsewhere_nothing_goes(work: UnitOfWork) -> None:
    (kept, telegram), (gone, line) = on_telegram(work), on_line(work)
    planned(work, telegram)
    assert work.linking.away(telegram.id) == []
    work.linking.link(kept.id, gone.id, "telegram")
    work.chats.set_reachable(line.id, False)
    assert work.linking.away(telegram.id) == []
    assert work.linking.away(rows.group(work).id) == []


def test_parted_the_account_is_somebody_new_and_the_rest_stays(work: UnitOfWork) -> None:
    (kept, telegram), (gone, line) = on_telegram(work), on_line(work)
    team = rows.team(work)
    work.teams.set_role(team.id, gone.id, "chair", holds=True)
    work.linking.link(kept.id, gone.id, "line")
    assert work.linking.channels(kept.id) == ["line", "telegram"]
    planned_team = rows.plan(work, "-200")
    work.outbox.plan([(rows.weekly(planned_team), line.id)], NOW, late=False)

    new = work.linking.part(kept.id, "line")

    assert new not in (kept.id, gone.id)
    assert work.linking.channels(kept.id) == ["telegram"]
    assert work.people.seen("line", "U1", "ส.", "", "th").id == new
    assert (work.teams.of_person(new), work.people.by_id(new).private_chat) == ([], line.id)
    assert [m.person.id for m in work.teams.by_id(team.id).chairs] == [kept.id]
    assert work.people.by_id(kept.id).channel == ""
    assert sent_to(work) == [telegram.id]


def test_who_is_linked_is_forgotten_whole(store: SqlStore) -> None:
    with store.work() as work:
        kept, gone = on_telegram(work)[0], on_line(work)[0]
        work.linking.link(kept.id, gone.id, "telegram")
        work.privacy.erase(kept.id, "member", NOW)
        assert work.linking.channels(kept.id) == []
        assert work.people.by_account("line", "U1") is None
        assert work.people.by_id(gone.id).name == ""


def test_what_could_not_be_told_to_one_is_told_to_the_other(work: UnitOfWork) -> None:
    (kept, telegram), (gone, line) = on_telegram(work), on_line(work)
    planned(work, telegram, line)
    work.outbox.failed(rows.claim(work), "blocked", NOW)
    work.linking.link(kept.id, gone.id, "line")
    assert sent_to(work) == [line.id]


def test_it_goes_once_though_one_of_the_chats_cannot_be_reached_just_then(
    work: UnitOfWork,
) -> None:
    (kept, telegram), (gone, line) = on_telegram(work), on_line(work)
    planned(work, telegram, line)
    work.chats.set_reachable(telegram.id, False)
    work.linking.link(kept.id, gone.id, "line")
    assert len(sent_to(work)) == 1


def test_two_things_of_one_slot_both_go(work: UnitOfWork) -> None:
    (kept, telegram), (gone, line) = on_telegram(work), on_line(work)
    plan = rows.plan(work)
    told = [(rows.weekly(plan), telegram.id), (rows.notice(plan), line.id)]
    work.outbox.plan(told, NOW, late=False)
    work.linking.link(kept.id, gone.id, "telegram")
    kinds = [n.kind for delivery in sent(work) for n in delivery.notices]
    assert sorted(kinds) == sorted(n.kind for n, _ in told)


def test_what_is_carried_along_keeps_its_slot_and_answers_no_message_there(
    work: UnitOfWork,
) -> None:
    (kept, telegram), (gone, line) = on_telegram(work), on_line(work)
    work.linking.link(kept.id, gone.id, "line")
    planned(work, line)
    work.outbox.post(line.id, rows.message(), NOW, replies_to="4612", thread="t")
    for _ in range(2):
        work.outbox.keep_back(rows.claim(work), NOW)
    work.linking.choose(kept.id, "telegram")
    notice, answer = sent(work)
    assert notice.slot == NOW
    assert (answer.chat.id, answer.replies_to, answer.thread) == (telegram.id, "", "")


def test_a_pause_of_reminders_goes_where_the_reminders_go(work: UnitOfWork) -> None:
    (kept, telegram), (gone, line) = on_telegram(work), on_line(work)
    plan = rows.plan(work)
    work.plans.snooze(Snooze(plan.id, 1, telegram.id, DUE))
    work.plans.snooze(Snooze(plan.id, 1, line.id, DUE - DAY))
    work.linking.link(kept.id, gone.id, "line")
    assert work.plans.snoozes(plan.id) == [Snooze(plan.id, 1, line.id, DUE)]


def test_an_office_in_a_team_that_was_left_is_the_one_persons_too(work: UnitOfWork) -> None:
    kept, gone = on_telegram(work)[0], on_line(work)[0]
    plan = rows.plan(work)
    lost = RoleGiven(at=NOW, person=gone.id, role="secretary", holds=False, ground=Ground.OBJECTED)
    work.plans.append(plan, lost)
    work.linking.link(kept.id, gone.id, "telegram")
    (event,) = work.plans.by_id(plan.id).events
    assert isinstance(event, RoleGiven)
    assert event.person == kept.id


def test_whose_deputy_either_was_is_told_of_the_one_person(work: UnitOfWork) -> None:
    kept, gone = on_telegram(work)[0], on_line(work)[0]
    plan, other = rows.plan(work), work.people.seen("line", "U7", "อารีย์", "", "th")
    given = Deputy(0, other.id, gone.id, DUE, DUE)
    work.teams.give_deputy(plan.team, given, gone.id, NOW)
    acting = ActingGiven(at=NOW, person=other.id, deputy=gone.id, since=DUE, until=DUE)
    work.plans.append(plan, acting)
    work.linking.link(kept.id, gone.id, "telegram")
    assert [d.deputy for d in work.teams.by_id(plan.team).deputies] == [kept.id]
    (event,) = work.plans.by_id(plan.id).events
    assert isinstance(event, ActingGiven)
    assert (event.person, event.deputy) == (other.id, kept.id)


def test_a_username_that_was_given_up_on_the_other_channel_finds_nobody(
    work: UnitOfWork,
) -> None:
    work.people.seen("telegram", "7", "สมชาย", "somchai", "th")
    kept, gone = on_telegram(work)[0], on_line(work)[0]
    work.linking.link(kept.id, gone.id, "line")
    work.people.seen("telegram", "7", "สมชาย", "", "th")
    assert work.people.by_username("telegram", "somchai") is None


def test_who_was_removed_before_parting_comes_back_by_no_old_invitation(
    work: UnitOfWork,
) -> None:
    kept, gone = on_telegram(work)[0], on_line(work)[0]
    group = rows.team(work).group
    work.linking.link(kept.id, gone.id, "telegram")
    work.drafts.put(LEFT_TEAM, group, kept.id, {}, NOW + DAY)
    new = work.linking.part(kept.id, "line")
    assert work.drafts.of(LEFT_TEAM, group, new, NOW) is not None


def test_what_was_half_said_in_the_chat_that_is_parted_is_dropped(work: UnitOfWork) -> None:
    (kept, telegram), (gone, line) = on_telegram(work), on_line(work)
    work.linking.link(kept.id, gone.id, "telegram")
    for chat in (telegram, line):
        work.drafts.put("ask:note", chat.id, kept.id, {}, LATER)
    new = work.linking.part(kept.id, "line")
    waiting = [work.drafts.waiting(line.id, who, NOW) for who in (kept.id, new)]
    assert waiting == [None, None]
    assert work.drafts.waiting(telegram.id, kept.id, NOW) is not None


def test_of_the_same_question_in_one_group_one_is_left(work: UnitOfWork) -> None:
    kept, gone = on_telegram(work)[0], on_line(work)[0]
    group = rows.group(work).id
    for who in (kept, gone):
        work.drafts.put("ask:note", group, who.id, {"by": who.id}, LATER)
    work.linking.link(kept.id, gone.id, "telegram")
    left = work.drafts.waiting(group, kept.id, NOW)
    assert left is not None
    assert left.data == {"by": kept.id}


def test_who_became_somebody_who_became_another_is_found_there(work: UnitOfWork) -> None:
    first, second = on_line(work)[0], on_telegram(work)[0]
    third = work.people.seen("web", "3", "สมชาย", "", "th")
    work.linking.link(second.id, first.id, "telegram")
    work.linking.link(third.id, second.id, "web")
    assert work.people.by_id(first.id).id == third.id
