"""Values of the domain to plain JSON values and back, by their type hints.

Left out when writing: what a class computes itself. When reading, a field that is not there takes
its default, so that rows written by an older program stay readable; what is unknown is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

from bot.domain import events
from bot.domain.events import Event
from bot.store.types import Encoded

T = TypeVar("T")
COLUMNS = {"at", "by", "id", "step"}
"""Fields of an event that have columns of their own."""
TAGS: Mapping[type[Event], str] = {
    events.Closed: "Closed",
    events.Agreed: "Agreed",
    events.QuorumSet: "QuorumSet",
    events.Reported: "Reported",
    events.Returned: "Returned",
    events.Skipped: "Skipped",
    events.Reopened: "Reopened",
    events.Extended: "Extended",
    events.ExtensionAsked: "ExtensionAsked",
    events.ExtensionDeclined: "ExtensionDeclined",
    events.Dated: "Dated",
    events.AgendaItem: "AgendaItem",
    events.AgendaMoved: "AgendaMoved",
    events.AgendaRemoved: "AgendaRemoved",
    events.Attending: "Attending",
    events.Outcome: "Outcome",
    events.OutcomeRemoved: "OutcomeRemoved",
    events.AssignmentDone: "AssignmentDone",
    events.Limited: "Limited",
    events.LeadNamed: "LeadNamed",
    events.LessonTold: "LessonTold",
    events.WorkNamed: "WorkNamed",
    events.WorkRemoved: "WorkRemoved",
    events.Progressed: "Progressed",
    events.CheckedIn: "CheckedIn",
    events.ObstacleOver: "ObstacleOver",
    events.Acknowledged: "Acknowledged",
    events.FileKept: "FileKept",
    events.FileRemoved: "FileRemoved",
    events.FileDated: "FileDated",
    events.Waived: "Waived",
    events.Judged: "Judged",
    events.Numbered: "Numbered",
    events.RoleGiven: "RoleGiven",
    events.ActingGiven: "ActingGiven",
    events.Confirmed: "Confirmed",
    events.Named: "Named",
    events.Carried: "Carried",
    events.Cloned: "Cloned",
    events.SopRevised: "SopRevised",
    events.Exported: "Exported",
    events.FilesDeleted: "FilesDeleted",
    events.Undone: "Undone",
}
"""What stands in the column `kind`, in rows of every age: a class may be renamed, a tag may not."""
_OF_TAG: Mapping[str, type[Event]] = {tag: kind for kind, tag in TAGS.items()}


def encode(kind: type[T], value: T) -> Any:
    """The JSON value of a `kind`; ValueError for what is none, a field of another type included."""
    return _adapter(cast(Any, kind)).dump_python(value, mode="json", warnings="error")


def encoded(kind: type[T], value: T) -> Encoded:
    """The same as text, for a column of JSON: in one go, which takes a fifth of the time."""
    text = _adapter(cast(Any, kind)).dump_json(value, warnings="error")
    return Encoded(text.decode())


def decode(kind: type[T], data: Any) -> T:
    """What `encode` made of a `kind`; ValueError for what it cannot have made."""
    return cast(T, _adapter(cast(Any, kind)).validate_python(data))


def encode_event(event: Event) -> Encoded:
    """The fields of an event that have no column of their own."""
    adapter = _adapter(cast(Any, type(event)))
    return Encoded(adapter.dump_json(event, exclude=COLUMNS, warnings="error").decode())


def decode_event(tag: str, data: Mapping[str, Any], **columns: Any) -> Event:
    """`columns`: at, by, id, and step where the event has one."""
    return decode(_OF_TAG[tag], {**data, **columns})


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    adapter = TypeAdapter(kind)
    if _has_untagged_union(adapter.core_schema):
        raise TypeError(f"a union in {kind} whose members no tag tells apart")
    return adapter


def _has_untagged_union(schema: Any) -> bool:
    """Read back, a value could become another of its members in silence."""
    if isinstance(schema, Mapping):
        return schema.get("type") == "union" or any(map(_has_untagged_union, schema.values()))
    return isinstance(schema, list | tuple) and any(map(_has_untagged_union, schema))
