"""How the documents of a step stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.documents import (
    LACKING,
    DateDoubt,
    Stand,
    date_doubt,
    letter_of,
    missing_evidence,
    papers,
)
from bot.domain.events import Closed, Event, Judged, Numbered, Reported, Undone, Waived
from bot.domain.files import File, FileState
from bot.domain.letters import Letter
from bot.domain.plan import Plan, fold
from bot.domain.sop import Document, DocumentKind
from tests.domain.plans import closed, day, local, plan_of
from tests.domain.sops import sop, step

NOON = local("2026-10-05 12:00")
DOCUMENTS = (
    Document("plan", "แผน", DocumentKind.EVIDENCE),
    Document("manual", "คู่มือ", DocumentKind.REFERENCE),
    Document("photos", "ภาพ", DocumentKind.SUGGESTED),
    Document("order", "คำสั่ง", DocumentKind.EVIDENCE, numbered=True),
)
MADE = sop([replace(step(1, 3), documents=DOCUMENTS)])
WAIVED = Waived(id=5, at=NOON, step=1, document="plan", reason="ใช้ของปีก่อน")
HOUR = timedelta(hours=1)


def file(id: int = 1, document: str = "plan", hours: int = 0) -> File:
    sent = NOON + hours * HOUR
    return File(id, 1, 1, "ก.pdf", FileState.KEPT, 2, sent, id, document=document)


def judged(file: int = 1, *, accepted: bool = False, id: int = 7) -> Judged:
    at, label = NOON, f"1-0{file}"
    return Judged(
        id=id, at=at, step=1, document="plan", file=file, label=label, accepted=accepted, reason="ข"
    )


def stand(*events: Event, files: tuple[File, ...] = ()) -> Stand:
    """Of the step's first document."""
    return papers(fold(MADE, events)[1], files)[0].stand


def lacking(*events: Event, files: tuple[File, ...] = ()) -> list[str]:
    return [d.id for d in missing_evidence(fold(MADE, events)[1], files)]


def test_it_is_missing_until_a_file_is_it() -> None:
    assert stand(files=(file(document=""), file(2, "photos"))) is Stand.MISSING
    assert stand(files=(file(),)) is Stand.RECEIVED


def test_what_is_judged_is_the_newest_file() -> None:
    assert stand(judged(accepted=True), files=(file(),)) is Stand.ACCEPTED
    assert stand(judged(), files=(file(),)) is Stand.RETURNED
    assert stand(judged(), files=(file(), file(2))) is Stand.RECEIVED
    assert stand(judged(2), files=(file(2), file(1))) is Stand.RETURNED


def test_what_was_returned_is_lacking_what_is_not_needed_is_not() -> None:
    assert lacking() == ["plan", "order"]
    assert lacking(files=(file(),)) == ["order"]
    assert lacking(judged(), files=(file(),)) == ["plan", "order"]
    assert lacking(WAIVED) == ["order"]


def test_a_step_that_was_verified_was_so_with_what_was_there() -> None:
    reported = Reported(id=2, at=NOON, step=1, on=NOON.date())
    verified = Closed(id=3, at=NOON + HOUR, step=1, on=NOON.date(), report=2)
    assert stand(reported, files=(file(),)) is Stand.RECEIVED
    assert stand(reported, verified, files=(file(),)) is Stand.ACCEPTED
    assert stand(reported, verified, files=(file(hours=2),)) is Stand.RECEIVED
    assert stand(reported, verified, judged(), files=(file(),)) is Stand.RETURNED
    assert stand(replace(verified, report=0), files=(file(),)) is Stand.RECEIVED


def test_it_is_needed_after_all() -> None:
    assert stand(WAIVED, replace(WAIVED, id=6, holds=False)) is Stand.MISSING
    assert stand(WAIVED, Undone(at=NOON, event=5)) is Stand.MISSING


def test_a_file_that_comes_all_the_same_counts() -> None:
    assert stand(WAIVED, files=(file(hours=1),)) is Stand.RECEIVED
    assert stand(WAIVED, judged(), files=(file(hours=-1),)) is Stand.WAIVED


