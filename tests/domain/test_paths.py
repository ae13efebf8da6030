"""Names and paths that Windows, macOS and Linux take."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.paths import MOST_NAME, Paths, latin_extension, portable


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("รายงาน.pdf", "รายงาน.pdf"),
        ("../../etc/passwd", "etc_passwd"),
        ('a<b>:"c|?*.doc', "a_b_c.doc"),
        ("  ท้าย . . ", "ท้าย"),
        ("สอง\nบรรทัด\x00.pdf", "สอง บรรทัด.pdf"),
        ("fdp.\u202eexe", "fdp.exe"),
        ("งาน.exe;1", "งาน.exe_1"),
        ("...", ""),
        ("a" * 300 + ".pdf", "a" * (MOST_NAME - 5) + "….pdf"),
    ],
)
def test_what_no_system_takes_is_left_out(said: str, named: str) -> None:
    assert portable(said) == named


def test_a_cut_leaves_no_letter_without_its_marks() -> None:
    assert portable("ที่" * 40, 16) == "ที่" * 5 + "…"
    assert portable("ก" * 14 + "น้ำ", 16) == "ก" * 14 + "…"
    assert portable("ก" * 14 + "เกม", 16) == "ก" * 14 + "…"


@given(st.text(max_size=200), st.integers(16, 64))
def test_whatever_is_said_fits_every_system(said: str, most: int) -> None:
    named = portable(said, most)
    assert len(named) <= most
    assert len(named.encode()) <= 3 * most + 10
    assert unicodedata.is_normalized("NFC", named)
    assert not set(named) & set('<>:"/\\|?*\r\n\t\0')
    assert named == named.strip(". ")


def test_equal_paths_are_numbered_as_windows_sees_them() -> None:
    paths = Paths()
    given = ["a/รายงาน.PDF", "A/รายงาน.pdf", "a/รายงาน.pdf", "a/x", "a/X"]
    assert [paths.free(one) for one in given] == [
        "a/รายงาน.PDF",
        "A/รายงาน (2).pdf",
        "a/รายงาน (3).pdf",
        "a/x",
        "a/X (2)",
    ]


@pytest.mark.parametrize(
    ("name", "extension"), [("ก.PDF", ".pdf"), ("ก", ""), ("ก.เอก", ""), ("a.tar.gz", ".gz")]
)
def test_a_latin_name_keeps_the_extension(name: str, extension: str) -> None:
    assert latin_extension(name) == extension
