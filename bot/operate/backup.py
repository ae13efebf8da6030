"""`sopbot backup` and `sopbot restore`: the commands around `bot.backup`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from bot.backup.make import back_up, for_owner_only
from bot.backup.manifest import Manifest
from bot.backup.restore import restore
from bot.compose.parts import clock_of, file_store, make_data_dir
from bot.domain.errors import SopbotError
from bot.operate.evidence import called
from bot.settings import Settings
from bot.store.engine import engine_for, file_of
from bot.store.unit import SqlStore
from bot.system.lock import take_database

NAME = "sopbot-{:%Y-%m-%d-%H%M%S}.zip"
"""With the local time: backups stand in the order in which they were made."""
MOST_TOLD = 20
"""Files told one by one; the backup itself names all."""


def make_backup(settings: Settings, target: Path | None) -> tuple[str, list[str]]:
    """What was written, and a line for everything that it lacks."""
    now = clock_of(settings).now()
    file = _file(target, NAME.format(now.astimezone()))
    with _store(settings) as store:
        made = back_up(store, partial(file_store, settings), file, now)
    return f"wrote {file}: {_contents(made)}, {_size(file.stat().st_size)}", _lacks(made)


def bring_back(settings: Settings, archive: Path) -> tuple[str, list[str]]:
    """What was restored, and a line for everything that the backup lacks."""
    make_data_dir(settings)
    with _alone(settings), _store(settings) as store:
        made = restore(archive, store, partial(file_store, settings), settings.data_dir)
    when = f"{made.made_at.astimezone():%Y-%m-%d %H:%M}"
    return f"restored {archive} of {when}: {_contents(made)}", _lacks(made)


@contextmanager
def _store(settings: Settings) -> Iterator[SqlStore]:
    """As it is: neither made nor brought up to date."""
    store = SqlStore(engine_for(settings.store_url))
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """A program that runs on the same SQLite file keeps us away, and we keep it away."""
    with for_owner_only(), ExitStack() as held:
        if (database := file_of(settings.store_url)) is not None:
            held.callback(take_database(database))
        yield


def _file(target: Path | None, name: str) -> Path:
    """What does not end in .zip is a folder: one that is not mounted today is not to become a file,
    which the backup of tomorrow would find in its way."""
    if target is None:
        return Path(name)
    if target.suffix.lower() == ".zip" and not target.is_dir():
        return target
    if not target.is_dir():
        raise SopbotError(f"{target}: there is no such folder; make it first, or name a .zip file")
    return target / name


def _contents(made: Manifest) -> str:
    files = len(made.files)
    return f"the database ({made.total_rows:,} rows) and {files:,} file{'s' if files != 1 else ''}"


def _size(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size >= 1_000_000 else f"{size / 1_000:,.0f} kB"


def _lacks(made: Manifest) -> list[str]:
    told = [
        f"not in the backup: {called(one.file)} of plan {one.plan}; in the file store its bytes"
        f" were {one.why} (SHA-256 {one.sha256})"
        for one in made.lost[:MOST_TOLD]
    ]
    rest = len(made.lost) - len(told)
    return [*told, f"… and {rest:,} more"] if rest else told
