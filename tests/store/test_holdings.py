"""How many bytes of files a team holds."""

from __future__ import annotations

from bot.domain.files import File
from bot.domain.plan import Plan
from bot.domain.room import Held, Holding
from bot.ports import UnitOfWork
from tests.store import rows
from tests.store.rows import NOW


def used(work: UnitOfWork, plan: Plan) -> int:
    return work.holdings.seen_from(0, plan.id).used


def kept(work: UnitOfWork, plan: Plan, name: str, content: str, step: int = 1) -> File:
    made = rows.expect(work, plan, name, step, size=3_000_000_000)
    return work.files.kept(made, content * 64, 1_500_000_000)


def test_a_team_without_files_holds_nothing(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    assert work.holdings.seen_from(1, plan.id) == Holding(plan.team, NOW, 0, 0)
    assert work.holdings.all() == []


def test_every_version_counts_and_the_same_bytes_count_once(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    kept(work, plan, "ก.pdf", "a")
    kept(work, plan, "ก.pdf", "b")
    kept(work, plan, "ก.pdf", "b")
    kept(work, plan, "ข.pdf", "b", step=2)
    assert used(work, plan) == 2 * 1_500_000_000


def test_what_was_removed_still_counts_for_its_bytes_stay(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    file = rows.keep(work, plan)
    work.files.remove(file.id, file.sent_by, "ผิดฉบับ", NOW)
    assert used(work, plan) == file.size


def test_by_their_size_bytes_are_found_that_the_team_holds(work: UnitOfWork) -> None:
    plan, other = rows.plan(work), rows.plan(work, "-200")
    file = kept(work, plan, "ก.pdf", "a")
    kept(work, other, "ข.pdf", "b")
    rows.expect(work, plan, "ค.pdf", size=file.size)
    work.files.remove(file.id, file.sent_by, "ผิดฉบับ", NOW)
    again = work.plans.create(plan.team, plan.sop, plan.start, (), {}, NOW)
    assert work.holdings.of_size(again.id, file.size) == {"a" * 64}
    assert work.holdings.of_size(again.id, file.size - 1) == frozenset()


def test_what_another_plan_took_along_counts_once(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    rows.keep(work, plan)
    again = work.plans.create(plan.team, plan.sop, plan.start, (), {}, NOW)
    work.files.take_along(plan.id, again.id, [1])
    assert used(work, again) == 10


def test_what_was_announced_before_and_is_still_to_come_is_promised(work: UnitOfWork) -> None:
    plan, other = rows.plan(work), rows.plan(work, "-200")
    first, second, third = (rows.expect(work, plan, name, size=7) for name in "abc")
    rows.expect(work, other, "d", size=7)
    promised = [work.holdings.seen_from(f.id, plan.id).promised for f in (first, second, third)]
    assert promised == [0, 7, 14]
    work.files.failed(first.id)
    assert work.holdings.seen_from(third.id, plan.id).promised == 7


def test_the_largest_come_first(work: UnitOfWork) -> None:
    small, large = rows.plan(work), rows.plan(work, "-200")
    rows.keep(work, small)
    kept(work, large, "ก.pdf", "a")
    assert work.holdings.all() == [
        Held(large.team, "-200", 1_500_000_000),
        Held(small.team, "-100", 10),
    ]
