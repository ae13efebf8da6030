"""Remarks on an SOP as JSON: what a file says may be of any kind, and no codec tells them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bot.domain.sop_import import Change, Option, Remark, Spot


def told(remarks: Sequence[Remark]) -> list[dict[str, Any]]:
    return [asdict(remark) for remark in remarks]


def read(data: object) -> tuple[Remark, ...]:
    """What another version of this program kept, and this one cannot read, is left out: the SOP
    itself does not need it.
    """
    found = (_readable(one) for one in (data if isinstance(data, list) else ()))
    return tuple(one for one in found if one is not None)


def _readable(data: Mapping[str, Any]) -> Remark | None:
    try:
        return _remark(data)
    except (AttributeError, KeyError, TypeError):
        return None


def _remark(data: Mapping[str, Any]) -> Remark:
    spot, options = data.get("spot", {}), data.get("options", ())
    return Remark(
        data["code"],
        int(data.get("step", 0)),
        Spot(spot.get("page", 0), spot.get("row", 0)),
        tuple(data.get("path", ())),
        data.get("before", ""),
        data.get("after", ""),
        dict(data.get("told", {})),
        tuple(_option(one) for one in options),
    )


def _option(data: Mapping[str, Any]) -> Option:
    changes = tuple(Change(tuple(c["path"]), c["value"]) for c in data.get("changes", ()))
    return Option(data["code"], changes, dict(data.get("told", {})))
