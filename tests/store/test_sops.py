"""SOPs of a group's own, version by version."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.errors import BadFile, Conflict, Missing
from bot.domain.sop_import import Stage
from bot.ports import UnitOfWork
from bot.store.unit import SqlStore
from tests.store import rows
from tests.store.own_sops import JOINED, UNIT, read, source
from tests.store.rows import LATER, NOW


def test_what_is_looked_through_is_offered_to_nobody(work: UnitOfWork) -> None:
    group, who = rows.group(work).id, rows.person(work).id
    seen = work.sops.review(group, read(), "คู่มือ.docx", who, NOW)
    assert (seen.stage, seen.number, seen.sop) == (Stage.REVIEWED, 0, "kpi-3.1")
    assert (seen.name, seen.by, seen.at) == ("คู่มือ.docx", who, NOW)
    assert seen.remarks == (UNIT, JOINED)
    assert seen.open_remarks == (UNIT,)
    assert work.sops.version(seen.id) == seen
    assert work.sops.offered(group) == {}
    assert work.sops.versions(group, "kpi-3.1") == []


def test_a_person_looks_through_one_of_a_group_at_a_time(work: UnitOfWork) -> None:
    group, who, other = rows.group(work).id, rows.person(work).id, rows.person(work, "8").id
    first = work.sops.review(group, read(), "", who, NOW)
    theirs = work.sops.review(group, read(), "", other, NOW)
    second = work.sops.review(group, read(4), "", who, NOW)
    assert work.sops.version(first.id) is None
    assert [work.sops.version(v.id) for v in (theirs, second)] == [theirs, second]


def test_what_is_used_is_offered_to_its_group_alone(work: UnitOfWork) -> None:
    group, other, who = rows.group(work).id, rows.group(work, "-200").id, rows.person(work).id
    used = work.sops.use(work.sops.review(group, read(), "", who, NOW).id, LATER)
    assert (used.number, used.stage, used.at) == (1, Stage.USED, LATER)
    assert work.sops.offered(group)["kpi-3.1"].steps[0].duration == 3
    assert work.sops.used(group) == [used]
    assert work.sops.offered(other) == {}


def test_the_next_version_takes_the_place_of_the_one_before(work: UnitOfWork) -> None:
    group, who = rows.group(work).id, rows.person(work).id
    first = work.sops.begin(group, source(), who, NOW)
    second = work.sops.correct(first, source(8), (UNIT,), who, LATER)
    assert (second.number, second.stage, second.remarks) == (2, Stage.USED, (UNIT,))
    third = work.sops.use(work.sops.review(group, read(9), "", who, LATER).id, LATER)
    assert [(v.number, v.stage) for v in work.sops.versions(group, "kpi-3.1")] == [
        (3, Stage.USED),
        (2, Stage.FORMER),
        (1, Stage.FORMER),
    ]
    assert work.sops.offered(group)["kpi-3.1"].steps[0].duration == 9
    with pytest.raises(Conflict):
        work.sops.correct(second, source(1), (), who, LATER)
    again = work.sops.use(first.id, LATER)
    assert (again.number, again.at) == (1, NOW)
    former = work.sops.version(third.id)
    assert former is not None
    assert former.stage is Stage.FORMER
    assert work.sops.correct(again, source(2), (), who, LATER).number == 4


def test_several_are_offered_the_newest_first(work: UnitOfWork) -> None:
    group, who = rows.group(work).id, rows.person(work).id
    for id in ("kpi-1", "kpi-2", "kpi-3"):
        work.sops.begin(group, source(id=id), who, NOW)
    assert list(work.sops.offered(group)) == ["kpi-3", "kpi-2", "kpi-1"]
    work.sops.put_away(group, "kpi-2")
    assert list(work.sops.offered(group)) == ["kpi-3", "kpi-1"]
    assert [v.stage for v in work.sops.versions(group, "kpi-2")] == [Stage.FORMER]


def test_of_those_put_away_the_newest_version_is_known(work: UnitOfWork) -> None:
    group, who = rows.group(work).id, rows.person(work).id
    work.sops.begin(group, source(id="kpi-1"), who, NOW)
    newest = work.sops.begin(group, source(8, "kpi-1"), who, LATER)
    work.sops.put_away(group, "kpi-1")
    work.sops.review(group, read(), "", who, NOW)
    assert [(v.id, v.number) for v in work.sops.known(group)] == [(newest.id, 2)]


def test_only_what_is_looked_through_is_written_anew_or_dropped(work: UnitOfWork) -> None:
    group, who = rows.group(work).id, rows.person(work).id
    seen = work.sops.review(group, read(), "", who, NOW)
    changed = work.sops.rewrite(seen.id, source(7, "kpi-3.2"), (JOINED,))
    assert (changed.sop, changed.source, changed.remarks) == (
        "kpi-3.2",
        source(7, "kpi-3.2"),
        (JOINED,),
    )
    used = work.sops.use(seen.id, NOW)
    with pytest.raises(Missing):
        work.sops.rewrite(seen.id, source(), ())
    work.sops.drop(seen.id)
    assert work.sops.version(seen.id) == used


def test_nothing_is_kept_that_is_no_sop(work: UnitOfWork) -> None:
    with pytest.raises(BadFile):
        work.sops.begin(rows.group(work).id, "id: x", rows.person(work).id, NOW)


def test_what_was_left_is_forgotten(work: UnitOfWork) -> None:
    group, who = rows.group(work).id, rows.person(work).id
    left = work.sops.review(group, read(), "", who, NOW)
    used = work.sops.begin(group, source(id="kpi-4"), who, NOW)
    work.sops.forget(NOW)
    assert work.sops.version(left.id) == left
    work.sops.forget(NOW + timedelta(seconds=1))
    assert work.sops.version(left.id) is None
    assert work.sops.version(used.id) == used


def test_who_asks_to_be_forgotten_leaves_the_versions_in_use(work: UnitOfWork) -> None:
    group, who = rows.group(work).id, rows.person(work).id
    used = work.sops.begin(group, source(id="kpi-4"), who, NOW)
    left = work.sops.review(group, read(), "", who, NOW)
    work.privacy.erase(who, "member", NOW)
    assert work.sops.version(left.id) is None
    assert work.sops.version(used.id) == used


def test_one_that_is_written_elsewhere_is_offered_at_once(store: SqlStore) -> None:
    with store.work() as work:
        group, who = rows.group(work).id, rows.person(work).id
        first = work.sops.begin(group, source(), who, NOW)
        work.commit()
    with store.reading() as work:
        assert work.sops.offered(group)["kpi-3.1"].steps[0].duration == 3
    with store.work() as work:
        work.sops.correct(first, source(8), (), who, LATER)
        work.commit()
    with store.reading() as work:
        assert work.sops.offered(group)["kpi-3.1"].steps[0].duration == 8
