"""What must hold between the parts of a file, and what is said where it does not."""

from __future__ import annotations

import pytest

from bot.sops.loader import parse
from bot.sops.order import find_circle
from tests.sops.files import SOUND, at_line, mends, problems


def test_a_step_names_only_parties_that_are_defined() -> None:
    spoiled = at_line(39, "    parties: [committee, นักวิชาการ2]")
    assert problems(spoiled) == ['39:26 step 2 names the party "นักวิชาการ2", which is not defined']
    assert mends(spoiled) == ['use one of "committee", or add it under parties']


def test_a_faulty_list_of_parties_does_not_make_every_step_faulty() -> None:
    assert problems(at_line(12, "  - id: Komitee")) == [
        '12:9 party "Komitee": "id" is "Komitee", which is no identifier'
    ]


def test_a_party_is_defined_once() -> None:
    again = "    short: ย่อ\n  - {id: committee, name: ก, short: ข}"
    assert problems(at_line(14, again)) == [
        '15:10 party "committee" stands twice (first on line 12)'
    ]


def test_a_step_names_a_party_once() -> None:
    assert problems(at_line(39, "    parties: [committee, committee]")) == [
        '39:26 step 2: "parties" names "committee" twice'
    ]


def test_a_step_does_not_wait_for_itself() -> None:
    assert problems(at_line(36, "    after: [1, 2]")) == ["36:16 step 2 comes after itself"]


def test_a_step_waits_only_for_steps_that_exist() -> None:
    spoiled = at_line(36, "    after: [7]")
    assert problems(spoiled) == ["36:13 step 2 comes after step 7, which does not exist"]
    assert mends(spoiled) == ["the steps are 1 to 3"]


def test_a_circle_is_named() -> None:
    assert problems(at_line(36, "    after: [1, 3]")) == [
        "36:16 steps 2, 3 wait for each other, each for the next: 2 → 3 → 2"
    ]


def test_every_circle_is_named() -> None:
    four = SOUND + SOUND[SOUND.index("  - number: 3") :].replace("number: 3", "number: 4")
    spoiled = at_line(52, "    after: [3]", at_line(45, "    after: [4]", four))
    spoiled = at_line(25, "    after: [2]", spoiled)
    assert [p for p in problems(spoiled) if "wait for each other" in p] == [
        "25:13 steps 1, 2 wait for each other, each for the next: 1 → 2 → 1",
        "45:13 steps 3, 4 wait for each other, each for the next: 3 → 4 → 3",
    ]


@pytest.mark.parametrize(
    ("waits", "circle"),
    [
        ({}, []),
        ({1: set(), 2: {1}, 3: {1, 2}}, []),
        ({1: set(), 2: {1, 4}, 3: {2}, 4: {3}}, [2, 4, 3]),
        ({1: {9}, 2: {1}}, []),
        ({1: {3}, 2: {3}, 3: {2}}, [2, 3]),
    ],
)
def test_a_circle_starts_at_its_smallest_step(
    waits: dict[int, set[int]], circle: list[int]
) -> None:
    assert find_circle(waits) == circle


def test_a_step_number_stands_once() -> None:
    assert problems(at_line(40, "  - number: 2")) == [
        "40:13 there are two steps 2 (the first on line 31)",
        "45:13 step 2 comes after itself",
    ]


def test_step_numbers_leave_no_gap() -> None:
    assert problems(at_line(40, "  - number: 4")) == [
        "40:13 step 4 is here, but there is no step 3"
    ]


def test_a_wide_gap_is_told_in_one() -> None:
    assert problems(at_line(40, "  - number: 99999")) == [
        "40:13 step 99999 is here, but there is no step 3 to 99998"
    ]


def test_steps_may_stand_in_any_order_and_are_sorted() -> None:
    start, third = SOUND.index("  - number: 1"), SOUND.index("  - number: 3")
    shuffled = SOUND[:start] + SOUND[third:] + SOUND[start:third]
    assert parse(shuffled.encode(), "small.yaml") == parse(SOUND.encode(), "small.yaml")


def test_fixed_days_stand_in_the_order_of_the_fiscal_year() -> None:
    assert problems(at_line(37, "    not_before: 03-01")) == [
        "38:16 step 2 may start only after its fixed due has passed"
    ]
    assert problems(at_line(37, "    not_before: 10-01")) == []


def test_a_fixed_due_past_the_fiscal_year_is_not_placed_a_year_early() -> None:
    """Step 3 can start on 14 January: 15 October is the one after 30 September."""
    spoiled = at_line(43, "    duration: 1\n    not_after: 10-15")
    assert problems(spoiled) == [
        '44:16 step 3: "not_after" 10-15 is a day of the plan\'s fiscal year, long before the step '
        "can start (01-14)"
    ]
    assert mends(spoiled) == [
        'a day of the next fiscal year is written "day: 10-15" and "year: next"'
    ]


def test_a_fixed_start_past_the_fiscal_year_is_refused_too() -> None:
    late = at_line(37, "    not_before: 08-01", at_line(38, "    not_after: 09-30"))
    spoiled = at_line(43, "    duration: 1\n    not_before: 10-01", late)
    assert problems(spoiled)[0].startswith('44:17 step 3: "not_before" 10-01 is a day of the plan')


def test_a_fixed_due_somewhat_before_the_start_is_a_conflict_of_the_plan() -> None:
    assert problems(at_line(43, "    duration: 1\n    not_after: 12-31")) == []


def test_a_cutoff_belongs_to_a_step_that_exists() -> None:
    assert problems(at_line(18, "    step: 4")) == [
        "18:11 a cutoff belongs to step 4, which does not exist"
    ]


def test_a_cutoff_id_stands_once() -> None:
    again = "    step: 2\n  - {id: closing, title: ก, step: 3}"
    assert problems(at_line(18, again)) == [
        '19:10 cutoff "closing" stands twice (first on line 16)'
    ]


def document(line: str) -> str:
    """The file with this document in step 2 as well."""
    return at_line(39, f"    parties: [committee]\n    documents:\n      - {{{line}}}")


def test_a_document_id_stands_once() -> None:
    assert problems(document("id: order, title: คำสั่ง, kind: evidence")) == [
        '41:14 step 2: document "order" stands twice (first in step 1, line 28)'
    ]


def test_one_reference_may_stand_in_several_steps() -> None:
    text = document("id: order, title: คำสั่ง, kind: reference")
    assert problems(at_line(30, "        kind: reference", text)) == []


def test_another_reference_may_not_take_its_id() -> None:
    text = document("id: order, title: อื่น, kind: reference")
    assert problems(at_line(30, "        kind: reference", text)) == [
        '41:14 step 2: document "order" stands twice (first in step 1, line 28)'
    ]
