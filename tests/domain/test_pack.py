"""Where evidence stands in the pack that is handed in, and what is confessed there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.events import Judged, Skipped, Waived
from bot.domain.files import File
from bot.domain.pack import Item, Lack, confessed
from bot.domain.paths import MOST_BYTES, MOST_PATH
from tests.domain.packs import CLOSED, LATIN, WORDS, file, kept, packed, paths
from tests.domain.plans import local

AT = local("2026-10-06 09:00")
RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10))}


def lacking(items: list[Item]) -> list[tuple[str, Lack | None, str]]:
    return [(i.path.rpartition("/")[2], i.lack, i.reason) for i in items]


def test_a_file_stands_in_the_folder_of_its_round_and_step() -> None:
    assert paths(packed([file(1, "แผน 2570.pdf")], CLOSED)) == [
        "รอบ1/ขั้นตอน01_จัดทำแผน/1-01_แผน 2570.pdf",
        "รอบ1/ขั้นตอน02_ประชุม/_ขาด_รายงานการประชุม.txt",
    ]


def test_a_version_that_was_replaced_stands_below_with_the_newest() -> None:
    old = file(1, "แผน.pdf")
    new = file(2, "แผน.pdf", number=1, version=2, on="2027-03-05")
    assert paths(packed([old, new], CLOSED))[:2] == [
        "รอบ1/ขั้นตอน01_จัดทำแผน/ฉบับก่อน/1-01_ฉบับที่1_แผน.pdf",
        "รอบ1/ขั้นตอน01_จัดทำแผน/1-01_แผน.pdf",
    ]


def test_one_round_holds_nothing_of_another() -> None:
    found = packed([file(1, dated=local("2027-03-05").date())], CLOSED, round=1)
    assert paths(found) == ["รอบ1/ขั้นตอน02_ประชุม/_ขาด_รายงานการประชุม.txt"]
    late = packed([file(1, dated=local("2027-08-05").date())], CLOSED)
    assert paths(late)[-1] == "นอกรอบการประเมิน/ขั้นตอน01_จัดทำแผน/1-01_ก.pdf"


def test_latin_names_tell_numbers_only() -> None:
    old, new = file(1, "แผน.PDF"), file(2, "แผน.PDF", number=1, version=2)
    assert paths(packed([old, new], CLOSED, words=LATIN)) == [
        "round1/step01/older/1-01_v1.pdf",
        "round1/step01/1-01.pdf",
        "round1/step02/_missing_2-1.txt",
    ]


def test_a_link_is_a_note_and_a_program_does_not_run() -> None:
    link = file(1, "www.doh.go.th/a.url", link="https://www.doh.go.th/a.url", size=0)
    found = paths(packed([link, file(2, "งาน.pdf.exe")], CLOSED))
    assert [p.rpartition("/")[2] for p in found[:2]] == [
        "1-01_www.doh.go.th_a.url.txt",
        "1-02_งาน.pdf.exe_",
    ]


@pytest.mark.parametrize(
    "name", ["a.exe_", "a.exe?", "a.e\u200dxe", "a.exe\u200d", "a.scf", "a.rdp"]
)
def test_no_name_becomes_a_programs_by_what_is_left_out_of_it(name: str) -> None:
    path = paths(packed([file(1, name)], CLOSED))[0]
    assert path.endswith(("/1-01_a.exe_", "/1-01_a.scf_", "/1-01_a.rdp_"))


def test_what_is_not_there_is_confessed_with_its_reason() -> None:
    waived = Waived(at=AT, step=1, document="plan", reason="ใช้ของปีก่อน")
    skipped = Skipped(at=AT, step=2, on=AT.date(), reason="งบไม่พอ")
    assert lacking(confessed(packed([], CLOSED, waived, skipped))) == [
        ("_ไม่ใช้_แผน.txt", Lack.WAIVED, "ใช้ของปีก่อน"),
        ("_ไม่ใช้_รายงานการประชุม.txt", Lack.SKIPPED, "งบไม่พอ"),
    ]


def test_what_was_returned_is_there_and_confessed_without_the_reason() -> None:
    returned = Judged(
        at=AT, step=1, document="plan", file=1, label="1-01", accepted=False, reason="ไม่ลงนาม"
    )
    first, second, _ = packed([file(1)], CLOSED, returned)
    assert lacking([first]) == [("_ขาด_แผน.txt", Lack.RETURNED, "")]
    assert second.path.endswith("/1-01_ก.pdf")


def test_what_is_not_due_yet_is_no_fault() -> None:
    found = packed([file(1)])
    assert [i.lack for i in found] == [None, Lack.LATER]
    assert found[1].path == ""
    assert confessed(found) == []


@settings(max_examples=40)
@given(kept(), st.sampled_from([WORDS, LATIN]))
def test_every_path_stands_once_and_fits_every_system(files: list[File], words: object) -> None:
    found = packed(files, words=LATIN if words is LATIN else WORDS)
    told = [p for i in found for p in (i.path, i.instead) if p]
    assert len({p.upper().casefold() for p in told}) == len(told)
    for path in told:
        assert len(path) <= MOST_PATH
        for name in path.split("/"):
            assert name
            assert len(name.encode()) <= MOST_BYTES
            assert name == name.strip(". ")
            assert name.partition(".")[0].lower() not in RESERVED
