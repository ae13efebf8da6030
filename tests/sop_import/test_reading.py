"""From what somebody sent to the SOP's file: what does not fit is given up, and that is told."""

from __future__ import annotations

from bot.domain.sop_import import Imported
from bot.sop_import.reading import imported
from tests import word_files as word
from tests.sop_import.raws import is_sound


def read(*durations: str, parties: tuple[str, ...] = ("คณะทำงาน", "กองแผนงาน")) -> Imported:
    rows = [
        word.Row((f"ดำเนินงานส่วนที่ {n}",), duration, (parties[n % 2],))
        for n, duration in enumerate(durations, 1)
    ]
    return imported(word.sop_document(rows), "sop.docx")


def test_what_is_given_up_is_named_and_nothing_else() -> None:
    made = read("300 วันปฏิทิน", "ต.ค. - พ.ย.")
    assert is_sound(made.source)
    given_up = [r.told["written"] for r in made.remarks if r.code == "given-up"]
    assert given_up == ["fixed-days"]


def test_nothing_is_given_up_that_fits() -> None:
    assert not [r for r in read("3 วัน", "ทุกเดือน").remarks if r.code == "given-up"]


def test_where_only_one_order_fits_it_is_told_and_not_asked() -> None:
    made = read("3 วัน", "300 วันปฏิทิน", "ต.ค. - ธ.ค.")
    (told,) = (r for r in made.remarks if r.code.startswith("parallel"))
    assert (told.code, told.step, told.is_open) == ("parallel-only", 2, False)


def test_what_is_told_goes_step_by_step() -> None:
    made = read("2 วัน", "", "ทันที", parties=("คณะทำงาน", "คณะทำงานฯ"))
    steps = [remark.step for remark in made.remarks]
    assert steps == sorted(steps)
    assert {1, 2, 3} <= set(steps)
