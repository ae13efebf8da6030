"""SOPs from YAML files: those that ship with the program, and the office's own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from os import PathLike, fspath
from pathlib import Path

from bot.domain.errors import BadFile, Problem
from bot.domain.sop import Sop
from bot.sops.facts import facts
from bot.sops.reader import MAX_BYTES, START, read
from bot.sops.rules import broken
from bot.sops.shape import shape
from bot.sops.values import listed

_SUFFIX = ".yaml"


def builtin_names() -> tuple[str, ...]:
    found = (entry.name for entry in files("bot.sops").iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in found if name.endswith(_SUFFIX)))


def load(path_or_name: str | PathLike[str]) -> Sop:
    """The built-in SOP of that name, or the SOP in that file; BadFile says all that is wrong."""
    name = fspath(path_or_name)
    return _builtin(name) if name in builtin_names() else check(name)


def check(path: str | PathLike[str]) -> Sop:
    """The SOP in the file; BadFile says all that is wrong with it."""
    return parse(_contents(fspath(path)), fspath(path))


def parse(data: bytes, name: str) -> Sop:
    """The SOP in these bytes; `name` is what messages call the file."""
    reading = read(data)
    problems = list(reading.problems)
    file = None
    if reading.tree is not None:
        file, faults = shape(reading.tree)
        faults += broken(facts(reading.tree))
        problems += [p for p in faults if (p.line, p.column) not in reading.blind]
    if problems or file is None:
        raise BadFile(name, _sorted(problems))
    return file.to_sop()


@cache
def _builtin(name: str) -> Sop:
    return parse(files("bot.sops").joinpath(name + _SUFFIX).read_bytes(), name + _SUFFIX)


def _contents(path: str) -> bytes:
    try:
        return _read(Path(path))
    except FileNotFoundError:
        ours = f"give the path of a YAML file, or one of the built-in {listed(builtin_names())}"
        problem = START.problem("there is no such file", ours)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        problem = START.problem(f"cannot be read: {why}", "check the path and who may read it")
    raise BadFile(path, (problem,))


def _read(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise IsADirectoryError(None, "it is a folder or a device, not a file")
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.line, p.column)))
