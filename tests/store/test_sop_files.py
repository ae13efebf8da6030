"""SOPs that were sent, until they are read."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.incoming import IncomingFile
from bot.domain.sop_import import SopFile
from bot.ports import UnitOfWork
from tests.store import rows
from tests.store.rows import LATER, NOW

LEASE = timedelta(minutes=10)


def expected(work: UnitOfWork, channel: str = "telegram") -> SopFile:
    work.caused_by("telegram.11")
    return work.sop_files.expect(
        rows.group(work).id,
        IncomingFile("source-1", "คู่มือ.docx", "application/msword", 12_000),
        channel=channel,
        chat=rows.private_chat(work).id,
        message="44",
        thread="",
        by=rows.person(work).id,
        now=NOW,
    )


def test_it_is_claimed_once_and_settled_once(work: UnitOfWork) -> None:
    file = expected(work)
    assert (file.name, file.size, file.source) == ("คู่มือ.docx", 12_000, "source-1")
    assert (file.cause, file.attempts) == ("telegram.11", 0)
    claimed = work.sop_files.claim(NOW, NOW + LEASE)
    assert claimed is not None
    assert (claimed.id, claimed.attempts) == (file.id, 1)
    assert work.sop_files.claim(NOW, NOW + LEASE) is None
    assert work.sop_files.settle(file.id) == claimed
    assert work.sop_files.settle(file.id) is None
    assert work.sop_files.claim(LATER, LATER + LEASE) is None


def test_what_is_put_off_waits(work: UnitOfWork) -> None:
    file = expected(work)
    work.sop_files.claim(NOW, NOW + LEASE)
    work.sop_files.try_again(file.id, LATER)
    assert work.sop_files.claim(NOW, NOW + LEASE) is None
    again = work.sop_files.claim(LATER, LATER + LEASE)
    assert again is not None
    assert again.attempts == 2


def test_what_another_program_had_in_hand_is_free_again(work: UnitOfWork) -> None:
    expected(work)
    work.sop_files.claim(NOW, NOW + LEASE)
    work.sop_files.release()
    assert work.sop_files.claim(NOW, NOW + LEASE) is not None


def test_those_of_a_channel_that_is_busy_are_left(work: UnitOfWork) -> None:
    expected(work, "line")
    telegram = expected(work)
    claimed = work.sop_files.claim(NOW, NOW + LEASE, but={"line"})
    assert claimed is not None
    assert claimed.id == telegram.id


def test_who_asks_to_be_forgotten_takes_along_what_is_not_read(work: UnitOfWork) -> None:
    file = expected(work)
    work.privacy.erase(rows.person(work).id, "member", NOW)
    assert work.sop_files.settle(file.id) is None
