"""What people type: names with mark-up, long notes, unknown commands, and ordinary talk."""

from __future__ import annotations

import pytest

from bot.store.tables import metadata
from tests.e2e.committee import Committee, offering
from tests.e2e.program import Program, texts
from tests.peers.telegram import FakeTelegram

STRANGE_NAMES = ["<b>หัวหน้า</b> & Co", "\u202eกลับหลัง", "👩🏽‍⚕️ พญ.อรุณ 🇹🇭", "ชื่อ" * 60]


@pytest.mark.parametrize("words", ["เสร็จแล้วไปกินข้าวกัน", "แผนนี้ดีนะ", "สถานะเป็นยังไงบ้าง", "ขอบคุณค่ะ"])
async def test_ordinary_talk_is_neither_answered_nor_kept(
    running: Program, committee: Committee, words: str
) -> None:
    committee.member.says(committee.group, words)
    assert await running.hears(committee.group) == []
    assert words.encode() not in _everything_kept(running)


async def test_an_edited_command_is_asked_to_be_sent_anew(
    running: Program, committee: Committee
) -> None:
    said = committee.member.says(committee.group, "สวัสดี")
    committee.member.edits(said, "/done 1")
    assert "โปรดส่งเป็นข้อความใหม่" in texts(await running.hears(committee.group))


async def test_an_unknown_command_gets_the_nearest_one(
    running: Program, committee: Committee
) -> None:
    committee.member.says(committee.member.private, "/statsu")
    said = texts(await running.hears(committee.member))
    assert "/status" in said or "สถานะ" in said


async def test_what_may_be_another_bots_command_is_only_logged(
    running: Program, committee: Committee, capfd: pytest.CaptureFixture[str]
) -> None:
    committee.member.says(committee.group, "/ban มิจฉา")
    assert await running.hears(committee.group) == []
    logged = "".join(capfd.readouterr())
    assert "command.unknown" in logged
    assert "มิจฉา" not in logged


async def test_a_note_of_5000_characters_is_refused_and_nothing_is_recorded(
    running: Program, committee: Committee
) -> None:
    committee.member.says(committee.group, "/done 1 ! " + "ก" * 4000)
    assert "ยังไม่ได้บันทึกรายการ" in texts(await running.hears(committee.group))
    committee.member.says(committee.group, "/history")
    assert "ปิดขั้นตอนที่ 1" not in texts(await running.hears(committee.group))


@pytest.mark.parametrize("name", STRANGE_NAMES, ids=["html", "rtl", "emoji", "long"])
async def test_a_strange_name_is_shown_as_it_is_and_breaks_nothing(
    running: Program, committee: Committee, telegram: FakeTelegram, name: str
) -> None:
    person = telegram.person(name[:60])
    person.joins(committee.group)
    person.starts()
    await running.settle()
    signup = offering(committee.group, "นักวิชาการ")
    assert signup is not None
    person.presses(signup, next(b.data or "" for b in signup.buttons if "นักวิชาการ" in b.text))
    person.says(committee.group, "/done 7 !")
    assert "ปิดขั้นตอนที่ 7" in texts(await running.hears(committee.group))


async def test_html_in_a_note_stays_text(running: Program, committee: Committee) -> None:
    committee.member.says(committee.group, "/done 1 ! <b>ดู</b> <a href='x'>ลิงก์</a> &amp;")
    assert "<b>ดู</b> <a href='x'>ลิงก์</a> &amp;" in texts(await running.hears(committee.group))


def _everything_kept(program: Program) -> bytes:
    """Every row; on SQLite also the bytes of its file and journal, where deleted ones might be."""
    with program.app.store.engine.connect() as database:
        rows = [database.execute(table.select()).all() for table in metadata.sorted_tables]
    files = [_bytes_of(program, name) for name in ("sopbot.db", "sopbot.db-wal")]
    return repr(rows).encode() + b"".join(files)


def _bytes_of(program: Program, name: str) -> bytes:
    file = program.folder / name
    return file.read_bytes() if file.exists() else b""
