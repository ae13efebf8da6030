"""sopbot as `sopbot run` starts it, but at another time, or without its pace.

`python -m tests.benchmarks.program --at 2026-11-23T10:00:00+07:00 --no-pace`; its settings stand in
the environment.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime

from bot import app, cli
from bot.compose.program import App
from bot.settings import Settings


class MovedClock:
    """It is `start` now, and time goes on from there."""

    def __init__(self, start: datetime) -> None:
        self._ahead = start - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


def arguments(at: datetime, *, pace: bool) -> Sequence[str]:
    """Behind `python`."""
    return [
        "-m",
        "tests.benchmarks.program",
        "--at",
        at.isoformat(),
        *([] if pace else ["--no-pace"]),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.program")
    parser.add_argument("--at", type=datetime.fromisoformat, required=True)
    parser.add_argument("--no-pace", action="store_true")
    asked = parser.parse_args()
    clock, compose = MovedClock(asked.at), app.compose

    def composed(settings: Settings) -> App:
        return compose(settings, clock, limits={} if asked.no_pace else None)

    vars(app)["compose"] = composed
    cli.app(["run"])


if __name__ == "__main__":
    main()
