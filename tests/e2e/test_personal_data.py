"""What people say leaves no trace, and of who is forgotten nothing is left in any byte."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from bot.system.redact import TALKATIVE
from tests.dumps import dump
from tests.e2e.committee import Committee, offering
from tests.e2e.program import Program, texts
from tests.peers.telegram import FakeTelegram, Person

OFFICIAL, POSITION = "นางมาลัยกรอง สกุลสมมุติ", "นักเฝ้าระวังชำนาญการ"
ERASE, FAREWELL = "ลบข้อมูลถาวร", "ลบข้อมูลส่วนบุคคลของท่านแล้ว"
Logged = Callable[[], str]


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Logged:
    """Everything written until now, at every level; what logging keeps quiet is quiet here too."""
    caplog.set_level(logging.DEBUG)
    for name in TALKATIVE:
        caplog.set_level(logging.WARNING, name)
    return lambda: caplog.text + "".join(capfd.readouterr())


@pytest.fixture
async def malai(running: Program, committee: Committee, telegram: FakeTelegram) -> Person:
    """A member of the parties, with an official name."""
    person = telegram.person("มาลัยกรอง", "ณ แชต", username="malaikrong")
    person.joins(committee.group)
    person.starts()
    await running.settle()
    signup = offering(committee.group, "คณะดำเนินงาน")
    assert signup is not None
    person.presses(signup, next(b.data or "" for b in signup.buttons if b.data))
    person.says(person.private, f"/join {OFFICIAL}, {POSITION}")
    await running.settle()
    return person


async def works(program: Program, committee: Committee, person: Person) -> None:
    """Commands, files, presses and answers of all kinds."""
    await program.at("2026-10-02 08:30")
    notice = (await program.hears(committee.group))[-1]
    person.sends_file(committee.group, "คำสั่ง.pdf", b"%PDF order", reply_to=notice)
    person.sends_file(person.private, "รายงาน.pdf", b"%PDF report", caption="แนบ 1")
    person.says(committee.group, "/done 1 ! ลงนามแล้ว")
    person.says(person.private, "/snooze 2 3")
    said = person.says(committee.group, "ขอบคุณค่ะ")
    committee.secretary.says(committee.group, "/assign", reply_to=said)
    committee.secretary.says(committee.group, "/assign @malaikrong")
    person.says(committee.group, "/my")
    await program.settle()


async def forgets(program: Program, person: Person) -> None:
    person.says(person.private, "ลบข้อมูลของฉัน")
    await program.settle()
    question = offering(person.private, ERASE)
    assert question is not None
    person.presses(question, ERASE)
    person.presses(question, ERASE)
    await program.settle()


async def kept(program: Program) -> bytes:
    """Every row, and the bytes of a SQLite file and its journal, after the hourly tidying."""
    await program.app.engine.tidy()
    files = (file.read_bytes() for file in sorted(program.folder.glob("sopbot.db*")))
    return dump(program.app.store.engine).encode() + b"".join(files)


async def test_talk_leaves_no_trace(
    running: Program, committee: Committee, malai: Person, logged: Logged
) -> None:
    group = committee.group
    await running.at("2026-10-02 08:30")
    notice = (await running.hears(group))[-1]
    first = malai.says(group, "ประชุมเมื่อวานสนุกมาก")
    committee.chair.says(group, "แล้วเสร็จกันยังครับเรื่องข้าวกลางวัน", reply_to=first)
    committee.member.sends_file(group, "แมวส้ม.jpg", b"cat", caption="แมวที่บ้านกลางซอย")
    malai.edits(first, "ประชุมเมื่อวานน่าเบื่อ")
    committee.member.says(group, "รับทราบเรื่องกลางวันนี้", reply_to=notice)
    committee.secretary.says(group, "/assign", reply_to=first)
    malai.says(malai.private, "สวัสดีจากระเบียงบ้าน")
    await running.settle()
    log = logged()
    assert "update.handled" in log
    written = await kept(running) + log.encode()
    for words in ("สนุกมาก", "ข้าวกลางวัน", "แมวส้ม", "กลางซอย", "น่าเบื่อ", "กลางวันนี้", "ระเบียงบ้าน"):
        assert words.encode() not in written


@pytest.mark.databases
async def test_who_is_forgotten_is_in_no_byte_and_the_work_is_still_told(
    running: Program, committee: Committee, malai: Person, logged: Logged
) -> None:
    await works(running, committee, malai)
    traces = [str(malai.id), "malaikrong", malai.name, OFFICIAL, POSITION]
    before = await kept(running)
    assert [trace for trace in traces if trace.encode() not in before] == []
    await forgets(running, malai)
    assert FAREWELL in texts(malai.private.messages_from_bot())
    assert offering(malai.private, ERASE) is None
    malai.blocks_bot()
    await running.settle()
    written = await kept(running) + logged().encode()
    assert [trace for trace in traces if trace.encode() in written] == []
    committee.secretary.says(committee.group, "/history 1")
    history = texts(await running.hears(committee.group))
    assert "อดีตสมาชิกคณะดำเนินงาน\nปิดขั้นตอนที่ 1 แล้วเสร็จ 2 ต.ค. 69: ลงนามแล้ว" in history
    assert "อดีตสมาชิกคณะดำเนินงาน\nแนบเอกสาร 1-01 คำสั่ง.pdf" in history


async def test_stopped_before_the_last_words_they_are_said_after_the_next_start(
    running: Program, malai: Person, telegram: FakeTelegram
) -> None:
    malai.says(malai.private, "/forget")
    await running.settle()
    question = offering(malai.private, ERASE)
    assert question is not None
    cut = telegram.faults.cut(chat=malai.private.id, method="sendMessage", times=None)
    malai.presses(question, ERASE)
    await running.settle()
    await running.stop()
    assert FAREWELL not in texts(malai.private.messages_from_bot())
    cut.lift()
    await running.start()
    running.clock.advance(hours=1)
    await running.settle()
    assert FAREWELL in texts(malai.private.messages_from_bot())
    assert str(malai.id).encode() not in await kept(running)


async def test_the_last_words_come_although_the_question_cannot_be_changed(
    running: Program, malai: Person, telegram: FakeTelegram
) -> None:
    telegram.faults.cut(chat=malai.private.id, method="editMessageText", times=None)
    await forgets(running, malai)
    assert FAREWELL not in texts(malai.private.messages_from_bot())
    for _ in range(3):
        running.clock.advance(minutes=15)
        await running.settle()
    assert FAREWELL in texts(malai.private.messages_from_bot())
    assert str(malai.id).encode() not in await kept(running)
