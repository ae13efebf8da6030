"""What the program under test does to the logging of this process is undone."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import structlog


@pytest.fixture
def own_logging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(logging, "raiseExceptions", True)
    handlers, levels = logging.root.handlers[:], {one: one.level for one in _loggers()}
    yield
    logging.root.handlers[:] = handlers
    for one in _loggers():
        one.setLevel(levels.get(one, logging.NOTSET))
    structlog.reset_defaults()


def _loggers() -> list[logging.Logger]:
    known = logging.root.manager.loggerDict.values()
    return [logging.root, *(one for one in known if isinstance(one, logging.Logger))]
