from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.domain.errors import Missing
from bot.domain.files import File, FileState
from bot.domain.links import default_title
from bot.domain.numbers import StepNumber
from bot.domain.plan import Plan, PlanStatus
from bot.ports import UnitOfWork
from tests.store import rows
from tests.store.rows import LATER, MINUTE, NOW

A, B = "a" * 64, "b" * 64


def test_an_expected_file_says_where_it_came_from(work: UnitOfWork) -> None:
    made = rows.expect(work, rows.plan(work))
    assert work.files.by_id(made.id) == made
    assert (made.state, made.source, made.channel) == (
        FileState.EXPECTED,
        "source of คำสั่ง.pdf",
        "telegram",
    )
    assert work.files.by_id(99) is None


def test_the_bytes_that_must_be_there_are_told_once_the_newest_first(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    files = [rows.expect(work, plan, name) for name in "abcd"]
    for file, sha256 in zip(files[:3], (A, B, A), strict=True):
        work.files.kept(file, sha256, 5)
    work.files.remove(files[1].id, files[1].sent_by, "ผิดฉบับ", NOW)
    assert [(b.sha256, b.size, b.file) for b in work.files.stored()] == [
        (B, 5, files[1].id),
        (A, 5, files[0].id),
    ]


def test_a_file_of_any_size_may_be_announced(work: UnitOfWork) -> None:
    assert rows.expect(work, rows.plan(work), size=4_000_000_000).size > 2_000_000_000


def test_expected_files_are_claimed_once_oldest_first(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    first, second = rows.expect(work, plan, "1"), rows.expect(work, plan, "2")
    claimed = [work.files.claim(NOW, LATER) for _ in range(3)]
    assert [f and (f.id, f.attempts) for f in claimed] == [(first.id, 1), (second.id, 1), None]


def test_of_channels_that_are_left_out_no_file_is_claimed(work: UnitOfWork) -> None:
    made = rows.expect(work, rows.plan(work))
    assert work.files.claim(NOW, LATER, but=["telegram"]) is None
    claimed = work.files.claim(NOW, LATER, but=["line"])
    assert claimed is not None
    assert claimed.id == made.id


def test_a_claim_that_was_given_up_is_taken_over(work: UnitOfWork) -> None:
    made = rows.expect(work, rows.plan(work))
    work.files.claim(NOW, LATER)
    again = work.files.claim(LATER, LATER + MINUTE)
    assert again is not None
    assert (again.id, again.attempts) == (made.id, 2)


def test_a_fetch_that_failed_is_tried_again_when_its_turn_comes(work: UnitOfWork) -> None:
    made = rows.expect(work, rows.plan(work))
    work.files.claim(NOW, LATER)
    work.files.try_again(made.id, LATER + MINUTE)
    assert work.files.claim(LATER, LATER + MINUTE) is None
    assert work.files.claim(LATER + MINUTE, LATER + 2 * MINUTE) is not None


def test_a_file_that_failed_for_good_is_not_claimed(work: UnitOfWork) -> None:
    made = rows.expect(work, rows.plan(work))
    work.files.failed(made.id)
    assert work.files.claim(NOW, LATER) is None
    failed = work.files.by_id(made.id)
    assert failed is not None
    assert failed.state is FileState.FAILED


def test_kept_files_are_numbered_within_their_step(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    kept = [rows.keep(work, plan, n, s, c) for n, s, c in (("ก", 1, "a"), ("ข", 1, "b"))]
    elsewhere = rows.keep(work, plan, "ก", 2)
    assert [f.label for f in (*kept, elsewhere)] == ["1-01", "1-02", "2-01"]
    assert work.files.of_plan(plan.id) == [*kept, elsewhere]
    assert work.files.claim(NOW, LATER) is None


def test_they_come_in_the_order_of_the_steps(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    for step in (7, StepNumber.of(6, 10), StepNumber.of(6, 2)):
        added(work, plan, step)
    assert [str(f.step) for f in work.files.of_plan(plan.id)] == ["6.2", "6.10", "7"]


@pytest.mark.parametrize("again", ["Order.PDF", "order.pdf"])
def test_the_same_name_is_the_next_version(work: UnitOfWork, again: str) -> None:
    plan = rows.plan(work)
    rows.keep(work, plan, "Order.pdf")
    second = rows.keep(work, plan, again, content="b")
    assert (second.label, second.version) == ("1-01", 2)
    assert [f.version for f in work.files.of_plan(plan.id)] == [1, 2]


def test_a_name_is_the_same_however_its_accents_are_encoded(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    rows.keep(work, plan, "caf\N{LATIN SMALL LETTER E WITH ACUTE}.pdf")
    second = rows.keep(work, plan, "cafe\N{COMBINING ACUTE ACCENT}.pdf", content="b")
    assert (second.number, second.version) == (1, 2)


def test_the_same_bytes_in_a_step_are_the_file_already_there(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    first, again = rows.keep(work, plan, "ก"), rows.expect(work, plan, "ข", album="")
    assert work.files.kept(again, "a" * 64, 10) == first
    assert work.files.by_id(again.id) is None
    assert rows.keep(work, plan, "ข", step=2).label == "2-01"


def test_bytes_that_came_again_in_an_album_stay_known_with_it(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    first, again = rows.keep(work, plan, "ก"), rows.expect(work, plan, "ข")
    assert work.files.kept(again, "a" * 64, 10) == first
    album = work.files.of_album(rows.group(work).id, "a1")
    assert [(f.id, f.state) for f in album] == [
        (first.id, FileState.KEPT),
        (again.id, FileState.FAILED),
    ]
    assert work.files.of_plan(plan.id) == [first]


def test_the_bytes_of_a_replaced_version_are_a_new_version(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    for content in "aba":
        rows.keep(work, plan, "ก", content=content)
    assert [(f.label, f.version) for f in work.files.of_plan(plan.id)] == [
        ("1-01", 1),
        ("1-01", 2),
        ("1-01", 3),
    ]


def test_a_removed_file_comes_back_as_it_was(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    removed = rows.keep(work, plan, "ก")
    work.files.remove(removed.id, rows.person(work).id, "ผิดไฟล์", NOW)
    rows.keep(work, plan, "ข", content="b")
    assert work.files.restore(removed.id) == removed
    assert [f.label for f in work.files.of_plan(plan.id)] == ["1-01", "1-02"]


def test_keeping_twice_keeps_once(work: UnitOfWork) -> None:
    made = rows.expect(work, rows.plan(work))
    kept = work.files.kept(made, "a" * 64, 10)
    assert work.files.kept(made, "a" * 64, 10) == kept


def test_numbers_and_versions_of_removed_files_are_not_used_again(work: UnitOfWork) -> None:
    plan, by = rows.plan(work), rows.person(work).id
    removed = rows.keep(work, plan, "ก")
    work.files.remove(removed.id, by, "ผิดไฟล์", NOW)
    same_name = rows.keep(work, plan, "ก")
    assert same_name.label == "1-02"
    newer = rows.keep(work, plan, "ก", content="b")
    work.files.remove(newer.id, by, "ผิดไฟล์", NOW)
    assert rows.keep(work, plan, "ก", content="c").version == 3
    assert removed not in work.files.of_plan(plan.id)


def test_a_moved_file_gets_a_number_of_its_new_step_and_leaves_none_behind(
    work: UnitOfWork,
) -> None:
    plan = rows.plan(work)
    rows.keep(work, plan, "ข", step=2, content="b")
    moved = work.files.move(rows.keep(work, plan, "ก").id, 2)
    assert moved.label == "2-02"
    assert rows.keep(work, plan, "ค", content="c").label == "1-02"
    assert work.files.move(moved.id, 2) == moved


def test_a_file_moved_to_where_its_bytes_are_already_is_that_file(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    there, here = rows.keep(work, plan, "ก", step=2), rows.keep(work, plan, "ข", step=1)
    assert work.files.move(here.id, 2) == there
    assert work.files.of_plan(plan.id) == [there]


def test_a_file_moved_while_it_is_fetched_is_kept_where_it_went(work: UnitOfWork) -> None:
    made = rows.expect(work, rows.plan(work))
    assert work.files.move(made.id, 2).step == 2
    assert work.files.kept(made, "a" * 64, 10).label == "2-01"


def test_a_file_removed_while_it_is_fetched_stays_removed(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    made = rows.expect(work, plan)
    work.files.remove(made.id, rows.person(work).id, "ไม่ใช้แล้ว", NOW)
    assert work.files.kept(made, "a" * 64, 10).state is FileState.REMOVED
    assert work.files.of_plan(plan.id) == []


def test_files_sent_in_one_go_are_found_together(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    kept, expected = rows.keep(work, plan, "ก"), rows.expect(work, plan, "ข")
    assert work.files.of_album(rows.group(work).id, "a1") == [kept, expected]
    assert work.files.of_album(rows.group(work).id, "") == []


def test_it_is_known_which_document_a_file_is(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    work.files.set_document(rows.keep(work, plan).id, "minutes")
    assert [f.document for f in work.files.of_plan(plan.id)] == ["minutes"]
    with pytest.raises(Missing):
        work.files.move(99, 2)


def test_it_is_known_which_number_and_date_a_file_bears(work: UnitOfWork) -> None:
    plan, on = rows.plan(work), date(2027, 2, 3)
    made = rows.keep(work, plan)
    assert (made.letter, made.dated) == ("", None)
    work.files.set_letter(made.id, "สธ 0919/123", on)
    assert [(f.letter, f.dated) for f in work.files.of_plan(plan.id)] == [("สธ 0919/123", on)]


def added(work: UnitOfWork, plan: Plan, step: int = 1, **told: Any) -> File:
    """A link, or what else is told."""
    by, chat = rows.person(work).id, rows.group(work).id
    link = {"name": "รายงาน", "link": "https://www.doh.go.th/a", **told}
    kept = FileState.KEPT
    return work.files.add(
        File(0, plan.id, step, state=kept, sent_by=by, sent_at=NOW, chat=chat, **link)
    )


def another(work: UnitOfWork, of: Plan) -> Plan:
    """Of the same team."""
    return work.plans.create(of.team, of.sop, of.start, (), of.baseline, NOW)


def test_a_link_is_kept_at_once_under_a_number_of_its_step(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    rows.keep(work, plan)
    made = added(work, plan)
    assert (made.label, made.state, made.link) == (
        "1-02",
        FileState.KEPT,
        "https://www.doh.go.th/a",
    )
    assert work.files.of_plan(plan.id)[1] == work.files.by_id(made.id) == made
    assert added(work, plan, link="https://www.doh.go.th/b").version == 2
    assert added(work, plan, name="แผน").label == "1-03"


def test_links_without_a_title_are_versions_of_the_same_page_only(work: UnitOfWork) -> None:
    plan, drive = rows.plan(work), "https://drive.google.com/file/d/{}/view"
    labels = []
    for page in "aba":
        link = drive.format(page)
        made = added(work, plan, name=default_title(link), link=link)
        labels.append((made.label, made.version))
    assert labels == [("1-01", 1), ("1-02", 1), ("1-01", 2)]


def test_a_link_has_no_bytes_that_must_be_there_or_take_room(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    made = added(work, plan)
    assert work.files.stored() == []
    assert work.holdings.seen_from(0, plan.id).used == 0
    assert work.holdings.all() == []
    token = work.downloads.lend(made.id, made.sent_by, NOW)
    assert work.downloads.lent(token, NOW) is None
    assert work.files.move(made.id, 2).label == "2-01"
    assert (
        work.files.move(added(work, plan, link="https://b.go.th", name="ข").id, 2).label == "2-02"
    )


def test_a_link_and_bytes_of_another_step_are_carried_to_the_next_plan(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    following = another(work, plan)
    first = rows.keep(work, plan)
    again = {"name": first.name, "sha256": first.sha256, "link": ""}
    made = [added(work, plan), added(work, plan, 2, **again)]
    assert work.files.take_along(plan.id, following.id, [1, 2]) == 3
    taken = work.files.of_plan(following.id)[1:]
    assert [(f.label, f.link, f.sha256) for f in taken] == [
        (f.label, f.link, f.sha256) for f in made
    ]


def test_the_same_bytes_at_two_steps_take_room_once_and_stay_while_one_has_them(
    work: UnitOfWork,
) -> None:
    plan = rows.plan(work)
    first = rows.keep(work, plan)
    same = {"name": "อื่น.pdf", "sha256": first.sha256, "link": ""}
    other = added(work, plan, 2, **same)
    assert work.holdings.seen_from(0, plan.id).used == first.size
    work.files.remove(first.id, first.sent_by, "ผิดขั้นตอน", NOW)
    assert [f.id for f in work.files.of_plan(plan.id)] == [other.id]
    assert [one.sha256 for one in work.files.stored()] == [first.sha256]


def test_what_is_alike_is_of_the_same_bytes_or_name_elsewhere_in_the_team(work: UnitOfWork) -> None:
    plan, foreign = rows.plan(work), rows.plan(work, "-200")
    former, cancelled = another(work, plan), another(work, plan)
    work.plans.set_status(cancelled, PlanStatus.CANCELLED)
    for of, step in ((plan, 1), (former, 1), (cancelled, 1), (foreign, 1)):
        rows.keep(work, of, "ก.pdf", step)
    named = rows.keep(work, plan, "ก.PDF", 3, "b")
    asked = rows.keep(work, plan, "ก.pdf", 2)
    there = [(f.plan, f.step) for f in work.files.alike(asked)]
    assert there == [(plan.id, named.step), (former.id, 1), (plan.id, 1)]
    assert work.files.alike(added(work, plan, 2)) == []
