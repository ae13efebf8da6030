"""Processes on cores of their own: what is under test on one, the Bot API server on another."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import psutil

ROOT = Path(__file__).parents[2]
STOP_WITHIN = 20.0


def _allowed() -> list[int]:
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


CORES = _allowed()
"""Those that we may use; where the system cannot bind a process to one, none."""
UNDER_TEST = CORES[:1]
OF_SERVER = CORES[1:2] or CORES[:1]
"""The same one, if there is no other."""


@contextmanager
def pinned(to: Sequence[int]) -> Iterator[None]:
    """What is started meanwhile stays on these cores."""
    before = _allowed()
    if to:
        os.sched_setaffinity(0, to)
    try:
        yield
    finally:
        if before:
            os.sched_setaffinity(0, before)


class Subject:
    """A program under test: `with Subject("-m", "bot", "run", log=…):`."""

    def __init__(
        self,
        *arguments: str,
        log: Path,
        environment: Mapping[str, str] | None = None,
        on: Sequence[int] | None = None,
    ) -> None:
        """`on`: its cores; None: the one kept for what is under test."""
        self._command = [sys.executable, *arguments]
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "PTB_TIMEDELTA": "true",
            **(environment or {}),
        }
        self.log = log
        self._on = UNDER_TEST if on is None else on
        self._process: psutil.Popen

    def __enter__(self) -> Self:
        with pinned(self._on), self.log.open("ab") as log:
            self._process = psutil.Popen(
                self._command,
                cwd=self.log.parent,  # no .env is read there
                env=self._environment,
                stdout=log,
                stderr=log,
            )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(STOP_WITHIN)
        except psutil.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def cpu(self) -> float:
        """Seconds so far, its threads included."""
        times = self._process.cpu_times()
        return float(times.user + times.system)

    @property
    def memory(self) -> int:
        """Bytes that are resident."""
        return int(self._process.memory_info().rss)

    def require_alive(self) -> None:
        if self._process.poll() is not None:
            raise RuntimeError(f"ended early, see {self.log}:\n{self.log.read_text()[-2000:]}")
