"""The rule of five days: what is short counts working days, what is longer calendar days.

Where an SOP says only วัน, one question is asked about all that is short, and one about the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.sop_import import Option, Remark
from bot.sop_import.making import Making


def unit_remarks(making: Sequence[Making]) -> list[Remark]:
    asked: dict[str, list[Making]] = {"working": [], "calendar": []}
    for one in making:
        unit = one.keys.get("unit")
        if not one.said.unit_told and isinstance(unit, str) and unit in asked:
            asked[unit].append(one)
    return [_asked(unit, steps) for unit, steps in asked.items() if steps]


def _asked(unit: str, steps: Sequence[Making]) -> Remark:
    other = "calendar" if unit == "working" else "working"
    changes = tuple(change for one in steps for change in one.changes({"unit": other}))
    told = {"written": ", ".join(str(one.raw.number) for one in steps)}
    return steps[0].remark("unit", "unit", Option(unit), Option(other, changes), told=told)
