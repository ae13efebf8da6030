"""From the start to the first answer, what it then takes of memory, and the shortest command."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import judge, offices
from tests.benchmarks.peer import Update
from tests.benchmarks.processes import ROOT, UNDER_TEST, pinned
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Bound, Row

STRANGER = 77
HELP: Update = {
    "update_id": 0,
    "message": {
        "message_id": 1,
        "date": int(offices.NOW.timestamp()),
        "chat": {"id": STRANGER, "type": "private", "first_name": "ผู้มาเยือน"},
        "from": {"id": STRANGER, "is_bot": False, "first_name": "ผู้มาเยือน"},
        "text": "/help",
        "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
    },
}
"""Answered alike whatever stands in the database; under another number each time, as what was
known by its number would be known again."""
WITHIN = 120.0
AT_REST = 5.0
"""Seconds after the first answer: by then it has looked at all that it looks at."""
MB = 1024 * 1024


class Start(NamedTuple):
    """Seconds to the first answer, and megabytes some seconds later."""

    seconds: float
    memory: float


def starting(setting: Setting) -> list[Row]:
    empty, full = _empty(setting), setting.archive(setting.plans)
    few, many = [], []
    for number in range(1, setting.rounds + 1):
        few.append(_start(setting, empty, number))
        many.append(_start(setting, full, number))
        setting.tell(f"round {number}: {few[-1]} empty, {many[-1]} with plans")
    setting.throw_away(full)
    return [
        Row(
            "start",
            f"start with {setting.plans:,} plans to the first answer",
            "s",
            [one.seconds for one in few],
            [one.seconds for one in many],
            must=(Bound("ratio", 1.2, at_most=True),),
            aim=(Bound("ratio", 1.1, at_most=True),),
            rival="empty database",
        ),
        Row(
            "memory",
            f"memory with {setting.plans:,} plans",
            "MB",
            [one.memory for one in few],
            [one.memory for one in many],
            must=(Bound("ratio", 1.2, at_most=True), Bound("own", 120, at_most=True)),
            aim=(Bound("own", 90, at_most=True),),
            rival="empty database",
        ),
    ]


def helping(setting: Setting) -> list[Row]:
    ours, theirs = [], []
    with pinned(UNDER_TEST):
        _command("-m", "bot", "--help")
        for _ in range(setting.rounds):
            theirs.append(_command("-c", "pass"))
            ours.append(_command("-m", "bot", "--help"))
    return [
        Row(
            "help",
            "sopbot --help",
            "s",
            theirs,
            ours,
            must=(Bound("own", 0.25, at_most=True),),
            aim=(Bound("own", 0.15, at_most=True),),
            rival="python -c pass",
        )
    ]


def _start(setting: Setting, data: Path, update: int) -> Start:
    peer = setting.peer
    peer.reset()
    peer.load([{**HELP, "update_id": update}])
    began = time.monotonic()
    with setting.sopbot(data, offices.EVE) as subject:
        end = peer.wait(1, WITHIN)
        time.sleep(AT_REST)
        subject.require_alive()
        memory = subject.memory / MB
    judge.require(_faults(peer.said()[0].chat if end.sent else 0, end.sent))
    return Start(end.last - began, memory)


def _faults(chat: int, messages: int) -> Sequence[str]:
    return [] if (chat, messages) == (STRANGER, 1) else [f"{messages} answers to {STRANGER}"]


def _empty(setting: Setting) -> Path:
    """Of today's tables, so that none are made at the start."""
    folder = setting.folder / "empty"
    folder.mkdir()
    offices.opened(offices.sqlite(folder)).close()
    return folder


def _command(*arguments: str) -> float:
    before = time.monotonic()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - before
