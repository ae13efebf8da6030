"""What pydantic says about the shape of a file, told with places and in words of an office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from bot.render.language import N_
from bot.sops.phrases import Fault, Phrase
from bot.sops.schema import HINTS, PARTS, SopFile
from bot.sops.tree import Fields, Path, Scalar, Tree, child, key_place, nearest, plain
from bot.sops.values import Faulty, Told, choose, shown

_NAMED = {
    "steps": N_("step {name}"),
    "documents": N_("document {name}"),
    "parties": N_("party {name}"),
    "definitions": N_("definition {name}"),
    "cutoffs": N_("cutoff {name}"),
    "rounds": N_("rounds {name}"),
    "ways": N_("way {name}"),
}
_NUMBERED = {
    "steps": N_("step {name} of the list"),
    "documents": N_("document {name} of the list"),
    "parties": N_("party {name} of the list"),
    "definitions": N_("definition {name} of the list"),
    "cutoffs": N_("cutoff {name} of the list"),
    "rounds": N_("rounds {name} of the list"),
    "ways": N_("way {name} of the list"),
}
_WRONG_TYPES = {
    "model_type": (
        N_("{subject} is not a group of keys"),
        N_('write "key: value" lines, as in lo-2.4.yaml'),
    ),
    "tuple_type": (
        N_("{subject} is not a list"),
        N_('write each item on a line of its own, after "- "'),
    ),
}


_NOT_BUILT_IN = {"rounds", "periods", "due", "ways", "when"}
"""What nobody finds in lo-2.4.yaml."""


def shape(tree: Tree) -> tuple[SopFile | None, list[Fault]]:
    try:
        return SopFile.model_validate(plain(tree)), []
    except ValidationError as error:
        faults: list[Any] = error.errors(include_url=False)
        return None, [p for fault in faults for p in _problems(tree, fault)]


def _problems(tree: Tree, fault: Mapping[str, Any]) -> Iterator[Fault]:
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
            yield nearest(tree, path).place.fault(what.of(subject=subject), mend)


def _said(fault: Mapping[str, Any], path: Path) -> tuple[Told, ...]:
    raised = fault.get("ctx", {}).get("error")
    if isinstance(raised, Faulty):
        return raised.faults
    mend = Phrase(N_("write {key}")).of(key=_hint(path))
    if fault["input"] is None or fault["type"] == "too_short":
        return ((Phrase(N_("{subject} is empty")), mend),)
    if fault["type"] in _WRONG_TYPES:
        what, how = _WRONG_TYPES[fault["type"]]
        is_shown = _last_name(path) not in _NOT_BUILT_IN
        return ((Phrase(what), Phrase(how) if is_shown else mend),)
    return ((Phrase(N_("{subject}: {told}")).of(told=fault["msg"]), mend),)


def _missing(tree: Tree, path: Path) -> Fault:
    what = Phrase(N_("{owner} has no {key}"))
    what = what.of(owner=about(tree, path[:-1]), key=f'"{path[-1]}"')
    mend = Phrase(N_("add {key}")).of(key=_hint(path))
    return nearest(tree, path[:-1]).place.fault(what, mend)


def _unknown_key(tree: Tree, path: Path) -> Fault:
    part = PARTS[_last_name(path[:-1])]
    what = Phrase(N_("{owner} has an unknown key {key}"))
    what = what.of(owner=about(tree, path[:-1]), key=shown(str(path[-1])))
    return key_place(tree, path).fault(what, choose(str(path[-1]), part.model_fields))


def _hint(path: Path) -> Phrase:
    name = _last_name(path)
    hint = HINTS.get(f"{_last_name(path[:-1])}.{name}") or HINTS.get(name)
    if hint is None:
        return Phrase(N_('"{key}"')).of(key=name)
    return Phrase(N_('"{key}": {hint}')).of(key=name, hint=Phrase(hint))


def _last_name(path: Path) -> str:
    return next((name for name in reversed(path) if isinstance(name, str)), "")


def about(tree: Tree, path: Path) -> Phrase:
    """`step 7, document "order": "title"`: what a path points at."""
    owner: Phrase | None = None
    key: Phrase | None = None
    for depth, name in enumerate(path):
        at = nearest(tree, path[: depth + 1])
        if isinstance(name, str):
            key = Phrase(N_('"{key}"')).of(key=name)
        elif isinstance(at, Fields) and str(path[depth - 1]) in _NAMED:
            part, key = _named(at, str(path[depth - 1]), name), None
            owner = Phrase(N_("{owner}, {part}")).of(owner=owner, part=part) if owner else part
        else:
            key = Phrase(N_("{key} item {number}")).of(key=key or "", number=name + 1)
    if owner and key:
        return Phrase(N_("{owner}: {key}")).of(owner=owner, key=key)
    return owner or key or Phrase(N_("the file"))


def _named(item: Fields, container: str, index: int) -> Phrase:
    number, name = child(item, "number"), child(item, "id")
    if isinstance(number, Scalar) and (number.text or "").isdecimal():
        return Phrase(_NAMED[container]).of(name=number.text)
    if isinstance(name, Scalar) and name.text:
        return Phrase(_NAMED[container]).of(name=shown(name.text))
    return Phrase(_NUMBERED[container]).of(name=index + 1)
