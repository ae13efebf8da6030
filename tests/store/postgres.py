"""A PostgreSQL server of our own: made anew, on a Unix socket, gone with the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

USER = "postgres"
FAST = "-F -c listen_addresses='' -c synchronous_commit=off -c max_connections=50"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of an empty database."""
    # Not in pytest's own folder: the path of a socket must be short, and its owner another user.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    as_user(folder)
    data, log = folder / "data", folder / "log"
    run("initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
    run("pg_ctl", "-D", data, "-l", log, "-w", "-o", f"{FAST} -k {folder}", "start")
    try:
        yield f"postgresql:///postgres?host={folder}&user={USER}"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def as_user(folder: Path) -> None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() == 0:
        shutil.chown(folder, USER)


def run(program: str, *arguments: str | Path) -> None:
    command = [binary(program), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", USER, "--", *command]
    done = subprocess.run(
        command, cwd="/", check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60
    )
    assert done.returncode == 0, done.stdout.decode(errors="replace")


def binary(program: str) -> str:
    """On the path, or where Debian keeps it: the newest version."""
    on_path = shutil.which(program)
    if on_path:
        return on_path
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{program}")
    return str(max(versions, key=lambda path: int(path.parts[4])))
