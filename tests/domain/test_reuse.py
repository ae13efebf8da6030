from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.files import File, FileState
from bot.domain.plan import Plan
from bot.domain.reuse import MOST, Shelf, offers, references
from bot.domain.sop import Document, DocumentKind
from tests.domain import sops

NOW = datetime(2026, 11, 1, tzinfo=UTC)
TITLES = ("แผน ปี {}", "รายงาน", "สรุป", "คำสั่ง")


def plan(id: int, year: int) -> Plan:
    """Two steps, each with the same four documents."""
    documents = tuple(
        Document(f"{id}{place}", title.format(year), DocumentKind.EVIDENCE)
        for place, title in enumerate(TITLES)
    )
    chain = sops.chain(5, 5)
    steps = tuple(replace(s, documents=documents) for s in chain.steps)
    return Plan(id, 1, replace(chain, steps=steps), date(year - 544, 10, 1), NOW)


OURS, THEIRS = plan(2, 2570), plan(1, 2569)


def file(id: int, of: Plan, step: int, place: int, number: int = 1, version: int = 1) -> File:
    made = File(id, of.id, step, "ก", FileState.KEPT, 1, NOW + timedelta(id), number, version)
    return replace(made, document=of.sop.step(step).documents[place].id)


def offered(*shelves: Shelf) -> list[tuple[str, int]]:
    step = OURS.sop.step(2)
    found = offers(OURS, step, step.documents, shelves)
    return [(one.document.title, one.file.id) for one in found]


def test_the_document_of_another_year_has_the_same_title_but_for_the_year() -> None:
    assert offered((THEIRS, [file(1, THEIRS, 2, 0)])) == [("แผน ปี 2570", 1)]


def test_this_plans_other_steps_come_first_and_the_step_itself_never() -> None:
    here, there = [file(1, OURS, 1, 1), file(2, OURS, 2, 0)], [file(3, THEIRS, 2, 1)]
    assert offered((OURS, here), (THEIRS, there)) == [("รายงาน", 1)]


def test_of_several_the_newest_is_offered_in_its_newest_version() -> None:
    versions = [file(3, THEIRS, 1, 1), file(1, THEIRS, 1, 1, version=2), file(2, THEIRS, 1, 1, 2)]
    assert offered((THEIRS, versions)) == [("รายงาน", 2)]


def test_no_more_are_offered_than_a_card_has_room_for() -> None:
    files = [file(place + 1, THEIRS, 1, place, place) for place in range(len(TITLES))]
    assert len(offered((THEIRS, files))) == MOST


def test_what_stands_for_no_document_is_not_offered() -> None:
    assert offered((THEIRS, [replace(file(1, THEIRS, 1, 0), document="")])) == []


REFERENCE = Document("r", "รายงานผลการดำเนินงานตามตัวชี้วัด ปี 2569", DocumentKind.REFERENCE)
FINAL = Document("f", "รายงานผลการดำเนินงานและการประเมินผล", DocumentKind.EVIDENCE)
OTHER = Document("o", "รายงานความก้าวหน้า", DocumentKind.EVIDENCE)


def referred(reference: Document, *there: Document) -> list[tuple[int, str, int]]:
    """(step, document, file) of a plan whose second step names `reference`, where the plan before
    has in its second step a file of each of these documents.
    """
    first, second = OURS.sop.steps
    ours = replace(OURS.sop, steps=(first, replace(second, documents=(reference,))))
    before = replace(THEIRS.sop, steps=(first, replace(second, documents=there)))
    old = replace(THEIRS, first_sop=before)
    kept = [file(place + 1, old, 2, place, place + 1) for place in range(len(there))]
    return [(r.step.number, r.document.id, r.file.id) for r in references(ours, old, kept)]


def test_a_reference_to_last_years_report_gets_the_file_that_begins_to_be_called_so() -> None:
    assert referred(REFERENCE, OTHER, FINAL) == [(2, "r", 2)]
    assert referred(REFERENCE, OTHER) == []


def test_one_called_the_same_but_for_the_year_comes_first() -> None:
    same = replace(REFERENCE, id="s", kind=DocumentKind.EVIDENCE)
    assert referred(REFERENCE, same, FINAL) == [(2, "r", 1)]


def test_what_names_no_year_before_or_is_no_reference_gets_nothing() -> None:
    assert referred(replace(REFERENCE, title="รายงานผลการดำเนินงานตามตัวชี้วัด"), FINAL) == []
    assert referred(replace(REFERENCE, kind=DocumentKind.SUGGESTED), FINAL) == []
