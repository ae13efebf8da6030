"""What stands in the text of an SOP's file, and the changes that bring it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.sop_import import Change, Option, Path, Remark, Value
from bot.sop_import.changing import at
from bot.sop_import.places import Node, placed, value_of

_WHOLE = frozenset({"number", "duration", "after", "step", "back", "rounds", "count", "before"})
_FLAGS = frozenset({"parallel", "meeting", "review", "numbered", "ends", "case"})


def restored(source: str, remark: Remark) -> Remark:
    """The same, its first option bringing back all that any other changes: what stands now, unless
    it says itself what that is. What another adds to a list is left to `undone`.
    """
    first, *others = remark.options
    root = placed(source)
    changes = [c for o in others for c in o.changes if not _is_added(root, c)]
    if {c.path for c in changes} <= {c.path for c in first.changes}:
        return remark
    back = {c.path: c for c in (_back(root, c.path) for c in changes)}
    return replace(remark, options=(Option(first.code, tuple(back.values()), first.told), *others))


def undone(source: str, chosen: Sequence[Change], first: Option) -> list[Change]:
    """What takes `chosen` back: the first option, as `restored` has it, and what was added goes,
    wherever it stands by now.
    """
    root, kept = placed(source), {c.path for c in first.changes}
    added = (c for c in chosen if _id_of(c) and c.path[:-1] not in kept)
    places = ((c.path[:-1], _place(root, c.path[:-1], _id_of(c))) for c in added)
    gone = (Change((*path, place), None) for path, place in places if place is not None)
    return [*first.changes, *gone]


def _is_added(root: Node, change: Change) -> bool:
    return bool(_id_of(change)) and at(root, change.path) is None


def _id_of(change: Change) -> str:
    """Of an item of a list that is known by its id; else empty."""
    is_item = isinstance(change.path[-1], int) and isinstance(change.value, dict)
    return str(change.value.get("id", "")) if is_item and isinstance(change.value, dict) else ""


def _place(root: Node, path: Path, id: str) -> int | None:
    node = at(root, path)
    items = value_of(node) if node is not None else None
    if not isinstance(items, list):
        return None
    ids = [one.get("id") if isinstance(one, dict) else None for one in items]
    return ids.index(id) if id in ids else None


def _back(root: Node, path: Path) -> Change:
    """Of an item of a list the whole list, whose other items may move."""
    depth = next(n for n in range(len(path), -1, -1) if at(root, path[:n]) is not None)
    if depth < len(path) and isinstance(path[depth], str):
        return Change(path[: depth + 1], None)
    holder = path[:-1] if depth == len(path) and isinstance(path[-1], int) else path[:depth]
    node = at(root, holder)
    assert node is not None
    return Change(holder, _typed(holder, value_of(node)))


def _typed(path: Path, value: Value) -> Value:
    """Every scalar is read as a text; numbers and flags are written as what they are."""
    if isinstance(value, list):
        return [_typed(path, one) for one in value]
    if isinstance(value, dict):
        return {key: _typed((*path, key), one) for key, one in value.items()}
    name = next((n for n in reversed(path) if isinstance(n, str)), "")
    if name in _WHOLE and str(value).isdecimal():
        return int(str(value))
    return value == "true" if name in _FLAGS and value in ("true", "false") else value
