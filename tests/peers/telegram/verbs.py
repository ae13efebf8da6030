"""The mark of a verb: what a person does happens under the world's lock."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from tests.peers.telegram.world import World


class Actor(Protocol):
    world: World


A = TypeVar("A", bound=Actor)
P = ParamSpec("P")
R = TypeVar("R")


def verb(act: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
    """The whole act is one change: nobody sees half of it."""

    @functools.wraps(act)
    def changing(self: A, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with self.world.changing():
            return act(self, *args, **kwargs)

    return changing
