"""The table of methods that the fake does for real; each file of methods adds its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.peers.telegram.requests import Ask
from tests.peers.telegram.world import World

Handler = Callable[[World, Ask], Any]
METHODS: dict[str, Handler] = {}


def method(name: str) -> Callable[[Handler], Handler]:
    def add(handler: Handler) -> Handler:
        METHODS[name] = handler
        return handler

    return add
