"""Updates with something missing, or something else in its place."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from bot.channels.telegram.raw import Json
from tests.security import updates, words

DEEP = 50
"""Deeper than anything that Telegram sends, and shallow enough to be shown when it fails."""


def deep() -> list[Any]:
    made: list[Any] = []
    for _ in range(DEEP):
        made = [made]
    return made


odd = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([-1, 0, 2**70, 0.5, float("nan"), float("inf"), 10**400]),
    words.text,
    st.sampled_from([[], {}, [None], [[]], {"id": None}, {"id": {}}, [{"type": "mention"}]]),
    st.builds(deep),
)


@st.composite
def several(draw: st.DrawFn) -> list[Json]:
    batch: list[Json] = deepcopy(draw(updates.several))
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(batch))
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        if isinstance(holder, dict) and draw(st.booleans()):
            del holder[key]
        else:
            holder[key] = draw(odd)
    return batch


def _places(batch: list[Json]) -> Iterator[tuple[Any, Any]]:
    """Everything but the number, which every update has."""
    for update in batch:
        for holder, key in _within(update):
            if key != "update_id":
                yield holder, key


def _within(value: Any) -> Iterator[tuple[Any, Any]]:
    stack = [value]
    while stack:
        holder = stack.pop()
        keys = holder if isinstance(holder, dict) else range(len(holder))
        for key in list(keys):
            yield holder, key
            if isinstance(holder[key], dict | list):
                stack.append(holder[key])
