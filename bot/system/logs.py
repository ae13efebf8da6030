"""Logs as text or JSON on standard error, without secrets and without what people wrote."""

from __future__ import annotations

import contextlib
import logging
import sys
from functools import cache
from textwrap import indent
from typing import Any

import structlog

from bot.system.redact import quieten, redact_event

TALKATIVE = "scheduler."
"""Where each update and each message is told of."""


def set_up(level: str, form: str, *, quiet: bool = False) -> None:
    """To be called once, before anything is logged. `form`: "text" or "json".

    `quiet`: not every update and every message, for who only tries it out on a terminal.
    """
    stamped: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.format_exc_info,
        redact_event,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    talk: list[Any] = [_without_talk] if quiet and level == "INFO" else []
    structlog.configure(
        processors=[*talk, *stamped, _renderer(form)],
        # Past `logging`, through which a line takes three times as long.
        logger_factory=cache(_Lines),
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=stamped,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _renderer(form),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.raiseExceptions = False  # it would show what cannot be written as it is, tokens too
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    quieten()


class _Lines(structlog.WriteLogger):
    def __init__(self, name: str = "") -> None:
        super().__init__(sys.stderr)
        self.name = name

    def msg(self, message: str) -> None:
        """What cannot be written is lost, and stops nothing."""
        with contextlib.suppress(OSError, ValueError):
            super().msg(message)

    debug = info = warning = error = critical = exception = msg


def _without_talk(logger: Any, method: str, event: Any) -> Any:
    """Without each update and each message."""
    if method == "info" and logger.name.startswith(TALKATIVE):
        raise structlog.DropEvent
    return event


def _renderer(form: str) -> Any:
    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return _text


_pairs = structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "logger", "event"])


def _text(logger: Any, method: str, event: Any) -> str:
    """A line that no value can break, and below it a traceback, which looks like none."""
    traceback = event.pop("exception", None)
    line = _pairs(logger, method, event)
    return line if traceback is None else f"{line}\n{indent(traceback, '  ')}"
