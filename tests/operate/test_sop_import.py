"""`sopbot sop import`: what is written and what is told."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from docx import Document

from bot.domain.errors import BadFile, Refusal, SopbotError
from bot.domain.sop_import import Imported, Tally
from bot.operate.sop_import import import_sop, write_word
from bot.sop_import.writing import written
from bot.sops.marks import undecided
from tests.sop_import.test_writing import JOINED, TREE, UNIT

SOURCE = written(TREE, [JOINED, UNIT], "a.docx")


def read(data: bytes, name: str) -> Imported:
    assert data == b"PK"
    assert name == "a.docx"
    return Imported(SOURCE, (JOINED, UNIT), Tally(2, 1, 2, 1, 2))


def refuse(data: bytes, name: str) -> Imported:
    raise Refusal("sop-old-word")


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    file = tmp_path / "a.docx"
    file.write_bytes(b"PK")
    return file


def test_the_file_is_written_and_all_is_told(sent: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    source, told = import_sop(read, sent, own, force=False)
    assert source == ""
    assert own.read_text("utf-8") == SOURCE
    (line,) = undecided(SOURCE)
    assert told.splitlines() == [
        "อ่านไฟล์ a.docx แล้ว: 2 หน้า ตาราง 1 ตาราง 2 ขั้นตอน ผู้รับผิดชอบ 1 คณะหรือกลุ่ม เอกสาร 2 รายการ",
        "",
        "ปรับแก้แล้ว 1 แห่ง",
        '  ขั้นตอนที่ 1 (หน้า 1 แถว 1): ต่อคำที่ถูกตัดตามความกว้างของคอลัมน์ จาก "คำ สั่ง" เป็น "คำสั่ง"',
        "",
        "จุดที่ต้องตัดสินใจ 1 แห่ง (ค่าที่ระบบเสนออยู่ในไฟล์แล้ว)",
        f'  {own}:{line}: ขั้นตอนที่ 2 (หน้า 2 แถว 3): ขั้นตอนที่ 2 ระบุเพียง "วัน" ให้นับเป็นวันทำการหรือวันปฏิทิน',
        "      เสนอ: วันทำการ",
        "      หรือ: วันปฏิทิน → unit: calendar",
        "",
        "ขั้นตอนต่อไป",
        f"  sopbot sop check {own}",
        f"  sopbot timeline --sop {own}",
    ]


def test_without_a_file_to_write_the_text_is_given_back(sent: Path, tmp_path: Path) -> None:
    source, _ = import_sop(read, sent, None, force=False)
    assert source == SOURCE
    assert [one.name for one in tmp_path.iterdir()] == ["a.docx"]


def test_a_file_that_is_there_is_replaced_only_if_asked(sent: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("mine")
    with pytest.raises(SopbotError, match="--force"):
        import_sop(read, sent, own, force=False)
    assert own.read_text() == "mine"
    import_sop(read, sent, own, force=True)
    assert own.read_text("utf-8") == SOURCE


def test_what_cannot_be_read_writes_nothing(
    sent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "th_TH.UTF-8")
    with pytest.raises(SopbotError, match=r"รุ่นเก่า \(\.doc\)"):
        import_sop(refuse, sent, tmp_path / "own.yaml", force=False)
    with pytest.raises(SopbotError, match="cannot be read"):
        import_sop(read, tmp_path / "none.docx", tmp_path / "own.yaml", force=False)
    assert [one.name for one in tmp_path.iterdir()] == ["a.docx"]


def test_a_folder_that_is_not_there_is_told(sent: Path, tmp_path: Path) -> None:
    with pytest.raises(SopbotError, match="cannot be written"):
        import_sop(read, sent, tmp_path / "none" / "own.yaml", force=False)


def test_a_sound_file_is_written_as_word(tmp_path: Path) -> None:
    own, made = tmp_path / "own.yaml", tmp_path / "own.docx"
    own.write_bytes(files("bot.sops").joinpath("lo-2.4.yaml").read_bytes())
    write_word(own, made, date(2026, 12, 1), force=False)
    assert len(Document(str(made)).tables[0].rows) == 13
    with pytest.raises(SopbotError, match="--force"):
        write_word(own, made, date(2026, 12, 1), force=False)


def test_a_file_with_faults_is_not_written_as_word(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("id: x\n")
    with pytest.raises(BadFile):
        write_word(tmp_path / "own.yaml", tmp_path / "own.docx", date(2026, 12, 1), force=False)
    assert not (tmp_path / "own.docx").exists()
