"""Every test that docs/threats.md names exists, and every threat names one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "threats.md"
ROWS = [
    line.strip("| ").split(" | ")
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and "`" in line
]
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


def test_the_page_is_read() -> None:
    assert len(ROWS) > 20
    assert all(len(row) == 3 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_threat_names_tests_that_exist(row: list[str]) -> None:
    named = NAMED.findall(row[2])
    assert len(named) == row[2].count("`") // 2 > 0
    assert [name for file, name in named if name not in defined_in(TESTS / file)] == []


def defined_in(file: Path) -> set[str]:
    """What pytest finds there: test functions, and test cases by the name they are given."""
    found = set()
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return {name for name in found if name.startswith(("test_", "Test"))}
