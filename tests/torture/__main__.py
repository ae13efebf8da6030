"""`python -m tests.torture --kills 500`: prints what was done, and what it broke.

Several processes share a PostgreSQL, and are posted updates through a load balancer.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import postgres
from tests.torture.run import SIDES, run


def main() -> int:
    asked = _arguments()
    seed = random.randrange(10_000) if asked.seed is None else asked.seed
    _say(f"seed {seed}: {asked.kills} kills, {asked.committees} committees, {asked.resting} more")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="torture-") as folder, _database(asked) as url:
        verdict = run(
            Path(folder),
            asked.kills,
            seed,
            committees=asked.committees,
            resting=asked.resting,
            processes=asked.processes,
            database_url=url,
            channel=asked.channel,
            tell=_say,
        )
    _say(f"{verdict}\n{time.monotonic() - began:.0f} seconds")
    return 0 if verdict.is_clean else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, help="of an earlier run, to do the same again")
    parser.add_argument("--processes", type=int, default=1, help="several: on PostgreSQL")
    parser.add_argument("--channel", choices=SIDES, default="telegram")
    parser.add_argument("--committees", type=int, default=250)
    parser.add_argument("--resting", type=int, default=0, help="committees with nothing to say yet")
    return parser.parse_args()


@contextmanager
def _database(asked: argparse.Namespace) -> Iterator[str | None]:
    """SQLite for one process."""
    if asked.processes == 1:
        yield None
        return
    try:
        yield postgres.server().new_database()
    finally:
        postgres.stop()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
