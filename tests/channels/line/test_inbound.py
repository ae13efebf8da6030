"""Which events are for us, and what they say."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.channels.line.inbound import Sieve
from bot.channels.line.translate import understand
from bot.domain.incoming import Happened, Incoming
from bot.domain.people import ChatKind
from bot.ports import Envelope
from tests.channels.line.conftest import Outside, understands
from tests.peers.line import FakeLine, Group, Person


@pytest.fixture
def sieve(outside: Outside) -> Sieve:
    return Sieve(understands, outside)


def told(line: FakeLine) -> list[dict[str, Any]]:
    """The events that wait, which are taken away."""
    found = list(line.world.events.waiting)
    line.world.events.waiting.clear()
    return found


async def passed(sieve: Sieve, line: FakeLine) -> list[Envelope]:
    return await sieve.envelopes(told(line))


async def ours(sieve: Sieve, line: FakeLine) -> list[Incoming]:
    """What they say once they are read from the store again."""
    found = [understand(e.payload) for e in await passed(sieve, line) if not e.follows]
    return [one for one in found if one is not None]


async def test_a_command_in_the_group_is_for_us_and_talk_is_not(
    sieve: Sieve, line: FakeLine, group: Group, member: Person
) -> None:
    told(line)
    member.says("พรุ่งนี้ประชุม", group)
    member.sends_sticker(group)
    member.says("เสร็จ 3", group)
    (one,) = await ours(sieve, line)
    assert (one.happened, one.text, one.account) == (Happened.SAID, "เสร็จ 3", member.user_id)
    assert (one.place.kind, one.place.address) == (ChatKind.GROUP, group.id)
    assert one.reply


async def test_the_word_that_takes_a_question_back_is_for_us_from_who_was_asked(
    sieve: Sieve, line: FakeLine, group: Group, member: Person, outside: Outside
) -> None:
    told(line)
    member.says("ยกเลิก", group)
    assert await ours(sieve, line) == []
    outside.asked = {(group.id, member.user_id)}
    member.says("พรุ่งนี้ประชุม", group)
    member.says("ยกเลิก", group)
    assert [one.text for one in await ours(sieve, line)] == ["ยกเลิก"]


async def test_whoever_names_the_bot_speaks_to_it(
    sieve: Sieve, line: FakeLine, group: Group, member: Person
) -> None:
    told(line)
    member.says("@ระบบ 😀 ช่วยดูหน่อย", group, mentions={"@ระบบ": line.bot})
    (one,) = await ours(sieve, line)
    assert one.text == "😀 ช่วยดูหน่อย"
    assert one.mentions == ()


async def test_a_member_who_is_named_is_told_by_id(
    sieve: Sieve, line: FakeLine, group: Group, member: Person
) -> None:
    told(line)
    member.says("เสร็จ 😀 @วิชัย", group, mentions={"@วิชัย": member})
    (one,) = await ours(sieve, line)
    (mention,) = one.mentions
    assert (mention.text, mention.account, mention.in_group) == ("@วิชัย", member.user_id, True)


async def test_a_message_of_ours_that_is_quoted_is_known(
    sieve: Sieve, line: FakeLine, group: Group, member: Person, outside: Outside
) -> None:
    told(line)
    first = member.says("สวัสดี", group)
    outside.sent = {(group.id, first.id)}
    member.says("ขอเลื่อน", group, quoting=first.id)
    (one,) = await ours(sieve, line)
    assert one.replied is not None
    assert (one.replied.message, one.replied.by_bot) == (first.id, True)


async def test_a_file_in_the_group_is_held_for_who_may_quote_it(
    sieve: Sieve, line: FakeLine, group: Group, member: Person
) -> None:
    told(line)
    sent = member.sends_file("แผน.pdf", b"%PDF", group)
    member.says("เสร็จ 3", group, quoting=sent.id)
    held, quoting = await passed(sieve, line)
    assert (held.follows, held.album) == (True, sent.id)
    said = understand(quoting.payload)
    assert said is not None
    assert said.replied is not None
    assert said.replied.album == held.album


async def test_a_file_that_was_asked_for_is_ours(
    sieve: Sieve, line: FakeLine, group: Group, member: Person, outside: Outside
) -> None:
    told(line)
    outside.awaited = {(group.id, member.user_id)}
    member.sends_image(b"picture", group)
    (envelope,) = await passed(sieve, line)
    assert (envelope.follows, envelope.album) == (False, "")


async def test_files_have_names_that_people_can_read(
    sieve: Sieve, line: FakeLine, member: Person
) -> None:
    told(line)
    member.sends_file("แผน ปี 70.pdf", b"%PDF")
    member.sends_image(b"picture")
    member.sends_audio(b"sound")
    names = [file.name for one in await ours(sieve, line) for file in one.files]
    assert names[0] == "แผน ปี 70.pdf"
    assert re.fullmatch(r"ภาพ_25691001_090000_\d{6}\.jpg", names[1])
    assert re.fullmatch(r"เสียง_25691001_090000_\d{6}\.m4a", names[2])


async def test_images_of_one_second_have_names_of_their_own(
    sieve: Sieve, line: FakeLine, member: Person
) -> None:
    told(line)
    for _ in range(20):
        member.sends_image(b"picture")
    names = [file.name for one in await ours(sieve, line) for file in one.files]
    assert len({*names}) == 20


async def test_who_comes_and_goes_is_told(
    sieve: Sieve, line: FakeLine, group: Group, member: Person
) -> None:
    told(line)
    other = line.person("ใหม่")
    other.joins(group)
    other.leaves(group)
    member.block()
    member.befriend()
    group.removes_bot()
    group.adds_bot()
    found = [
        (one.happened, one.subject.account if one.subject else "")
        for one in await ours(sieve, line)
    ]
    assert found == [
        (Happened.JOINED, other.user_id),
        (Happened.LEFT, other.user_id),
        (Happened.BLOCKED, ""),
        (Happened.OPENED, ""),
        (Happened.BOT_REMOVED, ""),
        (Happened.BOT_ADDED, ""),
    ]


async def test_several_who_come_at_once_come_one_by_one(
    sieve: Sieve, line: FakeLine, group: Group
) -> None:
    told(line)
    line.person("ก").joins(group)
    (event,) = told(line)
    members = [{"type": "user", "userId": f"U{n}"} for n in "12"]
    envelopes = await sieve.envelopes([event | {"joined": {"members": members}}])
    read = [understand(e.payload) for e in envelopes]
    assert [one.subject.account for one in read if one and one.subject] == ["U1", "U2"]
    assert [bool(one and one.reply) for one in read] == [True, False]
    assert len({e.key for e in envelopes}) == 2


@pytest.mark.parametrize(("typed", "code"), [("เริ่มใช้งาน", "start"), ("เริ่มใช้งาน  aB_9-x", "aB_9-x")])
async def test_the_words_of_a_link_open_the_private_chat(
    sieve: Sieve, line: FakeLine, member: Person, typed: str, code: str
) -> None:
    told(line)
    member.says(typed)
    (one,) = await ours(sieve, line)
    assert (one.happened, one.text) == (Happened.OPENED, code)


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"type": "message"},
        {"type": "message", "source": {"type": "user", "userId": "U1"}, "message": None},
        {"type": "beacon", "source": {"type": "user", "userId": "U1"}, "webhookEventId": "1"},
        {"type": "message", "source": {}, "message": {"type": "text", "text": "เสร็จ"}},
        {"type": "postback", "source": {"type": "group", "groupId": "C1"}, "webhookEventId": "1"},
        {"type": ["message"], "source": {"type": "user", "userId": "U1"}},
        {"type": "memberJoined", "joined": 7},
        {"type": "memberJoined", "joined": {"members": [{}, {}]}},
        {"type": "follow", "source": {"type": "user", "userId": "U1"}, "webhookEventId": "\ud800"},
        {"type": "follow", "source": {"type": "user", "userId": "../x"}, "webhookEventId": "1"},
        {
            "type": "follow",
            "source": {"type": "user", "userId": "U1"},
            "webhookEventId": "1",
            "timestamp": 10**30,
        },
    ],
)
async def test_a_strange_event_stops_none_behind_it(
    sieve: Sieve, line: FakeLine, member: Person, event: dict[str, Any]
) -> None:
    told(line)
    member.says("เสร็จ 3")
    envelopes = await sieve.envelopes([event, *told(line)])
    assert len(envelopes) == 1


async def test_events_of_a_standby_channel_are_left_to_the_active_one(
    sieve: Sieve, line: FakeLine, member: Person
) -> None:
    told(line)
    member.says("เสร็จ 3")
    assert await sieve.envelopes([one | {"mode": "standby"} for one in told(line)]) == []


async def test_who_quotes_one_picture_of_a_set_means_all(
    sieve: Sieve, line: FakeLine, group: Group, member: Person
) -> None:
    told(line)
    sent = [member.sends_image(b"picture", group) for _ in range(2)]
    pictures = told(line)
    for number, event in enumerate(pictures, 1):
        event["message"]["imageSet"] = {"id": "S1", "index": number, "total": 2}
    held = await sieve.envelopes(pictures)
    member.says("เสร็จ 3", group, quoting=sent[1].id)
    (quoting,) = await passed(sieve, line)
    said = understand(quoting.payload)
    assert said is not None
    assert said.replied is not None
    assert {e.album for e in held} == {"S1", said.replied.album}


@pytest.mark.parametrize("kind", ["image", "video", "audio"])
async def test_what_is_kept_elsewhere_than_by_line_is_no_file(
    sieve: Sieve, line: FakeLine, member: Person, kind: str
) -> None:
    """https://developers.line.biz/en/reference/messaging-api/#wh-image: LINE has no bytes of it."""
    told(line)
    getattr(member, f"sends_{kind}")(b"bytes")
    [event] = told(line)
    url = "https://elsewhere.example/1"
    event["message"]["contentProvider"] = {"type": "external", "originalContentUrl": url}
    assert await sieve.envelopes([event]) == []
    event["message"]["contentProvider"] = {"type": "line"}
    assert len(await sieve.envelopes([event])) == 1


async def test_where_no_committee_is_nothing_is_held(
    sieve: Sieve, line: FakeLine, group: Group, member: Person, outside: Outside
) -> None:
    told(line)
    outside.strangers = {group.id}
    member.sends_file("ส่วนตัว.pdf", b"%PDF", group)
    assert await passed(sieve, line) == []
