"""Remarks that another version of the program kept do not take the SOP with them."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from bot.domain.incoming import IncomingFile
from bot.domain.sop_import import Change, Option, Remark
from bot.ports import UnitOfWork
from bot.store import sop_remarks
from bot.store.unit import SqlStore
from tests.store import rows
from tests.store.own_sops import JOINED, UNIT, source
from tests.store.rows import NOW


def test_all_of_a_remark_is_kept() -> None:
    kept = json.loads(json.dumps(sop_remarks.told([UNIT, JOINED])))
    assert sop_remarks.read(kept) == (UNIT, JOINED)


def test_what_an_older_program_did_not_know_is_as_if_nothing_was_said() -> None:
    change = {"path": ["case"], "value": True}
    kept = [{"code": "case", "options": [{"code": "cases", "changes": [change]}]}]
    options = (Option("cases", (Change(("case",), True),)),)
    assert sop_remarks.read(kept) == (Remark("case", options=options),)


def test_what_a_newer_program_knows_more_is_passed_over() -> None:
    kept = [{"code": "unit", "weight": 3, "spot": {"page": 2, "row": 1, "column": 5}}]
    (read,) = sop_remarks.read(kept)
    assert (read.code, read.spot) == ("unit", UNIT.spot)


@pytest.mark.parametrize("kept", [["unit"], [{}], [{"code": "unit", "spot": 4}], {}, None])
def test_what_is_no_remark_is_left_out(kept: object) -> None:
    assert sop_remarks.read(kept) == ()


@pytest.mark.parametrize("kept", ['[{"what": "unit"}]', "[]", "{}", "null", '["unit"]'])
def test_the_sop_is_offered_all_the_same(store: SqlStore, kept: str) -> None:
    with store.work() as work:
        group = rows.group(work).id
        work.sops.begin(group, source(), rows.person(work).id, NOW)
        work.commit()
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE sop_version SET remarks = :kept"), {"kept": kept})
    with store.reading() as work:
        assert list(work.sops.offered(group)) == ["kpi-3.1"]


def test_versions_in_use_that_cannot_be_read_are_found(store: SqlStore) -> None:
    with store.work() as work:
        group, who = rows.group(work).id, rows.person(work).id
        work.sops.begin(group, source(), who, NOW)
        broken = work.sops.begin(group, source(id="kpi-4"), who, NOW)
        work.commit()
    with store.engine.begin() as connection:
        spoiled = "UPDATE sop_version SET source = 'id: kpi-4' WHERE sop = 'kpi-4'"
        connection.execute(text(spoiled))
    with store.reading() as work:
        assert [one.id for one in work.sops.unreadable()] == [broken.id]
        assert list(work.sops.offered(group)) == ["kpi-3.1"]


def test_the_files_that_wait_to_be_read_are_counted(work: UnitOfWork) -> None:
    group, who = rows.group(work), rows.person(work).id
    file = IncomingFile("source-1", "a.docx")
    work.sop_files.expect(
        group.id, file, channel="telegram", chat=group.id, message="1", thread="", by=who, now=NOW
    )
    told = work.agenda.depths(NOW)["SOP files"]
    assert (told.count, told.oldest) == (1, NOW)
