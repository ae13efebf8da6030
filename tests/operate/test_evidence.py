"""What of kept files is looked for, and what of it is read."""

from __future__ import annotations

import hashlib
from itertools import count

import pytest

from bot.domain.files import Bytes
from bot.operate import evidence
from tests.fakes.blobs import FakeFiles

MEND = evidence.MEND


def many(size: int = 1000, count: int = 100) -> tuple[FakeFiles, list[Bytes]]:
    """The newest first."""
    files = FakeFiles()
    data = [f"{n:0{size}}".encode() for n in range(count)]
    files.kept = {hashlib.sha256(one).hexdigest(): one for one in data}
    kept = [Bytes(sha256, size, n, 1) for n, sha256 in enumerate(files.kept, start=1)]
    return files, kept[::-1]


def test_of_many_the_newest_and_some_others_are_compared_or_all() -> None:
    files, kept = many()
    newest = kept[0]
    files.changed.add(newest.sha256)
    lines = [line for _, line in evidence.compare(files, kept, deep=False)]
    assert lines == [
        f"evidence: damaged: file 100 of plan 1 (SHA-256 {newest.sha256})",
        "evidence: 100 files, 0 missing, 1 damaged; 50 compared byte for byte "
        f"(`sopbot check --deep` compares all); {MEND}",
    ]
    oldest = kept[-1]
    files.changed = {oldest.sha256}
    lines = [line for _, line in evidence.compare(files, kept, deep=True)]
    assert lines == [
        f"evidence: damaged: file 1 of plan 1 (SHA-256 {oldest.sha256})",
        f"evidence: 100 files, 0 missing, 1 damaged; 100 compared byte for byte; {MEND}",
    ]


def test_a_sample_ends_in_time() -> None:
    files, kept = many()
    seconds = count(0, 3)
    [(_, line)] = evidence.compare(files, kept, deep=False, now=lambda: next(seconds))
    assert "all there; 3 compared byte for byte (" in line


def test_a_sample_ends_after_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "SAMPLE_BYTES", 4500)
    [(_, line)] = evidence.compare(*many(), deep=False)
    assert "all there; 5 compared byte for byte (" in line


def test_of_many_that_are_lost_some_are_named_and_all_are_counted() -> None:
    files, kept = many()
    for one in kept[:90]:
        del files.kept[one.sha256]
    lines = [line for _, line in evidence.compare(files, kept, deep=False)]
    assert len(lines) == 22
    assert lines[20] == "evidence: missing: 70 more"
    assert "100 files, 90 missing" in lines[21]
