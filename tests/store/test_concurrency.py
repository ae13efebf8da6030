"""Many at once, on both databases. What is claimed is claimed once, what is unique stays so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from bot.domain.errors import Conflict
from bot.domain.events import Closed
from bot.domain.notices import Notice
from bot.ports import Delivery, UnitOfWork
from bot.store.unit import SqlStore
from scheduler.transactions import transact
from tests.store import rows
from tests.store.rows import DUE, LATER, NOW

T = TypeVar("T")
THREADS = 4


def at_once(do: Callable[[int], T]) -> list[T]:
    """`do` in several threads, all starting together."""
    barrier = Barrier(THREADS)

    def start(n: int) -> T:
        barrier.wait(timeout=10)
        return do(n)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(start, range(THREADS)))


def write(store: SqlStore, do: Callable[[UnitOfWork], T]) -> T:
    with store.work() as work:
        result = do(work)
        work.commit()
        return result


def all_of(store: SqlStore, do: Callable[[UnitOfWork], T | None]) -> list[T]:
    """What `do` gives, a unit of work each, until it gives nothing."""
    return list(iter(lambda: write(store, do), None))


def deliveries(store: SqlStore) -> list[Delivery]:
    """All, claimed a few at a time."""
    some = all_of(store, lambda work: work.outbox.claim(NOW, LATER, 3) or None)
    return [one for found in some for one in found]


def test_every_delivery_is_claimed_once(store: SqlStore) -> None:
    def post(work: UnitOfWork) -> None:
        for n in range(40):
            work.outbox.post(rows.group(work, str(n)).id, rows.message(), NOW)

    write(store, post)
    claimed = at_once(lambda _: deliveries(store))
    assert sorted(d.chat.address for one in claimed for d in one) == sorted(map(str, range(40)))


def test_every_file_is_fetched_once(store: SqlStore) -> None:
    def expect(work: UnitOfWork) -> None:
        plan = rows.plan(work)
        for n in range(30):
            rows.expect(work, plan, str(n))

    write(store, expect)
    claimed = at_once(lambda _: all_of(store, lambda work: work.files.claim(NOW, LATER)))
    assert sorted(int(f.name) for one in claimed for f in one) == list(range(30))


def test_lanes_are_worked_on_side_by_side_and_each_in_its_order(store: SqlStore) -> None:
    keys = [f"{lane}{n:02}" for n in range(10) for lane in "abcd"]
    write(store, lambda work: work.inbox.accept([rows.envelope(k, k[0]) for k in keys], NOW))
    handled: list[str] = []

    def handle(work: UnitOfWork) -> bool | None:
        found = work.inbox.claim(NOW, LATER, 2)
        for row, envelope, _ in found:
            handled.append(envelope.key)
            work.inbox.done(row, NOW)
        return True if found else None

    at_once(lambda _: all_of(store, handle))
    all_of(store, handle)
    assert sorted(handled) == sorted(keys)
    assert all(
        [k for k in handled if k[0] == lane] == sorted(k for k in keys if k[0] == lane)
        for lane in "abcd"
    )


def test_an_update_that_comes_twice_at_once_is_accepted_once(store: SqlStore) -> None:
    envelopes = [rows.envelope(str(n)) for n in range(20)]
    batches = (envelopes, envelopes[::-1])

    def accept(n: int) -> int:
        """Whoever is in another's way, as two that write the same in turn may be, begins anew."""
        return transact(store, lambda work: work.inbox.accept(batches[n % 2], NOW))

    assert sum(at_once(accept)) == 20


def test_notices_planned_by_many_at_once_are_sent_once(store: SqlStore) -> None:
    def found(work: UnitOfWork) -> tuple[list[Notice], list[int]]:
        plan = rows.plan(work)
        chats = [rows.group(work).id, *(rows.private_chat(work, a).id for a in "789")]
        return [rows.notice(plan, k=k) for k in range(20)], chats

    notices, chats = write(store, found)
    pairs = [(n, chat) for n in notices for chat in chats]
    orders = (pairs, pairs[::-1])
    new = at_once(
        lambda n: write(store, lambda work: work.outbox.plan(orders[n % 2], NOW, late=False))
    )
    assert sum(new) == len(notices)
    said = Counter((d.chat.id, n) for d in deliveries(store) for n in d.notices)
    assert said == Counter({(chat, notice): 1 for notice, chat in pairs})


def test_plans_planned_at_once_share_the_delivery_of_a_chat(store: SqlStore) -> None:
    def found(work: UnitOfWork) -> tuple[list[Notice], int]:
        plans = [rows.plan(work, f"-{n}") for n in range(THREADS)]
        return [rows.notice(plan) for plan in plans], rows.private_chat(work).id

    notices, chat = write(store, found)
    at_once(
        lambda n: write(store, lambda work: work.outbox.plan([(notices[n], chat)], NOW, late=False))
    )
    (delivery,) = deliveries(store)
    assert set(delivery.notices) == set(notices)


