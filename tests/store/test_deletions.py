"""Files of a plan that are deleted: what is known stays, and only bytes that nobody else has go."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.files import Deletable, FileState
from bot.domain.plan import Plan
from bot.ports import UnitOfWork
from tests.store import rows
from tests.store.rows import NOW

SOON = NOW + timedelta(hours=1)
A, B, C = ("a" * 64, "b" * 64, "c" * 64)


def plan_with_three(work: UnitOfWork) -> Plan:
    """Two files that are kept, and one that was removed."""
    plan = rows.plan(work)
    rows.keep(work, plan, "ก.pdf", content="a")
    rows.keep(work, plan, "ข.pdf", content="b")
    removed = rows.keep(work, plan, "ค.pdf", content="c")
    work.files.remove(removed.id, removed.sent_by, "ผิดฉบับ", NOW)
    return plan


def another_with(work: UnitOfWork, content: str) -> Plan:
    """Of another team, with the same bytes."""
    other = rows.plan(work, "-200")
    rows.keep(work, other, content=content)
    return other


def test_what_goes_is_counted_with_what_stands_elsewhere_too(work: UnitOfWork) -> None:
    plan = plan_with_three(work)
    assert work.deletions.of_plan(plan.id) == Deletable(3, 30, 0)
    another_with(work, "b")
    assert work.deletions.of_plan(plan.id) == Deletable(3, 20, 1)


def test_names_and_hashes_stay_and_nothing_can_be_had_any_more(work: UnitOfWork) -> None:
    plan = plan_with_three(work)
    work.deletions.delete(plan.id, SOON)
    files = work.files.of_plan(plan.id)
    assert [(f.name, f.sha256, f.state) for f in files] == [
        ("ก.pdf", A, FileState.DELETED),
        ("ข.pdf", B, FileState.DELETED),
    ]
    assert work.files.stored() == []
    assert work.holdings.seen_from(0, plan.id).used == 0
    assert work.files.take_along(plan.id, rows.plan(work, "-200").id, [1]) == 0


def test_bytes_go_when_their_time_has_come_and_once(work: UnitOfWork) -> None:
    plan = plan_with_three(work)
    work.deletions.delete(plan.id, SOON)
    assert work.deletions.due(NOW, 9) == []
    assert work.deletions.due(SOON, 2) == [A, B]
    work.deletions.done(A)
    work.deletions.put_off(B, SOON + timedelta(days=1))
    assert work.deletions.due(SOON, 9) == [C]
    assert work.deletions.due(SOON + timedelta(days=1), 9) == [B, C]


def test_bytes_that_another_plan_has_stay_until_that_ones_are_deleted(work: UnitOfWork) -> None:
    plan = plan_with_three(work)
    other = another_with(work, "a")
    work.deletions.delete(plan.id, SOON)
    assert work.deletions.due(SOON, 9) == [B, C]
    assert [b.sha256 for b in work.files.stored()] == [A]
    work.deletions.delete(other.id, SOON)
    assert work.deletions.due(SOON, 9) == [A, B, C]


def test_bytes_of_a_teams_own_form_stay(work: UnitOfWork) -> None:
    plan = plan_with_three(work)
    work.templates.add(plan.team, "แบบ.docx", A, 10, NOW)
    work.deletions.delete(plan.id, SOON)
    assert work.deletions.due(SOON, 9) == [B, C]


def test_what_was_removed_elsewhere_and_may_come_back_counts_as_used(work: UnitOfWork) -> None:
    plan = plan_with_three(work)
    file = work.files.of_plan(another_with(work, "a").id)[0]
    work.files.remove(file.id, file.sent_by, "ผิดฉบับ", NOW)
    work.deletions.delete(plan.id, SOON)
    assert A not in work.deletions.due(SOON, 9)


def test_until_the_bytes_go_all_is_as_before_when_it_is_taken_back(work: UnitOfWork) -> None:
    plan = plan_with_three(work)
    before = work.files.of_plan(plan.id), work.files.stored()
    work.deletions.delete(plan.id, SOON)
    assert work.deletions.take_back(plan.id, NOW)
    assert (work.files.of_plan(plan.id), work.files.stored()) == before
    assert work.deletions.due(SOON, 9) == []
    work.deletions.delete(plan.id, SOON)
    assert not work.deletions.take_back(plan.id, SOON)


def test_a_link_has_no_bytes_and_stays(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    file = rows.keep(work, plan)
    work.files.remove(file.id, file.sent_by, "", NOW)
    link = work.files.add(replace(file, name="หน้าเว็บ", sha256="", size=0, link="https://a.th/"))
    work.deletions.delete(plan.id, SOON)
    assert work.files.of_plan(plan.id) == [link]
