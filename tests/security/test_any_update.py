"""Whatever Telegram sends is acknowledged, handled once, and leaves nothing half done."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import example, given

from bot.channels.telegram.raw import Json
from tests.cast import GROUP, MEMBER
from tests.peers.telegram.spec import rules
from tests.security import broken, described, updates
from tests.security.door import open_door
from tests.security.effort import examples


def is_taken_in(batch: list[Json]) -> None:
    with open_door() as door:
        asyncio.run(door.hears(batch))
        assert door.polling._offset == batch[-1]["update_id"] + 1
        assert door.incidents == []
        assert door.unsound() == {}


ONE_OF_AN_ALBUM = {
    "message_id": 1,
    "date": 1790821800,
    "chat": {"id": int(GROUP.address), "type": "supergroup", "title": GROUP.title},
    "from": {"id": int(MEMBER.account), "is_bot": False, "first_name": "พิมพ์ใจ"},
    "document": {"file_id": "F1", "file_unique_id": ""},
    "media_group_id": "A",
}


@examples(50)
@example([{"update_id": 900, "message": ONE_OF_AN_ALBUM}])
@given(updates.several)
def test_updates_of_every_kind_are_taken_in(batch: list[Json]) -> None:
    is_taken_in(batch)


@examples(50)
@given(broken.several())
def test_updates_with_something_amiss_are_taken_in(batch: list[Json]) -> None:
    is_taken_in(batch)


@pytest.mark.skipif(not rules().whole, reason="needs the description of the Bot API")
@examples(50)
@given(described.updates(rules().types))
def test_whatever_the_description_of_the_bot_api_allows_is_taken_in(batch: list[Json]) -> None:
    is_taken_in(batch)
