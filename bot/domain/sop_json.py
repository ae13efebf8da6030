"""An SOP as JSON-able values and back, without loss: the store keeps one with each plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

from bot.domain.sop import (
    Cutoff,
    Definition,
    Document,
    DocumentKind,
    FixedDay,
    Party,
    Sop,
    Step,
    Symbol,
    Unit,
)


def dump(sop: Sop) -> dict[str, Any]:
    """Dicts, lists, texts, numbers only."""
    plain: dict[str, Any] = _plain(sop)
    return plain


def from_dict(data: Mapping[str, Any]) -> Sop:
    """The SOP that was dumped. A key added to the domain since then takes its default."""
    return Sop(
        **_with(
            data,
            objectives=tuple,
            scope=tuple,
            definitions=_each(lambda d: Definition(**d)),
            direct=tuple,
            involved=tuple,
            parties=_each(lambda p: Party(**p)),
            steps=_each(_step),
            cutoffs=_each(lambda c: Cutoff(**c)),
        )
    )


def _step(data: Mapping[str, Any]) -> Step:
    return Step(
        **_with(
            data,
            detail=tuple,
            unit=Unit,
            after=tuple,
            not_before=_fixed_day,
            not_after=_fixed_day,
            parties=tuple,
            documents=_each(_document),
            symbol=Symbol,
        )
    )


def _document(data: Mapping[str, Any]) -> Document:
    return Document(**_with(data, kind=DocumentKind))


def _fixed_day(data: Mapping[str, Any] | None) -> FixedDay | None:
    return None if data is None else FixedDay(**data)


def _with(data: Mapping[str, Any], **changes: Callable[[Any], Any]) -> dict[str, Any]:
    return {key: changes[key](value) if key in changes else value for key, value in data.items()}


def _each(make: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda items: tuple(make(item) for item in items)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.init}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, StrEnum) else value
