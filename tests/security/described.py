"""Updates as the published description of the Bot API lets them be, every type and field of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from bot.channels.telegram.raw import Json
from tests.cast import GROUP, OTHER_GROUP, SECRETARY, STRANGER
from tests.channels.telegram.updates import AT, ME
from tests.peers.telegram.spec import Field, TypeRule
from tests.security import words

Types = Mapping[str, TypeRule]

ARRAY = "Array of "
DEEPEST = 4
"""Below that only what must be there."""
MOST_OPTIONAL = 4
_WORDS = (
    "private group supergroup channel bot_command mention text_mention member administrator left "
    "kicked restricted creator F1 /start /status"
)
PLAIN: Mapping[str, st.SearchStrategy[Any]] = {
    "Integer": st.sampled_from(
        [int(p) for p in (GROUP.address, OTHER_GROUP.address, SECRETARY.account, STRANGER.account)]
        + [0, 1, 7, AT, ME.id, 2**52 - 1]
    ),
    "String": st.one_of(st.sampled_from(_WORDS.split()), words.typed),
    "Boolean": st.booleans(),
    "Float": st.floats(allow_nan=False),
}


@st.composite
def updates(draw: st.DrawFn, types: Types) -> list[Json]:
    kinds = [name for name in types["Update"].fields if name != "update_id"]
    found: list[Json] = []
    for number in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(kinds))
        (name,) = types["Update"].fields[kind].types
        found.append({"update_id": 900 + number, kind: _made(draw, types, name, 0)})
    return found


def _made(draw: st.DrawFn, types: Types, name: str, depth: int) -> Any:
    if name.startswith(ARRAY):
        several = range(draw(st.integers(0, 2)))
        return [_made(draw, types, name.removeprefix(ARRAY), depth) for _ in several]
    if name in PLAIN:
        return draw(PLAIN[name])
    rule = types[name]
    if rule.subtypes:
        return _made(draw, types, draw(st.sampled_from(rule.subtypes)), depth)
    return {
        key: _made(draw, types, draw(st.sampled_from(rule.fields[key].types)), depth + 1)
        for key in _keys(draw, rule.fields, depth)
    }


def _keys(draw: st.DrawFn, fields: Mapping[str, Field], depth: int) -> list[str]:
    required = [name for name, field in fields.items() if field.required]
    others = [name for name, field in fields.items() if not field.required]
    if depth >= DEEPEST or not others:
        return required
    return required + draw(st.lists(st.sampled_from(others), max_size=MOST_OPTIONAL, unique=True))
