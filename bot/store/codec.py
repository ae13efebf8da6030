"""Dataclasses of the domain to plain JSON values and back, by their type hints.

Left out when writing: what a class computes itself. When reading, a field that is not there takes
its default, so that rows written by an older program stay readable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from bot.domain import events
from bot.domain.events import Event

Decode = Callable[[Any], Any]
_FROM_TEXT: Mapping[Any, Decode] = {
    date: date.fromisoformat,
    time: time.fromisoformat,
    int: int,  # the key of a mapping is text in JSON
}
T = TypeVar("T")
COLUMNS = ("at", "by", "id", "step")
"""Fields of an event that have columns of their own."""
TAGS: Mapping[type[Event], str] = {
    events.Closed: "Closed",
    events.Skipped: "Skipped",
    events.Reopened: "Reopened",
    events.Extended: "Extended",
    events.Dated: "Dated",
    events.Limited: "Limited",
    events.WorkNamed: "WorkNamed",
    events.WorkRemoved: "WorkRemoved",
    events.Progressed: "Progressed",
    events.CheckedIn: "CheckedIn",
    events.Acknowledged: "Acknowledged",
    events.FileKept: "FileKept",
    events.FileRemoved: "FileRemoved",
    events.RoleGiven: "RoleGiven",
    events.Confirmed: "Confirmed",
    events.Undone: "Undone",
}
"""What stands in the column `kind`, in rows of every age: a class may be renamed, a tag may not."""
_OF_TAG: Mapping[str, type[Event]] = {tag: kind for kind, tag in TAGS.items()}


def encode(value: Any) -> Any:
    """The JSON value of a dataclass, a date, a mapping and what they hold."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case date() | time():
            return value.isoformat()
        case Mapping():
            return {str(encode(key)): encode(held) for key, held in value.items()}
        case frozenset() | set():
            return sorted(encode(held) for held in value)
        case tuple() | list():
            return [encode(held) for held in value]
    if is_dataclass(value):
        return {f.name: encode(getattr(value, f.name)) for f in fields(value) if f.init}
    raise TypeError(f"no JSON for {type(value).__name__}")


def decode(kind: type[T], data: Any) -> T:
    """What `encode` made of a `kind`."""
    decoded: T = _decoder(cast(Any, kind))(data)
    return decoded


def encode_event(event: Event) -> dict[str, Any]:
    """The fields of an event that have no column of their own."""
    return {name: held for name, held in encode(event).items() if name not in COLUMNS}


def decode_event(tag: str, data: Mapping[str, Any], **columns: Any) -> Event:
    """`columns`: at, by, id, and step where the event has one."""
    kind = _OF_TAG[tag]
    decoders = _field_decoders(cast(Any, kind))
    known = {name: decoders[name](held) for name, held in data.items() if name in decoders}
    given = {name: held for name, held in columns.items() if name in decoders}
    return kind(**known, **given)


@cache
def _decoder(hint: Any) -> Decode:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _optional(_decoder(next(a for a in arguments if a is not NoneType)))
    if origin in (tuple, frozenset):
        return _many(origin, _decoder(arguments[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(_decoder(arguments[0]), _decoder(arguments[1]))
    if is_dataclass(hint):
        return _dataclass(cast(Any, hint))
    if hint in _FROM_TEXT:
        return _FROM_TEXT[hint]
    enum: Decode = hint
    return enum if issubclass(hint, Enum) else _as_is


def _as_is(data: Any) -> Any:
    return data


def _optional(inner: Decode) -> Decode:
    return lambda data: None if data is None else inner(data)


def _many(collection: Callable[[Any], Any], inner: Decode) -> Decode:
    return lambda data: collection(inner(held) for held in data)


def _mapping(key: Decode, value: Decode) -> Decode:
    return lambda data: {key(k): value(v) for k, v in data.items()}


def _dataclass(kind: Any) -> Decode:
    decoders = _field_decoders(kind)
    return lambda data: kind(**{n: decoders[n](held) for n, held in data.items() if n in decoders})


@cache
def _field_decoders(kind: Any) -> dict[str, Decode]:
    hints = get_type_hints(kind)
    return {f.name: _decoder(hints[f.name]) for f in fields(kind) if f.init}
