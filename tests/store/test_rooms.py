"""The rooms of the web chat, and what the bot has yet to hear of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.ports import UnitOfWork

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


def test_a_room_gives_its_newest_posts_oldest_first(work: UnitOfWork) -> None:
    for n in range(5):
        work.rooms.write("group", {"n": n}, NOW + timedelta(minutes=n))
    work.rooms.write("malee", {"n": 99}, NOW)
    newest = work.rooms.latest("group", 2)
    assert [p.content["n"] for p in newest] == [3, 4]
    assert newest[0].at == NOW + timedelta(minutes=3)
    older = work.rooms.latest("group", 2, before=newest[0].id)
    assert [p.content["n"] for p in older] == [1, 2]


def test_a_post_can_be_changed_and_keeps_its_place(work: UnitOfWork) -> None:
    first = work.rooms.write("group", {"text": "ก่อน"}, NOW)
    work.rooms.write("group", {"text": "ถัดมา"}, NOW)
    work.rooms.change(first.id, {"text": "แก้ไข"})
    assert [p.content["text"] for p in work.rooms.latest("group", 9)] == ["แก้ไข", "ถัดมา"]
    assert work.rooms.post(first.id) == work.rooms.latest("group", 9)[0]
    assert work.rooms.post(999) is None


def test_a_key_stands_once(work: UnitOfWork) -> None:
    post = work.rooms.write("group", {}, NOW, key="k-1")
    assert work.rooms.by_key("k-1") == post
    assert work.rooms.by_key("") is None
    work.rooms.write("group", {}, NOW)
    work.rooms.write("group", {}, NOW)  # without a key as many as one likes
    with pytest.raises(Exception, match=r"(?i)unique"):
        work.rooms.write("group", {}, NOW, key="k-1")


def test_what_the_bot_has_not_heard_waits_in_order(work: UnitOfWork) -> None:
    first, second, third = (work.rooms.tell(text) for text in ("ก", "ข", "ค"))
    assert work.rooms.untold(2) == [(first, "ก"), (second, "ข")]
    work.rooms.told(second)
    assert work.rooms.untold(2) == [(third, "ค")]


def test_the_newest_moment_of_all_rooms(work: UnitOfWork) -> None:
    assert work.rooms.newest_at() is None
    work.rooms.write("group", {}, NOW)
    work.rooms.write("malee", {}, NOW + timedelta(days=1))
    assert work.rooms.newest_at() == NOW + timedelta(days=1)
