"""What stands in the text of an SOP's file, and the changes that bring it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.domain.sop_import import Change, Option, Path, Remark, Value
from bot.sop_import.changing import at
from bot.sop_import.places import Node, placed, value_of

_WHOLE = frozenset({"number", "duration", "after", "step", "back", "rounds", "count", "before"})
_FLAGS = frozenset({"parallel", "meeting", "review", "numbered", "ends", "case"})


def restored(source: str, remark: Remark) -> Remark:
    """The same, its first option bringing back all that any other changes: what stands now, unless
    it says itself what that is.
    """
    first, *others = remark.options
    told = {c.path for c in first.changes}
    if all(c.path in told for o in others for c in o.changes):
        return remark
    root = placed(source)
    back = (_back(root, c.path) for o in others for c in o.changes)
    return replace(remark, options=(Option(first.code, tuple(_once(back)), first.told), *others))


def _once(changes: Iterable[Change]) -> Iterator[Change]:
    return iter({c.path: c for c in changes}.values())


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
