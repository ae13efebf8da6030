"""What pydantic says about the shape of a file, told with places and in words of an office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from bot.domain.errors import Problem
from bot.sops.schema import HINTS, PARTS, SopFile
from bot.sops.tree import Fields, Path, Scalar, Tree, child, key_place, nearest, plain
from bot.sops.values import Faulty, choose, shown

_SINGULAR = {
    "steps": "step",
    "documents": "document",
    "parties": "party",
    "definitions": "definition",
    "cutoffs": "cutoff",
}
_WRONG_TYPES = {
    "model_type": ("is not a group of keys", 'write "key: value" lines, as in lo-2.4.yaml'),
    "tuple_type": ("is not a list", 'write each item on a line of its own, after "- "'),
}


def shape(tree: Tree) -> tuple[SopFile | None, list[Problem]]:
    try:
        return SopFile.model_validate(plain(tree)), []
    except ValidationError as error:
        faults: list[Any] = error.errors(include_url=False)
        return None, [p for fault in faults for p in _problems(tree, fault)]


def _problems(tree: Tree, fault: Mapping[str, Any]) -> Iterator[Problem]:
    path, kind = fault["loc"], fault["type"]
    if kind == "missing":
        yield _missing(tree, path)
    elif kind == "extra_forbidden":
        yield _unknown_key(tree, path)
    elif kind == "too_short" and fault["input"]:
        return  # its only item is faulty, and told
    else:
        subject = about(tree, path)
        for what, mend in _said(fault, path):
            yield nearest(tree, path).place.problem(f"{subject} {what}", mend)


def _said(fault: Mapping[str, Any], path: Path) -> tuple[tuple[str, str], ...]:
    raised = fault.get("ctx", {}).get("error")
    if isinstance(raised, Faulty):
        return raised.faults
    if fault["input"] is None or fault["type"] == "too_short":
        return (("is empty", f"write {_hint(path)}"),)
    return (_WRONG_TYPES.get(fault["type"], (fault["msg"], f"write {_hint(path)}")),)


def _missing(tree: Tree, path: Path) -> Problem:
    owner = about(tree, path[:-1])
    what = f'{owner} has no "{path[-1]}"'
    return nearest(tree, path[:-1]).place.problem(what, f"add {_hint(path)}")


def _unknown_key(tree: Tree, path: Path) -> Problem:
    part = PARTS[_last_name(path[:-1])]
    what = f"{about(tree, path[:-1])} has an unknown key {shown(str(path[-1]))}"
    return key_place(tree, path).problem(what, choose(str(path[-1]), part.model_fields))


def _hint(path: Path) -> str:
    name = _last_name(path)
    hint = HINTS.get(f"{_last_name(path[:-1])}.{name}") or HINTS.get(name)
    return f'"{name}": {hint}' if hint else f'"{name}"'


def _last_name(path: Path) -> str:
    return next((name for name in reversed(path) if isinstance(name, str)), "")


def about(tree: Tree, path: Path) -> str:
    """`step 7, document "order": "title"`: what a path points at."""
    owners: list[str] = []
    key = ""
    for depth, name in enumerate(path):
        at = nearest(tree, path[: depth + 1])
        if isinstance(name, str):
            key = f'"{name}"'
        elif isinstance(at, Fields):
            owners.append(_named(at, str(path[depth - 1]), name))
            key = ""
        else:
            key = f"{key} item {name + 1}"
    return ": ".join(filter(None, (", ".join(owners), key))) or "the file"


def _named(item: Fields, container: str, index: int) -> str:
    noun = _SINGULAR.get(container, container)
    number, name = child(item, "number"), child(item, "id")
    if isinstance(number, Scalar) and (number.text or "").isdecimal():
        return f"{noun} {number.text}"
    if isinstance(name, Scalar) and name.text:
        return f"{noun} {shown(name.text)}"
    return f"{noun} {index + 1} of the list"
