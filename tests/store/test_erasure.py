"""A person is forgotten: who it was goes everywhere, what was recorded stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.events import Closed, FileKept
from bot.domain.files import FileState
from bot.domain.people import Chat, ChatKind, Person
from bot.domain.personal_data import Share
from bot.domain.plan import Plan
from bot.domain.queues import Snooze
from bot.ports import FAREWELL, LEFT_TEAM, Delivery, UnitOfWork
from bot.store.unit import SqlStore
from tests.dumps import dump
from tests.store import rows
from tests.store.rows import DUE, NOW

ACCOUNT = "7"
DUE_AT = NOW + timedelta(days=14)
Ends = Callable[[UnitOfWork, Delivery], None]


def member(work: UnitOfWork, plan: Plan) -> Person:
    """With everything that a person can have."""
    chat = rows.private_chat(work, ACCOUNT)
    who = work.people.seen("telegram", ACCOUNT, "สมชาย", "somchai", "en")
    work.people.set_official(who.id, "นายสมชาย ตัวอย่าง", "นักวิชาการ")
    work.teams.set_role(plan.team, who.id, "chair", True)
    work.teams.join_party(plan.team, who.id, "test", "academics")
    work.subscriptions.make(plan.team, who.id, NOW)
    work.chats.seen_in(rows.group(work).id, who.id)
    work.plans.snooze(Snooze(plan.id, 1, chat.id, DUE))
    work.absences.tell(plan.id, 1, DUE, who.id, "ลาป่วย")
    work.drafts.put("ask:name", chat.id, who.id, {}, NOW + timedelta(days=1))
    return work.people.by_id(who.id)


def erased(work: UnitOfWork, role: str = "chair") -> Person:
    """A member of a team with a plan, forgotten."""
    who = member(work, rows.plan(work))
    work.privacy.erase(who.id, role, NOW)
    return work.people.by_id(who.id)


def farewell(work: UnitOfWork) -> tuple[Chat, Delivery]:
    """It is being sent."""
    chat = work.chats.at("telegram", ACCOUNT, ChatKind.PRIVATE)
    work.outbox.post(chat.id, rows.message(), NOW, key=FAREWELL)
    return chat, rows.claim(work)


def test_who_it_was_is_gone_and_what_it_was_stays(work: UnitOfWork) -> None:
    who = erased(work)
    assert who == Person(who.id, "", erased_as="chair")
    assert work.people.by_account("telegram", ACCOUNT) is None
    assert work.people.by_username("telegram", "somchai") is None
    assert work.people.account_of("telegram", who.id) is None


def test_the_person_is_in_no_team_and_was_seen_nowhere(work: UnitOfWork) -> None:
    who = erased(work)
    assert work.teams.of_person(who.id) == []
    assert work.chats.groups_of("telegram", who.id) == []


def test_events_and_files_keep_by_whom_they_are(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    who = member(work, plan)
    file = rows.keep(work, plan)
    work.plans.append(plan, Closed(at=NOW, by=who.id, step=1, on=DUE))
    work.privacy.erase(who.id, "member", NOW)
    assert work.plans.by_id(plan.id).events[-1].by == who.id
    kept = work.files.by_id(file.id)
    assert kept is not None
    assert (kept.sent_by, kept.state) == (who.id, FileState.KEPT)


def test_the_private_chat_leads_nowhere(work: UnitOfWork) -> None:
    chat = rows.private_chat(work, ACCOUNT)
    erased(work)
    left = work.chats.by_id(chat.id)
    assert (left.is_erased, left.title, left.person, left.reachable) == (True, "", None, False)
    assert work.chats.at("telegram", ACCOUNT, ChatKind.PRIVATE).id != chat.id


def test_nothing_of_the_private_chat_is_left(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    who, chat = member(work, plan), rows.private_chat(work, ACCOUNT)
    work.outbox.post(chat.id, rows.message(), NOW, key="welcome")
    rows.deliver(work, "77")
    work.privacy.erase(who.id, "chair", NOW)
    assert work.plans.snoozes(plan.id) == []
    assert work.sent.named(chat.id, "welcome") is None
    assert work.drafts.waiting(chat.id, who.id, NOW) is None


def test_what_waits_or_failed_in_the_private_chat_no_longer_matters(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    who, chat = member(work, plan), rows.private_chat(work, ACCOUNT)
    work.outbox.post(chat.id, rows.message(), NOW)
    work.outbox.failed(rows.claim(work), "blocked", NOW)
    work.outbox.post(chat.id, rows.message(), NOW)
    work.privacy.erase(who.id, "chair", NOW)
    assert rows.texts(work) == []
    assert work.outbox.undelivered() == []


def test_handled_updates_no_longer_tell_the_chat_but_are_known_still(store: SqlStore) -> None:
    before = rows.envelope("1", lane="77007", album="a1")
    now = rows.envelope("2", lane="77007")
    with store.work() as work:
        work.inbox.accept([before, now], NOW)
        [(row, *_)] = work.inbox.claim(NOW, rows.LATER)
        work.inbox.done(row, NOW)
        chat = rows.private_chat(work, "77007")
        work.privacy.erase(rows.person(work, "77007").id, "member", NOW)
        work.commit()
    assert re.findall(r"'lane': '([^']*)'", dump(store.engine)) == [f"erased-{chat.id}", "77007"]
    with store.work() as work:
        assert work.inbox.accept([before, now], NOW) == 0


def sent(work: UnitOfWork, delivery: Delivery) -> None:
    work.outbox.sent(delivery, ["9"], rows.message(), NOW)


def dropped(work: UnitOfWork, delivery: Delivery) -> None:
    work.outbox.dropped(delivery, "overtaken", NOW)


def failed(work: UnitOfWork, delivery: Delivery) -> None:
    work.outbox.failed(delivery, "blocked", NOW)


@pytest.mark.parametrize("ends", [sent, dropped, failed])
def test_the_address_goes_with_the_farewell_however_that_ends(work: UnitOfWork, ends: Ends) -> None:
    erased(work)
    chat, delivery = farewell(work)
    assert work.chats.by_id(chat.id).address == ACCOUNT
    ends(work, delivery)
    assert work.chats.by_id(chat.id).is_erased
    assert work.outbox.undelivered() == []


def test_until_the_farewell_is_over_its_address_waits_for_it(work: UnitOfWork) -> None:
    erased(work)
    chat, delivery = farewell(work)
    work.outbox.try_again(delivery, rows.LATER, "no network")
    assert work.chats.by_id(chat.id).address == ACCOUNT
    assert rows.claim(work, rows.LATER).chat.address == ACCOUNT


def test_who_came_back_before_the_farewell_keeps_the_new_chat(work: UnitOfWork) -> None:
    erased(work)
    chat, delivery = farewell(work)
    again = rows.private_chat(work, ACCOUNT)
    sent(work, delivery)
    assert again.id == chat.id
    assert work.chats.by_id(chat.id).address == ACCOUNT


def test_the_update_that_asked_for_it_no_longer_tells_the_chat_after_the_farewell(
    store: SqlStore,
) -> None:
    with store.work() as work:
        work.inbox.accept([rows.envelope("1", lane="77007")], NOW)
        [(row, *_)] = work.inbox.claim(NOW, rows.LATER)
        rows.private_chat(work, "77007")
        work.privacy.erase(rows.person(work, "77007").id, "member", NOW)
        chat = work.chats.at("telegram", "77007", ChatKind.PRIVATE)
        work.outbox.post(chat.id, rows.message(), NOW, key=FAREWELL)
        work.inbox.done(row, NOW)
        sent(work, rows.claim(work))
        work.commit()
    assert "77007" not in dump(store.engine)


def test_everything_of_a_member_is_gone_from_every_table(store: SqlStore) -> None:
    with store.work() as work:
        erased(work)
        work.commit()
    left = dump(store.engine)
    for told in ("สมชาย", "นายสมชาย ตัวอย่าง", "somchai", "'นักวิชาการ'", f"'{ACCOUNT}'"):
        assert told not in left


def test_others_lose_nothing(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    who, other = member(work, plan), rows.person(work, "8", "สมหญิง")
    chat = rows.private_chat(work, "8")
    work.teams.add_member(plan.team, other.id, NOW)
    work.outbox.post(chat.id, rows.message(), NOW)
    work.privacy.erase(who.id, "chair", NOW)
    assert [m.person.id for m in work.teams.by_id(plan.team).members] == [other.id]
    assert work.people.by_id(other.id).private_chat == chat.id
    assert rows.claim(work).chat == chat


def test_own_invitations_go_and_those_of_teams_that_the_person_has_left(work: UnitOfWork) -> None:
    plan, other = rows.plan(work), rows.person(work, "8")
    who, elsewhere = member(work, plan), rows.team(work, "-200")
    own = work.drafts.invite(elsewhere.id, "member", who.id, NOW)
    old = work.drafts.invite(plan.team, "member", other.id, NOW)
    others = work.drafts.invite(elsewhere.id, "member", other.id, NOW)
    work.drafts.put(LEFT_TEAM, rows.group(work).id, who.id, {}, DUE_AT)
    work.privacy.erase(who.id, "chair", NOW)
    left = [i for i in (own, old, others) if work.drafts.invitation(i.code, NOW)]
    assert left == [others]


def test_what_is_kept_is_counted_by_team(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    who = member(work, plan)
    rows.keep(work, plan)
    rows.expect(work, plan, "ยังไม่มา.pdf")
    events = (
        Closed(at=NOW, by=who.id, step=1, on=DUE),
        FileKept(at=NOW, by=who.id, step=1, label="1-01", name="คำสั่ง.pdf"),
        Closed(at=NOW, by=rows.person(work, "8").id, step=2, on=DUE),
    )
    work.plans.append(plan, *events)
    kept = work.privacy.kept(who.id)
    assert (kept.accounts, kept.groups) == ((("telegram", ACCOUNT),), ("กลุ่ม",))
    assert kept.shares == (Share(plan.team, entries=1, files=1),)
