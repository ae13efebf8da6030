"""Evidence: sent, acknowledged, got back byte for byte by the team, and by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.committee import Committee
from tests.e2e.program import Program, texts
from tests.peers.telegram import Chat, FakeTelegram, Message, Person, StoredFile

ORDER = "คำสั่งแต่งตั้ง ปี 2570.pdf"


async def _attach(program: Program, committee: Committee) -> Message:
    await program.at("2026-10-02 08:30")
    notice = (await program.hears(committee.group))[-1]
    committee.member.sends_file(committee.group, ORDER, b"%PDF order", reply_to=notice)
    await program.settle()
    return (await program.hears(committee.group))[-1]


async def test_a_file_in_reply_to_a_notice_lands_at_its_step(
    running: Program, committee: Committee
) -> None:
    said = await _attach(running, committee)
    assert "ได้รับเอกสารแนบแล้ว" in said.text
    assert ORDER in said.text
    assert "1-01" in said.text


def _folder_there(kept: Path) -> None:
    kept.unlink()
    kept.mkdir()


@pytest.mark.parametrize(
    "harm", [Path.unlink, lambda kept: kept.write_bytes(b"%PDF forged"), _folder_there]
)
async def test_a_file_that_was_deleted_or_overwritten_is_not_handed_out_and_silences_nobody(
    running: Program, committee: Committee, harm: Callable[[Path], object]
) -> None:
    await _attach(running, committee)
    [kept] = [path for path in (running.folder / "files").rglob("*") if path.is_file()]
    harm(kept)
    for _ in range(2):
        assert await _get_file(running, committee.academic, committee.group) == []
    committee.member.says(committee.group, "/status")
    said = texts(await running.hears(committee.group))
    assert said.count(f"ไม่สามารถส่งไฟล์ “1-01 {ORDER}” ได้") == 2
    assert "สถานะตัวชี้วัดที่ 2.4" in said
    told = texts(await running.hears(committee.secretary))
    assert told.count(f"ไฟล์ “1-01 {ORDER}” ที่ระบบเก็บไว้ชำรุดหรือสูญหาย") == 1


async def test_a_stranger_gets_nothing(
    running: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    await _attach(running, committee)
    listed = await _list_files(running, committee.member, committee.member.private)
    stranger = telegram.person("มิจฉา")
    stranger.starts()
    first = (await running.hears(stranger))[-1]
    action = next(b.data for b in listed.buttons if b.data and b.data.startswith("getfile"))
    press = stranger.presses_data(first, action)
    await running.settle()
    assert press.answer
    assert not any(m.documents for m in stranger.private.messages_from_bot())


async def test_an_album_is_answered_once(running: Program, committee: Committee) -> None:
    await running.at("2026-10-02 08:30")
    notice = (await running.hears(committee.group))[-1]
    pages = [(f"หน้า {n}.jpg", bytes([n]) * 100) for n in (1, 2, 3)]
    committee.member.sends_album(committee.group, pages, reply_to=notice)
    await running.settle()
    running.clock.advance(seconds=3)
    said = await running.hears(committee.group)
    assert len(said) == 1
    assert all(name in said[0].text for name, _ in pages)


@pytest.mark.databases
async def test_all_of_an_album_go_where_the_caption_of_its_last_says(
    running: Program, committee: Committee
) -> None:
    pages = [(f"หน้า {n}.jpg", bytes([n]) * 100) for n in (1, 2, 3)]
    committee.member.sends_album(committee.group, pages, caption="แนบ 4 ภาพการประชุม", on=2)
    await running.settle()
    running.clock.advance(seconds=2)
    (said,) = await running.hears(committee.group)
    assert "ได้รับเอกสารแนบแล้ว 3 ไฟล์" in said.text
    assert all(f"4-0{n} หน้า {n}.jpg" in said.text for n in (1, 2, 3))
    assert "คำอธิบาย: ภาพการประชุม" in said.text


async def test_a_caption_that_names_no_step_is_for_us_too(
    running: Program, committee: Committee
) -> None:
    pages = [(f"หน้า {n}.jpg", bytes([n]) * 100) for n in (1, 2)]
    committee.member.sends_album(committee.group, pages, caption="แนบ ภาพการประชุม", on=1)
    await running.settle()
    running.clock.advance(seconds=2)
    (said,) = await running.hears(committee.group)
    assert "ได้รับเอกสารแนบแล้ว 2 ไฟล์\nขั้นตอนที่ 1" in said.text
    assert "คำอธิบาย: ภาพการประชุม" in said.text


async def test_an_album_that_is_not_for_us_is_passed_over(
    running: Program, committee: Committee
) -> None:
    committee.member.sends_album(committee.group, [("1.jpg", b"1"), ("2.jpg", b"2")])
    await running.settle()
    running.clock.advance(seconds=30)
    assert await running.hears(committee.group) == []


@pytest.mark.parametrize("settings", [{"team_quota": "1 MB"}])
async def test_what_the_team_has_no_room_for_is_told_and_leaves_nothing(
    running: Program, committee: Committee
) -> None:
    committee.member.sends_file(committee.group, ORDER, bytes(2 * 1024**2), caption="/attach 1")
    said = texts(await running.hears(committee.group))
    assert f"ไม่สามารถรับไฟล์ “{ORDER}” ได้" in said
    assert "ใช้ไปแล้ว 0 KB จาก 1 MB" in said
    assert "เต็ม" in texts(await running.hears(committee.secretary))
    assert [p for p in (running.folder / "files").rglob("*") if p.is_file()] == []


@pytest.mark.databases
async def test_the_same_name_again_is_a_new_version(running: Program, committee: Committee) -> None:
    await _attach(running, committee)
    committee.member.sends_file(committee.group, ORDER, b"%PDF order, signed", caption="/attach 1")
    await running.settle()
    said = texts(await running.hears(committee.group))
    assert "1-01" in said
    assert "ฉบับที่ 2" in said


async def _list_files(program: Program, person: Person, chat: Chat) -> Message:
    person.says(chat, "/files 1")
    await program.settle()
    return next(
        m
        for m in reversed(chat.messages_from_bot())
        if any((b.data or "").startswith("getfile") for b in m.buttons)
    )


async def _get_file(program: Program, person: Person, chat: Chat) -> list[StoredFile]:
    listed = await _list_files(program, person, chat)
    action = next(b.data for b in listed.buttons if b.data and b.data.startswith("getfile"))
    person.presses(listed, action)
    await program.settle()
    return [d for m in chat.messages_from_bot() for d in m.documents]


async def test_a_link_in_reply_to_a_notice_is_opened_by_a_button(
    running: Program, committee: Committee
) -> None:
    await running.at("2026-10-02 08:30")
    notice = (await running.hears(committee.group))[-1]
    committee.member.says(committee.group, "https://www.doh.go.th/a คำสั่ง", reply_to=notice)
    assert "คำสั่ง (www.doh.go.th)" in texts(await running.hears(committee.group))
    committee.chair.says(committee.group, "/files 1")
    (files,) = await running.hears(committee.group)
    committee.chair.presses(files, "1-01 คำสั่ง")
    (got,) = await running.hears(committee.group)
    assert "://" not in got.text
    assert [button.url for button in got.buttons] == ["https://www.doh.go.th/a"]
