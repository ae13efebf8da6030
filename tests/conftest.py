"""For every test: the wire is cut, missing programs are told, databases are taken back."""

from __future__ import annotations

import os

import pytest

from tests import memory

# python-telegram-bot reads it at import; without it every RetryAfter warns of a coming change.
os.environ.setdefault("PTB_TIMEDELTA", "true")
memory.put_temporary_files_there()

pytest_plugins = [
    "tests.wire",
    "tests.logs",
    "tests.requirements_gate",
    "tests.postgres",
    "tests.databases",
    "tests.statements",
    "tests.stores",
]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a third of a run is waiting."""
    return (os.cpu_count() or 1) + 1
