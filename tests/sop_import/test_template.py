"""Word files in the central template, from their bytes to their words; and how long it takes."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from bot.domain.sop_import import Remark
from bot.sop_import.paper import Shape, Table
from bot.sop_import.raw import RawSop
from bot.sop_import.template import understood
from bot.sop_import.word import read_word
from tests.sop_import.typed_papers import read, row, table
from tests.word_files import STEPS, sop_document


def _read(data: bytes) -> tuple[RawSop, list[Remark]]:
    return understood(read_word(data))


def test_a_word_file_says_what_was_written_into_it() -> None:
    raw, remarks = _read(sop_document())
    assert (raw.unit, raw.indicator_number, raw.fiscal_year) == ("สำนักทันตสาธารณสุข", "3.1", 2569)
    assert [step.detail for step in raw.steps] == [one.detail for one in STEPS]
    assert [step.parties for step in raw.steps] == [one.parties for one in STEPS]
    assert raw.steps[1].documents[1] == "แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. {fiscal_year}"
    assert [one.code for one in remarks] == ["years"]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (sop_document(pages=(2, 3)), set()),
        (sop_document(pages=(2, 3), one_table=True), set()),
        (sop_document(auto_numbers=True, auto_bullets=True), set()),
        (sop_document(thai_digits=True), {"digits"}),
        (sop_document(split=(2,)), {"joined-rows"}),
        (sop_document(tracked=True), {"revisions"}),
    ],
    ids=["pages", "one-table", "auto", "digits", "split", "tracked"],
)
def test_however_it_is_made_it_says_the_same(data: bytes, codes: set[str]) -> None:
    plain, _ = _read(sop_document())
    raw, remarks = _read(data)
    assert [replace(one, spot=plain.steps[0].spot) for one in raw.steps] == [
        replace(one, spot=plain.steps[0].spot) for one in plain.steps
    ]
    assert replace(raw, steps=(), pages=1, tables=1) == replace(plain, steps=())
    assert {one.code for one in remarks} == codes | {"years"}


def test_drawn_shapes_and_their_words_are_the_chart() -> None:
    raw, _ = _read(sop_document(shapes=True))
    assert [step.chart for step in raw.steps] == [(one.chart,) for one in STEPS]
    assert raw.steps[2].shape is Shape.DECISION


@pytest.mark.parametrize(
    "piece", ["การประชุม ", "ก ", "- จัดทำ ", "1) ", "ปี 2565 ", "(", "-", "พระราช"]
)
def test_a_huge_cell_takes_no_longer_than_its_letters(piece: str) -> None:
    """Four times as long: not sixteen times the time, by far."""
    times = []
    for length in (5_000, 20_000):
        said = (piece * length)[:length]
        steps = table(row("1", "", said, "1 วัน", said, said))
        start = time.perf_counter()
        read(steps, plain=True)
        times.append(time.perf_counter() - start)
    assert times[1] < 10 * times[0] + 0.5


def test_what_stands_behind_the_table_of_steps_is_told() -> None:
    steps = table(row("1", "", "จัดทำแผน", "2 วัน", "กองคลัง", ""))
    signed = Table((row("ผู้จัดทำ", "ผู้อนุมัติ"), row("นายแดง", "นายดำ")))
    _, remarks = read("5. ขั้นตอนการปฏิบัติ", steps, "หมายเหตุ ปรับตามความเหมาะสม", signed)
    told = [one.before for one in remarks if one.code == "text-passed"]
    assert told == ["หมายเหตุ ปรับตามความเหมาะสม", "ผู้จัดทำ ผู้อนุมัติ", "นายแดง นายดำ"]
