from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import select

from bot.domain.incoming import Happened, Incoming, Place
from bot.domain.people import ChatKind
from bot.ports import Envelope, UnitOfWork
from bot.store.inbox import MOST_HELD
from bot.store.queue_tables import inbox
from bot.store.unit import SqlStore
from tests.store import rows
from tests.store.rows import LATER, MINUTE, NOW, envelope


def claim(work: UnitOfWork, now: datetime = NOW) -> tuple[int, str, int]:
    """(row, key, attempts) of the next; there must be one."""
    [(row, claimed, attempts)] = work.inbox.claim(now, now + MINUTE)
    assert claimed.payload == f"payload {claimed.key}"
    return row, claimed.key, attempts


def keys(work: UnitOfWork, now: datetime = NOW) -> list[str]:
    """Everything that can be claimed now, and is."""
    found = iter(lambda: work.inbox.claim(now, now + MINUTE, 2), [])
    return [claimed.key for some in found for _, claimed, _ in some]


def test_an_update_is_accepted_once(work: UnitOfWork) -> None:
    assert work.inbox.accept([envelope("1"), envelope("2", "2"), envelope("1")], NOW) == 2
    assert work.inbox.accept([envelope("2", "2"), envelope("3", "3")], LATER) == 1
    assert work.inbox.accept([], LATER) == 0
    assert keys(work) == ["1", "2", "3"]


def test_of_channels_that_are_left_out_nothing_is_claimed(work: UnitOfWork) -> None:
    work.inbox.accept([envelope("1"), replace(envelope("2"), channel="line")], NOW)
    [(_, claimed, _)] = work.inbox.claim(NOW, LATER, 9, but=["telegram"])
    assert claimed.channel == "line"
    assert not work.inbox.claim(NOW, LATER, 9, but=["telegram", "line"])


def test_the_rest_of_an_album_is_taken_in_with_what_is_for_us_and_after_it(
    work: UnitOfWork,
) -> None:
    ours, rest = envelope("2", album="A"), partial(envelope, album="A", follows=True)
    assert work.inbox.accept([rest("1"), ours, rest("3")], NOW) == 3
    assert work.inbox.accept([rest("4"), rest("5", "other chat")], NOW) == 1
    assert keys(work, NOW) == ["1"]


def test_an_album_of_which_nothing_is_for_us_is_never_handled(work: UnitOfWork) -> None:
    assert work.inbox.accept([envelope("1", album="A", follows=True)], NOW) == 0
    assert work.inbox.accept([envelope("2", album="", follows=True)], NOW) == 0
    assert keys(work) == []


def test_what_is_for_us_finds_what_came_of_its_album_before(work: UnitOfWork) -> None:
    work.inbox.accept([envelope("1", album="A", follows=True)], NOW)
    work.inbox.accept([envelope("2", album="B", follows=True)], NOW)
    work.inbox.accept([envelope("3", album="A")], LATER)
    found = work.inbox.album("telegram", "1", "A")
    assert [(at, one.key, one.payload) for _, at, one in found] == [
        (NOW, "1", "payload 1"),
        (LATER, "3", "payload 3"),
    ]
    for row, _, _ in found:
        work.inbox.done(row, LATER)
    assert work.inbox.album("telegram", "1", "A") == []


def test_what_was_quoted_before_it_came_is_taken_in_with_the_rest_of_its_album(
    work: UnitOfWork,
) -> None:
    chat, who = rows.group(work), rows.person(work).id
    work.drafts.put("quoted:m2", chat.id, who, {}, LATER)

    def picture(message: str, lane: str = chat.address) -> Envelope:
        place = Place(lane, ChatKind.GROUP)
        said = Incoming("telegram", message, place, Happened.SAID, message=message)
        held = envelope(f"{lane} {message}", lane, album="A", follows=True)
        return replace(held, incoming=said)

    assert work.inbox.accept([picture("m1"), picture("m2", "-2")], NOW) == 0
    assert work.inbox.accept([picture("m2"), picture("m3")], NOW) == 2
    assert work.inbox.accept([replace(picture("m2"), key="late", album="B")], LATER) == 0


def test_what_is_held_can_be_let_in(work: UnitOfWork) -> None:
    held = partial(envelope, follows=True)
    work.inbox.accept([held("1", album="A"), held("2", album="B"), held("3", "2", album="A")], NOW)
    work.inbox.let_in("telegram", "1", "A")
    assert keys(work) == ["1"]


def test_what_nobody_claims_of_an_album_is_deleted_after_ten_minutes(store: SqlStore) -> None:
    with store.work() as work:
        work.inbox.accept([envelope("1", album="A", follows=True), envelope("2", album="C")], NOW)
        work.inbox.accept([envelope("3", album="B", follows=True)], NOW + 11 * MINUTE)
        work.commit()
    with store.engine.connect() as connection:
        assert connection.scalars(select(inbox.c.key)).all() == ["2", "3"]


