"""Evidence of any name and content: kept byte for byte under its hash, never opened, flagged."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from bot.domain.files import MAX_NAME
from tests.e2e.committee import Committee
from tests.e2e.program import Program, texts

PLAN = "แผน.pdf"
HOSTILE_NAMES = {
    "../../../etc/cron.d/x": "etc_cron.d_x",
    "..\\..\\autoexec.bat.pdf": "autoexec.bat.pdf",
    "แผน\x00.pdf": PLAN,
    "\u202eแผน.pdf": PLAN,
    "<b>แผน</b>&amp;.pdf": "<b>แผน<_b>&amp;.pdf",
    "=HYPERLINK(1).pdf": "=HYPERLINK(1).pdf",
    "'; DROP TABLE file; --.pdf": "'; DROP TABLE file; --.pdf",
    "{name} %s.pdf": "{name} %s.pdf",
}


async def attach(program: Program, committee: Committee, name: str, data: bytes) -> str:
    committee.member.sends_file(committee.group, name, data, caption="/attach 1")
    return texts(await program.hears(committee.group))


def on_disk(program: Program) -> dict[Path, bytes]:
    folder = program.folder / "files"
    return {f.relative_to(folder): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


@pytest.mark.parametrize(("name", "shown"), HOSTILE_NAMES.items())
async def test_a_hostile_name_is_only_shown(
    running: Program, committee: Committee, name: str, shown: str
) -> None:
    receipt = await attach(running, committee, name, b"bytes")
    assert f"ขั้นตอนที่ 1 · {shown} (" in receipt
    ((path, data),) = on_disk(running).items()
    assert data == b"bytes"
    assert path.name == "277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9"


async def test_a_name_without_end_is_shortened(running: Program, committee: Committee) -> None:
    receipt = await attach(running, committee, "ก" * 300 + ".pdf", b"bytes")
    assert "ก" * (MAX_NAME - 10) in receipt
    assert "ก" * MAX_NAME not in receipt
    assert "….pdf" in receipt


async def test_a_zip_bomb_stays_as_small_as_it_is(running: Program, committee: Committee) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("bomb", bytes(50_000_000))
    assert "bomb.zip" in await attach(running, committee, "bomb.zip", packed.getvalue())
    assert list(on_disk(running).values()) == [packed.getvalue()]


async def test_a_program_is_kept_as_bytes_and_flagged(
    running: Program, committee: Committee
) -> None:
    receipt = await attach(running, committee, "แผน.pdf.exe", b"MZ program")
    assert "⚠ 1-01 เป็นไฟล์โปรแกรม ระบบเก็บไว้โดยไม่เปิดใช้งาน" in receipt
    assert list(on_disk(running).values()) == [b"MZ program"]


async def test_nothing_that_is_kept_can_be_run(running: Program, committee: Committee) -> None:
    await attach(running, committee, "x.sh", b"#!/bin/sh")
    (file,) = on_disk(running)
    assert not (running.folder / "files" / file).stat().st_mode & 0o111
