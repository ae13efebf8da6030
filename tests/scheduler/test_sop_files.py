"""An SOP that was sent is fetched, read and answered; its bytes are kept nowhere."""

from __future__ import annotations

import pytest

from bot.domain.errors import DeliveryError, Refusal
from bot.domain.files import MAX_FILE_BYTES
from bot.domain.incoming import IncomingFile
from bot.domain.sop_import import Imported
from bot.ports import UnitOfWork
from scheduler.sop_files import SopReader
from scheduler.transactions import transact
from tests.fakes.channel import DOWN
from tests.scheduler.office import GROUP, Office
from tests.store import own_sops

NAME = "คู่มือ.docx"


def comes(office: Office, data: bytes = b"PK", size: int = 2) -> None:
    office.channel.files["a"] = data

    def expect(work: UnitOfWork) -> None:
        work.sop_files.expect(
            office.group.id,
            IncomingFile("a", NAME, size=size),
            channel="fake",
            chat=office.group.id,
            message="m-a",
            thread="",
            by=work.people.seen("fake", "1", "พิมพ์ใจ", "", "th").id,
            now=office.clock.now(),
        )

    transact(office.store, expect)


def reads(office: Office, *outcomes: Imported | Exception) -> list[bytes]:
    """What reads them from now on; what it was given."""
    given: list[bytes] = []
    left = list(outcomes)

    async def read(data: bytes, name: str) -> Imported:
        assert name == NAME
        given.append(data)
        outcome = left.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    office.engine._reader = SopReader(office.tools, office.attach, read=read)
    return given


async def test_what_was_read_is_answered_once(office: Office) -> None:
    given = reads(office, own_sops.read())
    comes(office, b"the bytes")
    assert await office.run() == [f"{GROUP}: read {NAME}: 1"]
    assert given == [b"the bytes"]
    assert office.files.kept == {}
    assert await office.run() == []


@pytest.mark.parametrize("code", ["sop-no-steps", "sop-broken"])
async def test_what_is_refused_is_answered_once(office: Office, code: str) -> None:
    reads(office, Refusal(code))
    comes(office)
    assert await office.run() == [f"{GROUP}: {code} {NAME}"]
    assert await office.run() == []


async def test_what_the_reader_stumbles_over_is_told_and_left(office: Office) -> None:
    reads(office, ZeroDivisionError())
    comes(office)
    assert await office.run() == [f"{GROUP}: sop-unreadable {NAME}"]
    assert await office.run() == []


async def test_an_answer_that_cannot_be_given_holds_nothing_up(office: Office) -> None:
    reads(office, own_sops.read(), own_sops.read())
    office.attach.breaks = [ValueError(), ValueError()]
    comes(office)
    assert await office.run() == []
    comes(office)
    assert await office.run() == [f"{GROUP}: read {NAME}: 1"]


@pytest.mark.parametrize(
    ("data", "size"), [(b"PK", MAX_FILE_BYTES + 1), (bytes(MAX_FILE_BYTES + 1), 0)]
)
async def test_of_what_is_too_large_nothing_is_read(office: Office, data: bytes, size: int) -> None:
    given = reads(office)
    comes(office, data, size)
    assert await office.run() == [f"{GROUP}: sop-too-large {NAME}"]
    assert given == []


async def test_one_that_does_not_come_at_once_is_tried_again(office: Office) -> None:
    reads(office, own_sops.read())
    comes(office)
    office.channel.fails(DOWN, at="a")
    assert await office.run() == []
    assert await office.at("2026-10-01 08:01") == [f"{GROUP}: read {NAME}: 1"]


async def test_one_that_does_not_come_in_an_hour_is_given_up(office: Office) -> None:
    reads(office)
    comes(office)
    office.channel.fails(DOWN, DOWN, at="a")
    assert await office.run() == []
    assert await office.at("2026-10-01 09:01") == [f"{GROUP}: sop-not-fetched {NAME}"]


async def test_one_that_is_gone_is_told_at_once(office: Office) -> None:
    reads(office)
    comes(office)
    office.channel.fails(DeliveryError("gone", permanent=True), at="a")
    assert await office.run() == [f"{GROUP}: sop-not-fetched {NAME}"]