def test_of_one_chat_not_all_is_held(store: SqlStore) -> None:
    held = partial(envelope, album="A", follows=True)
    with store.work() as work:
        work.inbox.accept([held("other", "other chat")], NOW)
        for n in range(3):
            work.inbox.accept([held(f"{n}-{m}") for m in range(MOST_HELD)], NOW)
        work.inbox.let_go(NOW)
        assert len(work.inbox.album("telegram", "1", "A")) == MOST_HELD
        assert work.inbox.album("telegram", "1", "A")[0][2].key == "2-0"
        assert len(work.inbox.album("telegram", "other chat", "A")) == 1


def test_channels_may_use_the_same_keys_and_lanes(work: UnitOfWork) -> None:
    assert work.inbox.accept([envelope("1"), envelope("1", channel="line")], NOW) == 2
    assert keys(work) == ["1", "1"]


def test_a_lane_keeps_its_order_and_lanes_do_not_wait_for_each_other(work: UnitOfWork) -> None:
    work.inbox.accept([envelope("1", "a"), envelope("2", "a"), envelope("3", "b")], NOW)
    row, key, attempts = claim(work)
    assert (key, attempts) == ("1", 1)
    assert keys(work) == ["3"]
    work.inbox.done(row, NOW)
    assert keys(work) == ["2"]


def in_order(work: UnitOfWork, *, strangers: bool = True) -> list[str]:
    """Everything, handled one after another."""
    handled = []
    while found := work.inbox.claim(NOW, LATER, strangers=strangers):
        [(row, taken, _)] = found
        handled.append(taken.key)
        work.inbox.done(row, NOW)
    return handled


def test_the_first_of_every_lane_goes_before_the_second_of_any(work: UnitOfWork) -> None:
    work.inbox.accept([envelope("a1", "a"), envelope("a2", "a"), envelope("b1", "b")], NOW)
    work.inbox.accept([envelope("a3", "a"), envelope("b2", "b")], NOW)
    assert in_order(work) == ["a1", "b1", "a2", "b2", "a3"]


def test_committees_go_before_who_is_in_no_team_who_may_have_to_wait(work: UnitOfWork) -> None:
    team, _ = rows.team(work), [rows.private_chat(work, account) for account in "78"]
    work.teams.add_member(team.id, rows.person(work).id, NOW)
    lanes = ("unknown", "-2", "8", "7", "7", "-100")
    work.inbox.accept([envelope(str(n), lane) for n, lane in enumerate(lanes)], NOW)
    assert in_order(work, strangers=False) == ["3", "5", "4"]
    [(_, found, _)] = work.inbox.claim(NOW, LATER)
    assert found.of_stranger
    assert in_order(work) == ["1", "2"]


def test_a_lease_that_ran_out_is_taken_over(work: UnitOfWork) -> None:
    work.inbox.accept([envelope("1"), envelope("2")], NOW)
    claim(work)
    assert keys(work) == []
    _, key, attempts = claim(work, LATER)
    assert (key, attempts) == ("1", 2)


def test_what_is_put_off_stops_its_lane_until_its_turn(work: UnitOfWork) -> None:
    work.inbox.accept([envelope("1"), envelope("2")], NOW)
    work.inbox.put_off(claim(work)[0], LATER)
    assert keys(work) == []
    assert keys(work, LATER) == ["1"]


def test_what_cannot_be_handled_does_not_stop_its_lane(work: UnitOfWork) -> None:
    work.inbox.accept([envelope("1"), envelope("2")], NOW)
    work.inbox.set_aside(claim(work)[0], "incident 1", NOW)
    assert keys(work) == ["2"]
    assert work.inbox.accept([envelope("1")], NOW) == 0


def test_a_handled_update_is_known_by_its_key_until_that_is_forgotten(work: UnitOfWork) -> None:
    work.inbox.accept([envelope("1"), envelope("2", "2"), envelope("3", "3")], NOW)
    work.inbox.done(claim(work)[0], NOW)
    work.inbox.set_aside(claim(work)[0], "incident 1", LATER)
    work.inbox.forget(LATER)
    assert work.inbox.accept([envelope("1"), envelope("2", "2")], LATER) == 1
    work.inbox.forget(LATER + MINUTE)
    assert work.inbox.accept([envelope("2", "2"), envelope("3", "3")], LATER) == 1


def test_what_was_said_is_deleted_when_handled(store: SqlStore) -> None:
    with store.work() as work:
        work.inbox.accept([envelope("1")], NOW)
        work.inbox.done(claim(work)[0], NOW)
        work.inbox.accept([envelope("2")], NOW)
        work.inbox.set_aside(claim(work)[0], "incident 1", NOW)
        work.commit()
    with store.engine.connect() as connection:
        assert connection.scalars(select(inbox.c.payload)).all() == [None, None]


def test_what_somebody_has_handled_is_not_done_again(work: UnitOfWork) -> None:
    work.inbox.accept([envelope("1"), envelope("2")], NOW)
    row, _, _ = claim(work)
    claim(work, LATER)
    assert work.inbox.done(row, LATER)
    assert not work.inbox.done(row, LATER)
    set_aside, _, _ = claim(work)
    work.inbox.set_aside(set_aside, "incident 1", NOW)
    assert not work.inbox.done(set_aside, LATER)
