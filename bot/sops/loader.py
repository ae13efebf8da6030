"""SOPs from YAML files: those that ship with the program, and the office's own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from os import PathLike, fspath
from pathlib import Path

from bot.domain.errors import BadFile, Problem
from bot.domain.sop import Sop
from bot.render.language import N_, Say, speaker
from bot.sops.facts import facts
from bot.sops.phrases import Phrase, language_of, machines
from bot.sops.reader import MAX_BYTES, START, read
from bot.sops.rules import broken
from bot.sops.shape import shape
from bot.sops.tree import Fields
from bot.sops.values import listed

KEPT = 128
"""To read one takes a tenth of a second, and it is asked for at every command about plans."""
_SUFFIX = ".yaml"


def builtin_names() -> tuple[str, ...]:
    found = (entry.name for entry in files("bot.sops").iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in found if name.endswith(_SUFFIX)))


def load(path_or_name: str | PathLike[str]) -> Sop:
    """The built-in SOP of that name, or the SOP in that file; BadFile says all that is wrong."""
    name = fspath(path_or_name)
    return _builtin(name) if name in builtin_names() else check(name)


def offered() -> dict[str, Sop]:
    """The built-in SOPs by their ids; BadFile says what is wrong with the first that is."""
    found: dict[str, tuple[str, Sop]] = {}
    for name in builtin_names():
        sop = _builtin(name)
        if sop.id in found:
            first = found[sop.id][0] + _SUFFIX
            what = Phrase(N_("id {id} is taken by {file}")).of(id=sop.id, file=first)
            fault = START.fault(what, Phrase(N_("give each file an id of its own")))
            raise BadFile(str(_file(name)), (fault.by(speaker(sop.language)),))
        found[sop.id] = name, sop
    return {key: sop for key, (_, sop) in found.items()}


def source_of(sop: str) -> str:
    """The file of the built-in SOP with this id, as it is written."""
    found = next(name for name in builtin_names() if _builtin(name).id == sop)
    return _file(found).read_text("utf-8")


def check(path: str | PathLike[str]) -> Sop:
    """The SOP in the file; BadFile says all that is wrong with it."""
    return parse(_contents(fspath(path)), fspath(path))


def parse(data: bytes, name: str, say: Say | None = None) -> Sop:
    """The SOP in these bytes; `name` is what messages call the file.

    They are in the file's language if `say` does not speak another.
    """
    reading = read(data)
    found = list(reading.faults)
    file = None
    if reading.tree is not None:
        file, faults = shape(reading.tree)
        faults += broken(facts(reading.tree))
        found += [f for f in faults if (f.line, f.column) not in reading.blind]
    if found or file is None:
        say = say or language_of(data, read=isinstance(reading.tree, Fields))
        raise BadFile(name, _sorted(f.by(say) for f in found))
    return file.to_sop()


@lru_cache(maxsize=KEPT)
def kept(source: str) -> Sop:
    """The SOP that a group's own file says; those asked for last are at hand. Raises BadFile."""
    return parse(source.encode(), "")


@cache
def _builtin(name: str) -> Sop:
    return check(_file(name))


def _file(name: str) -> Path:
    return Path(str(files("bot.sops").joinpath(name + _SUFFIX)))


def _contents(path: str) -> bytes:
    try:
        return _read(Path(path))
    except FileNotFoundError:
        ours = Phrase(N_("give the path of a YAML file, or one of the built-in {names}"))
        ours = ours.of(names=listed(builtin_names()))
        fault = START.fault(Phrase(N_("there is no such file")), ours)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        what = Phrase(N_("cannot be read: {why}")).of(why=str(why))
        fault = START.fault(what, Phrase(N_("check the path and who may read it")))
    raise BadFile(path, (fault.by(machines()),))


def _read(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        why = Phrase(N_("it is a folder or a device, not a file"))
        raise IsADirectoryError(None, why.by(machines()))
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.line, p.column)))
