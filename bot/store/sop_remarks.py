"""Remarks on an SOP as JSON: what a file says may be of any kind, and no codec tells them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bot.domain.sop_import import Change, Option, Remark, Spot


def told(remarks: Sequence[Remark]) -> list[dict[str, Any]]:
    return [asdict(remark) for remark in remarks]


def read(data: Sequence[Mapping[str, Any]]) -> tuple[Remark, ...]:
    return tuple(_remark(one) for one in data)


def _remark(data: Mapping[str, Any]) -> Remark:
    options = tuple(_option(one) for one in data["options"])
    given = {**data, "spot": Spot(**data["spot"]), "path": tuple(data["path"])}
    return Remark(**{**given, "options": options})


def _option(data: Mapping[str, Any]) -> Option:
    changes = tuple(Change(tuple(c["path"]), c["value"]) for c in data["changes"])
    return Option(data["code"], changes, data["told"])
