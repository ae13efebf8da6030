"""Small checks that are put together into the shape of a request.

A check looks at a value that stands at a path, and yields one detail for each thing wrong with it,
as LINE lists them: {"message": …, "property": "messages[0].text"}. Lengths are UTF-16 units.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from tests.peers.line.errors import Json

Check = Callable[[Any, str], Iterator[Json]]


def wrong(message: str, path: str) -> Json:
    return {"message": message, "property": path}


def units(text: str) -> int:
    """How long LINE counts a text: in UTF-16 units, of which an emoji takes two or more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def text(longest: int | None = None, *, shortest: int = 1) -> Check:
    def check(value: Any, path: str) -> Iterator[Json]:
        if not isinstance(value, str):
            yield wrong("Must be a string", path)
        elif shortest and not value.strip():
            yield wrong("May not be empty", path)
        elif longest is not None and not shortest <= units(value) <= longest:
            yield wrong(f"Length must be between {shortest} and {longest}", path)

    return check


def whole(lowest: int, highest: int, *, step: int = 1) -> Check:
    def check(value: Any, path: str) -> Iterator[Json]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield wrong("Must be a whole number", path)
        elif not lowest <= value <= highest or value % step:
            yield wrong(f"Must be between {lowest} and {highest}", path)

    return check


def number(lowest: float, highest: float) -> Check:
    def check(value: Any, path: str) -> Iterator[Json]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield wrong("Must be a number", path)
        elif not lowest <= value <= highest:
            yield wrong(f"Must be between {lowest} and {highest}", path)

    return check


def flag(value: Any, path: str) -> Iterator[Json]:
    if not isinstance(value, bool):
        yield wrong("Must be true or false", path)


def one_of(*values: str) -> Check:
    def check(value: Any, path: str) -> Iterator[Json]:
        if value not in values:
            yield wrong(f"Must be one of the following values: {list(values)}", path)

    return check


def matching(pattern: str) -> Check:
    found = re.compile(pattern)

    def check(value: Any, path: str) -> Iterator[Json]:
        if not isinstance(value, str) or not found.fullmatch(value):
            yield wrong("invalid property", path)

    return check


def address(longest: int, *schemes: str) -> Check:
    """An address of one of the schemes; https where none is named."""
    allowed = schemes or ("https",)

    def check(value: Any, path: str) -> Iterator[Json]:
        problems = list(text(longest)(value, path))
        yield from problems
        if not problems and not _is_address(value, allowed):
            yield wrong("invalid uri scheme", path)

    return check


def _is_address(value: str, schemes: tuple[str, ...]) -> bool:
    if re.search(r"[\s\x00-\x20]", value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    needs_host = parts.scheme in ("http", "https")
    return parts.scheme in schemes and bool(parts.netloc if needs_host else parts.path)


def items(each: Check, fewest: int, most: int | None = None) -> Check:
    def check(value: Any, path: str) -> Iterator[Json]:
        if not isinstance(value, list):
            yield wrong("Must be an array", path)
            return
        if len(value) < fewest or (most is not None and len(value) > most):
            yield wrong(f"Size must be between {fewest} and {most}", path)
        for place, item in enumerate(value):
            yield from each(item, f"{path}[{place}]")

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these properties and no others."""
    known = {**required, **(optional or {})}

    def check(value: Any, path: str) -> Iterator[Json]:
        if not isinstance(value, dict):
            yield wrong("Must be an object", path)
            return
        for name in required:
            if value.get(name) is None:
                yield wrong("May not be null", below(path, name))
        for name, part in value.items():
            if name not in known:
                yield wrong("Unknown property", below(path, name))
            elif part is not None:
                yield from known[name](part, below(path, name))

    return check


def by_type(table: Mapping[str, Check]) -> Check:
    """An object whose `type` says which of the shapes it must have."""

    def check(value: Any, path: str) -> Iterator[Json]:
        if not isinstance(value, dict):
            yield wrong("Must be an object", path)
        elif value.get("type") not in table:
            yield from one_of(*table)(value.get("type"), below(path, "type"))
        else:
            yield from table[value["type"]](value, path)

    return check


def also(first: Check, *others: Check) -> Check:
    """Holds `others` against a value with which `first` finds nothing wrong."""

    def check(value: Any, path: str) -> Iterator[Json]:
        problems = list(first(value, path))
        yield from problems
        for other in () if problems else others:
            yield from other(value, path)

    return check


def later(get: Callable[[], Check]) -> Check:
    """A check that is only known once the whole table is: boxes hold boxes."""

    def check(value: Any, path: str) -> Iterator[Json]:
        yield from get()(value, path)

    return check


def below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
