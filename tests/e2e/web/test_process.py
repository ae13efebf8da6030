"""`sopbot run` as a newcomer starts it: nothing set, an address printed, Ctrl+C in the end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from tests.e2e.program import local

ADDRESS = re.compile(r"http://127\.0\.0\.1:[0-9]+")
STOP_WITHIN = 20.0


@pytest.fixture
def started(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """On 2 October, of which the sample is soon played; on whatever port is free."""
    offset = (local("2026-10-02 10:00") - datetime.now(UTC)).total_seconds()
    (tmp_path / "offset").write_text(str(offset), encoding="ascii")
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "PYTHONUNBUFFERED": "1",
            "SOPBOT_DATA_DIR": str(tmp_path / "data"),
            "SOPBOT_HTTP_PORT": "0",
            "SOPBOT_TEST_CLOCK_FILE": str(tmp_path / "offset"),
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.kill()


@pytest.mark.long
def test_it_prints_its_address_starts_over_when_asked_and_ends_on_ctrl_c(
    started: subprocess.Popen[str],
) -> None:
    first = address(started)
    before = sample(first)
    httpx.post(f"{first}/api/reset", json={}).raise_for_status()
    assert sample(address(started)) != before
    started.send_signal(signal.SIGINT)
    assert started.wait(STOP_WITHIN) == 0


def address(program: subprocess.Popen[str]) -> str:
    """The next one printed; reading waits for it."""
    assert program.stdout is not None
    found = ADDRESS.search(program.stdout.readline())
    assert found is not None, "no address"
    return found[0]


def sample(address: str) -> str:
    name: str = httpx.get(f"{address}/api/state").json()["sample"]
    return name
