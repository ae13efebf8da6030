"""What goes along with a message is made for it, beside everything else."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

import pytest
from docx import Document
from openpyxl import load_workbook
from structlog.testing import capture_logs

from bot.domain.errors import DeliveryError
from bot.domain.message import Made, Message, ToMake, plain
from bot.ports import Abilities, FileStore, Outgoing, UnitOfWork
from scheduler import makers, making
from scheduler.makers import Draw, Maker
from scheduler.making import Workshop
from tests.scheduler.office import GROUP, MEMBER, Office


def picture(office: Office) -> ToMake:
    return ToMake(Made.TIMELINE, office.plan.id, "ไทม์ไลน์ 2570.png", "th")


def asked(office: Office) -> Message:
    return Message(plain("ไทม์ไลน์"), pictures=(picture(office),))


async def made(office: Office, maker: Maker, message: Message | None = None) -> Outgoing:
    outgoing = Outgoing(GROUP, message or asked(office), thread="7")
    known = {Made.TIMELINE: maker}
    return await Workshop(office.tools, office.files, known).with_made(office.channel, outgoing)


def at_once(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
    return lambda files: BytesIO(f"{wanted.name} {now:%d}".encode())


@pytest.mark.parametrize(
    ("what", "of"), [(Made.TIMELINE, ""), (Made.TIMELINE, "5 2027-03-10"), (Made.FLOW, "")]
)
async def test_a_picture_of_the_plan_goes_along_with_its_message(
    office: Office, what: Made, of: str
) -> None:
    shown = replace(picture(office), what=what, of=of)
    office.send(replace(asked(office), pictures=(shown,)))
    assert await office.run() == [f"{GROUP}: ไทม์ไลน์"]
    (sent,) = office.channel.sent
    assert sent.bytes_of(shown).startswith(b"\x89PNG")


@pytest.mark.parametrize("whole", [True, False])
async def test_a_calendar_is_of_the_plan_or_of_one_persons_work(
    office: Office, whole: bool
) -> None:
    person = "" if whole else str(office.people[MEMBER].id)
    wanted = ToMake(Made.CALENDAR, office.plan.id, "ปฏิทิน.ics", "th", person)
    file = (await Workshop(office.tools, office.files).made([wanted]))[wanted].read()
    assert file.startswith(b"BEGIN:VCALENDAR\r\n")
    assert ("งานของฉัน" in file.decode()) is not whole


async def test_where_none_is_shown_none_is_made(office: Office) -> None:
    office.channel.can = replace(office.channel.can, pictures=False)
    office.send(asked(office))
    assert await office.run() == [f"{GROUP}: ไทม์ไลน์"]
    assert office.channel.sent[0].made == {}


async def test_what_comes_behind_in_one_request_has_its_own(office: Office) -> None:
    other = replace(picture(office), name="อีกภาพ.png")
    behind = Message(plain("อีกภาพ"), pictures=(other,))
    found = await made(office, at_once, replace(asked(office), then=(behind,)))
    drawn = [found.bytes_of(one).decode() for one in found.made]
    assert drawn == ["ไทม์ไลน์ 2570.png 01", "อีกภาพ.png 01"]


async def test_it_is_drawn_outside_of_the_unit_of_work_and_of_its_thread(office: Office) -> None:
    threads: list[int] = []

    def maker(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
        threads.append(threading.get_ident())

        def draw(files: FileStore) -> BinaryIO:
            threads.append(threading.get_ident())
            return BytesIO(b"png")

        return draw

    await made(office, maker)
    assert len({*threads, threading.get_ident()}) == 3


class Slow:
    """Is done when something was shown so many times."""

    def __init__(self, office: Office, shown: int) -> None:
        self._office = office
        self._shown = shown

    def __call__(self, work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
        return self._draw

    def _draw(self, files: FileStore) -> BinaryIO:
        tick = threading.Event()
        while len(self._office.channel.typing) < self._shown:
            tick.wait(0.001)
        return BytesIO(b"png")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "AT_ONCE", 0.001)
    monkeypatch.setattr(making, "SHOWN", 0.001)


@pytest.mark.usefixtures("impatient")
async def test_who_has_to_wait_sees_that_it_is_on_its_way_for_as_long_as_it_takes(
    office: Office,
) -> None:
    office.channel.can = Abilities(typing=True)
    assert (await made(office, Slow(office, 3))).bytes_of(picture(office)) == b"png"
    assert office.channel.typing[:3] == [GROUP] * 3


@pytest.mark.usefixtures("impatient")
async def test_that_this_cannot_be_shown_is_no_reason_to_make_nothing(office: Office) -> None:
    office.channel.can = Abilities(typing=True)
    office.channel.fails(DeliveryError("not now"), at=GROUP)
    assert (await made(office, Slow(office, 2))).bytes_of(picture(office)) == b"png"


@pytest.mark.usefixtures("impatient")
async def test_a_platform_that_is_slow_to_show_it_holds_up_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(address: str, thread: str) -> None:
        office.channel.typing.append(address)
        await asyncio.Event().wait()

    office.channel.can = Abilities(typing=True)
    monkeypatch.setattr(office.channel, "show_typing", hang)
    monkeypatch.setattr(making, "TIMEOUT", 1.0)
    assert (await made(office, Slow(office, 1))).bytes_of(picture(office)) == b"png"


async def test_what_is_made_at_once_is_not_announced(office: Office) -> None:
    office.channel.can = Abilities(typing=True)
    await made(office, at_once)
    assert office.channel.typing == []


async def test_what_cannot_be_drawn_is_an_incident_and_the_words_go_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
        raise ZeroDivisionError

    monkeypatch.setitem(makers.MAKERS, Made.TIMELINE, broken)
    office.send(asked(office))
    with capture_logs() as logs:
        assert await office.run() == [f"{GROUP}: ไทม์ไลน์"]
    assert office.channel.sent[0].made == {}
    (told,) = [one for one in logs if one["event"] == "incident"]
    assert (told["where"], told["trace"][0].split()[0]) == ("making", "ZeroDivisionError")


async def test_what_takes_for_ever_is_not_waited_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "TIMEOUT", 0.01)
    stop = threading.Event()
    try:
        found = await made(office, lambda *_: lambda _: BytesIO(b"png" if stop.wait(30) else b""))
    finally:
        stop.set()
    assert found.made == {}


REPORT = ToMake(Made.TIMELINE, 1, "รายงาน.docx", "th")


def report(office: Office) -> Message:
    return Message(plain("รายงาน"), documents=(replace(REPORT, plan=office.plan.id),))


async def test_what_hangs_in_the_store_of_files_holds_up_no_other_thread(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "TIMEOUT", 0.01)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    answers = threading.Event()

    def draw(files: FileStore) -> BinaryIO:
        answers.wait()
        return BytesIO()

    await made(office, lambda *_: draw)
    try:
        async with asyncio.timeout(1):
            assert await asyncio.to_thread(lambda: "looked up") == "looked up"
    finally:
        answers.set()


async def test_a_document_is_made_where_files_are_sent(office: Office) -> None:
    found = await made(office, at_once, report(office))
    assert [found.bytes_of(one) for one in found.made] == ["รายงาน.docx 01".encode()]
    office.channel.can = replace(office.channel.can, files=False)
    assert (await made(office, at_once, report(office))).made == {}


async def test_for_a_document_that_cannot_be_made_it_is_said_so(office: Office) -> None:
    def broken(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
        raise ZeroDivisionError

    found = await made(office, broken, report(office))
    assert found.message.text.plain.startswith("ไม่สามารถจัดทำ")
    assert found.message.documents == ()


async def test_what_was_made_already_is_closed_if_the_rest_cannot_be(office: Office) -> None:
    opened = BytesIO(b"docx")

    def fails(files: FileStore) -> BinaryIO:
        raise ZeroDivisionError

    makers: dict[Made, Maker] = {Made.REPORT: lambda *_: lambda _: opened}
    makers[Made.TABLE] = lambda *_: fails
    both = [ToMake(what, office.plan.id, "ก", "th") for what in makers]
    with pytest.raises(ZeroDivisionError):
        await Workshop(office.tools, office.files, makers).made(both)
    assert opened.closed


async def test_what_was_made_is_closed_once_it_is_sent(office: Office) -> None:
    opened: list[BinaryIO] = []

    def maker(work: UnitOfWork, wanted: ToMake, now: datetime) -> Draw:
        opened.append(BytesIO(b"docx"))
        return lambda files: opened[-1]

    office.engine._courier._workshop = Workshop(office.tools, office.files, {Made.TIMELINE: maker})
    office.send(report(office))
    await office.run()
    assert [one.closed for one in opened] == [True]


async def test_a_report_of_a_round_and_its_table_go_along_as_files(office: Office) -> None:
    report = ToMake(Made.REPORT, office.plan.id, "รายงาน.docx", "th", "1")
    table = ToMake(Made.TABLE, office.plan.id, "ตาราง.xlsx", "th")
    office.send(Message(plain("รายงาน"), documents=(report, table)))
    await office.run()
    (sent,) = office.channel.sent
    assert len(Document(BytesIO(sent.bytes_of(report))).inline_shapes) == 1
    assert load_workbook(BytesIO(sent.bytes_of(table))).worksheets[0]["A6"].value == 1
