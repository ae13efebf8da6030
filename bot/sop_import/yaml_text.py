"""How the file of an SOP looks: what is in quotes and in brackets, and the order of its keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.domain.sop_import import Path, Value
from bot.sops.text import is_control

STEP = 2
"""Spaces by which a level stands in."""
ORDER: Mapping[str, Sequence[str]] = {
    "": (
        *("id", "title", "indicator", "indicator_number", "unit", "revision", "form"),
        *("form_revised", "committee", "language", "case", "objectives", "scope", "definitions"),
        *("direct", "involved", "parties", "cutoffs", "rounds", "legend", "steps"),
    ),
    "steps": (
        *("number", "title", "lead", "detail", "every", "starts", "due", "duration", "unit"),
        *("by", "on", "holiday", "missed", "after", "when", "parallel", "not_before"),
        *("not_after", "added", "parties", "meeting", "review", "quorum", "symbol", "ways"),
        "documents",
    ),
    "parties": ("id", "name", "short"),
    "definitions": ("term", "meaning"),
    "cutoffs": ("id", "title", "step"),
    "documents": ("id", "title", "kind", "note", "numbered"),
    "rounds": ("id", "periods"),
    "periods": ("name", "first", "last"),
    "ways": ("id", "name", "back", "rounds", "ends"),
    "due": ("before", "after", "of", "count", "unit"),
    "when": ("step", "way"),
}
"""Of the keys in each list or group of the file ("" is the file itself)."""
_IN_BRACKETS = frozenset({"after", "parties", "added", "by", "on"})
_IN_BRACES = frozenset({"not_before", "not_after", "first", "last", "due", "when"})
_SPACED = frozenset({"steps"})
"""Lists with an empty line between their items."""
_SIGNS = "-?:,[]{}#&*!|>'\"%@`=<.~"
_IN_FLOW = ",[]{}"
_OTHERWISE = re.compile(
    r"null|true|false|yes|no|on|off|y|n"
    r"|[+-]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[+-]?[0-9]+)?|0[xob][0-9a-f_]+"
    r"|[0-9]+(?::[0-9]+)+(?:\.[0-9]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
    re.IGNORECASE,
)
"""What one or another reader of YAML takes for a number, a date, or yes and no."""


def clean(text: str) -> str:
    """Without what nobody sees; a line break or a tab is a space."""
    broken = re.sub(r"\r\n|[\n\r\t\v\f\x85\u2028\u2029]", " ", text)
    return "".join(c for c in broken if not is_control(c))


def scalar(value: str | int | bool, *, flow: bool = False) -> str:
    """`flow`: it stands within brackets or braces."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = clean(value)
    return quoted(text) if _OTHERWISE.fullmatch(text) or not _is_plain(text, flow) else text


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def inline(value: Value, *, flow: bool = False) -> str:
    """On one line, within brackets or braces if it is a list or a group."""
    if isinstance(value, list):
        return "[" + ", ".join(inline(item, flow=True) for item in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{name(k, flow=True)}: {inline(v, flow=True)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    return scalar(value, flow=flow)


def name(key: str, *, flow: bool = False) -> str:
    """A key; `on` is one of a step."""
    text = clean(key)
    return text if _is_plain(text, flow) else quoted(text)


def is_inline(key: str, value: Value) -> bool:
    """Whether it stands on the line of its key."""
    if isinstance(value, dict):
        return not value or (key in _IN_BRACES and not any(map(_is_deep, value.values())))
    if isinstance(value, list):
        return not value or (key in _IN_BRACKETS and not any(map(_is_deep, value)))
    return True


def after_key(key: str, value: Value, column: int) -> str:
    """What stands behind the colon of a key in this column (from 0)."""
    if is_inline(key, value):
        return f" {inline(value)}"
    return "\n" + "\n".join(block(key, value, column + STEP))


def block(key: str, value: Value, column: int) -> Iterator[str]:
    """The lines of a list or a group under its key."""
    if isinstance(value, list):
        for place, item in enumerate(value):
            if place and is_spaced(key):
                yield ""
            yield f"{' ' * column}- {after_dash(key, item, column)}"
    elif isinstance(value, dict):
        for below, one in ordered(key, value):
            yield f"{' ' * column}{name(below)}:{after_key(below, one, column)}"


def after_dash(key: str, item: Value, column: int) -> str:
    """An item whose dash stands in this column."""
    if not _is_deep(item) or not item or (isinstance(item, list) and not any(map(_is_deep, item))):
        return inline(item)
    return "\n".join(block(key, item, column + STEP)).lstrip(" ")


def is_spaced(key: str) -> bool:
    return key in _SPACED


def ordered(key: str, group: Mapping[str, Value]) -> list[tuple[str, Value]]:
    """As the built-in SOP has its keys; unknown ones come last."""
    return sorted(group.items(), key=lambda pair: rank(key, pair[0]))


def rank(key: str, below: str) -> int:
    known = ORDER.get(key, ())
    return known.index(below) if below in known else len(known)


def kind(path: Path) -> str:
    """The list or the group that is meant, as ORDER names it."""
    keys: Iterable[str] = (k for k in reversed(path) if isinstance(k, str))
    return next(iter(keys), "")


def _is_deep(value: Value) -> bool:
    return isinstance(value, list | dict)


def _is_plain(text: str, flow: bool) -> bool:
    if not text or text != text.strip() or text[0] in _SIGNS:
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (flow and (":" in text or any(c in text for c in _IN_FLOW)))
