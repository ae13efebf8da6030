"""The rooms of the web chat, and what the bot has yet to hear of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.demo.rooms import SHAPE, Rooms, RoomStore, are_current

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rooms.db"


@pytest.fixture
def rooms(file: Path) -> Iterator[Rooms]:
    store = RoomStore(file)
    with store.work() as rooms:
        yield rooms
    store.close()


def test_a_room_gives_its_newest_posts_oldest_first(rooms: Rooms) -> None:
    for n in range(5):
        rooms.write("group", {"n": n}, NOW + timedelta(minutes=n))
    rooms.write("malee", {"n": 99}, NOW)
    newest = rooms.latest("group", 2)
    assert [p.content["n"] for p in newest] == [3, 4]
    assert newest[0].at == NOW + timedelta(minutes=3)
    older = rooms.latest("group", 2, before=newest[0].id)
    assert [p.content["n"] for p in older] == [1, 2]


def test_a_post_can_be_changed_and_keeps_its_place(rooms: Rooms) -> None:
    first = rooms.write("group", {"text": "ก่อน"}, NOW)
    rooms.write("group", {"text": "ถัดมา"}, NOW)
    rooms.change(first.id, {"text": "แก้ไข"})
    assert [p.content["text"] for p in rooms.latest("group", 9)] == ["แก้ไข", "ถัดมา"]
    assert rooms.post(first.id) == rooms.latest("group", 9)[0]
    assert rooms.post(999) is None


def test_a_key_stands_once(rooms: Rooms) -> None:
    post = rooms.write("group", {}, NOW, key="k-1")
    assert rooms.by_key("k-1") == post
    assert rooms.by_key("") is None
    rooms.write("group", {}, NOW)
    rooms.write("group", {}, NOW)  # without a key as many as one likes
    with pytest.raises(Exception, match=r"(?i)unique"):
        rooms.write("group", {}, NOW, key="k-1")


def test_what_the_bot_has_not_heard_waits_in_order(rooms: Rooms) -> None:
    first, second, third = (rooms.tell(text) for text in ("ก", "ข", "ค"))
    assert rooms.untold(2) == [(first, "ก"), (second, "ข")]
    rooms.told(second)
    assert rooms.untold(2) == [(third, "ค")]


def test_the_newest_moment_of_all_rooms(rooms: Rooms) -> None:
    assert rooms.newest_at() is None
    rooms.write("group", {}, NOW)
    rooms.write("malee", {}, NOW + timedelta(days=1))
    assert rooms.newest_at() == NOW + timedelta(days=1)


def test_rooms_that_this_program_made_are_current(file: Path) -> None:
    assert not are_current(file)
    assert not file.exists(), "to look makes nothing"
    RoomStore(file).close()
    assert are_current(file)


def test_rooms_of_another_shape_are_not(file: Path) -> None:
    RoomStore(file).close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version={SHAPE + 1}")
    assert not are_current(file)
