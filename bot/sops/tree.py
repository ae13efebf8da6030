"""A YAML file as a tree in which everything knows its place.

Scalars stay as written: `2.10` is a text where a text is wanted, not the number 2.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.sops.phrases import Fault, Phrase


class Place(NamedTuple):
    """Both count from 1; a column is a character, as editors show it."""

    line: int
    column: int

    def fault(self, what: Phrase, mend: Phrase) -> Fault:
        return Fault(self.line, self.column, what, mend)


@dataclass(frozen=True, slots=True)
class Scalar:
    place: Place
    text: str | None


@dataclass(frozen=True, slots=True)
class Items:
    place: Place
    items: list[Tree] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fields:
    place: Place
    fields: dict[str, Tree] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)


Tree = Scalar | Items | Fields
Plain = str | list["Plain"] | dict[str, "Plain"] | None
Path = Sequence[str | int]


def plain(tree: Tree) -> Plain:
    if isinstance(tree, Fields):
        return {key: plain(value) for key, value in tree.fields.items()}
    if isinstance(tree, Items):
        return [plain(item) for item in tree.items]
    return tree.text


def child(tree: Tree, name: str | int) -> Tree | None:
    if isinstance(tree, Fields) and isinstance(name, str):
        return tree.fields.get(name)
    if isinstance(tree, Items) and isinstance(name, int) and name < len(tree.items):
        return tree.items[name]
    return None


def nearest(tree: Tree, path: Path) -> Tree:
    """What stands at the path, or the last thing on the way to it."""
    for name in path:
        below = child(tree, name)
        if below is None:
            return tree
        tree = below
    return tree


def key_place(tree: Tree, path: Path) -> Place:
    holder = nearest(tree, path[:-1])
    return holder.keys[str(path[-1])] if isinstance(holder, Fields) else holder.place