def test_each_is_told_with_its_place_but_for_references() -> None:
    found = papers(fold(MADE, [WAIVED, judged()])[1], ())
    assert [(p.document.id, p.place) for p in found] == [("plan", 1), ("photos", 3), ("order", 4)]
    assert found[0].reason == "ใช้ของปีก่อน"


def test_the_number_of_an_order_is_that_of_the_plan() -> None:
    numbered = Numbered(at=NOON, step=1, document="order", number="1/2570", on=day("2026-10-01"))
    state = fold(MADE, [numbered])[1]
    assert letter_of(state, file(document="order")) == Letter("1/2570", day("2026-10-01"))
    assert letter_of(state, replace(file(), letter="สธ 1/2")) == Letter("สธ 1/2")


@pytest.mark.parametrize(
    ("sent", "doubt"),
    [("2027-02-26", None), ("2027-03-01", DateDoubt.ROUND), ("2027-08-02", DateDoubt.ROUND)],
)
def test_a_file_sent_in_another_round_than_the_closing_has_no_sure_date(
    sent: str, doubt: DateDoubt | None
) -> None:
    plan, late = (
        plan_of(MADE, closed(1, "2026-10-05")),
        replace(file(), sent_at=local(f"{sent} 10:00")),
    )
    assert date_doubt(plan, late) is doubt
    assert date_doubt(plan, replace(late, dated=day("2026-10-05"))) is None
    assert date_doubt(plan, replace(late, document="order")) is None
    assert date_doubt(plan_of(MADE), late) is None


def test_of_a_step_that_was_verified_the_day_of_its_completion_counts() -> None:
    done = Reported(id=1, at=local("2027-02-20 10:00"), step=1, on=day("2027-02-20"))
    plan = plan_of(MADE, done, replace(closed(1, "2027-03-03", id=2), report=1))
    sent = replace(file(), sent_at=local("2027-02-20 10:00"))
    assert date_doubt(plan, sent) is None
    assert date_doubt(plan, replace(sent, sent_at=local("2027-03-03 10:00"))) is DateDoubt.ROUND


def test_a_date_of_another_year_is_doubted() -> None:
    plan = plan_of(MADE)
    assert date_doubt(plan, replace(file(), dated=day("2026-09-30"))) is DateDoubt.YEAR
    assert date_doubt(plan, replace(file(), dated=day("2026-10-01"))) is None


EVENTS = st.one_of(
    st.builds(
        Waived,
        id=st.integers(1, 6),
        at=st.sampled_from([NOON, NOON + 2 * HOUR]),
        step=st.just(1),
        document=st.sampled_from([d.id for d in DOCUMENTS]),
        holds=st.booleans(),
    ),
    st.builds(judged, st.integers(1, 4), accepted=st.booleans(), id=st.integers(1, 6)),
    st.builds(Undone, id=st.just(0), at=st.just(NOON), event=st.integers(1, 6)),
)
FILES = st.lists(
    st.builds(file, st.integers(1, 4), st.sampled_from(["plan", "photos", "order", "-", ""])),
    unique_by=lambda f: f.id,
)


@given(st.lists(EVENTS, max_size=6), FILES)
def test_whatever_happened_a_document_is_lacking_or_accounted_for(
    events: list[Event], files: list[File]
) -> None:
    plan: Plan = plan_of(MADE, *events)
    found = papers(plan.states[1], files)
    assert plan.states == fold(MADE, events)
    assert [p.document for p in found] == [d for d in DOCUMENTS if d.id != "manual"]
    evidence = [p for p in found if p.document in MADE.step(1).evidence]
    assert missing_evidence(plan.states[1], files) == [
        p.document for p in evidence if p.stand in LACKING
    ]
    newer = file(9, "plan", hours=9)
    assert papers(plan.states[1], [*files, newer])[0].stand is Stand.RECEIVED
