"""One change in YAML text as one edit: of what stands where, and what comes there."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.sop_import import AT_THE_END, Path, Value
from bot.sop_import import yaml_text
from bot.sop_import.places import (
    Group,
    Listed,
    Node,
    below,
    line_end,
    line_start,
    next_line,
    value_of,
)


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


def edit(source: str, root: Node, path: Path, value: Value | None) -> Edit | None:
    """None: it says so already. Raises ValueError for a path that leads nowhere."""
    holder = root
    for depth, name in enumerate(path[:-1], 1):
        found = below(holder, name)
        if found is None or found.is_empty:
            nested = _nested(path[depth:], value)
            return _set(source, holder, path[:depth], nested) if nested is not None else None
        holder = found
    return _set(source, holder, path, value)


def _nested(path: Path, value: Value | None) -> Value | None:
    """What is to stand where nothing does yet, so that the value stands at the path in it."""
    if value is None:
        return None
    for name in reversed(path):
        if isinstance(name, int) and name:
            raise ValueError(f"nothing in the file is at {path}")
        value = {name: value} if isinstance(name, str) else [value]
    return value


def _set(source: str, holder: Node, path: Path, value: Value | None) -> Edit | None:
    name = path[-1]
    if isinstance(holder, Group) and isinstance(name, str):
        if name in holder.fields and value is not None:
            return _replaced_key(source, holder, path, value)
        if name in holder.fields:
            return _key_removed(source, holder, name)
        return None if value is None else _key_added(source, holder, path, value)
    if isinstance(holder, Listed) and isinstance(name, int):
        if 0 <= name < len(holder.items):
            if value is None:
                return _item_removed(source, holder, name)
            return _replaced_item(holder, path, holder.items[name], value)
        if name in (len(holder.items), AT_THE_END) and value is not None:
            return _item_added(source, holder, path, value)
    raise ValueError(f"nothing in the file is at {path}")


def _replaced_key(source: str, holder: Group, path: Path, value: Value) -> Edit | None:
    name = str(path[-1])
    key, old = holder.keys[name], holder.fields[name]
    if value_of(old) == as_texts(value):
        return None
    if holder.flow or (old.flow and yaml_text.is_inline(name, value)):
        return _on_the_line(source, old, value, in_flow=holder.flow)
    colon = source.find(":", key.end) + 1
    return Edit(colon, old.end, yaml_text.after_key(name, value, key.column))


def _replaced_item(holder: Listed, path: Path, old: Node, value: Value) -> Edit | None:
    if value_of(old) == as_texts(value):
        return None
    if holder.flow:
        return Edit(old.start, old.end, yaml_text.inline(value, flow=True))
    text = yaml_text.after_dash(yaml_text.kind(path), value, holder.column)
    return Edit(old.start, old.end, text if old.end > old.start else f" {text}")


def _on_the_line(source: str, old: Node, value: Value, *, in_flow: bool) -> Edit:
    text = yaml_text.inline(value, flow=in_flow)
    return Edit(old.start, old.end, text if source[old.start - 1].isspace() else f" {text}")


def _key_added(source: str, group: Group, path: Path, value: Value) -> Edit:
    called, name = yaml_text.kind(path[:-1]), str(path[-1])
    before = _key_before(group, called, name)
    if group.flow:
        pair = f"{yaml_text.name(name, flow=True)}: {yaml_text.inline(value, flow=True)}"
        return _put_within(group, [*group.keys.values()], [*group.fields.values()], before, pair)
    first = next(iter(group.keys.values()))
    column, indent = first.column, " " * first.column
    text = f"{yaml_text.name(name)}:{yaml_text.after_key(name, value, column)}"
    if before is None:
        return Edit(first.start, first.start, f"{text}\n{indent}")
    end = line_end(source, _end(source, group, before))
    return Edit(end, end, f"\n{indent}{text}")


def _key_before(group: Group, called: str, name: str) -> str | None:
    """The last of those that stand before it in the built-in SOP."""
    rank = yaml_text.rank(called, name)
    earlier = [k for k in group.keys if yaml_text.rank(called, k) <= rank]
    return max(reversed(earlier), key=lambda k: yaml_text.rank(called, k), default=None)


def _put_within(
    whole: Group, keys: list[Node], values: list[Node], before: str | None, text: str
) -> Edit:
    if not keys:
        return Edit(whole.start, whole.end, f"{{{text}}}")
    if before is None:
        return Edit(keys[0].start, keys[0].start, f"{text}, ")
    end = whole.fields[before].end
    return Edit(end, end, f", {text}")


def _key_removed(source: str, group: Group, name: str) -> Edit:
    names = list(group.keys)
    place, key = names.index(name), group.keys[name]
    following = group.keys[names[place + 1]] if place + 1 < len(names) else None
    if len(names) == 1:
        return Edit(group.start, group.end, "{}")
    if group.flow:
        return _taken_out([*group.keys.values()], [*group.fields.values()], place)
    end = _end(source, group, name)
    if source[line_start(source, key.start) : key.start].strip() and following is not None:
        bare = not source[end : following.start].strip()
        return Edit(key.start, following.start if bare else end, "")
    return Edit(line_start(source, key.start), next_line(source, end), "")


def _end(source: str, group: Group, name: str) -> int:
    return max(group.fields[name].end, source.find(":", group.keys[name].end) + 1)


def _item_added(source: str, listed: Listed, path: Path, value: Value) -> Edit:
    end = listed.items[-1].end
    if listed.flow:
        return Edit(end, end, f", {yaml_text.inline(value, flow=True)}")
    key, end = yaml_text.kind(path), line_end(source, end)
    text = f"- {yaml_text.after_dash(key, value, listed.column)}"
    gap = "\n\n" if yaml_text.is_spaced(key) else "\n"
    return Edit(end, end, f"{gap}{' ' * listed.column}{text}")


def _item_removed(source: str, listed: Listed, place: int) -> Edit:
    if listed.flow:
        return _taken_out(listed.items, listed.items, place)
    dash = _dash(source, listed, place)
    if source[line_start(source, dash) : dash].strip():
        return Edit(dash, _dash(source, listed, place + 1), "")
    return Edit(line_start(source, dash), next_line(source, listed.items[place].end), "")


def _dash(source: str, listed: Listed, place: int) -> int:
    """Where the item begins: its dash is the last one in the list's column before it."""
    start = line_start(source, listed.items[place].start)
    while source[start + listed.column] != "-":
        start = line_start(source, start - 1)
    return start + listed.column


def _taken_out(starts: list[Node], ends: list[Node], place: int) -> Edit:
    """Of several between brackets one, with its comma."""
    if place:
        return Edit(ends[place - 1].end, ends[place].end, "")
    return Edit(starts[0].start, starts[1].start, "")


def as_texts(value: Value) -> Value:
    """As it is read back, where every scalar is a text."""
    if isinstance(value, dict):
        return {key: as_texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_texts(one) for one in value]
    return yaml_text.clean(value) if isinstance(value, str) else yaml_text.scalar(value)
