"""A PostgreSQL server of our own: made when first asked for, on a Unix socket, gone with the tests.

Each process of pytest-xdist has its own: less than a second, and nothing to agree upon.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests import memory

USER = "postgres"
FAST = (
    "-F -c listen_addresses='' -c max_connections=50 -c synchronous_commit=off"
    " -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0"
)

KEEP = """
read -r _  # returns when whoever started us lets go, or is no more, however that came about
"$1" -D "$2/data" -s -m immediate stop
rm -r "$2"
"""


class Server:
    def __init__(self) -> None:
        # Not in pytest's own folder: a socket's path must be short, and its owner another user.
        self._folder = Path(tempfile.mkdtemp(prefix="pg", dir=memory.fastest()))
        self._data = self._folder / "data"
        self._names = (f"test_{number}" for number in count())
        if _is_root():
            shutil.chown(self._folder, USER)
        self._keeper = subprocess.Popen(
            _as_user("sh", "-c", KEEP, "sh", _binary("pg_ctl"), self._folder),
            cwd="/",
            stdin=subprocess.PIPE,
            start_new_session=True,  # Ctrl+C is for the tests
        )
        _run(
            "initdb", "-D", self._data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N"
        )
        self._start()

    def new_database(self, like: str = "template1") -> str:
        """The URL of an empty one, or of a copy of another by its name; nobody may be in that."""
        name = next(self._names)
        with psycopg.connect(self._url(USER), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}".encode())
        return self._url(name)

    def as_guest(self, url: str, *granted: str) -> str:
        """The URL of that database for a user who is given this there, and owns nothing."""
        with psycopg.connect(url, autocommit=True) as connection:
            name = f"guest-{connection.info.dbname}"
            connection.execute(f'CREATE ROLE "{name}" LOGIN'.encode())
            for grant in granted:
                connection.execute(f'GRANT {grant} TO "{name}"'.encode())
        return url.replace(f"user={USER}", f"user={name}")

    @contextmanager
    def away(self) -> Iterator[None]:
        """Stopped meanwhile, as an administrator would; every connection is lost."""
        _run("pg_ctl", "-D", self._data, "-m", "fast", "-w", "stop")
        try:
            yield
        finally:
            self._start()

    def _start(self) -> None:
        options, log = f"{FAST} -k {self._folder}", self._folder / "log"
        _run("pg_ctl", "-D", self._data, "-l", log, "-w", "-o", options, "start")

    def stop(self) -> None:
        self._keeper.communicate()

    def _url(self, database: str) -> str:
        return f"postgresql:///{database}?host={self._folder}&user={USER}"


@cache
def server() -> Server:
    """The one of this process, which runs from now on."""
    return Server()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """No later: a process of pytest-xdist that has finished its session is ended at once."""
    stop()


def stop() -> None:
    """If it runs."""
    if server.cache_info().currsize:
        server().stop()


def _run(program: str, *arguments: str | Path) -> None:
    command = _as_user(_binary(program), *arguments)
    done = subprocess.run(
        command, cwd="/", check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60
    )
    assert done.returncode == 0, done.stdout.decode(errors="replace")


def _as_user(*command: str | Path) -> list[str]:
    """PostgreSQL refuses to run as root."""
    words = list(map(str, command))
    return ["runuser", "-u", USER, "--", *words] if _is_root() else words


def _is_root() -> bool:
    return os.geteuid() == 0


def _binary(program: str) -> str:
    """On the path, or where Debian keeps it: the newest version."""
    on_path = shutil.which(program)
    if on_path:
        return on_path
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{program}")
    return str(max(versions, key=lambda path: int(path.parts[4])))