def test_no_notice_is_lost_when_its_delivery_leaves_while_it_is_planned(store: SqlStore) -> None:
    plan, chat = write(store, lambda work: (rows.plan(work), rows.group(work).id))
    said: list[int] = []

    def send(work: UnitOfWork) -> bool | None:
        found = work.outbox.claim(NOW, LATER)
        for delivery in found:
            said.extend(n.k for n in delivery.notices)
            work.outbox.sent(delivery, [str(delivery.id)], rows.message(), NOW)
        return True if found else None

    def plan_one(k: int) -> int:
        pair = (rows.notice(plan, k=k), chat)
        return write(store, lambda work: work.outbox.plan([pair], NOW, late=False))

    def plan_or_send(thread: int) -> None:
        for k in range(thread, 40, THREADS):
            plan_one(k)
            all_of(store, send)

    at_once(plan_or_send)
    all_of(store, send)
    assert sorted(said) == list(range(40))


def test_of_many_edits_of_one_message_one_is_sent(store: SqlStore) -> None:
    chat = write(store, lambda work: rows.group(work).id)
    at_once(
        lambda n: write(
            store, lambda work: work.outbox.post(chat, rows.message(str(n)), NOW, key="sign-up")
        )
    )
    assert len(write(store, rows.texts)) == 1


def test_of_many_who_read_the_same_version_one_writes(store: SqlStore) -> None:
    plan = write(store, rows.plan)

    def close(step: int) -> bool:
        event = Closed(at=LATER, step=step, on=DUE)
        try:
            write(store, lambda work: work.plans.append(plan, event))
        except Conflict:
            return False
        return True

    assert sorted(at_once(close)) == [False] * (THREADS - 1) + [True]
    assert len(write(store, lambda work: work.plans.by_id(plan.id)).events) == 1


def test_of_many_who_take_a_free_role_at_once_one_gets_it(store: SqlStore) -> None:
    people = write(store, lambda work: [rows.person(work, str(n)).id for n in range(THREADS)])
    for address in ("-1", "-2", "-3", "-4"):  # one alone may pass by luck
        team = write(store, lambda work: rows.team(work, address)).id  # noqa: B023 - called here

        def take(n: int, team: int = team) -> bool:
            with store.work() as work:
                if work.teams.hold(team).secretaries:
                    return False
                work.teams.set_role(team, people[n], "secretary", True)
                work.commit()
                return True

        assert sorted(at_once(take)) == [False] * (THREADS - 1) + [True]


def test_who_is_met_by_many_at_once_is_met_once(store: SqlStore) -> None:
    people = at_once(lambda _: write(store, rows.person))
    chats = at_once(lambda _: write(store, rows.group))
    assert len({p.id for p in people}) == len({c.id for c in chats}) == 1


def test_files_kept_at_once_get_numbers_of_their_own(store: SqlStore) -> None:
    plan = write(store, rows.plan)
    files = write(store, lambda work: [rows.expect(work, plan, str(n)) for n in range(THREADS)])
    kept = at_once(lambda n: write(store, lambda work: work.files.kept(files[n], str(n) * 64, 1)))
    assert sorted(f.number for f in kept) == list(range(1, THREADS + 1))


def test_the_same_file_kept_at_once_is_kept_once(store: SqlStore) -> None:
    plan = write(store, rows.plan)
    files = [write(store, lambda work: rows.expect(work, plan)) for _ in range(THREADS)]
    kept = at_once(lambda n: write(store, lambda work: work.files.kept(files[n], "a" * 64, 1)))
    assert len({f.id for f in kept}) == 1
    assert len(write(store, lambda work: work.files.of_plan(plan.id))) == 1


def test_who_speaks_while_being_erased_is_somebody_new(store: SqlStore) -> None:
    """Not somebody without a name who is back in the team."""
    team = write(store, lambda work: rows.team(work).id)
    who = write(store, lambda work: work.people.seen("telegram", "77", "ก", "", "th").id)

    def speak_or_erase(n: int) -> None:
        def speak(work: UnitOfWork) -> None:
            person = work.people.seen("telegram", "77", "ก", "", "th")
            work.teams.add_member(team, person.id, NOW)

        def erase(work: UnitOfWork) -> None:
            work.privacy.erase(who, "member", NOW)

        transact(store, erase if n == 0 else speak)

    at_once(speak_or_erase)
    with store.reading() as work:
        members = [m.person for m in work.teams.by_id(team).members]
    assert who not in [person.id for person in members]
    assert all(person.name for person in members)
