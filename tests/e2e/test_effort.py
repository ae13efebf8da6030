"""What one command and one notice go through, from Telegram and back: files, functions, folds.

The bounds stand a little above what is needed today: whoever passes them does so on purpose.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

import bot
from tests.e2e.committee import Committee
from tests.e2e.program import Program, texts

ROOT = Path(bot.__file__).parents[1]
OURS = tuple(f"{ROOT / package}/" for package in ("bot", "handlers", "scheduler"))


class Entered:
    """Every function of ours that is entered, in whichever thread, while counting."""

    def __init__(self) -> None:
        self.functions: Counter[tuple[str, str]] = Counter()
        self._counts = False

    @contextmanager
    def counting(self) -> Iterator[None]:
        self.functions.clear()
        self._counts = True
        sys.setprofile(self.note)
        try:
            yield
        finally:
            sys.setprofile(None)
            self._counts = False

    def note(self, frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if self._counts and event == "call" and code.co_filename.startswith(OURS):
            self.functions[code.co_filename, code.co_qualname] += 1

    @property
    def files(self) -> set[str]:
        return {file for file, _ in self.functions}

    def named(self) -> set[tuple[str, str]]:
        return {one for one in self.functions if "<" not in one[1].rpartition(".")[2]}

    def times(self, function: str) -> int:
        return sum(n for (_, name), n in self.functions.items() if name == function)


@pytest.fixture(autouse=True)
def entered() -> Iterator[Entered]:
    """Before the program starts its threads."""
    noted = Entered()
    threading.setprofile(noted.note)
    yield noted
    threading.setprofile(None)


async def test_closing_a_step_folds_what_it_adds_and_no_more(
    entered: Entered, running: Program, committee: Committee
) -> None:
    await running.at("2026-10-02 09:00")
    await running.hears(committee.group)
    committee.member.says(committee.group, "/done 1 !")
    with entered.counting():
        said = texts(await running.hears(committee.group))
    assert "ปิดขั้นตอนที่ 1 เรียบร้อยแล้ว" in said
    assert entered.times("fold") == 0
    assert entered.times("_folded_on") <= 2
    assert entered.times("parse") == 1
    assert entered.times("started") == 1
    assert entered.times("is_active") <= 60
    assert len(entered.files) <= 119
    assert len(entered.named()) <= 720
    assert entered.functions.total() <= 6300


async def test_a_due_notice_folds_the_plan_once(
    entered: Entered, running: Program, committee: Committee
) -> None:
    with entered.counting():
        await running.at("2026-10-02 08:30")
    assert "ครบกำหนดวันนี้" in texts(await running.hears(committee.member))
    assert entered.times("fold") <= 1
    assert len(entered.files) <= 87
    assert len(entered.named()) <= 510
