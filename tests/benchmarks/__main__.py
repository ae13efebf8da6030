"""`python -m tests.benchmarks --rows status,done`: measures side by side and prints a table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.benchmarks import idling, noticing, pacing, starting
from tests.benchmarks.answering import answering
from tests.benchmarks.peer import Peer
from tests.benchmarks.processes import CORES, OF_SERVER, pinned
from tests.benchmarks.setting import Setting, temporary
from tests.benchmarks.several import several
from tests.benchmarks.shares import told
from tests.benchmarks.table import Row, as_json, table

Measure = Callable[[Setting], list[Row]]

MEASURED: Mapping[tuple[str, ...], Measure] = {
    ("status", "done", "cpu"): answering,
    ("notices",): noticing.at_once,
    ("paced",): noticing.paced,
    ("far", "burst", "latency", "share"): pacing.far,
    ("idle",): idling.idle,
    ("start", "memory"): starting.starting,
    ("processes",): several,
    ("help",): starting.helping,
}
"""Rows that come from one measurement stand together."""
ALL = [row for rows in MEASURED for row in rows]


def main() -> int:
    asked = _arguments()
    with temporary() as folder, pinned(OF_SERVER), Peer() as peer:
        setting = Setting(peer, folder, asked.rounds, asked.quick)
        _say(_ground(setting))
        found = [_measured(one, setting) for one in _wanted(asked.rows)]
    shown = [row for rows in found for row in rows or () if row.key in asked.rows]
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(as_json(shown, setting.shares), encoding="utf-8")
    _say(f"{table(shown)}\n")
    if setting.shares:
        _say(told(setting.shares))
    return 1 if None in found else 0


def _measured(measure: Measure, setting: Setting) -> list[Row] | None:
    """None: it was not done rightly, and no figure counts; the other rows do."""
    try:
        return measure(setting)
    except (AssertionError, RuntimeError, TimeoutError) as error:
        _say(f"FAILED {measure.__name__}: {error}")
        return None


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rows", type=_rows, default=ALL, help=f"of {','.join(ALL)}")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, default=Path("build/benchmarks.json"))
    parser.add_argument("--quick", action="store_true", help="less of everything, for a first look")
    return parser.parse_args()


def _rows(told: str) -> list[str]:
    found = told.split(",")
    if unknown := sorted({*found} - {*ALL}):
        raise argparse.ArgumentTypeError(f"{','.join(unknown)}: choose of {','.join(ALL)}")
    return found


def _wanted(rows: Sequence[str]) -> list[Measure]:
    return [measure for keys, measure in MEASURED.items() if {*keys} & {*rows}]


def _ground(setting: Setting) -> str:
    found = f"{setting.rounds} rounds{', quick' if setting.quick else ''}"
    if len(CORES) < 2:
        return f"{found}; one core only: the Bot API server takes its part of it"
    return f"{found}; the program on one core, the Bot API server on another"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
