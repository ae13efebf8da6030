"""Tests that need a program of the system: @pytest.mark.needs("chromium").

Where it is missing the test is skipped and says so; with SOPBOT_TEST_REQUIRE_ALL=1, as in CI,
it fails.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def chromium() -> bool:
    return any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))


def postgresql() -> bool:
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")  # not on the PATH there
    return bool(shutil.which("initdb")) or any(debian)


def systemd() -> bool:
    return shutil.which("systemd-analyze") is not None


PROGRAMS: dict[str, Callable[[], bool]] = {
    "chromium": chromium,
    "postgresql": postgresql,
    "systemd": systemd,
}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", f"needs(*programs): what the test cannot do without: {', '.join(PROGRAMS)}"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for program in needed(item) - PROGRAMS.keys():
            raise pytest.UsageError(f"{item.nodeid}: tests/requirements_gate.py knows no {program}")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    missing = sorted(program for program in needed(item) if not PROGRAMS[program]())
    if not missing:
        return
    reason = f"needs {', '.join(missing)}, not installed here"
    if os.environ.get("SOPBOT_TEST_REQUIRE_ALL") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def needed(item: pytest.Item) -> set[str]:
    return {program for mark in item.iter_markers("needs") for program in mark.args}
