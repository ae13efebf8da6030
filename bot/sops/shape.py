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
    "model_type": "is not a group of keys",
    "tuple_type": "is not a list",
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
    else:
        subject = about(tree, path)
        for what, mend in _said(fault, path):
            yield nearest(tree, path).place.problem(f"{subject} {what}", mend)


def _said(fault: Mapping[str, Any], path: Path) -> tuple[tuple[str, str], ...]:
    raised = fault.get("ctx", {}).get("error")
    if isinstance(raised, Faulty):
        return raised.faults
    mend = f"write {_hint(path)}"
    if fault["input"] is None or fault["type"] == "too_short":
        return (("is empty", mend),)
    return ((_WRONG_TYPES.get(fault["type"], fault["msg"]), mend),)


def _missing(tree: Tree, path: Path) -> Problem:
    owner = about(tree, path[:-1])
    what = f'{owner} has no "{path[-1]}"'
    return nearest(tree, path[:-1]).place.problem(what, f"add {_hint(path)}")


def _unknown_key(tree: Tree, path: Path) -> Problem:
    part = PARTS[next((str(p) for p in reversed(path[:-1]) if isinstance(p, str)), "")]
    what = f"{about(tree, path[:-1])} has an unknown key {shown(str(path[-1]))}"
    return key_place(tree, path).problem(what, choose(str(path[-1]), part.model_fields))


def _hint(path: Path) -> str:
    name = next((str(p) for p in reversed(path) if isinstance(p, str)), "")
    return f'"{name}": {HINTS[name]}' if name in HINTS else f'"{name}"'


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
    for field, quote in (("number", str), ("id", shown)):
        value = child(item, field)
        if isinstance(value, Scalar) and value.text:
            return f"{noun} {quote(value.text)}"
    return f"{noun} {index + 1} of the list"

