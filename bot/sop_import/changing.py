"""Changes in the text of an SOP's file; every line and comment that they leave alone stays as it
is, to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.sop_import import Change, Path, Remark
from bot.sop_import.edits import Edit, edit
from bot.sop_import.places import Group, Listed, Node, below, line_start, place_of, placed
from bot.sop_import.remark_lines import decide_line
from bot.sops.marks import is_mark
from bot.sops.phrases import language_of


def changed(source: str, changes: Sequence[Change], decided: Sequence[Path | Remark] = ()) -> str:
    """`decided`: of these places a `# decide:` goes, of a remark only its own, of a path the first
    one there. Raises ValueError for a path that leads nowhere; a list grows by its next item only.
    """
    for one in decided:
        source = _without_mark(source, one)
    left = list(changes)
    while left:
        root = placed(source)
        parts = list(_parts(root, left[0]))
        if parts != [left[0]]:
            left[:1] = parts
            continue
        edits = _at_once(source, root, left)
        source, left = _edited(source, edits), left[len(edits) :]
    return source


def _at_once(source: str, root: Node, changes: Sequence[Change]) -> list[Edit]:
    """Of the first ones that do not touch each other: to read the text takes long, and is needed
    but once for these.
    """
    found: dict[Path, Edit] = {}
    single: set[Path] = set()
    for change in changes:
        path, old = change.path, at(root, change.path)
        if list(_parts(root, change)) != [change]:
            break
        if type(old) is Node and old.flow and not isinstance(change.value, list | dict | None):
            single.add(path)
        if any(not _apart(path, o) and not {path, o} <= single for o in found) or path in found:
            break
        found[path] = edit(source, root, path, change.value) or Edit(0, 0, "")
    return list(found.values())


def _apart(one: Path, other: Path) -> bool:
    """Whether neither stands in what the other one stands in."""
    among = min(len(one), len(other)) - 1
    return one[:among] != other[:among]


def _without_mark(source: str, decided: Path | Remark) -> str:
    path = decided.path if isinstance(decided, Remark) else decided
    marks = _marks_above(source, line_start(source, place_of(placed(source), path)))
    if isinstance(decided, Remark):
        said = decide_line(language_of(source.encode(), read=True), decided)
        marks = [m for m in marks if source[slice(*m)].strip() == said]
    if not marks:
        return source
    start, end = marks[0]
    return source[:start] + source[end:]


def _marks_above(source: str, start: int) -> list[tuple[int, int]]:
    """Their lines in the comments right above the line that starts there, the first one first."""
    found: list[tuple[int, int]] = []
    while start > 0:
        end, start = start, line_start(source, start - 1)
        line = source[start:end]
        if not line.lstrip(" ").startswith("#"):
            break
        if is_mark(line):
            found.insert(0, (start, end))
    return found


def _edited(source: str, edits: Sequence[Edit]) -> str:
    broken = "\r\n" if "\r\n" in source else "\n"
    for one in sorted(edits, key=lambda e: e.start, reverse=True):
        source = source[: one.start] + one.text.replace("\n", broken) + source[one.end :]
    return source


def _parts(root: Node, change: Change) -> Iterator[Change]:
    """The same in smaller changes, which leave more of what is written."""
    path, value, old = change.path, change.value, at(root, change.path)
    if isinstance(old, Group) and not old.flow and isinstance(value, dict) and value:
        yield from (Change((*path, k), v) for k, v in value.items())
        yield from (Change((*path, k), None) for k in old.fields if k not in value)
    elif isinstance(old, Listed) and not old.flow and isinstance(value, list) and value:
        yield from (Change((*path, i), v) for i, v in enumerate(value))
        gone = range(len(value), len(old.items))
        yield from (Change((*path, i), None) for i in reversed(gone))
    elif path and isinstance(path[-1], int) and isinstance(holder := at(root, path[:-1]), Listed):
        yield _of_whole_list(holder, path[-1], change)
    else:
        yield change


def _of_whole_list(holder: Listed, place: int, change: Change) -> Change:
    """What leaves a list empty, or begins one, changes the list."""
    if change.value is None and len(holder.items) == 1 and place == 0:
        return Change(change.path[:-1], [])
    if change.value is not None and not holder.items and place == 0:
        return Change(change.path[:-1], [change.value])
    return change


def at(root: Node, path: Path) -> Node | None:
    node: Node | None = root
    for name in path:
        node = below(node, name) if node is not None else None
    return node
