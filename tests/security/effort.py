"""How many examples are tried; `SOPBOT_FUZZ=50` tries fifty times as many."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

FACTOR = int(os.environ.get("SOPBOT_FUZZ", "1"))


def examples(count: int, steps: int = 50) -> settings:
    """`steps`: of a state machine."""
    return settings(
        max_examples=count * FACTOR,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
