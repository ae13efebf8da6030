from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import main


def typed(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["benchmarks", *arguments])
    return main()


def test_the_rows_that_are_named_are_measured_shown_and_written(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "build" / "found.json"
    assert typed(monkeypatch, "--rows", "help", "--rounds", "2", "--json", str(file)) == 0
    assert "| sopbot --help |" in capfd.readouterr().out
    [row] = json.loads(file.read_text())["rows"]
    assert row["row"] == "help"
    assert len(row["sopbot_rounds"]) == len(row["rival_rounds"]) == 2


def test_a_row_that_there_is_not_is_refused(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        typed(monkeypatch, "--rows", "statsu")
    assert end.value.code == 2
    assert "statsu" in capfd.readouterr().err
