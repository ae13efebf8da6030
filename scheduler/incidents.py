"""What we write down about a bug: where it happened, never what people wrote."""

from __future__ import annotations

import secrets
import traceback
from collections.abc import Iterator

import structlog

from bot.domain.errors import Elsewhere

log = structlog.get_logger(__name__)


def incident(where: str, error: BaseException, **ids: int) -> str:
    """Log it under a number that a person can be told; returns that number."""
    number = secrets.token_hex(4)
    log.error("incident", incident=number, where=where, trace=list(trace(error)), **ids)
    return number


def trace(error: BaseException | None) -> Iterator[str]:
    """The error and its causes by type and place; messages may hold texts, names or a token."""
    while error is not None:
        yield type(error).__qualname__
        for frame in traceback.extract_tb(error.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} {frame.name}"
        if isinstance(error, Elsewhere):
            yield from error.trace
        error = error.__cause__ or error.__context__
