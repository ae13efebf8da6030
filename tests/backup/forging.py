"""Backups as nobody but a forger would write them: changed, and the manifest with them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

Parts = dict[str, bytes]
Change = Callable[[Parts, dict[str, Any]], None]


def forge(backup: Path, change: Change) -> None:
    with ZipFile(backup) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(parts.pop("manifest.json"))
    change(parts, manifest)
    with ZipFile(backup, "w") as packed:
        for name, data in {**parts, "manifest.json": json.dumps(manifest).encode()}.items():
            packed.writestr(name, data)


def tell(**told: object) -> Change:
    """The manifest says so."""
    return lambda _, manifest: manifest.update(told)


def add(name: str, data: bytes = b"x", *, named: bool = True) -> Change:
    def change(parts: Parts, manifest: dict[str, Any]) -> None:
        parts[name] = data
        if named:
            manifest["entries"].append(_entry(name, data))

    return change


def leave_out(end: str, *, named: bool) -> Change:
    """The part whose name ends so."""

    def change(parts: Parts, manifest: dict[str, Any]) -> None:
        name = next(name for name in parts if name.endswith(end))
        del parts[name]
        if not named:
            _forget(manifest, name)

    return change


def write(statements: str) -> Change:
    """Into its database, which keeps a right hash."""

    def change(parts: Parts, manifest: dict[str, Any]) -> None:
        parts["sopbot.db"] = _written(parts["sopbot.db"], statements)
        _forget(manifest, "sopbot.db")
        manifest["entries"].append(_entry("sopbot.db", parts["sopbot.db"]))

    return change


def _entry(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def _forget(manifest: dict[str, Any], name: str) -> None:
    manifest["entries"] = [one for one in manifest["entries"] if one["name"] != name]


def _written(database: bytes, statements: str) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "sopbot.db"
        file.write_bytes(database)
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(statements)
        return file.read_bytes()
