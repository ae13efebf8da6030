"""Evidence in an S3-compatible store: the whole program, and a store that fails it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.committee import Committee
from tests.e2e.program import Program, texts
from tests.file_stores import without_proxies
from tests.peers.s3 import FakeS3
from tests.peers.telegram import Message

ORDER = "คำสั่งแต่งตั้ง ปี 2570.pdf"
BYTES = b"%PDF order" * 400_000
RECEIVED = "ได้รับเอกสารแนบแล้ว"


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeS3]:
    without_proxies(monkeypatch)
    with FakeS3() as running:
        yield running
        assert running.violations == []


@pytest.fixture
def settings(s3: FakeS3) -> dict[str, Any]:
    return dict(s3.settings())


def send(committee: Committee) -> None:
    committee.member.sends_file(committee.group, ORDER, BYTES, caption="/attach 1")


async def test_a_file_goes_into_the_bucket_and_comes_back_unchanged(
    running: Program, committee: Committee, s3: FakeS3
) -> None:
    send(committee)
    assert RECEIVED in texts(await running.hears(committee.group))
    assert list(s3.objects.values()) == [BYTES]
    assert not (running.folder / "files").exists()
    committee.academic.says(committee.academic.private, "/files 1")
    listed = (await running.hears(committee.academic))[-1]
    committee.academic.presses_data(listed, _getting(listed))
    sent = [d for m in await running.hears(committee.academic) for d in m.documents]
    assert [(d.name, d.data) for d in sent] == [(ORDER, BYTES)]


async def test_while_the_store_is_down_nothing_is_acknowledged(
    running: Program, committee: Committee, s3: FakeS3
) -> None:
    s3.faults.down()
    send(committee)
    assert RECEIVED not in texts(await running.hears(committee.group))
    s3.faults.up()
    running.clock.advance(seconds=10)
    assert RECEIVED in texts(await running.hears(committee.group))
    assert list(s3.objects.values()) == [BYTES]


async def test_after_an_hour_without_a_store_the_person_is_told(
    running: Program, committee: Committee, s3: FakeS3
) -> None:
    s3.faults.down()
    send(committee)
    await running.settle()
    running.clock.advance(hours=1)
    said = texts(await running.hears(committee.group))
    assert ORDER in said
    assert RECEIVED not in said
    assert "ไม่สามารถ" in said


def _getting(listed: Message) -> str:
    return next(b.data for b in listed.buttons if b.data and b.data.startswith("getfile"))
