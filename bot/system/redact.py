"""Keeps bot tokens, and what would steer a terminal, out of whatever is logged or shown."""

from __future__ import annotations

import logging
import re
from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

# No leading \b: in "bot123456:AAE…" there is no boundary before the digits.
TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{5,}")
IN_ADDRESSES = re.compile(r"(/(?:calendar|documents|files)/)[A-Za-z0-9_-]{43}")
"""Of those that are given to one person each, of which the program knows no list."""
HIDDEN = "<token>"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""A platform or a proxy may put it into what it answers; line ends of tracebacks stay."""

# They log addresses with the token in them, or what people wrote.
TALKATIVE = ("httpx", "httpcore", "telegram")

_secrets: set[str] = set()


def hide(secret: str) -> None:
    """A secret of any shape, also as it stands in an address, is left out of everything logged from
    now on.
    """
    if secret:
        _secrets.update((secret, quote(secret, safe="")))
        _clean_text.cache_clear()


def redact(text: str) -> str:
    for secret in _secrets:
        text = text.replace(secret, HIDDEN)
    return IN_ADDRESSES.sub(rf"\1{HIDDEN}", TOKEN.sub(HIDDEN, text))


def redact_event(
    _logger: Any, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A structlog processor; to stand after the one that formats exceptions."""
    for key, value in event.items():
        event[key] = _clean_text(value) if value.__class__ is str else _clean(value)
    return event


def quieten() -> None:
    """To be called once, when logging is set up."""
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def _clean(value: Any) -> Any:
    match value:
        case str():
            return _clean_text(value)
        case dict():
            return {_clean(key): _clean(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_clean(inner) for inner in value]
        case None | bool() | int() | float():
            return value
    return _clean_text(repr(value))


# Of the words of a line most are in the next one, too; to clean them is a fifth of it.
@lru_cache(maxsize=256)
def _clean_text(text: str) -> str:
    return STEERING.sub(_spelled, redact(text))


def _spelled(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
