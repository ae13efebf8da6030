"""What a process may be doing when it is killed, and how one sees from outside that it begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tests.peers.telegram import World


class Phase(StrEnum):
    MIGRATE = "migrating"
    START = "starting"
    ACCEPT = "taking in"
    HANDLE = "handling"
    SEND = "sending"
    FETCH = "fetching"
    REST = "at rest"


@dataclass(frozen=True, slots=True)
class Aim:
    """`share`: how often, of a hundred times, chance aims there. `lasts`: seconds, about."""

    phase: Phase
    share: int
    lasts: float
    has_begun: Callable[[World], bool]


def is_taking_in(world: World) -> bool:
    """Whether updates were handed over that are not confirmed yet."""
    polls = [call for call in world.calls if call.method == "getUpdates" and call.ok]
    handed = polls[-1].response["result"] if polls else []
    return bool(handed) and handed[-1] in world.updates.pending(world.now())


def _sends(world: World) -> bool:
    return any(call.method == "sendMessage" for call in world.calls)


def _fetches(world: World) -> bool:
    return any(call.method == "file" for call in world.calls)


AIMS = (
    Aim(Phase.START, 50, 1.5, lambda _: True),
    Aim(Phase.ACCEPT, 12, 0.03, is_taking_in),
    Aim(Phase.HANDLE, 8, 0.3, is_taking_in),
    Aim(Phase.SEND, 18, 0.6, _sends),
    Aim(Phase.FETCH, 12, 0.05, _fetches),
)
