"""What a process may be doing when it is killed, and what people do meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


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
    """`share`: how often, of a hundred times, chance aims there. `lasts`: seconds, about.

    `has_begun`: how one sees from outside that it begins.
    """

    phase: Phase
    share: int
    lasts: float
    has_begun: Callable[[], bool]


class Kind(StrEnum):
    """Of what people do."""

    PROGRESS = "progress"
    CLOSING = "closing"
    DAY_OFF = "day off"
    QUESTION = "question"
    PRESS = "press"
    PAPERS = "files"


def aims(
    is_taking_in: Callable[[], bool], sends: Callable[[], bool], fetches: Callable[[], bool]
) -> tuple[Aim, ...]:
    return (
        Aim(Phase.START, 50, 1.5, lambda: True),
        Aim(Phase.ACCEPT, 12, 0.03, is_taking_in),
        Aim(Phase.HANDLE, 8, 0.3, is_taking_in),
        Aim(Phase.SEND, 18, 0.6, sends),
        Aim(Phase.FETCH, 12, 0.05, fetches),
    )
