"""What people and groups on LINE are called, and what it costs to ask."""

from __future__ import annotations

import pytest

from bot.channels.line import profiles
from bot.channels.line.channel import LineChannel
from tests.channels.line.conftest import heard
from tests.clock import SettableClock
from tests.peers.line import FakeLine, Group, Person


async def test_people_and_groups_are_called_as_on_line_and_asked_about_once_a_day(
    channel: LineChannel, line: FakeLine, group: Group, member: Person, clock: SettableClock
) -> None:
    member.says("เสร็จ 3", group)
    named = await channel.introduce(heard(line))
    assert (named.sender and named.sender.name, named.place.title) == ("วิชัย", "คณะดำเนินงาน")
    asked = len(line.calls)
    await channel.introduce(heard(line))
    assert len(line.calls) == asked
    member.user.name = "วิชัย ใจดี"
    clock.advance(days=1)
    renamed = await channel.introduce(heard(line))
    assert renamed.sender
    assert renamed.sender.name == "วิชัย ใจดี"


async def test_nobody_waits_for_a_name_that_line_does_not_tell(
    channel: LineChannel, line: FakeLine, group: Group, member: Person, clock: SettableClock
) -> None:
    line.faults.http_500_before(2)
    member.says("เสร็จ 3", group)
    nameless = await channel.introduce(heard(line))
    assert (nameless.sender and nameless.sender.name, nameless.place.title) == ("", "")
    assert await channel.introduce(heard(line)) == nameless
    clock.advance(minutes=2)
    assert await channel.introduce(heard(line)) == nameless
    clock.advance(minutes=1)
    named = await channel.introduce(heard(line))
    assert named.sender
    assert named.sender.name == "วิชัย"


async def test_of_a_line_that_does_not_answer_no_other_name_is_asked(
    channel: LineChannel,
    line: FakeLine,
    group: Group,
    member: Person,
    clock: SettableClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(profiles, "PATIENCE", 0.2)
    slow = line.faults.slow(9)
    member.says("เสร็จ 3", group)
    await channel.introduce(heard(line))
    asked = slow.hits
    stranger = line.person("คนนอก")
    stranger.befriend()
    nameless = await channel.introduce(heard(line))
    assert (nameless.sender and nameless.sender.name, slow.hits) == ("", asked)
    slow.lift()
    clock.advance(minutes=1)
    named = await channel.introduce(heard(line))
    assert named.sender
    assert named.sender.name == "คนนอก"
