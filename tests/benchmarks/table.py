"""What was measured, as a table for people and as JSON."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any, Literal

from tests.benchmarks.shares import Shares

HEADS = ("row", "rival", "sopbot", "ratio", "must", "aim", "met")


@dataclass(frozen=True, slots=True)
class Bound:
    """On the ratio of the medians, or on our own; at least so much, unless said otherwise."""

    of: Literal["ratio", "own"]
    value: float
    at_most: bool = False

    def holds(self, row: Row) -> bool:
        found = row.ratio if self.of == "ratio" else median(row.own)
        return found <= self.value if self.at_most else found >= self.value

    def told(self, unit: str) -> str:
        sign = "≤" if self.at_most else "≥"
        return f"{sign} {self.value:g}x" if self.of == "ratio" else f"{sign} {self.value:g} {unit}"


@dataclass(frozen=True, slots=True)
class Row:
    """`theirs` and `own`: one figure a round, in `unit`; `rival`: what it is compared with."""

    key: str
    what: str
    unit: str
    theirs: Sequence[float]
    own: Sequence[float]
    must: Sequence[Bound]
    aim: Sequence[Bound] = ()
    rival: str = ""
    note: str = ""

    @property
    def ratio(self) -> float:
        """Ours by theirs; not a number if there is nothing to compare with."""
        return median(self.own) / median(self.theirs) if self.theirs else float("nan")

    @property
    def verdict(self) -> str:
        if not all(bound.holds(self) for bound in self.must):
            return "NO"
        return "aim" if self.aim and all(bound.holds(self) for bound in self.aim) else "must"

    def cells(self) -> tuple[str, ...]:
        ratio = f"{self.ratio:.2f}x" if self.theirs else ""
        must, aim = (
            " and ".join(bound.told(self.unit) for bound in bounds)
            for bounds in (self.must, self.aim)
        )
        theirs = f"{_figure(self.theirs)} ({self.rival})" if self.theirs else ""
        own = f"{_figure(self.own)} {self.unit}"
        return f"{self.what}", theirs, own, ratio, must, aim, self.verdict


def table(rows: Sequence[Row]) -> str:
    """Of the medians, each with the mean deviation of its rounds."""
    cells = [HEADS, *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [_line(one, widths) for one in cells]
    lines.insert(1, _line(["-" * width for width in widths], widths))
    notes = [f"{row.what}: {row.note}" for row in rows if row.note]
    return "\n".join([*lines, *(["", *notes] if notes else [])])


def as_json(rows: Sequence[Row], shares: Sequence[Shares]) -> str:
    """All rounds. Of the machine no more than what the figures depend on."""
    found: dict[str, Any] = {
        "machine": machine(),
        "shares": [share._asdict() for share in shares],
        "rows": [
            {
                "row": row.key,
                "what": row.what,
                "unit": row.unit,
                "rival": row.rival,
                "rival_rounds": list(row.theirs),
                "sopbot_rounds": list(row.own),
                "ratio": row.ratio if row.theirs else None,
                "met": row.verdict,
                "note": row.note,
            }
            for row in rows
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=1)


def machine() -> dict[str, object]:
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    told = " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {told} |"


def _figure(rounds: Sequence[float]) -> str:
    middle = median(rounds)
    off = fmean(abs(one - middle) for one in rounds)
    return f"{_short(middle)} ±{_short(off)}"


def _short(figure: float) -> str:
    return f"{figure:.0f}" if figure >= 100 else f"{figure:.3g}"
