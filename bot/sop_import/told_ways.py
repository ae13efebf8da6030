"""Decisions whose ways are written out, and the steps that are carried out only on one of them.

Pure. Steps are numbered from 1, as they stand in `told`.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.sop_import import Value
from bot.sop_import.conditions import Told, WayTold
from bot.sop_import.decisions import AGAIN


def ordered(told: Told) -> list[WayTold]:
    """Those that lead on first: the first one is expected."""
    return sorted(told.ways, key=lambda way: bool(way.back or way.ends))


def ways(told: Told) -> list[Value]:
    found = ordered(told)
    ids = ("yes", "no") if len(found) == 2 else [f"way-{n}" for n in range(1, len(found) + 1)]
    return [_way(id, one) for id, one in zip(ids, found, strict=True)]


def _way(id: str, way: WayTold) -> Value:
    made: dict[str, Value] = {"id": id, "name": way.name}
    if way.back:
        made |= {"back": way.back, "rounds": way.most or AGAIN}
    return made | ({"ends": True} if way.ends else {})


def condition(every: Sequence[Told], number: int) -> tuple[int, str, bool] | None:
    """The decision on which the step hangs, the name of its way, and whether it says so itself."""
    if own := every[number - 1].when:
        return (*own[0], True)
    for decision, told in enumerate(every, 1):
        on = [way for way in told.ways if not way.back and not way.ends]
        far = max((n for way in on for n in way.to), default=0)
        leads = [way for way in on if number in way.to]
        if len(leads) == 1 and decision < number < far:
            return decision, leads[0].name, False
    return None


def id_of(told: Told, name: str) -> str:
    """Of the way of that name; empty: there is none."""
    found = (one for one in ways(told) if isinstance(one, dict) and one["name"] == name)
    return next((str(one["id"]) for one in found), "")


def shown(told: Told) -> str:
    """เห็นชอบ → 6, ไม่เห็นชอบ → 3."""
    leads = ((w.name, [w.back] if w.back else w.to) for w in ordered(told))
    return ", ".join(f"{name} → {' '.join(map(str, to)) or '–'}" for name, to in leads)
