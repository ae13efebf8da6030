"""Files for which there is no room: of the team's own, or on the disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.errors import NoRoom
from bot.domain.room import RESERVE_BYTES
from tests.fakes.channel import DOWN
from tests.scheduler.office import GROUP, SECRETARY, Office

FULL = "พื้นที่เก็บเอกสารของ คณะดำเนินงาน เต็ม"
NEARLY = "พื้นที่เก็บเอกสารของ คณะดำเนินงาน ใกล้เต็ม"
DISK = "พื้นที่เก็บเอกสารของระบบเหลือไม่เพียงพอ"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Office]:
    """A committee may hold a hundred bytes."""
    made = Office(tmp_path, quota=100)
    yield made
    made.tools.desk.close()
    made.store.close()


def sends(office: Office, source: str, size: int, album: str = "", announced: bool = True) -> None:
    office.channel.files[source] = source.encode() * size
    office.expects(source, album, size if announced else None)


async def run(office: Office) -> list[str]:
    """What the group hears."""
    return [said for said in await office.run() if said.startswith(GROUP)]


def secretary(office: Office) -> list[str]:
    """The heads of what the secretary was told."""
    return [said.splitlines()[0] for said in office.channel.texts(SECRETARY)]


async def test_a_file_beyond_the_teams_room_is_told_at_once_and_not_fetched(small: Office) -> None:
    sends(small, "a", 60)
    await small.run()
    sends(small, "b", 50)
    assert await run(small) == [f"{GROUP}: full 60 of 100: b.pdf"]
    assert small.channel.fetched == ["a"]


async def test_of_what_was_announced_too_small_nothing_stays(small: Office) -> None:
    sends(small, "a", 60)
    sends(small, "b", 50, announced=False)
    assert await run(small) == [f"{GROUP}: received 1-01v1", f"{GROUP}: full 60 of 100: b.pdf"]
    assert list(small.files.kept.values()) == [b"a" * 60]


async def test_a_smaller_file_still_has_room(small: Office) -> None:
    for source, size in (("a", 60), ("b", 50), ("c", 40)):
        sends(small, source, size)
    assert (await run(small))[-1] == f"{GROUP}: received 1-02v1"


async def test_what_is_still_being_fetched_counts(small: Office) -> None:
    small.channel.fails(DOWN, at="a")
    sends(small, "a", 60)
    sends(small, "b", 50)
    assert await run(small) == [f"{GROUP}: full 0 of 100: b.pdf"]


async def test_an_album_takes_no_more_than_there_is(small: Office) -> None:
    for source, size in (("a", 40), ("b", 40), ("c", 41), ("d", 42)):
        sends(small, source, size, album="x")
    small.clock.advance(seconds=2)
    said = await run(small)
    assert f"{GROUP}: received 1-01v1 1-02v1" in said
    assert [line[-5:] for line in said if "full" in line] == ["c.pdf", "d.pdf"]
    assert small.channel.fetched == ["a", "b"]


async def test_the_same_bytes_again_take_no_room(small: Office) -> None:
    sends(small, "a", 40)
    await small.run()
    small.channel.files["b"] = small.channel.files["a"]
    small.expects("b", size=40)
    await small.run()
    sends(small, "c", 40)
    assert await run(small) == [f"{GROUP}: received 1-02v1"]


async def test_a_lost_file_can_be_sent_again_when_the_team_is_full(small: Office) -> None:
    for source, size in (("a", 60), ("b", 40)):
        sends(small, source, size)
    await small.run()
    lost = hashlib.sha256(b"a" * 60).hexdigest()
    del small.files.kept[lost]
    small.channel.files["again"] = b"a" * 60
    small.expects("again", size=60)
    assert await run(small) == [f"{GROUP}: received 1-01v1"]
    assert small.files.kept[lost] == b"a" * 60
    sends(small, "c", 1)
    assert await run(small) == [f"{GROUP}: full 100 of 100: c.pdf"]


async def test_of_other_bytes_as_many_as_those_of_a_file_nothing_stays(small: Office) -> None:
    for source in "ab":
        sends(small, source, 60)
        said = await run(small)
    assert said == [f"{GROUP}: full 60 of 100: b.pdf"]
    assert list(small.files.kept.values()) == [b"a" * 60]


async def test_the_secretary_hears_once_that_it_is_nearly_full_and_once_that_it_is(
    small: Office,
) -> None:
    for source, size in (("a", 79), ("b", 1), ("c", 10), ("d", 30), ("e", 30)):
        sends(small, source, size)
        await small.run()
        small.clock.advance(days=15)
    assert [head for head in secretary(small) if head in (NEARLY, FULL)] == [NEARLY, FULL]
    (told,) = (text for text in small.channel.texts(SECRETARY) if text.startswith(FULL))
    assert "ใช้ไปแล้ว 1 KB จาก 1 KB" in told


async def test_a_full_disk_is_told_at_once_and_what_waits_is_fetched_when_there_is_room(
    office: Office,
) -> None:
    office.files.breaks = [NoRoom("data/files: only 100 MB left on its disk; make room")]
    sends(office, "a", 1)
    assert await run(office) == [f"{GROUP}: wait a.pdf"]
    assert secretary(office) == [DISK]
    office.clock.advance(seconds=5)
    assert await run(office) == [f"{GROUP}: received 1-01v1"]


async def test_the_secretary_hears_once_of_a_disk_that_stays_full(office: Office) -> None:
    office.files.breaks = [NoRoom("full")] * 100
    sends(office, "a", 1)
    said: list[str] = []
    for _ in range(70):
        said += await run(office)
        office.clock.advance(minutes=1)
    assert said[-1] == f"{GROUP}: no-room a.pdf"
    assert secretary(office).count(DISK) == 1


async def test_the_last_of_the_disk_is_for_teams_that_are_not_new(office: Office) -> None:
    office.files.room = RESERVE_BYTES - 1
    sends(office, "a", 1)
    assert await run(office) == [f"{GROUP}: wait a.pdf"]
    assert office.channel.fetched == []
    assert f"{GROUP}: received 1-01v1" in await office.at("2026-10-31 08:31")


async def test_with_room_enough_a_new_team_is_served_like_any_other(office: Office) -> None:
    office.files.room = RESERVE_BYTES
    sends(office, "a", 1)
    assert await run(office) == [f"{GROUP}: received 1-01v1"]
