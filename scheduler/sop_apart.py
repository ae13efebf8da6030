"""Has an SOP read in a process of its own: a file that is made to be slow or huge takes neither the
bot's time nor its memory, and what it breaks is not the bot.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress

from bot.domain.errors import Elsewhere, Refusal
from bot.domain.sop_import import Imported

SECONDS = 90.0
"""From start to end: twice the processor's time that it may take, on a machine with much to do."""
CHILD = (sys.executable, "-P", "-m", "scheduler.sop_child")
INHERITED = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
STOPPED = frozenset(-getattr(signal, name, 0) for name in ("SIGKILL", "SIGXCPU")) - {0}
"""How it ends when the system, or its own limits, stop it."""


async def read_apart(
    data: bytes, name: str, *, child: Sequence[str] = CHILD, seconds: float = SECONDS
) -> Imported:
    """Raises Refusal, also if it was stopped; Elsewhere, if it stumbled."""
    process = await asyncio.create_subprocess_exec(
        *child, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_environment()
    )
    try:
        async with asyncio.timeout(seconds):
            told, _ = await process.communicate(pickle.dumps((data, name)))
    except TimeoutError:
        raise Refusal("sop-stopped") from None
    finally:
        await _ended(process)
    outcome = _outcome(process.returncode, told)
    if isinstance(outcome, Imported):
        return outcome
    raise outcome


def _environment() -> Mapping[str, str]:
    """What it takes to start; the bot's secrets stay with the bot."""
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return inherited | {"PYTHONPATH": os.pathsep.join(sys.path)}


async def _ended(process: Process) -> None:
    """Also when nobody waits for it any more, because the bot itself ends."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _outcome(code: int | None, told: bytes) -> Imported | Refusal | Elsewhere:
    if code in STOPPED:
        return Refusal("sop-stopped")
    if code != 0:
        return Elsewhere([f"ended with {code}"])
    outcome = pickle.loads(told)  # noqa: S301  # of our own child
    assert isinstance(outcome, Imported | Refusal | Elsewhere)
    return outcome
