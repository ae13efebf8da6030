"""The judge of the torture finds what it is there to find."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.domain.events import FileKept, Progressed
from bot.domain.files import File
from bot.domain.incoming import IncomingFile
from bot.ports import UnitOfWork
from bot.store.unit import SqlStore
from tests.peers.line import FakeLine
from tests.peers.line_calls import push
from tests.peers.telegram import Chat, FakeTelegram, Message
from tests.stores import fresh_store
from tests.torture import effects, papers, tellings
from tests.torture.books import Books
from tests.torture.chats import RECEIPT, Chats
from tests.torture.deeds import Deed, Paper
from tests.torture.on_line import OnLine
from tests.torture.on_telegram import OnTelegram
from tests.torture.phases import Kind
from tests.torture.world import SET_UP, Committee, found

MARK, NAME, DATA = "note-000001", "note-000001-0.pdf", b"minutes"
SLOT = SET_UP + timedelta(days=2, hours=23, minutes=30)
"""Monday, 08.30."""


@dataclass
class Court:
    """A committee of which the test says what was written, kept and told."""

    store: SqlStore
    books: Books
    telegram: FakeTelegram
    committee: Committee
    folder: Path

    def write(self) -> None:
        with self.store.work() as work:
            plan = work.plans.by_id(self.committee.plan)
            work.plans.append(plan, Progressed(at=SET_UP, step=5, percent=40, note=MARK))
            work.commit()

    def keep(self, data: bytes, on_disk: bytes) -> None:
        """A kept file whose row tells of `data`."""
        sha256 = hashlib.sha256(data).hexdigest()
        with self.store.work() as work:
            file = expect(work, self.committee)
            kept = work.files.kept(file, sha256, len(data))
            event = FileKept(at=SET_UP, step=5, label="5-1", name=kept.name)
            work.plans.append(work.plans.by_id(kept.plan), event)
            work.commit()
        (self.folder / sha256).write_bytes(on_disk)

    def say(self, chat: Chat, text: str, answers: Message | None = None) -> None:
        world = self.telegram.world
        world.post(chat, world.bot, {"text": text}, reply_to=answers)

    @property
    def chats(self) -> Chats:
        return Chats([self.committee])


@pytest.fixture
def court(tmp_path: Path) -> Iterator[Court]:
    store, telegram = fresh_store(tmp_path, database="sqlite"), FakeTelegram(lambda: SLOT)
    [committee] = found(OnTelegram(telegram), store, 1)
    folder = tmp_path / "files"
    folder.mkdir()
    yield Court(store, Books(str(store.engine.url)), telegram, committee, folder)
    store.close()


@pytest.fixture
def told(court: Court) -> Deed:
    """Somebody told of progress; as yet nothing is written and nobody has answered."""
    c = court.committee
    said = c.member.says(c.group, f"/progress 5 40 {MARK}")
    return Deed(Kind.PROGRESS, MARK, c, c.member, c.group, step=5, messages=(said,))


@pytest.fixture
def sent(court: Court) -> Deed:
    """Somebody sent a file."""
    c, paper = court.committee, Paper(NAME, hashlib.sha256(DATA).hexdigest(), len(DATA))
    said = c.member.sends_file(c.group, NAME, DATA, caption="/attach 5")
    deed = Deed(Kind.PAPERS, MARK, c, c.member, c.group, step=5, messages=(said,))
    return replace(deed, papers=(paper,))


def expect(work: UnitOfWork, committee: Committee) -> File:
    team = work.teams.by_id(committee.team)
    return work.files.expect(
        committee.plan,
        5,
        IncomingFile("source", NAME, "application/pdf", len(DATA)),
        channel="telegram",
        chat=team.group,
        message="1",
        thread="",
        by=team.members[0].person.id,
        document="",
        now=SET_UP,
    )


def effects_of(court: Court, deed: Deed) -> list[str]:
    return list(effects.faults([deed], court.books, court.chats))


def files_of(court: Court, deed: Deed) -> list[str]:
    return list(papers.faults([deed], court.books, court.chats, court.folder))


def test_what_is_written_and_answered_once_has_no_fault(court: Court, told: Deed) -> None:
    court.write()
    court.say(told.chat, "บันทึกแล้ว", told.messages[0])
    assert effects_of(court, told) == []


def test_what_is_not_written_is_found(court: Court, told: Deed) -> None:
    court.say(told.chat, "บันทึกแล้ว", told.messages[0])
    [fault] = effects_of(court, told)
    assert fault.startswith("not written")


def test_what_is_written_twice_is_found(court: Court, told: Deed) -> None:
    court.write()
    court.write()
    court.say(told.chat, "บันทึกแล้ว", told.messages[0])
    [fault] = effects_of(court, told)
    assert fault.startswith("written too often")


@pytest.mark.parametrize("answers", [[], ["บันทึกแล้ว", "บันทึกไว้ก่อนแล้ว"]], ids=["none", "two"])
def test_a_missing_answer_and_a_second_other_one_are_found(
    court: Court, told: Deed, answers: list[str]
) -> None:
    court.write()
    for answer in answers:
        court.say(told.chat, answer, told.messages[0])
    [fault] = effects_of(court, told)
    assert fault.startswith(f"{len(answers)} different answers")


def test_a_file_that_is_kept_as_sent_and_acknowledged_has_no_fault(
    court: Court, sent: Deed
) -> None:
    court.keep(DATA, DATA)
    court.say(sent.chat, f"{RECEIPT}\n{NAME}", sent.messages[0])
    assert files_of(court, sent) == effects_of(court, sent) == []


def test_a_file_without_receipt_is_found(court: Court, sent: Deed) -> None:
    court.keep(DATA, DATA)
    assert files_of(court, sent) == [f"no receipt: {NAME}"]


def test_a_file_cut_on_disk_is_found(court: Court, sent: Deed) -> None:
    court.keep(DATA, DATA[:-1])
    court.say(sent.chat, f"{RECEIPT}\n{NAME}", sent.messages[0])
    assert files_of(court, sent) == [f"cut: {hashlib.sha256(DATA).hexdigest()}"]


def test_a_file_that_is_not_what_was_sent_is_found(court: Court, sent: Deed) -> None:
    court.keep(DATA[:-1], DATA[:-1])
    court.say(sent.chat, f"{RECEIPT}\n{NAME}", sent.messages[0])
    faults = [fault.partition(":")[0] for fault in files_of(court, sent)]
    assert faults == ["not kept as it was sent", "kept, but never sent so"]


def test_a_notice_that_did_not_come_is_found(court: Court) -> None:
    wanted, overtaken = tellings.wanted([court.committee], court.books, SLOT + timedelta(minutes=1))
    assert {notice.kind for notice in wanted} == {"due", "weekly"}
    faults = list(tellings.faults(wanted, overtaken, court.chats))
    assert len(faults) == wanted.total() == 4
    assert all(fault.startswith("missing") for fault in faults)


def test_a_notice_nobody_asked_for_is_found(court: Court) -> None:
    court.say(court.committee.group, "ครบกำหนดวันนี้\nขั้นตอนที่ 1 จัดทำคำสั่ง")
    [fault] = tellings.faults(Counter(), set(), court.chats)
    assert fault.startswith("not asked for")


def test_a_message_said_again_is_counted_once(court: Court) -> None:
    for text in ("ก", "ก", "ข"):
        court.say(court.committee.group, text)
    assert [message.text for message in court.chats.doubled()] == ["ก"]


@pytest.mark.parametrize(("times", "faults"), [(1, 0), (2, 1)])
def test_on_line_what_was_pushed_twice_is_found(times: int, faults: int) -> None:
    with FakeLine(lambda: SLOT) as line:
        group = line.group("คณะดำเนินงาน", line.person("สมศรี"))
        group.adds_bot()
        headers = {"Authorization": f"Bearer {line.channel_access_token}"}
        with httpx.Client(base_url=line.url, headers=headers, trust_env=False) as api:
            for _ in range(times):
                push(api, group.id).raise_for_status()
        assert len(OnLine(line).wrongs()) == faults


def test_what_is_left_undone_is_found(court: Court) -> None:
    with court.store.work() as work:
        expect(work, court.committee)
        work.files.claim(SLOT, SLOT + timedelta(minutes=1))
        work.commit()
    undone, unplanned, leased = sorted(court.books.faults(SLOT))
    assert (undone, unplanned) == ("1 file to be done", "1 plan to be done")
    assert leased.startswith("file: ")
