"""An SOP is read in a process of its own: whatever becomes of that, the bot has a sentence."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from bot.domain.errors import Elsewhere, Refusal
from bot.domain.sop_import import Imported
from bot.sop_import.reading import imported
from scheduler import sop_child
from scheduler.sop_apart import read_apart

NAME = "คู่มือ.docx"
SOP = (
    "ลำดับ\tผังกระบวนการ\tรายละเอียดงาน\tระยะเวลา\tผู้รับผิดชอบ\tเอกสารที่เกี่ยวข้อง\n"
    "1\tแผน\tจัดทำแผน\t5 วัน\tคณะทำงาน\tรายงาน"
).encode()
ANSWERS = """
import os, resource, signal
from bot.domain.errors import Refusal
from scheduler.sop_child import answer
answer(lambda data, name: {})
"""
"""A child whose reader is this."""
bounded = pytest.mark.skipif(sys.platform != "linux", reason="other systems bound less")


async def read(code: str, data: bytes = b"PK", seconds: float = 30) -> Imported:
    return await read_apart(data, NAME, child=(sys.executable, "-c", code), seconds=seconds)


async def code_of(code: str, data: bytes = b"PK", seconds: float = 30) -> str:
    with pytest.raises(Refusal) as caught:
        await read(code, data, seconds)
    return caught.value.code


async def test_what_is_read_apart_is_what_is_read() -> None:
    assert await read_apart(SOP, NAME) == imported(SOP, NAME)


async def test_a_refusal_comes_as_it_was_with_what_fills_it() -> None:
    with pytest.raises(Refusal) as caught:
        await read(ANSWERS.format("Refusal(name, limit=len(data))"), bytes(99_999))
    assert (caught.value.code, caught.value.values) == (NAME, {"limit": 99_999})


@bounded
@pytest.mark.parametrize(
    "reader",
    [
        f"bytes({sop_child.MEMORY})",
        "os.kill(os.getpid(), signal.SIGXCPU)",
        "os.kill(os.getpid(), signal.SIGKILL)",
    ],
    ids=["memory", "processor", "killed"],
)
async def test_what_takes_more_than_its_share_is_stopped(reader: str) -> None:
    assert await code_of(ANSWERS.format(reader)) == "sop-stopped"


@bounded
@pytest.mark.parametrize(
    ("bound", "most"), [("RLIMIT_CPU", sop_child.CPU_SECONDS), ("RLIMIT_CORE", 0)]
)
async def test_its_processor_time_is_bounded_and_it_leaves_no_core(bound: str, most: int) -> None:
    reader = f"Refusal(str(resource.getrlimit(resource.{bound})[0]))"
    assert await code_of(ANSWERS.format(reader)) == str(most)


@pytest.mark.parametrize(
    "code", ["while True: pass", "import sys, time; sys.stdin.buffer.read(); time.sleep(9)"]
)
async def test_it_is_not_waited_for_forever(code: str) -> None:
    assert await code_of(code, bytes(999_999), seconds=0.2) == "sop-stopped"


@pytest.mark.parametrize(
    ("code", "trace"),
    [
        ("raise SystemExit(3)", "ended with 3"),
        ("import os; os.abort()", "ended with -6"),
        (ANSWERS.format("data.name"), "AttributeError\n"),
    ],
    ids=["ended", "crashed", "stumbled"],
)
async def test_what_it_stumbles_over_is_told_by_its_place(code: str, trace: str) -> None:
    with pytest.raises(Elsewhere) as caught:
        await read(code, "ความลับ".encode())
    assert str(caught.value).startswith(trace)
    assert "ความลับ" not in str(caught.value)


@bounded
async def test_it_ends_with_whoever_waits_for_it(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    os.mkfifo(told)
    code = f"import os, time; open({str(told)!r}, 'w').write(str(os.getpid())); time.sleep(9)"
    waiting = asyncio.create_task(read(code))
    child = int(await asyncio.to_thread(told.read_text))
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


async def test_it_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOPBOT_TELEGRAM_TOKEN", "123456:secret")
    reader = "Refusal(str(any('secret' in v for v in os.environ.values())))"
    assert await code_of(ANSWERS.format(reader)) == "False"
