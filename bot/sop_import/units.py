"""The rule of five days: what is short counts working days, what is longer calendar days.

Where an SOP says only วัน, one question is asked about all that is short, and one about the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.sop_import import Change, Option, Remark, Value
from bot.sop_import.raw import RawStep
from bot.sop_import.timing import said


def unit_remarks(steps: Sequence[dict[str, Value]], raw: Sequence[RawStep]) -> list[Remark]:
    asked: dict[str, list[int]] = {"working": [], "calendar": []}
    for place, (step, written) in enumerate(zip(steps, raw, strict=True)):
        unit = step.get("unit")
        if not said(written.duration).unit_told and isinstance(unit, str) and unit in asked:
            asked[unit].append(place)
    return [_asked(unit, places, raw) for unit, places in asked.items() if places]


def _asked(unit: str, places: Sequence[int], raw: Sequence[RawStep]) -> Remark:
    first = raw[places[0]]
    other = "calendar" if unit == "working" else "working"
    changes = tuple(Change(("steps", n, "unit"), other) for n in places)
    steps = ", ".join(str(raw[n].number) for n in places)
    return Remark(
        "unit",
        first.number,
        first.spot,
        ("steps", places[0], "unit"),
        told={"written": steps},
        options=(Option(unit), Option(other, changes)),
    )
