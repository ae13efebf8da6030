"""Why somebody does not come to a meeting is kept while it is needed, and no longer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.plan import PlanStatus
from bot.ports import UnitOfWork
from bot.store.unit import SqlStore
from tests.dumps import dump
from tests.store import rows
from tests.store.rows import DUE, NOW

LATER = DUE + timedelta(days=7)


def test_the_newest_reason_of_a_person_is_kept_for_its_day(work: UnitOfWork) -> None:
    plan, who = rows.plan(work), rows.person(work).id
    work.absences.tell(plan.id, 2, DUE, who, "ลาป่วย")
    work.absences.tell(plan.id, 2, LATER, who, "ติดราชการ")
    assert work.absences.reasons(plan.id, 2, DUE) == {}
    assert work.absences.reasons(plan.id, 2, LATER) == {who: "ติดราชการ"}
    work.absences.erase(plan.id, 2, who)
    assert work.absences.reasons(plan.id, 2, LATER) == {}


@pytest.mark.parametrize("status", [PlanStatus.ENDED, PlanStatus.CANCELLED])
def test_when_the_plan_is_over_no_reason_is_left(store: SqlStore, status: PlanStatus) -> None:
    with store.work() as work:
        plan, who = rows.plan(work), rows.person(work).id
        work.absences.tell(plan.id, 2, DUE, who, "ลาป่วย")
        work.plans.set_status(plan, PlanStatus.ASLEEP)
        assert work.absences.reasons(plan.id, 2, DUE) == {who: "ลาป่วย"}
        work.plans.set_status(work.plans.by_id(plan.id), status)
        work.commit()
    assert "ลาป่วย" not in dump(store.engine)


def test_who_is_forgotten_leaves_no_reason(store: SqlStore) -> None:
    with store.work() as work:
        plan, who = rows.plan(work), rows.person(work).id
        work.absences.tell(plan.id, 2, DUE, who, "ลาป่วย")
        assert work.privacy.kept(who).absences == ("ลาป่วย",)
        work.privacy.erase(who, "member", NOW)
        work.commit()
    assert "ลาป่วย" not in dump(store.engine)
