"""The variables that the program is given: those of the environment, and those of a file `.env`.

Whatever of them cannot be used is told: what is passed over in silence starts another program than
the one that was meant.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from urllib.request import getproxies_environment

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from bot.domain.addresses import web_address
from bot.domain.errors import SopbotError

ENV_FILE = Path(".env")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What `>` of Windows PowerShell writes begins so."""
SAVE = (
    "save it again as UTF-8: in Notepad by Save as, Encoding UTF-8; "
    'in PowerShell by (Get-Content "{path}") | Set-Content -Encoding utf8 "{path}"'
)

PROXIES = ("all", "http", "https")
"""Kinds that our clients go by."""
PROXY = "write it as http://proxy.example.go.th:3128 (a SOCKS proxy will not do), or leave it out"


class BadVariables(SopbotError):
    """What the program is given cannot be used."""


@dataclass(frozen=True, slots=True)
class Variable:
    value: str
    place: str
    """Where it stands, as an operator finds it."""


def variables(prefix: str) -> dict[str, Variable]:
    """Those whose names begin so, by their names in capitals; the environment wins over `.env`.

    Raises BadVariables if there is a file `.env` that cannot be read to its end.
    """
    given = {**dict(_of_file(ENV_FILE)), **dict(_of_environment())}
    return {name: given[name] for name in sorted(given) if name.startswith(prefix)}


def require_proxies() -> None:
    """Raises BadVariables if the environment names a proxy that our clients cannot use."""
    for kind, value in sorted(getproxies_environment().items()):
        if kind in PROXIES and not _is_proxy(value):
            # Not its value: there may be a password in it.
            raise BadVariables(f"{kind.upper()}_PROXY: is no proxy that can be used; {PROXY}")


def text_of(path: Path) -> str:
    """A text that an operator wrote; raises BadVariables that says how to mend it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        told = f"{path} cannot be read: {error.strerror}; it must be a file that this user may read"
        raise BadVariables(told) from None
    if data.startswith(UTF_16) or b"\0" in data:
        raise BadVariables(f"{path} is UTF-16: {SAVE.format(path=path)}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        told = f"{path}, line {line}: this is not UTF-8; {SAVE.format(path=path)}"
        raise BadVariables(told) from None


def _is_proxy(value: str) -> bool:
    try:
        web_address(value if "://" in value else f"http://{value}")
    except ValueError:
        return False
    return True


def _of_environment() -> Iterator[tuple[str, Variable]]:
    for name, value in os.environ.items():
        yield name.upper(), Variable(value, "environment")


def _of_file(path: Path) -> Iterator[tuple[str, Variable]]:
    if not os.path.lexists(path):
        return
    text = text_of(path)
    lines = dict(_lines(path, text))
    for name, value in dotenv_values(stream=StringIO(text)).items():
        yield name.upper(), Variable(value or "", f"{path}, line {lines[name]}")


def _lines(path: Path, text: str) -> Iterator[tuple[str, int]]:
    for binding in parse_stream(StringIO(text)):
        blank = len(binding.original.string) - len(binding.original.string.lstrip())
        line = binding.original.line + binding.original.string[:blank].count("\n")
        if binding.error:
            # Not what stands there: it may be a secret.
            raise BadVariables(f"{path}, line {line}: cannot be read; write NAME=value, one a line")
        if binding.key is not None:
            yield binding.key, line
