"""sopbot as `sopbot run` starts it, but at another time, or without its pace.

`python -m tests.benchmarks.program --ahead 3600 --no-pace`; its settings stand in the environment.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot import app, cli
from bot.compose.program import App
from bot.settings import Settings


class MovedClock:
    """Ahead of the true time by so many seconds, or behind it."""

    def __init__(self, ahead: float) -> None:
        self._ahead = timedelta(seconds=ahead)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


def arguments(at: datetime, *, pace: bool) -> Sequence[str]:
    """Behind `python`; there it is `at` now, before the program has started."""
    ahead = (at - datetime.now(UTC)).total_seconds()
    return ["-m", __name__, "--ahead", f"{ahead}", *([] if pace else ["--no-pace"])]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.program")
    parser.add_argument("--ahead", type=float, default=0.0, help="seconds")
    parser.add_argument("--no-pace", action="store_true")
    asked = parser.parse_args()
    clock, compose = MovedClock(asked.ahead), app.compose

    def composed(settings: Settings) -> App:
        return compose(settings, clock, limits={} if asked.no_pace else None)

    vars(app)["compose"] = composed
    cli.app(["run"])


if __name__ == "__main__":
    main()
